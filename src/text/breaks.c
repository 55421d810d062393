/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libunistring marks a line break character itself as mandatory; here the mark moves to the byte
 * after it, so that every entry means "before this byte". Then one walk over the letters decides
 * anew wherever both neighbours are of scripts that we know.
 */
#include "text/breaks.h"

#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "text/joins.h"

#define SOFT_HYPHEN 0xAD
#define EM_DASH 0x2014
#define EN_DASH 0x2013

/* A place between two letters, and what stands round it. 0: nothing there. */
struct place {
    struct str text;
    size_t at;
    uint32_t before3, before2, before; /* `before` touches the place */
    uint32_t ink, before_ink;          /* the last that is no blank, and what touches it */
};

static bool
is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool
is_upper(uint32_t code)
{
    return code >= 'A' && code <= 'Z';
}

static bool
is_blank(uint32_t code)
{
    bool is_wide = code >= 0x2000 && code <= 0x200B && code != 0x2007;
    return code == ' ' || code == '\t' || code == '\n' || is_wide || code == 0x205F;
}

/* Scripts with blanks between words, and what they share with others: marks, digits, symbols. */
static bool
is_ours(uint32_t code)
{
    bool is_far = code >= 0x0E00 && code < 0x1D00; /* Thai to Khmer */
    bool is_georgian = (code >= 0x10A0 && code < 0x1100) || (code >= 0x1C90 && code < 0x1CC0);
    bool is_arabic_form = (code >= 0xFB00 && code < 0xFE00) || (code >= 0xFE70 && code < 0xFF00);
    return (code < 0x2C00 && !is_far) || is_georgian || is_arabic_form;
}

static bool
is_letter(uint32_t code)
{
    bool is_ascii = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    bool is_symbol = (code >= 0x2000 && code < 0x2C00) || code == 0xD7 || code == 0xF7;
    return is_ascii || (code >= 0xC0 && !is_symbol && is_ours(code));
}

static bool
is_among(uint32_t code, const uint32_t *list)
{
    while (*list != 0 && *list != code) {
        list++;
    }
    return code != 0 && *list == code;
}

static bool
is_opening(uint32_t code)
{
    static const uint32_t list[] = {'(',    '[',    '{',    0xA1,   0xBF,   0xAB,
                                    0x2018, 0x201A, 0x201C, 0x201E, 0x2039, 0};
    return is_among(code, list);
}

static bool
is_closing(uint32_t code)
{
    static const uint32_t list[] = {')',    ']',    '}',    '!',    '?',    ';',    ':',    ',',
                                    '.',    '%',    0xBB,   0x2019, 0x201D, 0x203A, 0x0589, 0x05BE,
                                    0x05C3, 0x060C, 0x061B, 0x061F, 0x06D4, 0x0964, 0};
    return is_among(code, list);
}

static uint32_t
letter_at(struct str text, size_t at)
{
    uint32_t code = 0;
    return utf8_next(str_skip(text, at), &code) > 0 ? code : 0;
}

static uint32_t
letter_after(struct str text, size_t at)
{
    uint32_t code = 0;
    int n = utf8_next(str_skip(text, at), &code);
    return letter_at(text, at + (size_t)n);
}

/* ASCII blanks, which are all that joins.h needs to know. */
static bool
is_blank_at(struct str text, size_t at)
{
    return text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\n';
}

static struct str
word_before(struct str text, size_t at)
{
    while (at > 0 && is_blank_at(text, at - 1)) {
        at--;
    }
    size_t from = at;
    while (from > 0 && !is_blank_at(text, from - 1)) {
        from--;
    }
    return (struct str){text.p + from, at - from};
}

static struct str
word_after(struct str text, size_t at)
{
    while (at < text.n && is_blank_at(text, at)) {
        at++;
    }
    size_t to = at;
    while (to < text.n && !is_blank_at(text, to)) {
        to++;
    }
    return (struct str){text.p + at, to - at};
}

static enum break_kind
after_blank(const struct place *place, uint32_t code)
{
    bool begins_word =
        place->before_ink == 0 || is_blank(place->before_ink) || is_opening(place->before_ink);
    uint32_t next = letter_after(place->text, place->at);
    bool ends_word = next == 0 || is_blank(next) || is_closing(next);
    if ((is_opening(place->ink) && begins_word) || (is_closing(code) && ends_word)) {
        return BREAK_NO;
    }
    struct str before = word_before(place->text, place->at);
    struct str after = word_after(place->text, place->at);
    struct word_gap gap = {
        .before2 = word_before(place->text, (size_t)(before.p - place->text.p)),
        .before = before,
        .after = after,
        .after2 = word_after(place->text, (size_t)(after.p - place->text.p) + after.n)};
    return joins_gap(&gap) ? BREAK_AVOID : BREAK_ALLOWED;
}

/* low-cost, either/or, but --set-pin as it is typed; two digits count as two letters before the
 * mark. */
static bool
has_two_letters_each(const struct place *place, uint32_t code)
{
    if (word_before(place->text, place->at).p[0] == '-') {
        return false;
    }
    bool are_digits = is_digit(place->before2) && is_digit(place->before3) && !is_upper(code);
    bool are_letters = is_letter(place->before2) && is_letter(place->before3);
    return (are_digits || are_letters) && is_letter(code) &&
           is_letter(letter_after(place->text, place->at));
}

static enum break_kind
inside_word(const struct place *place, uint32_t code)
{
    bool may_break = false;
    switch (place->before) {
    case SOFT_HYPHEN: may_break = true; break;
    case EM_DASH:
    case EN_DASH:
        may_break = place->before2 != 0 && !is_blank(place->before2) &&
                    !is_opening(place->before2) && !is_digit(place->before2) && is_letter(code);
        break;
    case '-':
    case '/':
    case 0x2010: /* hyphen */
    case 0x058A: /* Armenian hyphen */
    case 0x05BE: /* maqaf */ may_break = has_two_letters_each(place, code); break;
    default: break;
    }
    return may_break ? BREAK_ALLOWED : BREAK_NO;
}

static void
decide(const struct place *place, uint32_t code, unsigned char *kind)
{
    bool is_mandatory = *kind == BREAK_MUST;
    bool is_known = place->ink == 0 || is_ours(place->ink);
    if (is_mandatory || place->before == 0 || !is_known || !is_ours(code)) {
        return;
    }
    if (is_blank(code)) {
        *kind = BREAK_NO;
    } else if (is_blank(place->before)) {
        *kind = (unsigned char)after_blank(place, code);
    } else {
        *kind = (unsigned char)inside_word(place, code);
    }
}

static void
decide_ours(struct str text, unsigned char *breaks)
{
    struct place place = {.text = text};
    uint32_t code = 0;
    for (int n = 0; place.at < text.n; place.at += (size_t)n) {
        n = utf8_next(str_skip(text, place.at), &code);
        decide(&place, code, &breaks[place.at]);
        if (!is_blank(code)) {
            place.before_ink = place.before;
            place.ink = code;
        }
        place.before3 = place.before2;
        place.before2 = place.before;
        place.before = code;
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
    decide_ours(text, breaks);
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
