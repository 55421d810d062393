/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cuts the text of one paragraph into runs: one face, one fallback family, one direction each.
 *
 * The family is chosen word by word: a word of which the main family lacks one letter is set in the
 * first fallback family that has all of its letters, so that no word mixes two designs. Only digits
 * and punctuation that the chosen family lacks come from another one.
 */
#ifndef KYR_TEXT_RUNS_H
#define KYR_TEXT_RUNS_H

#include <stddef.h>

#include "base/arena.h"
#include "text/metrics.h"

/* A stretch of the paragraph's text in one face; `tag` is the caller's (a colour, say) and is
 * carried along. */
struct text_span {
    struct str text;
    enum text_face face;
    int tag;
    bool no_break; /* a phone number or address: never broken inside, always left to right (UAX 9
                      alone would turn 213-555-0100 round after an Arabic word) */
};

struct text_run {
    size_t offset, n; /* bytes of the joined text */
    struct text_style style;
    int tag;
    unsigned char level; /* bidi level; odd = right to left */
};

struct text_runs {
    struct str text;       /* the spans joined; in the arena */
    unsigned char *breaks; /* enum break_kind before each byte of text */
    struct text_run *runs; /* in logical order; they cover the text without gaps */
    size_t n_runs;
};

void
runs_make(struct arena *arena, const struct text_span *spans, size_t n_spans, int size_px,
          enum direction base, const struct text_metrics *metrics, struct text_runs *out);

#endif
