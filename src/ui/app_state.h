/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to app*.c: the one state of the program.
 */
#ifndef KYR_UI_APP_STATE_H
#define KYR_UI_APP_STATE_H

#include "ui/app.h"
#include "ui/chrome.h"
#include "ui/gesture.h"
#include "ui/idle.h"
#include "ui/nav.h"

/* What has to be made again before the next frame; each implies the ones below it. */
enum stale { STALE_NOTHING, STALE_FRAME, STALE_PLACE, STALE_WORDS };

struct slide {
    int from_px; /* how far the content stands from its place */
    int64_t t0_ms;
    bool is_moving; /* on its way home; otherwise held by a finger */
};

struct app {
    struct app_options options;

    /* what a visitor can change, wiped by reset */
    const struct language *language;
    int text_percent;
    enum theme theme;
    bool shows_facilitator;
    struct nav nav;
    size_t screen;
    bool is_page_new; /* to be traced */
    int focus;        /* index into targets; -1: none */
    int pressed;      /* likewise */
    struct slide slide;

    /* the machine */
    struct size screen_px;
    double dpi;
    struct gesture gesture;
    struct idle idle;
    bool shows_pointer;
    bool is_warning;
    bool is_fallback_forced; /* app_show(APP_FALLBACK) */
    int seconds_left;
    struct staff staff;
    struct wall_clock clock;
    int shift_count;
    int64_t shift_ms;
    bool has_escape; /* was pressed before, at escape_ms */
    int64_t escape_ms;
    int64_t now_ms;

    /* made from the above */
    enum stale stale;
    struct arena words_arena, place_arena, frame_arena;
    struct words words;
    struct scale scale;
    struct rect content;
    struct doc *doc; /* NULL where the place is not a page */
    struct screens screens;
    struct list chrome, overlay;
    struct targets targets; /* of the content first, then of the chrome */
    size_t n_content_targets;

    /* collected during a step */
    struct effects effects;
};

#define SLIDE_MS 160 /* K12: nothing moves for longer than 250 ms */

#endif
