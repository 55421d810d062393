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
