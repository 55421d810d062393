/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When nobody is there any more: warn, then clear. Time is a parameter.
 *
 * Checklist K13-K15: 120 s by default (60-600), a 30 s warning before it that any touch ends, as
 * often as wanted; never while a finger is down. A finger that has not stirred for ten minutes is a
 * fault of the touch screen (or chewing gum) and no longer counts, or the last visitor's page would
 * stay for ever.
 */
#ifndef KYR_UI_IDLE_H
#define KYR_UI_IDLE_H

#include <stdbool.h>
#include <stdint.h>

#define IDLE_DEFAULT_S 120
#define IDLE_LEAST_S 60
#define IDLE_MOST_S 600
#define IDLE_WARNING_S 30
#define IDLE_STUCK_FINGER_MS (10 * 60 * 1000)

enum idle_state { IDLE_BUSY, IDLE_WARNING, IDLE_OVER };

struct idle {
    int limit_s;
    int64_t last_ms; /* of the last activity */
};

void
idle_touch(struct idle *idle, int64_t now_ms);

/* `is_held`: a finger is down. *seconds_left (may be NULL) counts down during the warning. */
enum idle_state
idle_state(const struct idle *idle, bool is_held, int64_t now_ms, int *seconds_left);

/* When idle_state has to be asked again. */
int64_t
idle_deadline_ms(const struct idle *idle, bool is_held, int64_t now_ms);

#endif
