/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be touched on a screen, and what that means.
 */
#ifndef KYR_LAYOUT_HIT_H
#define KYR_LAYOUT_HIT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/geom.h"
#include "base/str.h"

enum target_kind {
    TARGET_NONE,
    TARGET_PAGE,    /* arg: page id */
    TARGET_NUMBER,  /* arg: contact id */
    TARGET_SECTION, /* arg: section name on this page */
    TARGET_ACTION,  /* action: one of the ui floor's actions; arg: see there */
};

struct target {
    struct rect rect; /* the touchable area, at least 11.6 mm both ways */
    enum target_kind kind;
    int action;
    struct str arg;
    int node_id;
    int radius_px; /* of the visible part, for the focus ring */
};

#define TARGETS_MAX 256

struct targets {
    struct arena *arena;
    struct target *items; /* in order of reading = order of Tab */
    size_t n, capacity;
};

void
targets_init(struct targets *targets, struct arena *arena);

void
targets_add(struct targets *targets, struct target target);

/* Index of the topmost target at x, y, or -1. */
int
targets_at(const struct targets *targets, int x, int y);

/*
 * The next target from `from` (-1: none yet) by arrow: dx, dy in {-1, 0, 1}. The nearest one in
 * that direction, by distance of centres with the crosswise part weighted double; `from` itself if
 * there is none. From -1: the first target.
 */
int
targets_toward(const struct targets *targets, int from, int dx, int dy);

#endif
