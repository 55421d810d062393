/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One paragraph: styled spans -> lines of positioned runs.
 *
 * Greedy lines; a line is measured run by run as shaped text, so kerning inside a run is right. A
 * word wider than the line is broken between code points as the last resort (and counted:
 * is_overlong), so nothing is ever cut.
 */
#ifndef KYR_LAYOUT_PARA_H
#define KYR_LAYOUT_PARA_H

#include <stdbool.h>

#include "layout/list.h"
#include "text/runs.h"

enum para_align { ALIGN_START, ALIGN_CENTER, ALIGN_END };

struct para_options {
    int size_px;
    int width_px;       /* > 0 */
    int line_height_px; /* 0: 1.34 em for text, see para.c */
    enum para_align align;
    enum direction dir;
    int max_lines; /* 0: no limit; otherwise text is cut with an ellipsis and is_cut set */
};

struct para_run {
    int x; /* from the left edge of the paragraph, which is width_px wide */
    int width;
    struct str text;
    struct text_style style;
    enum direction dir;
    enum color color;
};

struct para_line {
    struct para_run *runs; /* left to right */
    size_t n_runs;
    int width;
    int baseline; /* from the top of the paragraph */
};

struct para {
    struct para_line *lines;
    size_t n_lines;
    int width;  /* of the widest line */
    int height; /* n_lines * line height */
    int line_height;
    bool is_overlong; /* some word had to be broken */
    bool is_cut;
};

/* Spans carry their colour in `tag`. Everything lives in the arena. */
struct para
para_make(struct arena *arena, const struct text_span *spans, size_t n_spans,
          const struct para_options *options, const struct text_metrics *metrics);

/* One line of any width, for labels: runs placed from x 0. */
struct para_line
para_line(struct arena *arena, struct text_span span, int size_px, enum direction dir,
          const struct text_metrics *metrics);

/* Draws lines [first, first + n) with line `first` at the top `y`. */
void
para_draw(const struct para *para, size_t first, size_t n, int x, int y, int node_id,
          struct list *list);

#endif
