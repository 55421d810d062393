/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running text: headings, paragraphs, lists; and the walk over a section's blocks. What all kinds
 * of blocks need (spans, text into rows, marks) is in flow_text.c.
 */
#include "layout/blocks.h"

#define MEASURE_EM 38 /* a line of running text is at most this long: about 75 letters */

static int
text_width(const struct flow *flow)
{
    return int_min(flow->main_w, MEASURE_EM * flow->scale->body);
}

static int
text_gap(const struct flow *flow)
{
    return flow->scale->body * 6 / 10;
}

static void
heading(struct flow *flow, const struct node *node)
{
    struct box *box = boxes_add(&flow->boxes, BOX_MAIN, node->id, text_width(flow));
    int size = flow_label_px(flow);
    struct span_list list = flow_spans(flow, node->spans, FACE_BOLD, COLOR_SOFT_INK);
    box->gap_before = flow->scale->body * 9 / 10;
    box->keep_next = true;
    flow_fallback_mark(flow, box, node, 0, box->width);
    flow_text(flow, box,
              &(struct text_block){.spans = list.items,
                                   .n_spans = list.n,
                                   .size_px = size,
                                   .line_height_px = size * 125 / 100,
                                   .width = box->width,
                                   .node_id = node->id,
                                   .is_leaf = true,
                                   .is_english = node->is_fallback});
}

static void
paragraph(struct flow *flow, const struct node *node)
{
    struct box *box = boxes_add(&flow->boxes, BOX_MAIN, node->id, text_width(flow));
    struct span_list list = flow_spans(flow, node->spans, FACE_REGULAR, COLOR_INK);
    box->gap_before = text_gap(flow);
    flow_fallback_mark(flow, box, node, 0, box->width);
    flow_text(flow, box,
              &(struct text_block){.spans = list.items,
                                   .n_spans = list.n,
                                   .size_px = flow->scale->body,
                                   .width = box->width,
                                   .node_id = node->id,
                                   .is_leaf = true,
                                   .is_english = node->is_fallback});
}

/* A filled circle with the number in the middle of its capitals' height. */
static void
step_mark(struct flow *flow, struct box *box, const struct mark *mark, int center_y, int number)
{
    struct list *list = &box->rows[mark->row].list;
    int x = flow_x(flow, box->width, mark->x, mark->size_px);
    struct rect circle = {x, center_y - mark->size_px / 2, mark->size_px, mark->size_px};
    list_add_rect(list, circle, COLOR_ACCENT, mark->size_px / 2, mark->node_id);
    struct text_style style = {.face = FACE_BOLD, .size_px = mark->size_px * 56 / 100};
    style.size_px = int_max(style.size_px, 1);
    const struct text_metrics *metrics = flow->layout->metrics;
    struct str text = str_printf(flow->arena, "%d", number);
    int width = metrics->width(metrics->user, style, DIR_LTR, text);
    int cap = metrics->extents(metrics->user, style).cap_px;
    list_add(list, (struct item){.kind = ITEM_TEXT,
                                 .rect = {x + (mark->size_px - width) / 2,
                                          circle.y + (mark->size_px + cap) / 2, width, 0},
                                 .fill = COLOR_ON_ACCENT,
                                 .text = text,
                                 .style = style,
                                 .node_id = mark->node_id});
}

static void
bullet_mark(struct flow *flow, struct box *box, const struct mark *mark, int center_y)
{
    int x = flow_x(flow, box->width, mark->x, mark->size_px);
    struct rect dot = {x, center_y - mark->size_px / 2, mark->size_px, mark->size_px};
    list_add_rect(&box->rows[mark->row].list, dot, COLOR_ACCENT, mark->size_px / 2, mark->node_id);
}

/* `number` 0: a bullet. */
static void
list_item(struct flow *flow, const struct node *node, int number)
{
    int body = flow->scale->body;
    struct box *box = boxes_add(&flow->boxes, BOX_MAIN, node->id, text_width(flow));
    struct mark mark = {.text_px = body, .node_id = node->id};
    mark.size_px = int_max(number > 0 ? body * 15 / 10 : body * 3 / 10, 1);
    mark.x = number > 0 ? 0 : body * 3 / 10;
    int indent = mark.x + mark.size_px + (number > 0 ? body * 5 / 10 : body * 55 / 100);
    struct span_list list = flow_spans(flow, node->spans, FACE_REGULAR, COLOR_INK);
    box->gap_before = number > 0 ? text_gap(flow) : body * 45 / 100;
    flow_fallback_mark(flow, box, node, indent, box->width - indent);
    mark.row = box->n_rows;
    struct para para = flow_text(flow, box,
                                 &(struct text_block){.spans = list.items,
                                                      .n_spans = list.n,
                                                      .size_px = body,
                                                      .x = indent,
                                                      .width = box->width - indent,
                                                      .node_id = node->id,
                                                      .is_leaf = true,
                                                      .is_english = node->is_fallback});
    int center_y = flow_mark_center(flow, box, &para, &mark);
    if (number > 0) {
        step_mark(flow, box, &mark, center_y, number);
    } else {
        bullet_mark(flow, box, &mark, center_y);
    }
}

static void
list_items(struct flow *flow, const struct node *node)
{
    int number = 0;
    for (const struct node *item = node->first; item != NULL; item = item->next) {
        number++;
        list_item(flow, item, node->kind == NODE_STEPS ? number : 0);
    }
}

/* Returns the last node it took: buttons in a row are laid out together. */
static const struct node *
block(struct flow *flow, const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING: heading(flow, node); break;
    case NODE_PARAGRAPH: paragraph(flow, node); break;
    case NODE_BULLETS:
    case NODE_STEPS: list_items(flow, node); break;
    case NODE_CALLOUT: flow_callout(flow, node); break;
    case NODE_SAY: flow_say(flow, node); break;
    case NODE_BUTTON: return flow_buttons(flow, node);
    case NODE_FIGURE: flow_figure(flow, node); break;
    case NODE_PHONE: flow_phone_card(flow, node); break;
    case NODE_QR: flow_qr(flow, node); break;
    case NODE_DOC:
    case NODE_SECTION:
    case NODE_ITEM: break;
    }
    return node;
}

void
flow_section(struct flow *flow, const struct node *section)
{
    for (const struct node *node = section->first; node != NULL; node = node->next) {
        node = block(flow, node);
    }
}
