/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page that the program knows by itself as plain text, for a screen on which no window can be:
 * a visitor then still finds calm words and a number to call.
 */
#ifndef KYR_KIOSK_NOTICE_H
#define KYR_KIOSK_NOTICE_H

#include "base/log.h"

/* On standard output, in every language of the program; a terminal is cleared first. Without its
 * translations, in English. */
enum exit_code
notice_print(void);

#endif
