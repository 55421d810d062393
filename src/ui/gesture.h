/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fingers -> press, tap, drag, swipe. The first finger wins; while it is down further fingers do
 * nothing.
 *
 * A tap is a finger that goes up near where it went down; what it hits is the caller's to know (act
 * on finger-up inside the target, WCAG 2.5.2). Moving sideways past the slop turns it into a drag,
 * which ends as a swipe or not.
 */
#ifndef KYR_UI_GESTURE_H
#define KYR_UI_GESTURE_H

#include "ui/event.h"

#define GESTURE_FINGERS_MAX 16

/* A finger that stirs no more is a fault of the touch screen; the next one does not wait. */
#define GESTURE_STUCK_MS (10 * 60 * 1000)

struct gesture {
    struct {
        int64_t id;
        int64_t stirred_ms;
    } fingers[GESTURE_FINGERS_MAX]; /* all that are down, the ignored ones too */
    int n_fingers;
    bool is_tracking; /* the first finger is down */
    int64_t finger;
    int x0, y0, x, y;
    int64_t t0_ms;
    bool is_drag;   /* sideways: pages follow */
    bool is_wander; /* moved too far for a tap, but not sideways */
};

enum gesture_kind {
    GESTURE_NONE,
    GESTURE_PRESS,  /* finger went down */
    GESTURE_MOVE,   /* still pressing; x, y where */
    GESTURE_DRAG,   /* dx says how far */
    GESTURE_TAP,    /* up; x, y where */
    GESTURE_SWIPE,  /* a drag ended far or fast enough; sign of dx says where to */
    GESTURE_CANCEL, /* let go without meaning */
};

struct gesture_result {
    enum gesture_kind kind;
    int x, y, dx;
};

struct gesture_limits {
    int slop_px;     /* sideways movement that makes a drag: about 6 mm */
    int distance_px; /* a drag that long is a swipe */
};

struct gesture_result
gesture_event(struct gesture *gesture, const struct event *event, struct gesture_limits limits,
              int64_t now_ms);

/* Forget everything, as on reset. Fingers that are still down stay known, so that their up does
 * nothing. */
void
gesture_reset(struct gesture *gesture);

#endif
