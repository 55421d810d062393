/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a PNG file (ISO/IEC 15948) of a picture of a screen: RGB, eight bits a channel.
 *
 * Made for what a kiosk draws, where most rows repeat the row above and most pixels the one to
 * the left: five times as fast as a general compressor and about as small. Any picture comes out
 * right; a photograph would only come out large.
 */
#ifndef KYR_PLATFORM_SCREEN_PNG_H
#define KYR_PLATFORM_SCREEN_PNG_H

#include <stddef.h>
#include <stdint.h>

#define SCREEN_PNG_SIDE_MAX 10000 /* a row must lie within Deflate's window of 32 KiB */

/* Pixels are 0xXXRRGGBB; the high byte means nothing. */
struct pixels {
    const uint32_t *rows;
    size_t stride; /* pixels from one row to the next, at least w */
    size_t w, h;   /* 1 to SCREEN_PNG_SIDE_MAX */
};

/* To be freed by the caller; NULL without memory or with an impossible size. */
unsigned char *
screen_png(const struct pixels *pixels, size_t *n_bytes_out);

#endif
