/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Millimetres to pixels: every size on the screen, from the display's DPI, the viewing distance and
 * the text size.
 *
 * Rules (research checklist): capitals of running text at least 0.0122 x distance (EN 301
 * 549 5.1.4) and 4.8 mm (Section 508 402.4); primary targets 20 mm, others 11.6 mm (44 CSS px,
 * WCAG 2.5.5), 3 mm apart. Targets do not shrink when text is small and do not grow beyond the
 * screen when it is large.
 */
#ifndef KYR_LAYOUT_SCALE_H
#define KYR_LAYOUT_SCALE_H

#include <stdbool.h>

#include "base/geom.h"

struct scale_options {
    struct size screen_px;
    double dpi;         /* 0: unknown, see scale_default_dpi */
    double distance_mm; /* 0: 600, or 500 on displays under 17 inches */
    int text_percent;   /* 100..200 */
};

struct scale {
    struct size screen_px;
    double px_per_mm;
    double distance_mm; /* how far away the reader is taken to stand */
    int text_percent;
    bool is_portrait;
    /* type: em sizes in px */
    int body, headline, tile, label, small, phone, say;
    /* space and parts in px */
    int margin, gap, radius, stroke;
    int target;         /* any target, 11.6 mm */
    int target_primary; /* 20 mm */
    int target_gap;     /* 3 mm */
    int header_h, footer_h;
};

/* A 21.5-inch display, but never fewer than 102.5 dpi: what a display that does not tell its size
 * is taken for. */
double
scale_default_dpi(struct size screen_px);

/* Any size from 1x1 up is answered with something that does not divide by zero. */
struct scale
scale_make(const struct scale_options *options);

#endif
