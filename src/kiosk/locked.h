/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --kiosk: what a locked kiosk is beside the program that everybody sees.
 *
 * In this order: the settings and keys of the place, the installer (a child, while there is neither
 * window nor thread), the window, the cell, and only then the pack, if somebody trusted has signed
 * it. Between visits a newly installed pack takes the place of the one that is shown.
 */
#ifndef KYR_KIOSK_LOCKED_H
#define KYR_KIOSK_LOCKED_H

#include "base/log.h"
#include "kiosk/options.h"
#include "platform/notify.h"

/* Runs until staff leave (EXIT_STAFF) or a signal comes (EXIT_OK). `start_ms`: of the process. */
enum exit_code
locked_run(const struct options *options, struct notify *notify, double start_ms);

#endif
