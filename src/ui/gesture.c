/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small state machine over the finger that came first; all others are only counted. */
#include "ui/gesture.h"

#include <stdlib.h>

#define FLICK_MS 250 /* a short drag this quick is a swipe too */

static int
finger_index(const struct gesture *gesture, int64_t finger)
{
    for (int i = 0; i < gesture->n_fingers; i++) {
        if (gesture->fingers[i].id == finger) {
            return i;
        }
    }
    return -1;
}

static void
finger_down(struct gesture *gesture, int64_t finger, int64_t now_ms)
{
    if (gesture->n_fingers < GESTURE_FINGERS_MAX) {
        gesture->fingers[gesture->n_fingers].id = finger;
        gesture->fingers[gesture->n_fingers++].stirred_ms = now_ms;
    }
}

static void
finger_up(struct gesture *gesture, int64_t finger)
{
    int index = finger_index(gesture, finger);
    if (index >= 0) {
        gesture->fingers[index] = gesture->fingers[--gesture->n_fingers];
    }
}

static void
finger_stir(struct gesture *gesture, int64_t finger, int64_t now_ms)
{
    int index = finger_index(gesture, finger);
    if (index >= 0) {
        gesture->fingers[index].stirred_ms = now_ms;
    }
}

/* Fingers whose up was lost: those that are stuck, and one that goes down again. */
static void
drop_lost(struct gesture *gesture, int64_t finger, int64_t now_ms)
{
    for (int i = gesture->n_fingers - 1; i >= 0; i--) {
        int64_t id = gesture->fingers[i].id;
        if (id == finger || now_ms - gesture->fingers[i].stirred_ms >= GESTURE_STUCK_MS) {
            finger_up(gesture, id);
            gesture->is_tracking = gesture->is_tracking && gesture->finger != id;
        }
    }
}

static struct gesture_result
result(const struct gesture *gesture, enum gesture_kind kind)
{
    return (struct gesture_result){kind, gesture->x, gesture->y, gesture->x - gesture->x0};
}

static struct gesture_result
on_down(struct gesture *gesture, const struct event *event, int64_t now_ms)
{
    drop_lost(gesture, event->pointer, now_ms);
    bool is_first = gesture->n_fingers == 0;
    finger_down(gesture, event->pointer, now_ms);
    if (!is_first || gesture->is_tracking) {
        return (struct gesture_result){0};
    }
    gesture->is_tracking = true;
    gesture->is_drag = gesture->is_wander = false;
    gesture->finger = event->pointer;
    gesture->x0 = gesture->x = event->x;
    gesture->y0 = gesture->y = event->y;
    gesture->t0_ms = now_ms;
    return result(gesture, GESTURE_PRESS);
}

static struct gesture_result
on_move(struct gesture *gesture, const struct event *event, struct gesture_limits limits)
{
    gesture->x = event->x;
    gesture->y = event->y;
    int dx = abs(gesture->x - gesture->x0);
    int dy = abs(gesture->y - gesture->y0);
    if (!gesture->is_drag && !gesture->is_wander) {
        gesture->is_drag = dx > limits.slop_px && dx > dy;
        gesture->is_wander = !gesture->is_drag && dy > 2 * limits.slop_px;
    }
    return result(gesture, gesture->is_drag ? GESTURE_DRAG : GESTURE_MOVE);
}

static struct gesture_result
on_up(struct gesture *gesture, const struct event *event, struct gesture_limits limits,
      int64_t now_ms)
{
    (void)on_move(gesture, event, limits); /* the finger may lift elsewhere than it last was */
    gesture->is_tracking = false;
    if (!gesture->is_drag) {
        return result(gesture, GESTURE_TAP);
    }
    int dx = abs(gesture->x - gesture->x0);
    bool is_far = dx >= limits.distance_px;
    bool is_flick = now_ms - gesture->t0_ms <= FLICK_MS && dx > limits.slop_px;
    return result(gesture, is_far || is_flick ? GESTURE_SWIPE : GESTURE_CANCEL);
}

struct gesture_result
gesture_event(struct gesture *gesture, const struct event *event, struct gesture_limits limits,
              int64_t now_ms)
{
    bool is_first = gesture->is_tracking && gesture->finger == event->pointer;
    switch (event->kind) {
    case EVENT_DOWN: return on_down(gesture, event, now_ms);
    case EVENT_MOVE:
        finger_stir(gesture, event->pointer, now_ms);
        return is_first ? on_move(gesture, event, limits) : (struct gesture_result){0};
    case EVENT_UP:
        finger_up(gesture, event->pointer);
        return is_first ? on_up(gesture, event, limits, now_ms) : (struct gesture_result){0};
    case EVENT_CANCEL:
        finger_up(gesture, event->pointer);
        if (is_first) {
            gesture->is_tracking = false;
            return result(gesture, GESTURE_CANCEL);
        }
        return (struct gesture_result){0};
    default: return (struct gesture_result){0};
    }
}

void
gesture_reset(struct gesture *gesture)
{
    gesture->is_tracking = gesture->is_drag = gesture->is_wander = false;
}
