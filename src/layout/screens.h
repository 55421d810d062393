/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A translated page -> screens that fit: flow of blocks into boxes, and pagination.
 *
 * Each SECTION starts a new screen with its headline; what does not fit goes on to further screens,
 * which repeat the headline in a smaller "continued" form. No headline or ### heading stands alone
 * at the end of a screen, a numbered step keeps its number, two lines of a paragraph stay together
 * where there is room, and a call-out, say-block or card is only broken if it is higher than a
 * whole screen. On a wide screen the say-blocks, phone cards, QR plates and figures of a section
 * stand in a column beside its text when that saves a screen or leaves just one; call-outs and
 * buttons run across the bottom. A phone card that is its section's only block becomes a whole
 * number screen. A screen is anchored by node ids, never by pixels: change of language, size or
 * theme finds the place again.
 */
#ifndef KYR_LAYOUT_SCREENS_H
#define KYR_LAYOUT_SCREENS_H

#include "content/doc.h"
#include "layout/hit.h"
#include "layout/list.h"
#include "layout/scale.h"
#include "layout/words.h"

struct layout {
    const struct scale *scale;
    const struct text_metrics *metrics;
    const struct layout_words *words;
    enum direction dir;
    struct rect content; /* where content may stand, without the margins */
    bool shows_facilitator;
    bool is_card; /* the first section is a card to show: English large, the translation under it,
                     black on white; what follows are ordinary screens */
};

/* What went wrong in real layout; for the linter. */
struct overflow {
    int node_id;
    bool is_too_wide; /* a word had to be broken; otherwise: higher than a screen */
};

struct screen {
    struct list list;
    struct targets targets;
    const struct node *section;
    int first_node, last_node; /* ids of the first and last leaf that begins here; 0: none does */
    int content_bottom;        /* y below the last thing drawn */
};

struct screens {
    struct screen *items;
    size_t n; /* at least 1 */
    struct overflow *overflows;
    size_t n_overflows;
};

/* Everything lives in the arena. Never fails: an impossible size gives screens that are cut off. */
struct screens
screens_make(struct arena *arena, const struct doc *doc, const struct layout *layout);

/* The screen on which node `id` begins (the last one that begins at or before it). */
size_t
screens_find(const struct screens *screens, int node_id);

/* For golden tests: each screen's section, nodes, items and targets. */
void
screens_dump(const struct screens *screens, struct strbuf *out);

#endif
