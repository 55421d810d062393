/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and changes of style cut a text into runs; blanks at the cuts are gone. */
#include "tool/shot_find.h"

#include <string.h>

#define PART_BYTES_MIN 12 /* a shorter beginning of a text may be of another one */

static bool
begins(struct str text, struct str with)
{
    return with.n <= text.n && memcmp(text.p, with.p, with.n) == 0;
}

/* Letters stand on their baseline; how far above and below it is near enough by rule of thumb. */
static struct rect
run_rect(const struct item *item)
{
    int size = item->style.size_px;
    return (struct rect){item->rect.x, item->rect.y - size, item->rect.w, size * 5 / 4};
}

static struct rect
around(struct rect a, struct rect b)
{
    if (a.w == 0) {
        return b;
    }
    int right = int_max(a.x + a.w, b.x + b.w);
    int bottom = int_max(a.y + a.h, b.y + b.h);
    int x = int_min(a.x, b.x);
    int y = int_min(a.y, b.y);
    return (struct rect){x, y, right - x, bottom - y};
}

static bool
is_candidate(const struct find *find, const struct item *item)
{
    struct rect within = find->within;
    bool is_there =
        within.w == 0 || rect_contains(within, item->rect.x + item->rect.w / 2, item->rect.y);
    bool is_node = find->node_id == 0 || item->node_id == find->node_id;
    return item->kind == ITEM_TEXT && item->style.face != FACE_ICON && is_there && is_node;
}

/* Does the text go on, or end, with this run? Shortens it by that. */
static bool
takes(const struct find *find, struct str *rest, struct str run)
{
    if (begins(*rest, run)) {
        *rest = str_trim(str_skip(*rest, run.n));
        return true;
    }
    bool is_last = find->is_begin && begins(run, *rest);
    *rest = is_last ? (struct str){0} : *rest;
    return is_last;
}

static struct rect
match_from(const struct find *find, size_t start, struct str text)
{
    struct rect box = {0};
    struct str rest = text;
    for (size_t i = start; i < find->list->n && rest.n > 0; i++) {
        const struct item *item = &find->list->items[i];
        struct str run = str_trim(item->text);
        if (!is_candidate(find, item) || run.n == 0) {
            continue;
        }
        if (!takes(find, &rest, run)) {
            return (struct rect){0};
        }
        box = around(box, run_rect(item));
    }
    /* the end of a long text may stand on the next screen */
    bool is_found = rest.n == 0 || text.n - rest.n >= PART_BYTES_MIN;
    return is_found ? box : (struct rect){0};
}

/* Bytes that are not blanks. */
static size_t
count_marks(struct str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        n += text.p[i] != ' ';
    }
    return n;
}

/* The runs of a line of mixed directions stand in the order of the eye, not of the text. */
static struct rect
match_in_any_order(const struct find *find, size_t start, struct str text)
{
    struct rect box = {0};
    size_t n_left = count_marks(text);
    for (size_t i = start; i < find->list->n && n_left > 0; i++) {
        const struct item *item = &find->list->items[i];
        struct str run = str_trim(item->text);
        size_t n = count_marks(run);
        if (!is_candidate(find, item) || n == 0) {
            continue;
        }
        if (n > n_left || str_find(text, run) < 0) {
            return (struct rect){0};
        }
        n_left -= n;
        box = around(box, run_rect(item));
    }
    return n_left == 0 ? box : (struct rect){0};
}

struct rect
find_text(const struct find *find, struct str text)
{
    struct str wanted = str_trim(text);
    for (size_t i = 0; find->list != NULL && wanted.n > 0 && i < find->list->n; i++) {
        bool is_start = is_candidate(find, &find->list->items[i]);
        struct rect box = is_start ? match_from(find, i, wanted) : (struct rect){0};
        box = is_start && box.w == 0 ? match_in_any_order(find, i, wanted) : box;
        if (box.w > 0) {
            return box;
        }
    }
    return (struct rect){0};
}
