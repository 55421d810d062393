/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything is worked out in millimetres and turned into pixels once. Text grows with the text
 * size asked for, headlines by its square root; what stands around the text grows less, and small
 * screens keep their room for words.
 */
#include "layout/scale.h"

#include <math.h>

#define MM_PER_INCH 25.4
#define CAP_EM 0.714 /* height of a capital of Noto Sans */

/* Displays lie about their size: a projector as 16 cm, a television as 1600 x 900 mm. */
#define DPI_MIN 40.0
#define DPI_MAX 800.0
#define LAPTOP_INCHES 17.0 /* smaller displays are read from nearer */
#define DISTANCE_MIN_MM 200.0
#define DISTANCE_MAX_MM 20000.0

/* Parts of the shorter side or of the height that a part may take at most. */
#define HEADER_PART 0.125
#define FOOTER_PART 0.14
#define PRIMARY_PART 0.14
#define TARGET_PART 0.13
#define MARGIN_PART 0.052
#define GAP_PART 0.0225

/* A screen must hold this much at any text size. */
#define LINES_MIN 2.5 /* so that 200 % is really twice the size at 1024x600 */
#define LETTERS_MIN 16
#define LETTER_EM 0.56 /* mean width of a letter, on the wide side */
#define LINE_EM 1.34

#define LABEL_GROWTH_SMALL 1.25 /* how far controls may grow on any screen */
#define LABELS_ACROSS 38.0      /* ems of label text that a header needs */

static int
at_least_one(double px)
{
    return px < 1.0 ? 1 : (px > 1e6 ? 1000000 : (int)(px + 0.5));
}

static double
diagonal_px(struct size s)
{
    return hypot(int_max(s.w, 1), int_max(s.h, 1));
}

double
scale_default_dpi(struct size screen_px)
{
    return fmax(diagonal_px(screen_px) / 21.5, 102.5);
}

static double
within(double value, double low, double high)
{
    return fmin(fmax(value, low), high);
}

static void
set_parts(struct scale *s, double short_side_px, double height_px)
{
    double mm = s->px_per_mm;
    s->margin = at_least_one(fmin(13.9 * mm, MARGIN_PART * short_side_px));
    s->target = at_least_one(fmin(ceil(11.6 * mm), TARGET_PART * height_px));
    s->target_primary = at_least_one(fmin(ceil(20.0 * mm), PRIMARY_PART * height_px));
    s->target_gap = at_least_one(fmin(ceil(3.0 * mm), 0.03 * short_side_px));
    s->gap = int_max(at_least_one(fmin(6.0 * mm, GAP_PART * short_side_px)), s->target_gap);
    s->radius = at_least_one(fmin(4.0 * mm, 0.016 * short_side_px));
    double primary = s->target_primary;
    s->header_h = at_least_one(fmax(fmin(27.75 * mm, HEADER_PART * height_px), primary * 1.08));
    s->footer_h = at_least_one(fmax(fmin(34.7 * mm, FOOTER_PART * height_px), primary * 1.12));
}

/* The largest running text of which LINES_MIN lines stand under a headline. */
static double
body_limit(const struct scale *s, double width_px, double height_px)
{
    double room = height_px - s->header_h - s->footer_h - 2.0 * s->gap;
    double headline = 1.2 * 1.15 + 0.6;
    double by_height = room / (LINES_MIN * LINE_EM + headline);
    double by_width = (width_px - 2.0 * s->margin) / ((LETTERS_MIN + 3) * LETTER_EM);
    return fmax(fmin(by_height, by_width), 1.0);
}

static void
set_type(struct scale *s, double base, double width_px, double height_px)
{
    double growth = s->text_percent / 100.0;
    double less = sqrt(growth);
    double limit = body_limit(s, width_px, height_px);
    double body = fmin(base * growth, limit);
    base = fmin(base, limit);
    double chrome = fmax(width_px / LABELS_ACROSS / (base * 0.87), LABEL_GROWTH_SMALL);
    chrome = fmin(fmin(chrome, 1.5), growth);
    s->body = at_least_one(ceil(body));
    s->headline = at_least_one(fmax(base * 1.645 * less, body * 1.2));
    s->tile = at_least_one(fmax(base * 1.2 * less, body));
    s->say = at_least_one(fmax(base * 1.2 * less, body * 1.1));
    s->label = at_least_one(base * 0.84 * chrome);
    s->small = at_least_one(base * 0.7 * fmin(growth, 1.5));
    s->phone = at_least_one(fmin(base * 3.0 * less, fmin(width_px, height_px) * 0.2));
    s->stroke = at_least_one(base * 0.07);
}

struct scale
scale_make(const struct scale_options *options)
{
    struct scale s = {.screen_px = {int_clamp(options->screen_px.w, 1, 100000),
                                    int_clamp(options->screen_px.h, 1, 100000)}};
    double dpi =
        options->dpi > 0 ? within(options->dpi, DPI_MIN, DPI_MAX) : scale_default_dpi(s.screen_px);
    bool is_small = diagonal_px(s.screen_px) / dpi < LAPTOP_INCHES;
    double distance = options->distance_mm > 0 ? options->distance_mm : (is_small ? 500.0 : 600.0);
    s.distance_mm = within(distance, DISTANCE_MIN_MM, DISTANCE_MAX_MM);
    s.px_per_mm = dpi / MM_PER_INCH;
    s.text_percent = int_clamp(options->text_percent, 100, 200);
    s.is_portrait = s.screen_px.h > s.screen_px.w;
    set_parts(&s, int_min(s.screen_px.w, s.screen_px.h), s.screen_px.h);
    double cap_mm = fmax(4.8, 0.0122 * s.distance_mm);
    set_type(&s, cap_mm / CAP_EM * s.px_per_mm, s.screen_px.w, s.screen_px.h);
    return s;
}
