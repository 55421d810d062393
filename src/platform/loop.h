/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The main loop: sleep until an event or the earliest deadline, step the app, paint only when
 * something changed.
 */
#ifndef KYR_PLATFORM_LOOP_H
#define KYR_PLATFORM_LOOP_H

#include "platform/notify.h"
#include "platform/paint.h"
#include "platform/trace.h"
#include "platform/window.h"
#include "ui/app.h"

/* Paints one frame of the app onto a surface; the window, screenshots and tests all go through
 * here. */
void
frame_paint(struct painter *painter, SDL_Surface *surface, const struct frame *frame);

/* The same within target->clip, shifted by target->dx; theme and ground as the frame has them. */
void
frame_paint_part(struct painter *painter, struct paint_target target, const struct frame *frame);

/*
 * Someone who works beside the app in the same window: src/edit/. The app gets only the part of the
 * window that the guest leaves it, from the top left corner.
 */
struct guest {
    void *user;
    /* An event before the app meets it; may be changed. False: it is not for the app. */
    bool (*event)(void *user, struct event *event);
    /* After each step of the app, which may have asked for a frame. May ask for one, and to be
     * stepped again sooner. */
    void (*step)(void *user, struct effects *effects, int64_t now_ms);
    /* On top of the app's frame, of which the surface is locked. */
    void (*paint)(void *user, struct painter *painter, const struct paint_target *target);
    void (*shown)(void *user); /* the frame is on the screen */
};

/*
 * Whoever runs the loop and has work of its own between two turns of it; src/kiosk/. `is_idle`:
 * nobody uses the screen. True: end the loop with LOOP_RELOAD.
 */
struct host {
    void *user;
    bool (*turn)(void *user, bool is_idle);
};

/* May be called from any thread: the loop steps once. */
void
loop_wake(void);

/* What the machine's clock says, in local time. */
struct wall_clock
loop_wall_clock(void);

/* Once, before the first loop_run and before any other thread: from now on SIGTERM and SIGINT end
 * the loop. */
void
loop_catch_signals(void);

struct loop_parts {
    struct app *app;
    struct window *window;
    struct painter *painter;
    struct trace *trace;       /* or NULL */
    const struct guest *guest; /* or NULL */
    struct notify *notify;     /* told that the screen is alive; or NULL */
    const struct host *host;   /* or NULL */
};

enum loop_end {
    LOOP_QUIT,       /* the app or a signal (SIGTERM, SIGINT) said so */
    LOOP_STAFF_LEFT, /* staff did, PIN in hand */
    LOOP_RELOAD,     /* the host did: make another app for the same window, and run again */
};

enum loop_end
loop_run(const struct loop_parts *parts);

#endif
