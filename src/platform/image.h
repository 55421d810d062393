/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing a surface as a PNG file.
 */
#ifndef KYR_PLATFORM_IMAGE_H
#define KYR_PLATFORM_IMAGE_H

#include <stdbool.h>

#include <SDL.h>

/* A 32-bit surface in the form the painter likes; NULL if there is no memory. Free with
 * SDL_FreeSurface. */
SDL_Surface *
image_new(int w, int h);

/* `surface` is of image_new's form. False on a write error or without memory. */
bool
image_write_png(const SDL_Surface *surface, const char *path);

#endif
