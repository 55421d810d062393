/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boxes: a block of a page laid out at a width, as rows that pagination may divide between screens.
 *
 * A row is what never is divided: a line of text with its number or icon, a row of buttons, a QR
 * code. A box may have a frame (card, band), which is drawn round whatever part of its rows stands
 * on a screen. Private to the layout floor.
 */
#ifndef KYR_LAYOUT_BOX_H
#define KYR_LAYOUT_BOX_H

#include "layout/hit.h"
#include "layout/list.h"
#include "layout/para.h"

/* Where a box wants to stand on a wide screen. */
enum box_place { BOX_MAIN, BOX_SIDE, BOX_FOOT };

struct row {
    int gap; /* above it, unless it comes first in its part */
    int height;
    int first_leaf, last_leaf; /* ids of the leaves that begin here, or 0 */
    bool keep_next;            /* no break after it where that can be helped */
    struct list list;          /* from the row's top and the box's left edge */
    struct targets targets;
};

struct frame {
    enum color fill, stroke; /* COLOR_NONE, COLOR_NONE: no frame */
    enum color bar;          /* a band along the leading edge, as wide as `radius` */
    int stroke_px, radius;
    int pad_x, pad_y;
};

struct box {
    struct arena *arena;
    enum box_place place;
    int node_id;
    int width;
    int gap_before; /* above it, unless it comes first on its screen or in its column */
    int least_gap;  /* that gap when space is short (targets must stay apart) */
    int min_height; /* while it is whole; the rows stand in the middle of it */
    bool is_atomic; /* divided only if it is higher than a whole screen */
    bool keep_next; /* not the last on a screen */
    int too_wide;   /* id of a leaf of which a word had to be broken, or 0 */
    struct frame frame;
    struct row *rows;
    size_t n_rows, capacity;
    struct list extra;    /* from the box's top left corner; only while it is whole */
    struct target target; /* kind TARGET_NONE: the box itself cannot be touched */
};

struct boxes {
    struct arena *arena;
    struct box **items;
    size_t n, capacity;
};

struct box *
boxes_add(struct boxes *boxes, enum box_place place, int node_id, int width);

/* The new row is valid until the next one is added. */
struct row *
box_row(struct box *box, int gap, int height, int leaf_id);

/* The space above it when gaps are set to a percentage of the usual. */
int
box_gap(const struct box *box, int percent);

/* Height of the part [from, to) of its rows, frame included. */
int
box_height(const struct box *box, size_t from, size_t to);

bool
box_is_whole(const struct box *box, size_t from, size_t to);

/* Draws that part with its top left corner at x, y. */
void
box_draw(const struct box *box, size_t from, size_t to, struct rect at, enum direction dir,
         struct list *list, struct targets *targets);

#endif
