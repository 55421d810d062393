/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The main loop: sleep until an event or the earliest deadline, step the app, paint only when
 * something changed.
 */
#ifndef KYR_PLATFORM_LOOP_H
#define KYR_PLATFORM_LOOP_H

#include "platform/paint.h"
#include "platform/trace.h"
#include "platform/window.h"
#include "ui/app.h"

/* Paints one frame of the app onto a surface; the window, screenshots and tests all go through
 * here. */
void
frame_paint(struct painter *painter, SDL_Surface *surface, const struct frame *frame);

/* Runs until the app or a signal (SIGTERM, SIGINT) says so. */
void
loop_run(struct app *app, struct window *window, struct painter *painter, struct trace *trace);

#endif
