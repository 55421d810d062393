/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --trace: one line an event, `<ms since process start> <what> <key=value ...>`, for tests and
 * benchmarks. Never in a kiosk: it tells what was read.
 */
#ifndef KYR_PLATFORM_TRACE_H
#define KYR_PLATFORM_TRACE_H

#include <stdbool.h>
#include <stdint.h>

struct trace;

/* Milliseconds of the monotonic clock, with fractions. */
double
clock_ms(void);

/* `path` NULL gives NULL: all other calls then do nothing. NULL with *failed set if the file cannot
 * be written. */
struct trace *
trace_open(const char *path, double start_ms, bool *failed);

void
trace_close(struct trace *trace);

void
trace_line(struct trace *trace, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
