/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hand with up to ten fingers, a mouse and a keyboard, moved by nobody: events at random, always
 * the same ones for a seed. It keeps book of its fingers, so that what it does is what a touch
 * screen can report, and now and then what only a broken one would.
 */
#ifndef KYR_TESTS_UI_MONKEY_H
#define KYR_TESTS_UI_MONKEY_H

#include "ui/app.h"

#define MONKEY_FINGERS 10

struct monkey_finger {
    int64_t id; /* 0: not down */
    int x, y;
};

struct monkey {
    uint32_t seed; /* not 0 */
    struct monkey_finger fingers[MONKEY_FINGERS];
    int n_used;       /* how many of them it uses for now */
    int64_t last_id;  /* a touch screen numbers its touches */
    int64_t pause_ms; /* let so much time pass before the next event */
    int n_turns;      /* pages to turn before it does anything else */
    int n_holds;      /* fingers held still in the top left corner for 5 s and more */
};

/* At least 0, less than n. */
int
monkey_below(struct monkey *monkey, int n);

/* What it sees: the size of the screen and what can be touched, of which the first n_content are
 * the page's and the others stand around it. */
struct monkey_view {
    struct size screen_px;
    const struct targets *targets;
    size_t n_content;
};

struct event
monkey_next(struct monkey *monkey, const struct monkey_view *view);

#endif
