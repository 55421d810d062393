/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One window whose pixels we write ourselves.
 *
 * Plain shared-memory pixels are asked for first (SDL_HINT_FRAMEBUFFER_ACCELERATION "0": on a
 * machine without a GPU driver a tenth of the time and a fifth of the memory of SDL's default).
 * Where the video driver has none (native Wayland, KMSDRM), the pixels go to the screen as one
 * texture.
 */
#ifndef KYR_PLATFORM_WINDOW_H
#define KYR_PLATFORM_WINDOW_H

#include <stdbool.h>

#include <SDL.h>

#include "base/geom.h"

struct window;

struct window_options {
    const char *title;
    bool is_fullscreen;
    struct size size; /* of a window that is not full screen */
    bool is_kiosk;    /* grabs the keyboard, has no close button */
};

/* Ends the program with one line and exit code 3 if there is no display. */
struct window *
window_open(const struct window_options *options);

void
window_close(struct window *window); /* NULL-safe */

struct size
window_size(const struct window *window); /* in pixels */

/* Of the display the window is on; 0 if it does not tell, or tells what X makes up (96). */
double
window_dpi(const struct window *window);

/* Where to paint the next frame; NULL while there is nothing to paint on. Valid until
 * window_present. */
SDL_Surface *
window_surface(struct window *window);

/* False if the display did not take it: it has to be painted again. */
bool
window_present(struct window *window);

/* To be called once after the first frame: a full screen that takes long to ask for is asked for
 * now. */
void
window_fill_screen(struct window *window);

/* After any event of the window: on X11 without a window manager nobody else makes a full screen
 * smaller or larger when the display gets another mode. */
void
window_follow_screen(struct window *window);

void
window_show_pointer(struct window *window, bool shows);

#endif
