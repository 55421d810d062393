/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A headline is tried at its full size first and shrinks in steps, below running text only as the
 * last resort. */
#include "layout/headline.h"

#define HEIGHT_PERCENT 38 /* of the screen, at most */
#define STEP_PERCENT 84   /* each size is a font to be opened */

static struct box *
headline_box(struct flow *flow, const struct node *section, int width, int size_px)
{
    struct boxes own = {.arena = flow->arena};
    struct box *box = boxes_add(&own, BOX_MAIN, section->id, width);
    struct span_list list = flow_spans(flow, section->spans, FACE_BOLD, COLOR_INK);
    flow->is_in_fallback = false;
    flow_fallback_mark(flow, box, section, 0, width);
    flow_text(flow, box,
              &(struct text_block){.spans = list.items,
                                   .n_spans = list.n,
                                   .size_px = size_px,
                                   .line_height_px = int_max(size_px * 115 / 100, 1),
                                   .width = width,
                                   .node_id = section->id,
                                   .is_leaf = true,
                                   .is_english = section->is_fallback});
    return box;
}

const struct box *
headline_make(struct flow *flow, const struct node *section, int width, int height)
{
    int least = int_max(flow->scale->body, 1);
    int size = int_max(flow->scale->headline, least);
    for (;;) {
        struct box *box = headline_box(flow, section, width, size);
        bool fits =
            box_height(box, 0, box->n_rows) <= height * HEIGHT_PERCENT / 100 && box->too_wide == 0;
        if (fits || size == least) {
            return box;
        }
        size = int_max(size * STEP_PERCENT / 100, least);
    }
}

const struct box *
headline_compact(struct flow *flow, const struct node *section, int width)
{
    return headline_box(flow, section, width,
                        int_max(flow->scale->body * HEADLINE_COMPACT_PERCENT / 100, 1));
}

const struct box *
headline_least(struct flow *flow, const struct node *section, int width)
{
    return headline_box(flow, section, width, flow_label_px(flow));
}

const struct box *
headline_continued(struct flow *flow, const struct node *section, int width)
{
    struct boxes own = {.arena = flow->arena};
    struct box *box = boxes_add(&own, BOX_MAIN, section->id, width);
    struct span_list list = flow_spans(flow, section->spans, FACE_BOLD, COLOR_SOFT_INK);
    struct str words = flow->layout->words->continued;
    struct str text = str_printf(flow->arena, " %.*s", STR_ARG(words));
    spans_append(&list, (struct text_span){.text = text, .tag = COLOR_SOFT_INK});
    struct para_options options = {.size_px = flow->scale->label,
                                   .width_px = int_max(width, 1),
                                   .line_height_px = int_max(flow->scale->label * 125 / 100, 1),
                                   .dir = flow->layout->dir,
                                   .max_lines = 1};
    struct para para = para_make(flow->arena, list.items, list.n, &options, flow->layout->metrics);
    struct row *row = box_row(box, 0, para.height, 0);
    para_draw(&para, 0, 1, 0, 0, section->id, &row->list);
    return box;
}
