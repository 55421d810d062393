/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buttons that follow one another form a grid: two columns on a wide screen, one if it is tall or
 * if some words need more room. All buttons of a row are equally high.
 */
#include "layout/blocks.h"

#define LINES_IN_GRID 2 /* words that need more lines than this get the whole width */
#define BUTTONS_MAX 64  /* of one grid; a page with more is cut into several grids */
#define COLUMNS_MAX 2

struct grid {
    const struct node *nodes[BUTTONS_MAX];
    struct para paras[BUTTONS_MAX];
    size_t n;
    int columns, cell_w, gap;
    int size_px, pad, icon_px;
};

static enum target_kind
target_of(enum link_kind link)
{
    switch (link) {
    case LINK_PAGE: return TARGET_PAGE;
    case LINK_NUMBER: return TARGET_NUMBER;
    case LINK_SECTION: return TARGET_SECTION;
    case LINK_NONE: break;
    }
    return TARGET_NONE;
}

/* A number shows what it is before its words; NULL text: nothing stands there. */
static struct str
leading_icon(const struct flow *flow, const struct node *node)
{
    if (node->link != LINK_NUMBER) {
        return (struct str){0};
    }
    const struct contact_card *card = words_card(flow->layout->words, node->target);
    bool is_web = card != NULL && card->n_numbers == 0;
    return is_web ? STR("public") : STR("call");
}

static int
text_x(const struct flow *flow, const struct grid *grid, const struct node *node)
{
    bool has_icon = leading_icon(flow, node).n > 0;
    return grid->pad + (has_icon ? grid->icon_px + grid->pad * 6 / 10 : 0);
}

static void
set_words(struct flow *flow, struct grid *grid)
{
    for (size_t i = 0; i < grid->n; i++) {
        const struct node *node = grid->nodes[i];
        int x = text_x(flow, grid, node);
        int trailing = 2 * grid->pad + grid->icon_px;
        struct span_list list = flow_spans(flow, node->spans, FACE_BOLD, COLOR_INK);
        struct para_options options = {.size_px = grid->size_px,
                                       .width_px = int_max(grid->cell_w - x - trailing, 1),
                                       .line_height_px = int_max(grid->size_px * 125 / 100, 1),
                                       .dir = flow->layout->dir};
        grid->paras[i] =
            para_make(flow->arena, list.items, list.n, &options, flow->layout->metrics);
    }
}

static bool
words_fit(const struct grid *grid)
{
    for (size_t i = 0; i < grid->n; i++) {
        if (grid->paras[i].n_lines > LINES_IN_GRID || grid->paras[i].is_overlong) {
            return false;
        }
    }
    return true;
}

static int
highest(const struct grid *grid)
{
    int height = 0;
    for (size_t i = 0; i < grid->n; i++) {
        height = int_max(height, grid->paras[i].height);
    }
    return height;
}

/* Two columns, or one, or one with smaller words if a button would not fit on a screen. */
static void
choose_columns(struct flow *flow, struct grid *grid)
{
    grid->columns = flow->scale->is_portrait ? 1 : COLUMNS_MAX;
    grid->cell_w = (flow->foot_w - (grid->columns - 1) * grid->gap) / grid->columns;
    set_words(flow, grid);
    if (grid->columns > 1 && !words_fit(grid)) {
        grid->columns = 1;
        grid->cell_w = flow->foot_w;
        set_words(flow, grid);
    }
    while (highest(grid) + grid->pad > flow->height && grid->size_px > 8) {
        grid->size_px = grid->size_px * 8 / 10;
        set_words(flow, grid);
    }
}

static void
draw_button(struct flow *flow, const struct grid *grid, size_t i, int x, const struct box *box,
            struct row *row)
{
    const struct node *node = grid->nodes[i];
    const struct para *para = &grid->paras[i];
    struct rect r = {flow_x(flow, box->width, x, grid->cell_w), 0, grid->cell_w, row->height};
    list_add(&row->list, (struct item){.kind = ITEM_RECT,
                                       .rect = r,
                                       .fill = COLOR_CARD,
                                       .stroke = COLOR_EDGE,
                                       .stroke_px = flow->scale->stroke,
                                       .radius_px = flow->scale->radius,
                                       .node_id = node->id});
    struct mark mark = {
        .x = x + grid->pad, .size_px = grid->icon_px, .node_id = node->id, .color = COLOR_ACCENT};
    struct str icon = leading_icon(flow, node);
    if (icon.n > 0) {
        flow_icon(flow, &row->list, box, mark, row->height / 2, icon);
    }
    int words_x = text_x(flow, grid, node);
    int words_w = int_max(grid->cell_w - words_x - 2 * grid->pad - grid->icon_px, 1);
    para_draw(para, 0, para->n_lines, flow_x(flow, box->width, x + words_x, words_w),
              (row->height - para->height) / 2, node->id, &row->list);
    mark.x = x + grid->cell_w - grid->pad - grid->icon_px;
    bool is_rtl = flow->layout->dir == DIR_RTL;
    flow_icon(flow, &row->list, box, mark, row->height / 2,
              is_rtl ? STR("arrow_back") : STR("arrow_forward"));
    targets_add(&row->targets, (struct target){.rect = r,
                                               .kind = target_of(node->link),
                                               .arg = node->target,
                                               .node_id = node->id,
                                               .radius_px = flow->scale->radius});
}

static void
grid_row(struct flow *flow, const struct grid *grid, size_t first)
{
    size_t end = first + (size_t)grid->columns;
    end = end < grid->n ? end : grid->n;
    struct box *box = boxes_add(&flow->boxes, BOX_FOOT, grid->nodes[first]->id, flow->foot_w);
    box->gap_before = first == 0 ? int_max(flow->scale->gap, grid->gap) : grid->gap;
    box->least_gap = flow->scale->target_gap;
    int height = flow->scale->target_primary;
    for (size_t i = first; i < end; i++) {
        flow_fallback_mark(flow, box, grid->nodes[i], 0, box->width);
        height = int_max(height, grid->paras[i].height + grid->pad);
        if (grid->paras[i].is_overlong && box->too_wide == 0) {
            box->too_wide = grid->nodes[i]->id;
        }
    }
    struct row *row = box_row(box, grid->pad / 3, height, grid->nodes[first]->id);
    row->last_leaf = grid->nodes[end - 1]->id;
    for (size_t i = first; i < end; i++) {
        int x = (int)(i - first) * (grid->cell_w + grid->gap);
        draw_button(flow, grid, i, x, box, row);
    }
}

const struct node *
flow_buttons(struct flow *flow, const struct node *first)
{
    struct grid *grid = arena_new(flow->arena, struct grid);
    const struct node *last = first;
    for (const struct node *node = first; node != NULL && node->kind == NODE_BUTTON;
         node = node->next) {
        if (grid->n == BUTTONS_MAX) {
            break;
        }
        grid->nodes[grid->n++] = node;
        last = node;
    }
    grid->size_px = int_max(flow->scale->label, flow->scale->body * 9 / 10);
    grid->icon_px = int_max(grid->size_px * 11 / 10, 1);
    grid->pad = flow->scale->gap;
    grid->gap = int_max(flow->scale->gap * 8 / 10, flow->scale->target_gap);
    choose_columns(flow, grid);
    for (size_t i = 0; i < grid->n; i += (size_t)grid->columns) {
        grid_row(flow, grid, i);
    }
    return last;
}
