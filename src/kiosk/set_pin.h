/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kyr-kiosk --set-pin: asks for the PIN of the staff and writes its hash into the settings.
 */
#ifndef KYR_KIOSK_SET_PIN_H
#define KYR_KIOSK_SET_PIN_H

#include "base/log.h"

/*
 * Reads the PIN twice from the terminal without showing it, or one line from a standard input that
 * is no terminal. DIR/settings.yaml is replaced as a whole or not at all; it can then be read by
 * its owner and its group, which is the group it had, or else that of DIR.
 *
 * EXIT_FINDINGS: not a PIN that anybody should use. EXIT_ENVIRONMENT: the folder, the file in it or
 * the disk. One line on standard error either way.
 */
enum exit_code
set_pin(const char *dir);

#endif
