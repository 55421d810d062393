/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SDL events -> struct event. Touch and mouse stay apart: SDL's synthesis is off (window.c), and a
 * mouse event that the display server makes up for a touch is dropped here, so that one tap is one
 * tap.
 */
#ifndef KYR_PLATFORM_INPUT_H
#define KYR_PLATFORM_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <SDL.h>

#include "platform/window.h"
#include "ui/event.h"

#define INPUT_EVENTS_MAX 256

struct input {
    int64_t last_touch_ms;
    bool has_touch;
    struct event events[INPUT_EVENTS_MAX];
    size_t n;
};

/*
 * Takes everything that waits in SDL's queue into input->events; motion of one pointer is merged
 * into its latest position. More than INPUT_EVENTS_MAX wait for the next call.
 */
void
input_collect(struct input *input, struct window *window, int64_t now_ms);

#endif
