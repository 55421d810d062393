/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rectangles in whole pixels (origin top left, y grows downwards) and the direction of reading.
 */
#ifndef KYR_BASE_GEOM_H
#define KYR_BASE_GEOM_H

#include <stdbool.h>

enum direction { DIR_LTR, DIR_RTL };

struct size {
    int w, h;
};

struct rect {
    int x, y, w, h;
};

static inline bool
rect_contains(struct rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

static inline struct rect
rect_inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

static inline int
int_min(int a, int b)
{
    return a < b ? a : b;
}

static inline int
int_max(int a, int b)
{
    return a > b ? a : b;
}

static inline int
int_clamp(int value, int low, int high)
{
    return value < low ? low : (value > high ? high : value);
}

#endif
