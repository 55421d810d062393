/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all blocks are made of: spans with tokens filled in, text as one row a line, marks beside a
 * first line. A paragraph's first two and last two lines are told to stay together.
 */
#include "layout/flow.h"

#include <string.h>

#define SPARE_SPANS 2 /* room at each end of a span list, for quotes and lead words */

int
flow_label_px(const struct flow *flow)
{
    return int_max(flow->scale->body * 86 / 100, 1);
}

int
flow_small_px(const struct flow *flow)
{
    return int_max(flow->scale->body * 70 / 100, 1);
}

int
flow_x(const struct flow *flow, int box_width, int x, int w)
{
    return flow->layout->dir == DIR_RTL ? box_width - x - w : x;
}

static void
keep_lines(struct box *box, size_t first)
{
    size_t n = box->n_rows - first;
    if (n > 1) {
        box->rows[first].keep_next = true;
        box->rows[box->n_rows - 2].keep_next = true;
    }
}

struct para
flow_text(struct flow *flow, struct box *box, const struct text_block *block)
{
    struct para_options options = {
        .size_px = int_max(block->size_px, 1),
        .width_px = int_max(block->width, 1),
        .line_height_px = block->line_height_px,
        .align = block->align,
        .dir = flow->layout->dir,
    };
    if (block->is_english && options.dir == DIR_RTL) {
        options.dir = DIR_LTR;
        options.align = block->align == ALIGN_START ? ALIGN_END : block->align;
    }
    struct para para =
        para_make(flow->arena, block->spans, block->n_spans, &options, flow->layout->metrics);
    size_t first = box->n_rows;
    int x = flow_x(flow, box->width, block->x, options.width_px);
    for (size_t i = 0; i < para.n_lines; i++) {
        struct row *row = box_row(box, i == 0 ? block->gap : 0, para.line_height, 0);
        para_draw(&para, i, 1, x, 0, block->node_id, &row->list);
    }
    if (para.n_lines == 0) {
        box_row(box, block->gap, 0, 0);
    }
    if (block->is_leaf) {
        box->rows[first].first_leaf = block->node_id;
        box->rows[first].last_leaf = block->node_id;
    }
    keep_lines(box, first);
    if (para.is_overlong && box->too_wide == 0) {
        box->too_wide = block->node_id;
    }
    return para;
}

struct para
flow_words(struct flow *flow, struct box *box, struct text_block block, struct str text,
           enum text_face face, enum color color)
{
    struct text_span span = {.text = text, .face = face, .tag = (int)color};
    block.spans = &span;
    block.n_spans = 1;
    return flow_text(flow, box, &block);
}

/* What stands for {id}: the contact's first number, or its address if it has none. */
static struct str
token_text(const struct flow *flow, struct str id)
{
    const struct contact_card *card = words_card(flow->layout->words, id);
    if (card != NULL && card->n_numbers > 0) {
        return card->numbers[0].display;
    }
    if (card != NULL && card->contact->web.n > 0) {
        return card->contact->web;
    }
    return str_printf(flow->arena, "{%.*s}", STR_ARG(id));
}

struct span_list
flow_spans(struct flow *flow, struct spans spans, enum text_face face, enum color color)
{
    struct text_span *room = arena_array(flow->arena, spans.n + 2 * SPARE_SPANS, sizeof *room);
    struct span_list list = {room + SPARE_SPANS, spans.n};
    for (size_t i = 0; i < spans.n; i++) {
        const struct span *span = &spans.items[i];
        struct text_span out = {.text = span->text, .face = face, .tag = (int)color};
        if (span->is_token) {
            out.text = token_text(flow, span->text);
            out.no_break = true;
        }
        if (span->is_bold || span->is_token) {
            out.face = FACE_BOLD;
        } else if (span->is_emphasis && face == FACE_REGULAR) {
            out.face = FACE_ITALIC;
        }
        list.items[i] = out;
    }
    return list;
}

void
spans_prepend(struct span_list *list, struct text_span span)
{
    list->items--;
    list->items[0] = span;
    list->n++;
}

void
spans_append(struct span_list *list, struct text_span span)
{
    list->items[list->n++] = span;
}

static void
shift_list(struct list *list, int dy)
{
    for (size_t i = 0; i < list->n; i++) {
        list->items[i].rect.y += dy;
    }
}

int
flow_mark_center(struct flow *flow, struct box *box, const struct para *para,
                 const struct mark *mark)
{
    const struct text_metrics *metrics = flow->layout->metrics;
    struct row *row = &box->rows[mark->row];
    struct text_style style = {.face = FACE_BOLD, .size_px = mark->text_px};
    int cap = metrics->extents(metrics->user, style).cap_px;
    int center = para->n_lines > 0 ? para->lines[0].baseline - cap / 2 : 0;
    int shift = int_max(mark->size_px / 2 - center, 0);
    shift_list(&row->list, shift);
    row->height += shift;
    center += shift;
    if (mark->row + 1 == box->n_rows) {
        row->height = int_max(row->height, center - mark->size_px / 2 + mark->size_px);
    }
    return center;
}

void
flow_icon(const struct flow *flow, struct list *list, const struct box *box, struct mark mark,
          int center_y, struct str icon)
{
    const struct text_metrics *metrics = flow->layout->metrics;
    struct text_style style = {.face = FACE_ICON, .size_px = int_max(mark.size_px, 1)};
    struct text_extents extents = metrics->extents(metrics->user, style);
    int width = metrics->width(metrics->user, style, DIR_LTR, icon);
    int baseline = center_y + (extents.ascent_px - extents.descent_px) / 2;
    list_add(list,
             (struct item){.kind = ITEM_TEXT,
                           .rect = {flow_x(flow, box->width, mark.x, width), baseline, width, 0},
                           .fill = mark.color,
                           .text = icon,
                           .style = style,
                           .node_id = mark.node_id});
}

void
flow_mark_icon(struct flow *flow, struct box *box, const struct para *para, struct mark mark,
               struct str icon)
{
    int center_y = flow_mark_center(flow, box, para, &mark);
    flow_icon(flow, &box->rows[mark.row].list, box, mark, center_y, icon);
}

int
flow_fit_px(const struct flow *flow, struct str text, enum text_face face, int size_px, int width)
{
    const struct text_metrics *metrics = flow->layout->metrics;
    int size = int_max(size_px, 1);
    for (;;) {
        struct text_style style = {.face = face, .size_px = size};
        int needed = metrics->width(metrics->user, style, DIR_LTR, text);
        if (needed <= width || size <= 8) {
            return size;
        }
        /* Even numbers only: every size is a font to be opened. */
        int next = (int)((long)size * int_max(width, 0) / int_max(needed, 1)) & ~1;
        size = int_max(int_min(next, size - 2), 8);
    }
}

void
flow_fallback_mark(struct flow *flow, struct box *box, const struct node *node, int x, int width)
{
    struct str words = flow->layout->words->in_english_only;
    bool is_marked = node->is_fallback && !flow->is_in_fallback && words.n > 0;
    flow->is_in_fallback = node->is_fallback;
    if (!is_marked) {
        return;
    }
    struct text_block block = {
        .size_px = flow_small_px(flow), .x = x, .width = width, .node_id = node->id};
    flow_words(flow, box, block, words, FACE_REGULAR, COLOR_SOFT_INK);
    box->rows[box->n_rows - 1].keep_next = true;
}
