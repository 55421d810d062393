/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program name is one of the few file-scope variables allowed: the log sink. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *program_name = "kyr";

void
log_set_name(const char *program)
{
    program_name = program;
}

__attribute__((format(printf, 1, 0))) static void
print_line(const char *format, va_list args)
{
    char line[1024];
    (void)vsnprintf(line, sizeof line, format, args);
    (void)fprintf(stderr, "%s: %s\n", program_name,
                  line); /* one write: stderr may be closed, we go on */
}

void
log_line(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_line(format, args);
    va_end(args);
}

noreturn void
log_fatal(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_line(format, args);
    va_end(args);
    exit(EXIT_ENVIRONMENT);
}
