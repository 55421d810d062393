/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two columns of a table, and the pairs that are drawn on each other. */
#include "content/theme.h"

#include <math.h>

#define TEXT_CONTRAST 7.0 /* WCAG 2.2, 1.4.6 (AAA): read from the back row, in bad light */
#define PART_CONTRAST 3.0 /* WCAG 2.2, 1.4.11 */

static const uint32_t palette[COLOR_COUNT][THEME_COUNT] = {
    [COLOR_NONE] = {0, 0},
    [COLOR_GROUND] = {0xFBF7F0, 0x0F1417},
    [COLOR_CARD] = {0xFFFFFF, 0x192127},
    [COLOR_INK] = {0x1D1B19, 0xF6F1E7},
    [COLOR_SOFT_INK] = {0x524C45, 0xCFC8BB},
    [COLOR_ACCENT] = {0x0B4F5C, 0x8AD6E2},
    [COLOR_ON_ACCENT] = {0xFFFFFF, 0x08262C},
    [COLOR_URGENT] = {0x8A2B17, 0xFFB4A1},
    [COLOR_ON_URGENT] = {0xFFFFFF, 0x0F1417},
    [COLOR_EDGE] = {0x857C6E, 0x7D8A92},
    [COLOR_HAIRLINE] = {0xD8CFC1, 0x3A444A},
    [COLOR_SAFETY] = {0xFFF0D2, 0x33270B},
    [COLOR_SAFETY_MARK] = {0xB36B00, 0xF2C063},
    [COLOR_PAPER] = {0xFFFFFF, 0xFFFFFF},
    [COLOR_PAPER_INK] = {0x000000, 0x000000},
};

static const char *const names[COLOR_COUNT] = {
    "none",      "ground", "card",     "ink",    "soft ink",    "accent", "on accent", "urgent",
    "on urgent", "edge",   "hairline", "safety", "safety mark", "paper",  "paper ink",
};

struct color_pair {
    enum color front, back;
    double least;
};

static const struct color_pair pairs[] = {
    {COLOR_INK, COLOR_GROUND, TEXT_CONTRAST},
    {COLOR_INK, COLOR_CARD, TEXT_CONTRAST},
    {COLOR_INK, COLOR_SAFETY, TEXT_CONTRAST},
    {COLOR_SOFT_INK, COLOR_GROUND, TEXT_CONTRAST},
    {COLOR_SOFT_INK, COLOR_CARD, TEXT_CONTRAST},
    {COLOR_ACCENT, COLOR_GROUND, TEXT_CONTRAST},
    {COLOR_ACCENT, COLOR_CARD, TEXT_CONTRAST},
    {COLOR_ON_ACCENT, COLOR_ACCENT, TEXT_CONTRAST},
    {COLOR_ON_URGENT, COLOR_URGENT, TEXT_CONTRAST},
    {COLOR_PAPER_INK, COLOR_PAPER, TEXT_CONTRAST},
    {COLOR_EDGE, COLOR_GROUND, PART_CONTRAST},
    {COLOR_EDGE, COLOR_CARD, PART_CONTRAST},
    {COLOR_URGENT, COLOR_GROUND, PART_CONTRAST},
    {COLOR_URGENT, COLOR_CARD, PART_CONTRAST},
    {COLOR_SAFETY_MARK, COLOR_SAFETY, PART_CONTRAST},
};

uint32_t
theme_rgb(enum theme theme, enum color color)
{
    return palette[color][theme];
}

/* WCAG 2.2, "relative luminance" */
static double
channel(uint32_t rgb, unsigned shift)
{
    double value = (double)((rgb >> shift) & 0xFFu) / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double
luminance(uint32_t rgb)
{
    return 0.2126 * channel(rgb, 16) + 0.7152 * channel(rgb, 8) + 0.0722 * channel(rgb, 0);
}

double
theme_contrast(uint32_t rgb_a, uint32_t rgb_b)
{
    double a = luminance(rgb_a) + 0.05;
    double b = luminance(rgb_b) + 0.05;
    return a > b ? a / b : b / a;
}

void
theme_verify(struct diag_sink *sink)
{
    struct diag_place place = {.file = "theme"};
    for (enum theme theme = THEME_LIGHT; theme < THEME_COUNT; theme++) {
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
            uint32_t front = theme_rgb(theme, pairs[i].front);
            uint32_t back = theme_rgb(theme, pairs[i].back);
            double contrast = theme_contrast(front, back);
            if (contrast < pairs[i].least) {
                diag_error(sink, place, "contrast", "%s: %s on %s has %.1f:1, it needs %.0f:1",
                           theme == THEME_LIGHT ? "light" : "dark", names[pairs[i].front],
                           names[pairs[i].back], contrast, pairs[i].least);
            }
        }
    }
}
