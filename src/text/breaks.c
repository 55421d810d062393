/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libunistring marks a line break character itself as mandatory; here the mark moves to the byte
 * after it, so that every entry means "before this byte".
 */
#include "text/breaks.h"

#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "base/arena.h"
#include "base/utf8.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 213-555-0100 is one thing to the eye, whatever version of UAX 14 the library follows. */
static void
keep_numbers_whole(struct str text, unsigned char *breaks)
{
    for (size_t i = 1; i + 1 < text.n; i++) {
        if (text.p[i] == '-' && is_digit(text.p[i - 1]) && is_digit(text.p[i + 1])) {
            breaks[i] = BREAK_NO;
            breaks[i + 1] = BREAK_NO;
        }
    }
}

static bool
is_word_byte(char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* p.m., U.S., file:README: a point or colon with something right behind it is inside a word; a per
 * cent sign belongs to what it stands behind. */
static void
keep_inner_marks(struct str text, unsigned char *breaks)
{
    for (size_t i = 1; i < text.n; i++) {
        bool is_inside = (text.p[i - 1] == '.' || text.p[i - 1] == ':') &&
                         (unsigned char)text.p[i] < 0x80 && !is_blank(text.p[i]);
        bool is_before_mark = text.p[i] == '.' || text.p[i] == ':';
        bool is_percent = text.p[i] == '%' && !is_blank(text.p[i - 1]);
        if (is_inside || is_percent || (is_before_mark && !is_blank(text.p[i - 1]))) {
            breaks[i] = BREAK_NO;
        }
    }
}

/* An opening bracket or a Spanish opening mark. */
static bool
opens(struct str text, size_t i)
{
    static const char *const marks[] = {"(", "[", "\u00BF", "\u00A1"};
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++) {
        if (str_starts(str_skip(text, i), marks[k])) {
            return true;
        }
    }
    return false;
}

/* A quotation that has ended is followed by a new word, whatever it begins with. Older versions of
 * UAX 14 took any quotation mark before an opening one (LB15) for an opening one too. */
static void
break_behind_quotes(struct str text, unsigned char *breaks)
{
    static const char *const ends[] = {"\u201D ", "\u00BB ", "\u2019 "};
    for (size_t i = 0; i < text.n; i++) {
        for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
            size_t next = i + strlen(ends[k]);
            if (str_starts(str_skip(text, i), ends[k]) && next < text.n && opens(text, next)) {
                breaks[next] = BREAK_ALLOWED;
            }
        }
    }
}

/* A-number, I-205, --set-pin: what a hyphen cuts off must be more than a letter, and the name of an
 * option is typed as it stands. */
static void
keep_hyphens_with_little_before(struct str text, unsigned char *breaks)
{
    size_t start = 0; /* of the word */
    for (size_t i = 0; i + 1 < text.n; i++) {
        if (is_blank(text.p[i])) {
            start = i + 1;
        }
        bool is_option = start + 1 < text.n && text.p[start] == '-' && text.p[start + 1] == '-';
        if (text.p[i] == '-' && (i <= start + 1 || is_option)) {
            breaks[i + 1] = BREAK_NO;
        }
    }
}

/* Blanks inside these never end a line. The day's half stays with its hour, a title with its name,
 * the United States with itself. */
static void
keep_abbreviations_whole(struct str text, unsigned char *breaks)
{
    static const struct {
        const char *text;
        bool is_after_digit;
    } kept[] = {
        {" a.m.", true},    {" p.m.", true},  {" a. m.", true}, {" p. m.", true}, {" %", true},
        {"EE. UU.", false}, {"Sr. ", false},  {"Sra. ", false}, {"Dr. ", false},  {"Dra. ", false},
        {"Mr. ", false},    {"Ms. ", false},  {"Mrs. ", false}, {"St. ", false},  {"No. ", false},
        {"n.º ", false},    {"núm. ", false}, {"§ ", false},
    };
    for (size_t i = 0; i < text.n; i++) {
        for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++) {
            size_t n = strlen(kept[k].text);
            bool is_begun = kept[k].is_after_digit ? i > 0 && is_digit(text.p[i - 1])
                                                   : i == 0 || !is_word_byte(text.p[i - 1]);
            if (is_begun && str_starts(str_skip(text, i), kept[k].text)) {
                for (size_t at = i + 1; at <= i + n && at < text.n; at++) {
                    bool is_kept = at < i + n || kept[k].text[n - 1] == ' ';
                    breaks[at] = is_kept ? BREAK_NO : breaks[at];
                }
            }
        }
    }
}

/* UAX 14 lets Korean break after any syllable, as Chinese does; readers expect whole words. */
static void
keep_korean_words_whole(struct str text, unsigned char *breaks)
{
    bool is_after_syllable = false;
    uint32_t code;
    int n;
    for (struct str rest = text; (n = utf8_next(rest, &code)) > 0;
         rest = str_skip(rest, (size_t)n)) {
        bool is_syllable = code >= 0xAC00 && code <= 0xD7A3;
        if (is_syllable && is_after_syllable) {
            breaks[rest.p - text.p] = BREAK_NO;
        }
        is_after_syllable = is_syllable;
    }
}

void
breaks_find(struct str text, unsigned char *breaks)
{
    if (text.n == 0) {
        return;
    }
    u8_possible_linebreaks((const uint8_t *)text.p, text.n, "UTF-8", (char *)breaks);
    unsigned char carried = BREAK_NO;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char kind = breaks[i];
        breaks[i] = kind == UC_BREAK_POSSIBLE ? BREAK_ALLOWED : carried;
        carried = kind == UC_BREAK_MANDATORY ? BREAK_MUST : BREAK_NO;
    }
    breaks[0] = BREAK_NO;
    keep_numbers_whole(text, breaks);
    keep_inner_marks(text, breaks);
    break_behind_quotes(text, breaks);
    keep_hyphens_with_little_before(text, breaks);
    keep_abbreviations_whole(text, breaks);
    keep_korean_words_whole(text, breaks);
}

size_t
breaks_letter(struct str text)
{
    if (text.n == 0) {
        return 0;
    }
    const uint8_t *start = (const uint8_t *)text.p;
    const uint8_t *next = u8_grapheme_next(start, start + text.n);
    return next == NULL ? text.n : (size_t)(next - start);
}
