/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The comments a page may hold: `<!-- facts: ID ID -->`, `<!-- TRANSLATORS: note -->`,
 * `<!-- CONTEXT: word -->`. They wait here until the block they belong to comes.
 */
#ifndef KYR_CONTENT_COMMENT_H
#define KYR_CONTENT_COMMENT_H

#include "content/doc.h"
#include "content/lines.h"

struct comments {
    struct str *facts;
    size_t n_facts;
    struct str note;
    struct str context;                                     /* p == NULL: none */
    struct diag_place facts_place, note_place, words_place; /* line 0: none waiting */
};

/* Reads one block of HTML, which must be nothing but such comments; adds to what is waiting. */
void
comments_read(struct arena *arena, struct comments *comments, const struct lines *lines,
              struct str html, struct diag_sink *sink);

/*
 * Gives what is waiting to the node it stands before, and forgets it. A note or context in front
 * of a node without words is reported.
 */
void
comments_attach(struct comments *comments, struct node *node, struct diag_sink *sink);

/* Reports what is still waiting: nothing came that it could belong to. */
void
comments_expect_none(struct comments *comments, struct diag_sink *sink);

#endif
