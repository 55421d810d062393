/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The display list: what is to be drawn, in order, in absolute pixels. Colours are meanings
 * (theme.h), so a change of theme needs no new layout. Text is placed by its baseline. Nothing here
 * measures or decides.
 */
#ifndef KYR_LAYOUT_LIST_H
#define KYR_LAYOUT_LIST_H

#include <stddef.h>

#include "base/arena.h"
#include "content/qr.h"
#include "content/theme.h"
#include "text/metrics.h"

enum item_kind { ITEM_RECT, ITEM_TEXT, ITEM_QR };

struct item {
    enum item_kind kind;
    struct rect rect;  /* RECT, QR: where; TEXT: x and advance width, y = baseline, h = 0 */
    enum color fill;   /* RECT: COLOR_NONE leaves it open; TEXT: colour of the letters */
    enum color stroke; /* RECT: COLOR_NONE: no edge; drawn inside the rectangle */
    int stroke_px;
    int radius_px;
    struct str text; /* TEXT: one run, lives as long as the list's arena */
    struct text_style style;
    enum direction dir;
    const struct qr *qr; /* QR: modules fill `rect` (which includes the quiet zone) at a whole
                            number of pixels each */
    int node_id;         /* the node it shows; 0: chrome */
};

#define LIST_ITEMS_MAX 4096 /* a screen has about 100; more is a broken page, and is cut off */

struct list {
    struct arena *arena; /* where items live */
    struct item *items;
    size_t n, capacity;
};

void
list_init(struct list *list, struct arena *arena);

/* Adds a copy. Silently full at LIST_ITEMS_MAX. */
void
list_add(struct list *list, struct item item);

void
list_add_rect(struct list *list, struct rect rect, enum color fill, int radius_px, int node_id);

void
list_append(struct list *list, const struct list *other, int dx, int dy);

/* The rectangle around all that shows a node; w 0 if nothing does. */
struct rect
list_node_rect(const struct list *list, int node_id);

/* One line an item, for golden tests. */
void
list_dump(const struct list *list, struct strbuf *out);

#endif
