/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Findings: what is wrong with the content, and exactly where.
 *
 * A parser or lint reports as many findings as it meets and goes on; it never prints. Printed form
 * (contract): file:line:col: error|warning: text [code] Lines and columns count from 1; 0 means
 * "the file as a whole" and is left out of the printed form from there on. The text is one plain
 * sentence for an author or translator, without a full stop. The code is short-with-dashes.
 */
#ifndef KYR_BASE_DIAG_H
#define KYR_BASE_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

enum diag_severity { DIAG_ERROR, DIAG_WARNING };

struct diag_place {
    const char *file; /* terminated; outlives the sink (in practice: in the arena of the pack) */
    int line;         /* from 1; 0 = unknown */
    int col;          /* from 1, in bytes; 0 = unknown */
};

/* The file as a whole. */
static inline struct diag_place
diag_file(const char *file)
{
    return (struct diag_place){file, 0, 0};
}

struct diag {
    struct diag *next;
    enum diag_severity severity;
    struct diag_place place;
    const char *code; /* a literal */
    struct str text;  /* owned by the sink's arena; terminated */
};

/* All-zero is a valid empty sink. */
struct diag_sink {
    struct arena arena;
    struct diag *first; /* in order of report */
    struct diag *last;
    int n_errors;
    int n_warnings;
};

/* At most this many are kept (a hostile file must not fill memory); all are counted. */
#define DIAG_KEPT_MAX 1000

void
diag_free(struct diag_sink *sink); /* NULL-safe */

/* `sink` may be NULL: the finding is dropped. */
void
diag_report(struct diag_sink *sink, enum diag_severity severity, struct diag_place place,
            const char *code, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Shorthand for errors. */
#define diag_error(sink, place, code, ...)                                                         \
    diag_report((sink), DIAG_ERROR, (place), (code), __VA_ARGS__)
#define diag_warning(sink, place, code, ...)                                                       \
    diag_report((sink), DIAG_WARNING, (place), (code), __VA_ARGS__)

/* Prints every kept finding sorted by file, line, column. */
void
diag_print(const struct diag_sink *sink, FILE *out);

#endif
