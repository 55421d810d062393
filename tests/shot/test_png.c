/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written is read back with zlib: flat, striped, dithered and random pictures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "platform/screen_png.h"

static uint32_t
number_at(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void
check_chunk(const unsigned char *chunk, const char *name, size_t n)
{
    assert_int_equal(number_at(chunk), n);
    assert_memory_equal(chunk + 4, name, 4);
    assert_int_equal(number_at(chunk + 8 + n), crc32(0, chunk + 4, (unsigned)n + 4));
}

/* The bytes of the rows, with their filters undone: only "none" and "up" are used. */
static void
check_rows(unsigned char *rows, const struct pixels *pixels)
{
    size_t row_bytes = 1 + 3 * pixels->w;
    for (size_t y = 0; y < pixels->h; y++) {
        unsigned char *row = rows + y * row_bytes;
        assert_true(row[0] == 0 || (row[0] == 2 && y > 0));
        for (size_t i = 1; i < row_bytes && row[0] == 2; i++) {
            row[i] = (unsigned char)(row[i] + row[i - row_bytes]);
        }
        for (size_t x = 0; x < pixels->w; x++) {
            uint32_t wanted = pixels->rows[y * pixels->stride + x] & 0xFFFFFF;
            const unsigned char *at = row + 1 + 3 * x;
            assert_int_equal((uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2], wanted);
        }
    }
}

/* Returns the size of the file. */
static size_t
check_picture(const struct pixels *pixels)
{
    size_t n_bytes = 0;
    unsigned char *png = screen_png(pixels, &n_bytes);
    assert_non_null(png);
    assert_memory_equal(png, "\x89PNG\r\n\x1A\n", 8);
    check_chunk(png + 8, "IHDR", 13);
    assert_int_equal(number_at(png + 16), pixels->w);
    assert_int_equal(number_at(png + 20), pixels->h);
    assert_memory_equal(png + 24, "\x08\x02\0\0\0", 5);
    size_t n_data = number_at(png + 33);
    assert_int_equal(n_bytes, 33 + 12 + n_data + 12);
    check_chunk(png + 33, "IDAT", n_data);
    check_chunk(png + 33 + 12 + n_data, "IEND", 0);

    unsigned long n_rows = pixels->h * (1 + 3 * pixels->w);
    unsigned char *rows = malloc(n_rows + 1);
    unsigned long n_found = n_rows + 1;
    assert_int_equal(uncompress(rows, &n_found, png + 41, n_data), Z_OK);
    assert_int_equal(n_found, n_rows);
    check_rows(rows, pixels);
    free(rows);
    free(png);
    return n_bytes;
}

enum texture { FLAT, STRIPES, LETTERS, FEW_COLOURS, NOISE, TEXTURES };

static uint32_t
next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

static uint32_t
texel(enum texture texture, size_t x, size_t y, uint32_t *random)
{
    switch (texture) {
    case FLAT: return 0xFBF6EF;
    case STRIPES: return y / 7 % 2 != 0 ? 0x0B4F5C : 0xFF000000;
    case LETTERS: return (x % 9 * (y % 11) & 7) * 0x1F1F1F;
    case FEW_COLOURS: return next_random(random) % 3 * 0x404040;
    default: return next_random(random) << 8 | (next_random(random) & 0xFF);
    }
}

static size_t
check_size(enum texture texture, size_t w, size_t h)
{
    size_t stride = w + 3;
    uint32_t random = (uint32_t)(w * 131 + h);
    uint32_t *rows = calloc(stride * h, sizeof *rows);
    for (size_t y = 0; y < h; y++) {
        for (size_t x = 0; x < stride; x++) {
            rows[y * stride + x] = texel(texture, x, y, &random);
        }
    }
    size_t n_bytes = check_picture(&(struct pixels){rows, stride, w, h});
    free(rows);
    return n_bytes;
}

static void
test_small_sizes(void **state)
{
    (void)state;
    for (size_t w = 1; w <= 100; w++) {
        for (int texture = 0; texture < TEXTURES; texture++) {
            (void)check_size((enum texture)texture, w, 1 + w % 13);
        }
    }
}

/* Around the longest match (258 bytes = 86 pixels), the window, and the largest side. */
static void
test_long_rows(void **state)
{
    static const size_t widths[] = {171, 172, 173, 258, 259, 5461, 8192, 10000};
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        for (int texture = 0; texture < TEXTURES; texture++) {
            (void)check_size((enum texture)texture, widths[i], 9);
        }
    }
}

static void
test_flat_is_small(void **state)
{
    (void)state;
    assert_in_range(check_size(FLAT, 1920, 1080), 1, 60 * 1024);
    assert_in_range(check_size(STRIPES, 1920, 1080), 1, 80 * 1024);
    assert_in_range(check_size(NOISE, 640, 480), 1, 640 * 480 * 3 * 9 / 8 + 2000);
}

static void
test_impossible_sizes(void **state)
{
    (void)state;
    static const uint32_t pixel = 0;
    size_t n_bytes = 0;
    assert_null(screen_png(&(struct pixels){&pixel, 0, 0, 1}, &n_bytes));
    assert_null(screen_png(&(struct pixels){&pixel, 0, 1, 0}, &n_bytes));
    assert_null(screen_png(&(struct pixels){&pixel, 0, SCREEN_PNG_SIDE_MAX + 1, 1}, &n_bytes));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_sizes),
        cmocka_unit_test(test_long_rows),
        cmocka_unit_test(test_flat_is_small),
        cmocka_unit_test(test_impossible_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
