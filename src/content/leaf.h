/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One block's words, on their way from the Markdown parser into a node.
 *
 * `raw` is in the syntax of inline.h, not yet canonical. Each function reports what is wrong at
 * the node's place and leaves the node without words then.
 */
#ifndef KYR_CONTENT_LEAF_H
#define KYR_CONTENT_LEAF_H

#include "content/doc.h"

/* Sets spans and msgid. Text of nothing but blanks is an error. */
void
leaf_text(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink);

/* A headline, with or without {#name} at its end. */
void
leaf_headline(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink);

/* Words to say: text without mark-up. */
void
leaf_say(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink);

/* A paragraph; `{phone x}` and `{qr x}` alone make it a card or a plate. */
void
leaf_paragraph(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink);

/* A link alone (BUTTON), or an image alone (FIGURE), with its address. */
void
leaf_link(struct arena *arena, struct node *node, struct str raw, struct str address,
          struct diag_sink *sink);

/* The msgctxt of words to say and of buttons, unless the page gives one: their translation is not
 * that of the same words in a sentence. */
void
leaf_context(struct node *node);

/* Cuts "[!KIND]" from the start of a call-out's words. CALLOUT_NONE if there is none. */
enum callout_kind
leaf_callout(struct str *raw);

#endif
