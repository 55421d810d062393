/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text metrics that remember what they were asked: a check lays every page out ten times and asks
 * for the same words again and again, and shaping them is most of its time. The kiosk shows one
 * page at a time and has no use for the memory this takes.
 */
#ifndef KYR_TOOL_MEMO_H
#define KYR_TOOL_MEMO_H

#include "base/arena.h"
#include "text/metrics.h"

#define MEMO_SLOTS 16384  /* lists of widths; a pack of 30 pages asks for 7,000 at one size */
#define MEMO_STYLES 64    /* extents; a size of screen uses about ten styles */
#define MEMO_CODES 0x2200 /* letters of Europe and the Near East, and punctuation */
#define MEMO_FAMILIES 4

struct memo_width;

struct memo {
    struct text_metrics real;
    struct arena arena;
    struct memo_width *slots[MEMO_SLOTS];
    struct {
        struct text_style style;
        struct text_extents extents;
    } styles[MEMO_STYLES];
    size_t n_styles;
    unsigned char covered[FACE_COUNT][MEMO_FAMILIES][MEMO_CODES]; /* 0: not asked, 1: no, 2: yes */
};

/* `memo` is all-zero, is large (not for the stack), and must outlive the result. */
struct text_metrics
memo_metrics(struct memo *memo, struct text_metrics real);

/* Forgets widths and extents, which the next size will not ask for. */
void
memo_reset(struct memo *memo);

void
memo_free(struct memo *memo); /* what it holds, not itself */

#endif
