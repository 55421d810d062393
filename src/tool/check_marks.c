/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which marks a language uses stands in the glossary file; a language without an entry is not
 * judged. */
#include "base/utf8.h"
#include "tool/check.h"

static bool
is_letter(uint32_t code)
{
    return ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') || (code >= 0xC0 && code < 0x2000);
}

/* Double quotation marks of any language, and single angle ones. ‘ and ’ are left alone: they are
 * also apostrophes, and quotes within quotes. */
static bool
is_quote(uint32_t code)
{
    return code == '"' || code == 0xAB || code == 0xBB || (code >= 0x201C && code <= 0x201F) ||
           code == 0x2039 || code == 0x203A || (code >= 0x300C && code <= 0x300F) || code == 0xFF02;
}

static bool
is_mark(struct str text, int n, struct str mark)
{
    return str_eq((struct str){text.p, (size_t)n}, mark);
}

/* The first mark that the language does not use, at the start of the result; empty if none. */
static struct str
find_foreign_quote(struct str text, const struct glossary *glossary, int *length)
{
    uint32_t before = 0;
    uint32_t code = 0;
    uint32_t after = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        (void)utf8_next(str_skip(text, (size_t)n), &after);
        bool is_last = text.n == (size_t)n;
        bool is_apostrophe = is_letter(before) && !is_last && is_letter(after);
        bool is_ours =
            is_mark(text, n, glossary->quote_open) || is_mark(text, n, glossary->quote_close);
        if ((is_quote(code) && !is_ours) || (code == '\'' && !is_apostrophe)) {
            *length = n;
            return text;
        }
        before = code;
    }
    return STR("");
}

/* NULL, or what is wrong with how quotations open and close. */
static const char *
unbalanced(struct str text, const struct glossary *glossary)
{
    bool is_open = false;
    bool is_same = str_eq(glossary->quote_open, glossary->quote_close);
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        if (is_mark(text, n, glossary->quote_close) && (is_open || !is_same)) {
            if (!is_open) {
                return "a quotation ends here that was never opened";
            }
            is_open = false;
        } else if (is_mark(text, n, glossary->quote_open)) {
            if (is_open) {
                return "a quotation opens within another";
            }
            is_open = true;
        }
    }
    return is_open ? "a quotation is not closed" : NULL;
}

static void
check_quotes(const struct translation *translation, const struct po_message *message,
             struct diag_sink *sink)
{
    const struct glossary *glossary = translation->glossary;
    struct diag_place place = translation_place(translation, message);
    int n = 0;
    struct str foreign = find_foreign_quote(message->msgstr, glossary, &n);
    const char *problem = foreign.n > 0 ? NULL : unbalanced(message->msgstr, glossary);
    if (foreign.n > 0) {
        diag_error(sink, place, "quotes", "the quotation marks here are %.*s and %.*s, not %.*s",
                   STR_ARG(glossary->quote_open), STR_ARG(glossary->quote_close), n, foreign.p);
    } else if (problem != NULL) {
        diag_error(sink, place, "quotes", "%s", problem);
    }
}

enum opening_fault { OPENING_FINE, OPENING_MISSING, CLOSING_MISSING };

/* Each run of closing marks needs one opening mark before it, and the other way round. */
static enum opening_fault
find_fault(struct str text, struct str opening, struct str closing)
{
    bool is_open = false;
    bool was_closing = false;
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool is_closing = is_mark(text, n, closing);
        if (is_closing && !is_open && !was_closing) {
            return OPENING_MISSING;
        }
        is_open = is_mark(text, n, opening) || (is_open && !is_closing);
        was_closing = is_closing;
    }
    return is_open ? CLOSING_MISSING : OPENING_FINE;
}

static void
check_pair(const struct translation *translation, const struct po_message *message, struct str pair,
           struct diag_sink *sink)
{
    uint32_t code = 0;
    struct str opening = {pair.p, (size_t)utf8_next(pair, &code)};
    struct str closing = str_skip(pair, opening.n);
    switch (find_fault(message->msgstr, opening, closing)) {
    case OPENING_FINE: break;
    case OPENING_MISSING:
        diag_error(sink, translation_place(translation, message), "opening-mark",
                   "a “%.*s” has no “%.*s” where its sentence begins", STR_ARG(closing),
                   STR_ARG(opening));
        break;
    case CLOSING_MISSING:
        diag_error(sink, translation_place(translation, message), "opening-mark",
                   "a “%.*s” has no “%.*s” after it", STR_ARG(opening), STR_ARG(closing));
        break;
    }
}

void
check_marks(const struct translation *translation, const struct po_message *message,
            struct diag_sink *sink)
{
    if (translation->glossary->quote_open.n > 0) {
        check_quotes(translation, message, sink);
    }
    const struct strings *pairs = &translation->glossary->openings;
    for (size_t i = 0; i < pairs->n; i++) {
        check_pair(translation, message, pairs->items[i], sink);
    }
}
