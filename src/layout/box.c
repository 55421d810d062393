/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows grow by doubling in the arena; a part of a box is a frame with a range of rows in it. */
#include "layout/box.h"

#include <string.h>

static void *
grown(struct arena *arena, const void *items, size_t n, size_t capacity, size_t size)
{
    void *memory = arena_array(arena, capacity, size);
    if (n > 0) {
        memcpy(memory, items, n * size);
    }
    return memory;
}

struct box *
boxes_add(struct boxes *boxes, enum box_place place, int node_id, int width)
{
    if (boxes->n == boxes->capacity) {
        boxes->capacity = boxes->capacity == 0 ? 16 : boxes->capacity * 2;
        boxes->items =
            grown(boxes->arena, boxes->items, boxes->n, boxes->capacity, sizeof *boxes->items);
    }
    struct box *box = arena_new(boxes->arena, struct box);
    box->arena = boxes->arena;
    box->place = place;
    box->node_id = node_id;
    box->width = int_max(width, 1);
    list_init(&box->extra, boxes->arena);
    boxes->items[boxes->n++] = box;
    return box;
}

struct row *
box_row(struct box *box, int gap, int height, int leaf_id)
{
    if (box->n_rows == box->capacity) {
        box->capacity = box->capacity == 0 ? 4 : box->capacity * 2;
        box->rows = grown(box->arena, box->rows, box->n_rows, box->capacity, sizeof *box->rows);
    }
    struct row *row = &box->rows[box->n_rows++];
    *row = (struct row){.gap = gap, .height = height, .first_leaf = leaf_id, .last_leaf = leaf_id};
    list_init(&row->list, box->arena);
    targets_init(&row->targets, box->arena);
    return row;
}

int
box_gap(const struct box *box, int percent)
{
    return int_max(box->gap_before * percent / 100, box->least_gap);
}

bool
box_is_whole(const struct box *box, size_t from, size_t to)
{
    return from == 0 && to == box->n_rows;
}

static int
rows_height(const struct box *box, size_t from, size_t to)
{
    int height = 0;
    for (size_t i = from; i < to; i++) {
        height += box->rows[i].height + (i > from ? box->rows[i].gap : 0);
    }
    return height;
}

int
box_height(const struct box *box, size_t from, size_t to)
{
    int height = rows_height(box, from, to) + 2 * box->frame.pad_y;
    return box_is_whole(box, from, to) ? int_max(height, box->min_height) : height;
}

/* The bar has a straight inner edge: a rounded rectangle of the bar's colour under a plain one of
 * the band's, both as wide as two corners. */
static void
draw_bar(const struct box *box, struct rect r, enum direction dir, struct list *list)
{
    int bar = box->frame.radius;
    struct rect ends = {r.x, r.y, 2 * bar, r.h};
    struct rect cover = {r.x + bar, r.y, bar, r.h};
    if (dir == DIR_RTL) {
        ends.x = r.x + r.w - 2 * bar;
        cover.x = ends.x;
    }
    list_add_rect(list, ends, box->frame.bar, bar, box->node_id);
    list_add_rect(list, cover, box->frame.fill, 0, box->node_id);
}

static void
draw_frame(const struct box *box, struct rect r, enum direction dir, struct list *list)
{
    if (box->frame.fill == COLOR_NONE && box->frame.stroke == COLOR_NONE) {
        return;
    }
    list_add(list, (struct item){.kind = ITEM_RECT,
                                 .rect = r,
                                 .fill = box->frame.fill,
                                 .stroke = box->frame.stroke,
                                 .stroke_px = box->frame.stroke_px,
                                 .radius_px = box->frame.radius,
                                 .node_id = box->node_id});
    if (box->frame.bar != COLOR_NONE && r.w >= 2 * box->frame.radius) {
        draw_bar(box, r, dir, list);
    }
}

static void
add_targets(struct targets *targets, const struct targets *more, int dx, int dy)
{
    for (size_t i = 0; i < more->n; i++) {
        struct target target = more->items[i];
        target.rect.x += dx;
        target.rect.y += dy;
        targets_add(targets, target);
    }
}

void
box_draw(const struct box *box, size_t from, size_t to, struct rect at, enum direction dir,
         struct list *list, struct targets *targets)
{
    struct rect r = {at.x, at.y, box->width, box_height(box, from, to)};
    draw_frame(box, r, dir, list);
    if (box->target.kind != TARGET_NONE) {
        struct target target = box->target;
        target.rect = r;
        targets_add(targets, target);
    }
    if (box_is_whole(box, from, to)) {
        list_append(list, &box->extra, r.x, r.y);
    }
    int y = r.y + (r.h - rows_height(box, from, to)) / 2;
    for (size_t i = from; i < to; i++) {
        const struct row *row = &box->rows[i];
        y += i > from ? row->gap : 0;
        list_append(list, &row->list, r.x, y);
        add_targets(targets, &row->targets, r.x, y);
        y += row->height;
    }
}
