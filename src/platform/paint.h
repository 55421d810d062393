/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Display lists -> pixels of an SDL surface. The same code paints the window, the screenshots and
 * the tests.
 */
#ifndef KYR_PLATFORM_PAINT_H
#define KYR_PLATFORM_PAINT_H

#include <SDL.h>

#include "layout/list.h"
#include "platform/fonts.h"

struct painter;

/* Never NULL. `fonts` is not owned. */
struct painter *
painter_open(struct fonts *fonts);

void
painter_close(struct painter *painter); /* NULL-safe */

/* Where and how to paint: colours, shift, and the part of the surface that may change. */
struct paint_target {
    SDL_Surface *surface; /* 32 bits a pixel, 8 bits a channel */
    enum theme theme;
    struct rect clip;
    int dx, dy;
};

void
paint_fill(const struct paint_target *target, enum color color);

void
paint_list(struct painter *painter, const struct paint_target *target, const struct list *list);

/* Forgets every drawn word (they are what the last visitor read). */
void
painter_forget(struct painter *painter);

#endif
