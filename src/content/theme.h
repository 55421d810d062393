/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Colours by meaning, in two themes, and the contrast rules they must keep
 * (WCAG 2.2: 1.4.6, 1.4.11).
 */
#ifndef KYR_CONTENT_THEME_H
#define KYR_CONTENT_THEME_H

#include <stdint.h>

#include "base/diag.h"

enum color {
    COLOR_NONE, /* draw nothing */
    COLOR_GROUND,
    COLOR_CARD,
    COLOR_INK,
    COLOR_SOFT_INK,
    COLOR_ACCENT,
    COLOR_ON_ACCENT,
    COLOR_URGENT,
    COLOR_ON_URGENT,
    COLOR_EDGE,
    COLOR_HAIRLINE,
    COLOR_SAFETY,
    COLOR_SAFETY_MARK,
    COLOR_PAPER,     /* white in every theme: QR plates, the card */
    COLOR_PAPER_INK, /* black in every theme */
    COLOR_COUNT,
};

enum theme { THEME_LIGHT, THEME_DARK, THEME_COUNT };

/* 0xRRGGBB */
uint32_t
theme_rgb(enum theme theme, enum color color);

/* WCAG 2.2 contrast ratio, 1.0 .. 21.0 */
double
theme_contrast(uint32_t rgb_a, uint32_t rgb_b);

/* Reports every pair of colours used together whose contrast is too low. */
void
theme_verify(struct diag_sink *sink);

#endif
