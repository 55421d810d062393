/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only one finger is remembered, the one that holds; any other that goes down ends it. */
#include "ui/staff_gesture.h"

static bool
is_in_corner(const struct event *event, int corner_px)
{
    return event->x >= 0 && event->y >= 0 && event->x < corner_px && event->y < corner_px;
}

static void
on_down(struct staff_gesture *gesture, const struct event *event, int corner_px, int64_t now_ms)
{
    bool is_second = gesture->is_held && event->pointer != gesture->pointer;
    gesture->is_held = !is_second && is_in_corner(event, corner_px);
    gesture->pointer = event->pointer;
    gesture->since_ms = now_ms;
}

void
staff_gesture_event(struct staff_gesture *gesture, const struct event *event, int corner_px,
                    int64_t now_ms)
{
    bool is_ours = event->pointer == gesture->pointer;
    switch (event->kind) {
    case EVENT_DOWN: on_down(gesture, event, corner_px, now_ms); break;
    case EVENT_MOVE:
        gesture->is_held = gesture->is_held && (!is_ours || is_in_corner(event, corner_px));
        break;
    case EVENT_UP:
    case EVENT_CANCEL: gesture->is_held = gesture->is_held && !is_ours; break;
    case EVENT_RESIZE: gesture->is_held = false; break;
    default: break;
    }
}

int64_t
staff_gesture_deadline_ms(const struct staff_gesture *gesture)
{
    return gesture->is_held ? gesture->since_ms + STAFF_GESTURE_MS : -1;
}

bool
staff_gesture_is_due(const struct staff_gesture *gesture, int64_t now_ms)
{
    return gesture->is_held && now_ms - gesture->since_ms >= STAFF_GESTURE_MS;
}

void
staff_gesture_reset(struct staff_gesture *gesture)
{
    gesture->is_held = false;
}
