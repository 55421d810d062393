/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and changes of style cut a text into runs; blanks at the cuts are gone. */
#include "tool/shot_find.h"

#include <string.h>

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
        if (begins(rest, run)) {
            rest = str_trim(str_skip(rest, run.n));
        } else if (find->is_begin && begins(run, rest)) {
            rest = (struct str){0};
        } else {
            return (struct rect){0};
        }
        box = around(box, run_rect(item));
    }
    return rest.n == 0 ? box : (struct rect){0};
}

struct rect
find_text(const struct find *find, struct str text)
{
    struct str wanted = str_trim(text);
    for (size_t i = 0; find->list != NULL && wanted.n > 0 && i < find->list->n; i++) {
        struct rect box = is_candidate(find, &find->list->items[i]) ? match_from(find, i, wanted)
                                                                     : (struct rect){0};
        if (box.w > 0) {
            return box;
        }
    }
    return (struct rect){0};
}
