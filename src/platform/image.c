/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surfaces in memory, and their way to a file. */
#include "platform/image.h"

#include <stdio.h>
#include <stdlib.h>

#include "platform/screen_png.h"

SDL_Surface *
image_new(int w, int h)
{
    return SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
}

bool
image_write_png(const SDL_Surface *surface, const char *path)
{
    size_t n_bytes = 0;
    struct pixels pixels = {.rows = surface->pixels,
                            .stride = (size_t)surface->pitch / sizeof(uint32_t),
                            .w = (size_t)surface->w,
                            .h = (size_t)surface->h};
    unsigned char *bytes = screen_png(&pixels, &n_bytes);
    FILE *file = bytes == NULL ? NULL : fopen(path, "wb");
    bool ok = file != NULL && fwrite(bytes, 1, n_bytes, file) == n_bytes;
    ok = (file == NULL || fclose(file) == 0) && ok;
    free(bytes);
    return ok;
}
