/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line-buffered file, so that a test can follow it while the program runs. */
#include "platform/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct trace {
    FILE *file;
    double start_ms;
};

double
clock_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000.0 + (double)now.tv_nsec / 1e6;
}

struct trace *
trace_open(const char *path, double start_ms, bool *failed)
{
    *failed = false;
    if (path == NULL) {
        return NULL;
    }
    struct trace *trace = calloc(1, sizeof *trace);
    FILE *file = fopen(path, "we");
    if (trace == NULL || file == NULL) {
        free(trace);
        *failed = true;
        return NULL;
    }
    (void)setvbuf(file, NULL, _IOLBF, 4096);
    *trace = (struct trace){file, start_ms};
    return trace;
}

void
trace_close(struct trace *trace)
{
    if (trace != NULL) {
        (void)fclose(trace->file);
        free(trace);
    }
}

void
trace_line(struct trace *trace, const char *format, ...)
{
    if (trace == NULL) {
        return;
    }
    va_list args;
    va_start(args, format);
    (void)fprintf(trace->file, "%.2f ", clock_ms() - trace->start_ms);
    (void)vfprintf(trace->file, format, args);
    (void)fputc('\n', trace->file);
    va_end(args);
}
