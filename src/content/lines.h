/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an offset in a file to the line and column a person looks for. Lines end in "\n".
 */
#ifndef KYR_CONTENT_LINES_H
#define KYR_CONTENT_LINES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

struct lines {
    struct str text;
    const char *file;
    int line_offset; /* lines that stand before `text` in the file */
    size_t *starts;  /* offset of each line; at least one */
    size_t n;
};

/* `text` and `file` must outlive the result. */
struct lines
lines_make(struct arena *arena, struct str text, const char *file, int line_offset);

/* An offset past the end counts as the end. */
struct diag_place
lines_place(const struct lines *lines, size_t offset);

/* The same for a line (from 0) and a column counted in code points, as libyaml counts. */
struct diag_place
lines_place_at(const struct lines *lines, size_t line, size_t code_points);

#endif
