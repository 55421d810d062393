/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line on standard error for staff. Nothing a visitor does is ever logged.
 *
 * log_fatal is for the environment failing us (no memory, no display): it prints and ends with exit
 * code 3.
 */
#ifndef KYR_BASE_LOG_H
#define KYR_BASE_LOG_H

#include <stdnoreturn.h>

/* Exit codes of both programs (contract). */
enum exit_code {
    EXIT_OK = 0,
    EXIT_FINDINGS = 1,    /* the content is at fault */
    EXIT_USAGE = 2,       /* the command line is at fault */
    EXIT_ENVIRONMENT = 3, /* the machine is at fault */
    EXIT_STAFF = 10,      /* staff left the locked kiosk, PIN in hand: do not start it again */
};

/* Name printed before each line; a string that outlives the program. Default "kyr". */
void
log_set_name(const char *program);

void
log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

noreturn void
log_fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
