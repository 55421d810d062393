/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the translator's files say about the messages of a pack and of the program, in one language.
 *
 * With files, the pictures show what is in them, whether they have been compiled or not. Without
 * (an installed pack), the compiled catalog tells what is translated, and there are no lines.
 */
#ifndef KYR_TOOL_SHOT_PO_H
#define KYR_TOOL_SHOT_PO_H

#include "tool/check.h"

enum shot_domain { SHOT_PACK, SHOT_PROGRAM, SHOT_DOMAINS };

struct shot_po {
    struct stage *stage;
    const struct language *language;
    struct glossary glossary;
    struct translation translations[SHOT_DOMAINS];
    bool has_file[SHOT_DOMAINS]; /* for English: the template */
};

struct shot_entry {
    const char *state;     /* "source" (English), "translated", "fuzzy", "untranslated" */
    struct str text;       /* the file's or the catalog's; empty: none */
    const char *path;      /* of the file; "": there is none */
    int line;              /* 0: unknown, or not in the file */
    struct diag_sink sink; /* findings; not of what is not shown */
};

/* `path` in place of the pack's own file, or NULL. A file that cannot be used is told on standard
 * error, and then does without. Everything lives as long as the stage. */
void
shot_po_open(struct shot_po *po, struct stage *stage, const struct language *language,
             const char *path);

/* To be released with diag_free(&entry.sink). */
struct shot_entry
shot_po_entry(const struct shot_po *po, enum shot_domain domain, struct str context,
              struct str msgid);

#endif
