/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How wide and high text is, as a table of callbacks: real fonts on the platform floor, invented
 * widths in tests.
 */
#ifndef KYR_TEXT_METRICS_H
#define KYR_TEXT_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/geom.h"
#include "base/str.h"

enum text_face { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_ICON, FACE_COUNT };

/* One font at one size. `fallback` 0 is the main family; 1.. are the families tried for words it
 * does not cover. */
struct text_style {
    enum text_face face;
    int size_px; /* em size */
    int fallback;
};

struct text_extents {
    int ascent_px;  /* above the baseline, positive */
    int descent_px; /* below the baseline, positive */
    int cap_px;     /* height of a capital H */
};

struct text_metrics {
    void *user;
    int n_fallbacks; /* fallback families besides the main one */
    int preferred;   /* the fallback family of the language shown, tried before the others; 0: none.
                        Chinese, Japanese and Korean share letters but not their shapes. */
    /* Advance width of a run of one style and direction, shaped as a whole. */
    int (*width)(void *user, struct text_style style, enum direction dir, struct str text);
    struct text_extents (*extents)(void *user, struct text_style style);
    bool (*covers)(void *user, struct text_style style, uint32_t code);
    /* What `preferred` is for a language (BCP 47); 0: no family of its own. NULL: never any. */
    int (*family_of)(void *user, const char *tag);
};

/* Sets `preferred` for a language. */
void
metrics_prefer(struct text_metrics *metrics, const char *tag);

/*
 * Invented metrics for tests: every code point is half an em wide (bold: 0.55 em, icons: 1 em),
 * ascent 1.0 em, descent 0.3 em, capitals 0.7 em. An icon is one em whatever its name. The main
 * family covers everything below U+0590 and the dashes and quotes of U+2010..2027, fallback 1
 * everything.
 */
struct text_metrics
metrics_fixed(void);

#endif
