/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gathers the words of one block from md4c's text and span events, in the syntax of inline.h, and
 * knows where on the page they stand. Internal to the Markdown parser.
 */
#ifndef KYR_CONTENT_GATHER_H
#define KYR_CONTENT_GATHER_H

#include <md4c.h>
#include <stdbool.h>

#include "content/lines.h"

struct gather {
    struct arena *arena;
    struct diag_sink *sink;
    struct lines lines; /* of the page; md4c's text pointers point into its text */
    const char *last;   /* end of the newest text seen, or of the block before */

    struct strbuf raw;           /* the words so far; owned */
    const char *start;           /* the first of them on the page; NULL: none yet */
    const char *bad_char;        /* first '[' or the like among them; NULL: none */
    bool has_mark;               /* they begin with a line such as [!SAFETY] */
    bool is_code;                /* they are words to say */
    int bold, emphasis, deleted; /* how many are open */
    bool was_bold, was_emphasis; /* as written so far */
    int n_links;                 /* links and pictures */
    const char *link_at;         /* where the first one stands */
    struct str address;
    bool in_link, is_image, has_title;
    bool has_outside; /* words, or another link, beside the link */
};

struct diag_place
gather_place(const struct gather *gather, const char *at);

bool
gather_is_inside(const struct gather *gather, const char *at);

/* The first character of the line that `at` is in, without blanks; its end; the next that is no
 * blank. */
const char *
gather_line_start(const struct gather *gather, const char *at);
const char *
gather_line_end(const struct gather *gather, const char *at);
const char *
gather_skip_blanks(const struct gather *gather, const char *at);

/* Where the next thing after the newest text begins. */
const char *
gather_here(const struct gather *gather);

void
gather_error(struct gather *gather, const char *at, const char *code, const char *text);

/* Forgets the words of the block before. */
void
gather_begin(struct gather *gather);

void
gather_enter_span(struct gather *gather, MD_SPANTYPE type, const void *detail);
void
gather_leave_span(struct gather *gather, MD_SPANTYPE type);
void
gather_text(struct gather *gather, MD_TEXTTYPE type, struct str text);

/* All words of the block, in the arena. */
struct str
gather_end(struct gather *gather);

/* Where the block begins: back over what md4c took as mark-up before its first text. */
const char *
gather_block_start(const struct gather *gather, const char *marks);

#endif
