/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The card that a visitor holds up to an officer: every leaf large in English, the visitor's own
 * language under it, black on white in every theme, nothing else.
 */
#include "content/inline.h"
#include "layout/blocks.h"

static struct span_list
english(struct flow *flow, const struct node *node)
{
    struct spans spans = {0};
    const char *problem;
    if (node->msgid.n == 0 || !inline_parse(flow->arena, node->msgid, &spans, &problem)) {
        spans = node->spans;
    }
    return flow_spans(flow, spans, FACE_BOLD, COLOR_PAPER_INK);
}

/* Words to say carry their translation apart; all other leaves have been replaced by it. */
static struct spans
translation(struct flow *flow, const struct node *node)
{
    if (node->kind == NODE_SAY) {
        return node->meaning;
    }
    bool is_english = str_eq(inline_msgid(flow->arena, node->spans), node->msgid);
    return is_english ? (struct spans){0} : node->spans;
}

static int
step_number(const struct node *item)
{
    if (item->kind != NODE_ITEM || item->parent->kind != NODE_STEPS) {
        return 0;
    }
    int number = 1;
    for (const struct node *node = item->parent->first; node != item; node = node->next) {
        number++;
    }
    return number;
}

static void
add_number(struct flow *flow, struct box *box, const struct para *para, int number, int size_px)
{
    if (number == 0 || para->n_lines == 0) {
        return;
    }
    const struct text_metrics *metrics = flow->layout->metrics;
    struct text_style style = {.face = FACE_BOLD, .size_px = size_px};
    struct str text = str_printf(flow->arena, "%d.", number);
    int width = metrics->width(metrics->user, style, DIR_LTR, text);
    list_add(&box->rows[0].list, (struct item){.kind = ITEM_TEXT,
                                               .rect = {flow_x(flow, box->width, 0, width),
                                                        para->lines[0].baseline, width, 0},
                                               .fill = COLOR_PAPER_INK,
                                               .text = text,
                                               .style = style,
                                               .node_id = box->node_id});
}

static void
card_leaf(struct flow *flow, const struct node *node, int size_px)
{
    struct box *box = boxes_add(&flow->boxes, BOX_MAIN, node->id, flow->main_w);
    int number = step_number(node);
    int indent = number > 0 ? size_px * 15 / 10 : 0;
    bool is_headline = node->kind == NODE_SECTION;
    int english_px = int_max(is_headline ? size_px * 12 / 10 : size_px, 1);
    struct span_list list = english(flow, node);
    struct text_block block = {.spans = list.items,
                               .n_spans = list.n,
                               .size_px = english_px,
                               .line_height_px = int_max(english_px * 120 / 100, 1),
                               .x = indent,
                               .width = box->width - indent,
                               .node_id = node->id,
                               .is_leaf = true,
                               .is_english = true};
    box->gap_before = size_px * 45 / 100;
    box->is_atomic = true;
    box->keep_next = is_headline;
    struct para para = flow_text(flow, box, &block);
    add_number(flow, box, &para, number, english_px);
    struct spans under = translation(flow, node);
    if (under.n > 0) {
        box->rows[box->n_rows - 1].keep_next = true;
        list = flow_spans(flow, under, FACE_REGULAR, COLOR_PAPER_INK);
        block.spans = list.items;
        block.n_spans = list.n;
        block.size_px = int_max(size_px * 72 / 100, 1);
        block.line_height_px = int_max(block.size_px * 125 / 100, 1);
        block.is_leaf = false;
        block.is_english = false;
        flow_text(flow, box, &block);
    }
}

void
flow_show_card(struct flow *flow, const struct node *section, int size_px)
{
    card_leaf(flow, section, size_px);
    for (const struct node *node = node_next(section, section); node != NULL;
         node = node_next(section, node)) {
        if (node->msgid.n > 0 && node->kind != NODE_SECTION) {
            card_leaf(flow, node, size_px);
        }
    }
}
