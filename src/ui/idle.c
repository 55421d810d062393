/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state follows from the time of the last activity alone, so there is nothing to get out of
 * step. */
#include "ui/idle.h"

#include <stddef.h>

void
idle_touch(struct idle *idle, int64_t now_ms)
{
    idle->last_ms = now_ms;
}

/* How long nothing has happened; a held finger stops the clock until it counts as stuck. */
static int64_t
quiet_ms(const struct idle *idle, bool is_held, int64_t now_ms)
{
    int64_t quiet = now_ms - idle->last_ms;
    if (quiet < 0 || (is_held && quiet < IDLE_STUCK_FINGER_MS)) {
        return 0;
    }
    return quiet;
}

enum idle_state
idle_state(const struct idle *idle, bool is_held, int64_t now_ms, int *seconds_left)
{
    int64_t left = (int64_t)idle->limit_s * 1000 - quiet_ms(idle, is_held, now_ms);
    if (seconds_left != NULL) {
        *seconds_left = left <= 0 ? 0 : (int)((left + 999) / 1000);
    }
    if (left <= 0) {
        return IDLE_OVER;
    }
    return left <= IDLE_WARNING_S * 1000 ? IDLE_WARNING : IDLE_BUSY;
}

int64_t
idle_deadline_ms(const struct idle *idle, bool is_held, int64_t now_ms)
{
    int64_t limit = (int64_t)idle->limit_s * 1000;
    if (is_held && now_ms - idle->last_ms < IDLE_STUCK_FINGER_MS) {
        return idle->last_ms + IDLE_STUCK_FINGER_MS;
    }
    int64_t left = limit - quiet_ms(idle, is_held, now_ms);
    if (left > IDLE_WARNING_S * 1000) {
        return now_ms + left - IDLE_WARNING_S * 1000;
    }
    int64_t to_next_second = left % 1000; /* the number on the screen changes then */
    return now_ms + (left <= 0 ? 0 : (to_next_second == 0 ? 1000 : to_next_second));
}
