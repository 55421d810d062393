/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way in for staff: one finger (or the mouse button) held for 5 s in the top left corner.
 *
 * Nothing on the screen tells of it and nothing happens before the 5 s are over. Leaving the
 * corner, a second finger, lifting, a pointer taken away and a new size of the window end it; then
 * a finger has to go down in the corner again. What lay still on the glass before does not matter:
 * a faulty spot of a touch screen must not lock staff out. Time is a parameter.
 */
#ifndef KYR_UI_STAFF_GESTURE_H
#define KYR_UI_STAFF_GESTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/event.h"

#define STAFF_GESTURE_MS 5000
#define STAFF_GESTURE_CORNER_MM 20

/* All-zero: nobody holds. */
struct staff_gesture {
    bool is_held;
    int64_t pointer;
    int64_t since_ms;
};

/* Each event there is, in order. The corner is the square 0 <= x, y < corner_px. */
void
staff_gesture_event(struct staff_gesture *gesture, const struct event *event, int corner_px,
                    int64_t now_ms);

/* When to ask staff_gesture_is_due; -1: on events only. */
int64_t
staff_gesture_deadline_ms(const struct staff_gesture *gesture);

/* True from 5 s on while the finger is still held; then call staff_gesture_reset. */
bool
staff_gesture_is_due(const struct staff_gesture *gesture, int64_t now_ms);

/* Done, or the screen was cleared: the finger that is down no longer counts. */
void
staff_gesture_reset(struct staff_gesture *gesture);

#endif
