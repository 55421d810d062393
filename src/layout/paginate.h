/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boxes -> sheets: which part of which box stands where on which screen. Nothing is drawn yet, so
 * that several plans can be compared. Private to the layout floor.
 */
#ifndef KYR_LAYOUT_PAGINATE_H
#define KYR_LAYOUT_PAGINATE_H

#include "layout/box.h"

struct part {
    const struct box *box;
    size_t from, to; /* rows */
    size_t index;    /* of the box among those that were paginated */
    int x, y;        /* from the leading edge and the top of the content */
};

struct sheet {
    struct part *parts;
    size_t n, capacity;
    int bottom;
};

struct plan {
    struct arena *arena;
    struct sheet *sheets;
    size_t n, capacity;
    size_t n_torn; /* atomic boxes divided only because the first sheet had too little room */
    const struct box *too_high[16]; /* some row of them is higher than a screen */
    size_t n_too_high;
};

/* What pagination may fill: y from `top_first` on the sheet it starts on and `top_rest` on the
 * others, to `bottom`. */
struct room {
    int top_first, top_rest, bottom;
    int gap_percent; /* of the space between boxes */
};

struct sheet *
plan_sheet(struct plan *plan); /* adds an empty one */

void
sheet_add(struct plan *plan, struct sheet *sheet, struct part part);

/* Places all boxes, one under the other, from the last sheet that is there on; there is at least
 * one sheet afterwards. */
void
paginate(struct plan *plan, const struct boxes *boxes, const struct room *room);

/*
 * Stacks the boxes of one place from y down on one sheet, at x; returns the y below the last.
 */
int
stack(struct plan *plan, struct sheet *sheet, const struct boxes *boxes, enum box_place place,
      struct part at, int gap_percent);

/* Moves the boxes of `place` into a list of their own, in order. */
void
boxes_take(struct boxes *from, enum box_place place, struct boxes *out);

#endif
