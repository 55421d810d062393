/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flow: the blocks of a section -> boxes, at the widths that a plan of the screen gives them.
 * Private to the layout floor. All x are counted from the leading edge and mirrored at the end of
 * each helper, so nothing else has to know the direction of reading.
 */
#ifndef KYR_LAYOUT_FLOW_H
#define KYR_LAYOUT_FLOW_H

#include "layout/box.h"
#include "layout/screens.h"

struct flow {
    struct arena *arena;
    const struct layout *layout;
    const struct scale *scale;
    int main_w, side_w, foot_w; /* widths of the three places; all alike in a single column */
    int height;                 /* what a screen holds at most under its headline */
    bool is_columns;
    bool is_in_fallback; /* the leaf before this one was marked as not translated */
    struct boxes boxes;
};

/* Content sizes that chrome does not have: they grow with the body text. */
int
flow_label_px(const struct flow *flow);
int
flow_small_px(const struct flow *flow);

/* Text of one box: one row a line. */
struct text_block {
    const struct text_span *spans;
    size_t n_spans;
    int size_px, line_height_px; /* line height 0: the usual one */
    int x, width;
    int gap;         /* above its first line */
    int node_id;     /* whose text it is */
    bool is_leaf;    /* the leaf begins here */
    bool is_english; /* whatever the visitor's language is: reads left to right */
    enum para_align align;
};

struct para
flow_text(struct flow *flow, struct box *box, const struct text_block *block);

/* One span in one style. */
struct para
flow_words(struct flow *flow, struct box *box, struct text_block block, struct str text,
           enum text_face face, enum color color);

struct span_list {
    struct text_span *items;
    size_t n;
};

/* A leaf's spans in `face` and `color`, tokens as numbers; room for two more at each end. */
struct span_list
flow_spans(struct flow *flow, struct spans spans, enum text_face face, enum color color);
void
spans_prepend(struct span_list *list, struct text_span span);
void
spans_append(struct span_list *list, struct text_span span);

/* A mark (icon, numbered circle, dot) beside the first line of a text. */
struct mark {
    size_t row; /* index of the row of that line */
    int x, size_px;
    int text_px; /* em size of the text it stands beside */
    int node_id;
    enum color color;
};

/* Makes room for the mark and returns the y of its centre within the row. */
int
flow_mark_center(struct flow *flow, struct box *box, const struct para *para,
                 const struct mark *mark);
void
flow_mark_icon(struct flow *flow, struct box *box, const struct para *para, struct mark mark,
               struct str icon);

/* An icon with its middle at y of a list. */
void
flow_icon(const struct flow *flow, struct list *list, const struct box *box, struct mark mark,
          int center_y, struct str icon);

/* x of something `w` wide that stands `x` from the leading edge of a box. */
int
flow_x(const struct flow *flow, int box_width, int x, int w);

/* The largest size up to size_px at which text is no wider than width. */
int
flow_fit_px(const struct flow *flow, struct str text, enum text_face face, int size_px, int width);

/* The "not translated yet" mark above a leaf that needs one. */
void
flow_fallback_mark(struct flow *flow, struct box *box, const struct node *node, int x, int width);

#endif
