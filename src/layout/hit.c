/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing array in an arena; the last one added lies on top. */
#include "layout/hit.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 8

void
targets_init(struct targets *targets, struct arena *arena)
{
    *targets = (struct targets){.arena = arena};
}

void
targets_add(struct targets *targets, struct target target)
{
    if (targets->n >= TARGETS_MAX) {
        return;
    }
    if (targets->n == targets->capacity) {
        size_t capacity = targets->capacity == 0 ? FIRST_CAPACITY : targets->capacity * 2;
        struct target *items = arena_array(targets->arena, capacity, sizeof *items);
        if (targets->n > 0) {
            memcpy(items, targets->items, targets->n * sizeof *items);
        }
        targets->items = items;
        targets->capacity = capacity;
    }
    targets->items[targets->n++] = target;
}

int
targets_at(const struct targets *targets, int x, int y)
{
    for (size_t i = targets->n; i > 0; i--) {
        if (rect_contains(targets->items[i - 1].rect, x, y)) {
            return (int)i - 1;
        }
    }
    return -1;
}

/* How far `to` lies from `from` when going (dx, dy); INT64_MAX if it does not lie that way.
 * Centres are compared doubled, to stay in whole numbers. */
static int64_t
distance(struct rect from, struct rect to, int dx, int dy)
{
    int64_t x = (2 * (int64_t)to.x + to.w) - (2 * (int64_t)from.x + from.w);
    int64_t y = (2 * (int64_t)to.y + to.h) - (2 * (int64_t)from.y + from.h);
    int64_t along = x * dx + y * dy;
    int64_t across = dx != 0 ? y : x;
    if (along <= 0) {
        return INT64_MAX;
    }
    return along + 2 * (across < 0 ? -across : across);
}

int
targets_toward(const struct targets *targets, int from, int dx, int dy)
{
    if (from < 0 || (size_t)from >= targets->n) {
        return targets->n > 0 ? 0 : -1;
    }
    int best = from;
    int64_t best_distance = INT64_MAX;
    for (size_t i = 0; i < targets->n; i++) {
        int64_t d = distance(targets->items[from].rect, targets->items[i].rect, dx, dy);
        if (d < best_distance) {
            best = (int)i;
            best_distance = d;
        }
    }
    return best;
}
