/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comment that attaches to nothing is an error: a note that the translator never sees, or a fact
 * that proves nothing, would otherwise go unnoticed. */
#include "content/comment.h"

#define FACTS_MAX 32         /* under one block; a pasted list is not a citation */
#define NOTE_BYTES_MAX 1000  /* a note, not a letter */
#define CONTEXT_BYTES_MAX 40 /* a word or two */

static bool
is_fact_id(struct str id)
{
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && (c != '-' || i == 0)) {
            return false;
        }
    }
    return id.n > 0;
}

static bool
has_fact(const struct comments *comments, struct str id)
{
    for (size_t i = 0; i < comments->n_facts; i++) {
        if (str_eq(comments->facts[i], id)) {
            return true;
        }
    }
    return false;
}

static void
add_fact(struct arena *arena, struct comments *comments, struct str id, struct diag_place place,
         struct diag_sink *sink)
{
    if (!is_fact_id(id)) {
        diag_error(sink, place, "fact-id", "'%.*s' is not the id of a fact, such as G-HOME-01",
                   STR_ARG(id));
    } else if (has_fact(comments, id)) {
        diag_error(sink, place, "fact-id", "'%.*s' stands twice", STR_ARG(id));
    } else if (comments->n_facts == FACTS_MAX) {
        diag_error(sink, place, "too-large", "at most %d facts may stand here", FACTS_MAX);
    } else {
        if (comments->facts == NULL) {
            comments->facts = arena_array(arena, FACTS_MAX, sizeof(struct str));
        }
        comments->facts[comments->n_facts++] = str_dup(arena, id);
    }
}

static void
read_facts(struct arena *arena, struct comments *comments, struct str words,
           struct diag_place place, struct diag_sink *sink)
{
    comments->facts_place = place;
    bool is_empty = true;
    for (words = str_trim(words); words.n > 0; words = str_trim(words)) {
        size_t n = 0;
        while (n < words.n && words.p[n] != ' ' && words.p[n] != '\t' && words.p[n] != '\n' &&
               words.p[n] != '\r') {
            n++;
        }
        add_fact(arena, comments, (struct str){words.p, n}, place, sink);
        words = str_skip(words, n);
        is_empty = false;
    }
    if (is_empty) {
        diag_error(sink, place, "fact-id", "no fact is named here");
    }
}

/* Single blanks instead of line breaks. */
static struct str
one_line(struct arena *arena, struct str text)
{
    struct strbuf out = {0};
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i];
        if (c != ' ' || (out.n > 0 && out.p[out.n - 1] != ' ')) {
            strbuf_addc(&out, c);
        }
    }
    struct str line = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return line;
}

static void
read_words(struct arena *arena, struct str *where, struct str words, size_t max_bytes,
           struct diag_place place, struct diag_sink *sink)
{
    words = str_trim(words);
    if (where->n > 0) {
        diag_error(sink, place, "comment", "a comment of this kind already stands here");
    } else if (words.n == 0 || words.n > max_bytes) {
        diag_error(sink, place, "comment", "this comment is empty or too long");
    } else {
        *where = one_line(arena, words);
    }
}

static void
read_one(struct arena *arena, struct comments *comments, struct str text, struct diag_place place,
         struct diag_sink *sink)
{
    text = str_trim(text);
    if (str_starts(text, "facts:")) {
        read_facts(arena, comments, str_skip(text, 6), place, sink);
    } else if (str_starts(text, "TRANSLATORS:")) {
        read_words(arena, &comments->note, str_skip(text, 12), NOTE_BYTES_MAX, place, sink);
        comments->note_place = place;
    } else if (str_starts(text, "CONTEXT:")) {
        read_words(arena, &comments->context, str_skip(text, 8), CONTEXT_BYTES_MAX, place, sink);
        comments->words_place = place;
    } else {
        diag_error(sink, place, "comment",
                   "a comment must begin with facts:, TRANSLATORS: or CONTEXT:");
    }
}

void
comments_read(struct arena *arena, struct comments *comments, const struct lines *lines,
              struct str html, struct diag_sink *sink)
{
    for (html = str_trim(html); html.n > 0; html = str_trim(html)) {
        struct diag_place place = lines_place(lines, (size_t)(html.p - lines->text.p));
        if (!str_starts(html, "<!--")) {
            diag_error(sink, place, "markup", "only comments may stand here; HTML is not used");
            return;
        }
        ptrdiff_t end = str_find(html, STR("-->"));
        if (end < 4) {
            diag_error(sink, place, "comment", "this comment is never closed with -->");
            return;
        }
        read_one(arena, comments, (struct str){html.p + 4, (size_t)end - 4}, place, sink);
        html = str_skip(html, (size_t)end + 3);
    }
}

static bool
carries_words(const struct node *node)
{
    return node->kind != NODE_PHONE && node->kind != NODE_QR;
}

static void
report_unused(struct diag_place place, struct diag_sink *sink)
{
    if (place.line > 0) {
        diag_error(sink, place, "unused-comment", "this comment belongs to nothing");
    }
}

void
comments_attach(struct comments *comments, struct node *node, struct diag_sink *sink)
{
    node->facts = comments->facts;
    node->n_facts = comments->n_facts;
    if (carries_words(node)) {
        node->note = comments->note;
        node->context = comments->context;
    } else {
        report_unused(comments->note_place, sink);
        report_unused(comments->words_place, sink);
    }
    *comments = (struct comments){0};
}

void
comments_expect_none(struct comments *comments, struct diag_sink *sink)
{
    report_unused(comments->facts_place, sink);
    report_unused(comments->note_place, sink);
    report_unused(comments->words_place, sink);
    *comments = (struct comments){0};
}
