/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Embedding levels (Unicode UAX 9) of a paragraph, through fribidi.
 */
#ifndef KYR_TEXT_BIDI_H
#define KYR_TEXT_BIDI_H

#include "base/arena.h"
#include "base/geom.h"
#include "base/str.h"

/*
 * levels[i] for each byte of text (all bytes of a code point alike); odd = right to left. All 0 for
 * plain LTR text. Digits joined by hyphens (a phone number) are one left-to-right thing, also after
 * an Arabic letter, where UAX 9 alone would put 0100-555-213.
 */
void
bidi_levels(struct arena *scratch, struct str text, enum direction base, unsigned char *levels);

/* Of the first letter that has a direction (UAX 9, P2 and P3); DIR_LTR if none has. */
enum direction
bidi_first_strong(struct str text);

/*
 * Visual order of a line: n runs in logical order with their levels (UAX 9 rule L2).
 * order[k] is the logical index of the run drawn k-th from the left.
 */
void
bidi_reorder(const unsigned char *levels, int n, int *order);

#endif
