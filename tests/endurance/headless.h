/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kiosk as it starts and paints, with the pack, catalogs and fonts beside it, but with no
 * window: frames land on a surface, time is moved by the test.
 */
#ifndef KYR_TESTS_HEADLESS_H
#define KYR_TESTS_HEADLESS_H

#include "platform/data.h"
#include "platform/loop.h"
#include "ui/app.h"
#include "ui/app_show.h"

struct headless {
    struct diag_sink sink;
    struct data data;
    struct painter *painter;
    SDL_Surface *surface;
    struct app *app;
    int64_t now_ms;
    int n_frames; /* painted so far */
};

/* 1366x768, English, locked. Ends the program with one line if there is nothing to show. The share/
 * folder of the build has to stand beside the folder of the program. */
void
headless_open(struct headless *headless);

void
headless_close(struct headless *headless);

/* One event, and what the loop does after it but for painting: forget what was read. */
void
headless_event(struct headless *headless, struct event event);

void
headless_wait(struct headless *headless, int64_t ms);

void
headless_key(struct headless *headless, enum key key);

void
headless_tap(struct headless *headless, int x, int y);

/* Taps the middle of a target (an index of app_targets). */
void
headless_tap_index(struct headless *headless, size_t index);

/* Taps the first target of this kind and argument ("" for any); false if there is none. */
bool
headless_tap_target(struct headless *headless, enum target_kind kind, const char *arg);

/* Likewise for an action of ui/chrome.h. */
bool
headless_tap_action(struct headless *headless, int action);

void
headless_paint(struct headless *headless);

/* Of the pixels painted last. */
uint64_t
headless_hash(const struct headless *headless);

#endif
