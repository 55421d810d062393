/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Framed blocks: call-outs, words to say, buttons; and figures. */
#include "layout/blocks.h"

#define SAY_LEAST_PERCENT 75 /* of running text: how far words to say may shrink */

static int
pad_x(const struct flow *flow)
{
    return flow->scale->gap * 5 / 4;
}

static int
pad_y(const struct flow *flow)
{
    return flow->scale->gap * 9 / 10;
}

struct look {
    struct str icon;
    enum color fill, stroke, bar, icon_color;
};

static struct look
callout_look(enum callout_kind kind)
{
    switch (kind) {
    case CALLOUT_SAFETY:
        return (struct look){STR("front_hand"), COLOR_SAFETY, COLOR_NONE, COLOR_SAFETY_MARK,
                             COLOR_SAFETY_MARK};
    case CALLOUT_CHANGING:
        return (struct look){STR("update"), COLOR_CARD, COLOR_EDGE, COLOR_NONE, COLOR_ACCENT};
    case CALLOUT_FACILITATOR:
        return (struct look){STR("groups"), COLOR_CARD, COLOR_EDGE, COLOR_NONE, COLOR_ACCENT};
    case CALLOUT_NOTE:
    case CALLOUT_NONE: break;
    }
    return (struct look){STR("info"), COLOR_CARD, COLOR_HAIRLINE, COLOR_NONE, COLOR_ACCENT};
}

/* "For your safety: " before the first words. */
static void
lead_in(struct flow *flow, const struct node *callout, struct span_list *list)
{
    struct str lead = flow->layout->words->callouts[callout->callout];
    if (lead.n > 0) {
        struct str text = str_printf(flow->arena, "%.*s: ", STR_ARG(lead));
        spans_prepend(list, (struct text_span){.text = text, .face = FACE_BOLD, .tag = COLOR_INK});
    }
}

void
flow_callout(struct flow *flow, const struct node *node)
{
    if (node->callout == CALLOUT_FACILITATOR && !flow->layout->shows_facilitator) {
        return;
    }
    int body = flow->scale->body;
    struct look look = callout_look(node->callout);
    struct box *box = boxes_add(&flow->boxes, BOX_FOOT, node->id, flow->foot_w);
    box->gap_before = flow->scale->gap;
    box->is_atomic = true;
    box->frame = (struct frame){.fill = look.fill,
                                .stroke = look.stroke,
                                .bar = look.bar,
                                .stroke_px = flow->scale->stroke,
                                .radius = flow->scale->radius,
                                .pad_x = pad_x(flow),
                                .pad_y = pad_y(flow)};
    struct mark mark = {.x = box->frame.pad_x + (look.bar != COLOR_NONE ? box->frame.radius : 0),
                        .size_px = int_max(body * 12 / 10, 1),
                        .text_px = body,
                        .node_id = node->id,
                        .color = look.icon_color};
    int x = mark.x + mark.size_px + body * 45 / 100;
    int width = box->width - x - box->frame.pad_x;
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        struct span_list list = flow_spans(flow, child->spans, FACE_REGULAR, COLOR_INK);
        if (child == node->first) {
            lead_in(flow, node, &list);
        }
        flow_fallback_mark(flow, box, child, x, width);
        mark.row = box->n_rows;
        struct para para = flow_text(flow, box,
                                     &(struct text_block){.spans = list.items,
                                                          .n_spans = list.n,
                                                          .size_px = body,
                                                          .x = x,
                                                          .width = width,
                                                          .gap = body * 4 / 10,
                                                          .node_id = child->id,
                                                          .is_leaf = true,
                                                          .is_english = child->is_fallback});
        if (child == node->first) {
            flow_mark_icon(flow, box, &para, mark, look.icon);
        }
    }
}

/* "Say in English", with its icon. */
static void
say_title(struct flow *flow, struct box *box, const struct node *node)
{
    struct str words = flow->layout->words->say;
    int size = int_min(flow_label_px(flow), flow->scale->label * 12 / 10);
    struct mark mark = {.row = box->n_rows,
                        .x = box->frame.pad_x,
                        .size_px = int_max(size * 11 / 10, 1),
                        .text_px = size,
                        .node_id = node->id,
                        .color = COLOR_ACCENT};
    int x = mark.x + mark.size_px + size * 4 / 10;
    struct text_block block = {.size_px = size,
                               .line_height_px = size * 13 / 10,
                               .x = x,
                               .width = box->width - x - box->frame.pad_x,
                               .node_id = node->id};
    struct para para = flow_words(flow, box, block, words, FACE_BOLD, COLOR_ACCENT);
    flow_mark_icon(flow, box, &para, mark, STR("record_voice_over"));
    box->rows[box->n_rows - 1].keep_next = true;
}

static void
say_words(struct flow *flow, struct box *box, const struct node *node, int size_px)
{
    struct span_list list = flow_spans(flow, node->spans, FACE_BOLD, COLOR_INK);
    struct text_span quote = {.face = FACE_BOLD, .tag = COLOR_INK};
    quote.text = STR("\xE2\x80\x9C");
    spans_prepend(&list, quote);
    quote.text = STR("\xE2\x80\x9D");
    spans_append(&list, quote);
    flow_text(flow, box,
              &(struct text_block){.spans = list.items,
                                   .n_spans = list.n,
                                   .size_px = size_px,
                                   .line_height_px = int_max(size_px * 122 / 100, 1),
                                   .x = box->frame.pad_x,
                                   .width = box->width - 2 * box->frame.pad_x,
                                   .gap = flow->scale->body * 35 / 100,
                                   .node_id = node->id,
                                   .is_leaf = true,
                                   .is_english = true});
}

static void
say_meaning(struct flow *flow, struct box *box, const struct node *node, int size_px)
{
    struct span_list list = flow_spans(flow, node->meaning, FACE_REGULAR, COLOR_SOFT_INK);
    struct str words = flow->layout->words->say_meaning;
    if (words.n > 0) {
        struct str text = str_printf(flow->arena, "%.*s ", STR_ARG(words));
        spans_prepend(&list, (struct text_span){.text = text, .tag = COLOR_SOFT_INK});
    }
    int size = int_max(int_min(flow->scale->body * 92 / 100, size_px), 1);
    flow_text(flow, box,
              &(struct text_block){.spans = list.items,
                                   .n_spans = list.n,
                                   .size_px = size,
                                   .line_height_px = int_max(size * 130 / 100, 1),
                                   .x = box->frame.pad_x,
                                   .width = box->width - 2 * box->frame.pad_x,
                                   .gap = flow->scale->body * 40 / 100,
                                   .node_id = node->id});
}

static void
say_rows(struct flow *flow, struct box *box, const struct node *node, int size_px)
{
    box->n_rows = 0;
    box->too_wide = 0;
    say_title(flow, box, node);
    say_words(flow, box, node, size_px);
    if (node->meaning.n > 0) {
        say_meaning(flow, box, node, size_px);
    }
    int x = box->frame.pad_x;
    flow_fallback_mark(flow, box, node, x, box->width - 2 * x);
}

/* A sentence to say aloud is not torn: large text shrinks a little before that happens. */
void
flow_say(struct flow *flow, const struct node *node)
{
    struct box *box = boxes_add(&flow->boxes, BOX_SIDE, node->id, flow->side_w);
    box->gap_before = flow->scale->gap;
    box->is_atomic = true;
    box->frame = (struct frame){.fill = COLOR_CARD,
                                .stroke = COLOR_ACCENT,
                                .stroke_px = flow->scale->stroke,
                                .radius = flow->scale->radius,
                                .pad_x = pad_x(flow),
                                .pad_y = pad_y(flow)};
    bool was_in_fallback = flow->is_in_fallback;
    int least = int_max(flow->scale->body * SAY_LEAST_PERCENT / 100, 1);
    for (int size = flow->scale->say;; size = int_max(size * 84 / 100, least)) {
        flow->is_in_fallback = was_in_fallback;
        say_rows(flow, box, node, size);
        if (size <= least || box_height(box, 0, box->n_rows) <= flow->height) {
            break;
        }
    }
}

void
flow_figure(struct flow *flow, const struct node *node)
{
    int size = int_max(flow->scale->headline * 22 / 10, 1);
    size = int_min(size, int_max(int_min(flow->height, flow->side_w) / 2, 1));
    struct box *box = boxes_add(&flow->boxes, BOX_SIDE, node->id, flow->side_w);
    box->gap_before = flow->scale->gap;
    struct row *row = box_row(box, 0, size, node->id);
    struct mark mark = {.size_px = size, .node_id = node->id, .color = COLOR_ACCENT};
    mark.x = flow->is_columns ? (box->width - size) / 2 : 0;
    flow_icon(flow, &row->list, box, mark, size / 2, node->target);
}
