/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing array in an arena, and its dump. */
#include "layout/list.h"

#include <string.h>

#define FIRST_CAPACITY 8

void
list_init(struct list *list, struct arena *arena)
{
    *list = (struct list){.arena = arena};
}

static bool
make_room(struct list *list)
{
    if (list->n < list->capacity) {
        return true;
    }
    if (list->n >= LIST_ITEMS_MAX) {
        return false;
    }
    size_t capacity = list->capacity == 0 ? FIRST_CAPACITY : list->capacity * 2;
    capacity = capacity > LIST_ITEMS_MAX ? LIST_ITEMS_MAX : capacity;
    struct item *items = arena_array(list->arena, capacity, sizeof *items);
    if (list->n > 0) {
        memcpy(items, list->items, list->n * sizeof *items);
    }
    list->items = items;
    list->capacity = capacity;
    return true;
}

void
list_add(struct list *list, struct item item)
{
    if (make_room(list)) {
        list->items[list->n++] = item;
    }
}

void
list_add_rect(struct list *list, struct rect rect, enum color fill, int radius_px, int node_id)
{
    list_add(list, (struct item){.kind = ITEM_RECT,
                                 .rect = rect,
                                 .fill = fill,
                                 .radius_px = radius_px,
                                 .node_id = node_id});
}

void
list_append(struct list *list, const struct list *other, int dx, int dy)
{
    for (size_t i = 0; i < other->n; i++) {
        struct item item = other->items[i];
        item.rect.x += dx;
        item.rect.y += dy;
        list_add(list, item);
    }
}

static const char *
color_name(enum color color)
{
    static const char *const names[COLOR_COUNT] = {
        "none",      "ground", "card",     "ink",    "soft-ink",    "accent", "on-accent", "urgent",
        "on-urgent", "edge",   "hairline", "safety", "safety-mark", "paper",  "paper-ink"};
    return color >= 0 && color < COLOR_COUNT && names[color] != NULL ? names[color] : "?";
}

static const char *
face_name(enum text_face face)
{
    static const char *const names[FACE_COUNT] = {"regular", "bold", "italic", "icon"};
    return face >= 0 && face < FACE_COUNT ? names[face] : "?";
}

static void
dump_rect(const struct item *item, struct strbuf *out)
{
    strbuf_printf(out, " fill=%s", color_name(item->fill));
    if (item->stroke != COLOR_NONE) {
        strbuf_printf(out, " stroke=%s/%d", color_name(item->stroke), item->stroke_px);
    }
    if (item->radius_px > 0) {
        strbuf_printf(out, " radius=%d", item->radius_px);
    }
}

static void
dump_text(const struct item *item, struct strbuf *out)
{
    strbuf_printf(out, " %s/%d", face_name(item->style.face), item->style.size_px);
    if (item->style.fallback > 0) {
        strbuf_printf(out, " fallback=%d", item->style.fallback);
    }
    strbuf_printf(out, " %s%s \"%.*s\"", color_name(item->fill), item->dir == DIR_RTL ? " rtl" : "",
                  STR_ARG(item->text));
}

void
list_dump(const struct list *list, struct strbuf *out)
{
    static const char *const kinds[] = {"rect", "text", "qr"};
    for (size_t i = 0; i < list->n; i++) {
        const struct item *item = &list->items[i];
        struct rect r = item->rect;
        strbuf_printf(out, "%s #%d %d,%d %dx%d", kinds[item->kind], item->node_id, r.x, r.y, r.w,
                      r.h);
        if (item->kind == ITEM_RECT) {
            dump_rect(item, out);
        } else if (item->kind == ITEM_TEXT) {
            dump_text(item, out);
        } else if (item->qr != NULL) {
            strbuf_printf(out, " modules=%d", item->qr->width);
        }
        strbuf_addc(out, '\n');
    }
}

/* Letters stand on their baseline; how far above and below it is near enough by rule of thumb. */
static struct rect
item_rect(const struct item *item)
{
    struct rect r = item->rect;
    if (item->kind == ITEM_TEXT) {
        r.y -= item->style.size_px;
        r.h = item->style.size_px * 5 / 4;
    }
    return r;
}

struct rect
list_node_rect(const struct list *list, int node_id)
{
    struct rect box = {0};
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].node_id != node_id) {
            continue;
        }
        struct rect r = item_rect(&list->items[i]);
        if (box.w == 0) {
            box = r;
            continue;
        }
        int right = int_max(box.x + box.w, r.x + r.w);
        int bottom = int_max(box.y + box.h, r.y + r.h);
        box.x = int_min(box.x, r.x);
        box.y = int_min(box.y, r.y);
        box.w = right - box.x;
        box.h = bottom - box.y;
    }
    return box;
}
