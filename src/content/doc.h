/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page as a tree of nodes: what it says and where each piece stands in its file, nothing about
 * looks.
 *
 *   DOC -> SECTION... -> blocks;  BULLETS, STEPS -> ITEM;  CALLOUT -> PARAGRAPH
 *
 * Nodes that carry text ("leaves" for a translator): SECTION (its headline), HEADING, PARAGRAPH,
 * ITEM, SAY, BUTTON, FIGURE (its description). Node ids number the tree in reading order from 1; a
 * translated tree has the same ids, so a place survives a change of language. Everything lives in
 * the arena it was built in.
 */
#ifndef KYR_CONTENT_DOC_H
#define KYR_CONTENT_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

enum node_kind {
    NODE_DOC,
    NODE_SECTION, /* a screen: `## Headline {#name}` and what follows */
    NODE_HEADING, /* a smaller heading inside a screen: `###` */
    NODE_PARAGRAPH,
    NODE_BULLETS,
    NODE_STEPS,
    NODE_ITEM,
    NODE_CALLOUT,
    NODE_SAY, /* exact words to say, in English in every language; `meaning` holds the translation
               */
    NODE_BUTTON,
    NODE_FIGURE,
    NODE_PHONE, /* the card of contact `target` */
    NODE_QR,    /* a QR plate: `target` is "tel:<contact>" or "web:<contact>" */
};

enum callout_kind {
    CALLOUT_NONE,
    CALLOUT_SAFETY,
    CALLOUT_NOTE,
    CALLOUT_CHANGING,
    CALLOUT_FACILITATOR
};

enum link_kind { LINK_NONE, LINK_PAGE, LINK_NUMBER, LINK_SECTION };

/* A stretch of text in one style. A token ({larrn}) stands for the phone number of that contact. */
struct span {
    struct str text; /* for a token: the contact id, without braces */
    bool is_bold;
    bool is_emphasis;
    bool is_token;
};

struct spans {
    struct span *items;
    size_t n;
};

struct node {
    enum node_kind kind;
    int id; /* reading order, from 1 */
    struct diag_place place;
    struct node *parent, *first, *last, *next;

    struct str
        msgid; /* canonical text (see inline.h); empty where the kind carries none; terminated */
    struct str context;   /* msgctxt; p == NULL: none */
    struct spans spans;   /* the text as shown: English, or its translation */
    struct spans meaning; /* SAY only: the translation; n == 0 in English */
    bool is_fallback;     /* translated tree: this leaf is still English */

    struct str name; /* SECTION: its {#name}, or empty */
    enum callout_kind callout;
    enum link_kind link;
    struct str
        target; /* BUTTON: page, contact or section name; FIGURE: icon name; PHONE, QR: see above */

    struct str *facts; /* ids of the facts this block rests on (its own, or its section's) */
    size_t n_facts;
    struct str note; /* <!-- TRANSLATORS: ... -->, or empty */
};

struct doc {
    struct node *root;
    int n_nodes; /* highest id */
};

/* The next node in reading order within `root`'s tree, or NULL at the end. Start with node = root.
 */
const struct node *
node_next(const struct node *root, const struct node *node);

/* Makes `child` (which has no parent yet) the last child of `parent`. */
void
node_append(struct node *parent, struct node *child);

const struct node *
doc_find(const struct doc *doc, int id); /* NULL if there is none */

const struct node *
doc_section(const struct doc *doc, struct str name); /* NULL if there is none */

const struct node *
node_section(const struct node *node); /* the SECTION it is in (itself for a section), or NULL */

/* "paragraph", "numbered step", ...: what a translator is told a leaf is. */
const char *
node_kind_text(const struct node *node);

/* The dump for golden tests: one line a node, indented, `kind #id attributes "text"`. */
void
doc_dump(const struct doc *doc, struct strbuf *out);

#endif
