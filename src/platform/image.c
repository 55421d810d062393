/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libpng's simplified writer, fast compression: screenshots are many and flat. */
#include "platform/image.h"

#include <png.h>

SDL_Surface *
image_new(int w, int h)
{
    return SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
}

bool
image_write_png(SDL_Surface *surface, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    image.width = (png_uint_32)surface->w;
    image.height = (png_uint_32)surface->h;
    image.format = PNG_FORMAT_BGRA;
    image.flags = PNG_IMAGE_FLAG_FAST;
    for (int y = 0; y < surface->h; y++) { /* the unused byte becomes full opacity */
        unsigned char *row = (unsigned char *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            row[4 * x + 3] = 0xFF;
        }
    }
    return png_image_write_to_file(&image, path, 0, surface->pixels, surface->pitch, NULL) != 0;
}
