/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fribidi works on code points; its levels are spread back over the bytes. Text without any
 * right-to-left letter, the usual case, never gets that far.
 */
#include "text/bidi.h"

#include <fribidi.h>
#include <string.h>

#include "base/utf8.h"

/* Nothing below the Hebrew block runs from right to left. */
#define FIRST_RTL_CODE 0x0590

static bool
is_plain(struct str text)
{
    uint32_t code;
    int n;
    for (struct str rest = text; (n = utf8_next(rest, &code)) > 0;
         rest = str_skip(rest, (size_t)n)) {
        bool is_latin = code < FIRST_RTL_CODE;
        bool is_punctuation = code >= 0x2010 && code <= 0x2027; /* dashes, quotes, ellipsis */
        if (!is_latin && !is_punctuation) {
            return false;
        }
    }
    return true;
}

/* The levels of n code points; NULL if fribidi cannot tell. */
static const FriBidiLevel *
code_levels(struct arena *scratch, const FriBidiChar *codes, size_t n, enum direction base)
{
    FriBidiStrIndex count = (FriBidiStrIndex)n;
    FriBidiCharType *types = arena_array(scratch, n, sizeof *types);
    FriBidiBracketType *brackets = arena_array(scratch, n, sizeof *brackets);
    FriBidiLevel *levels = arena_array(scratch, n, sizeof *levels);
    FriBidiParType par = base == DIR_RTL ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(codes, count, types);
    fribidi_get_bracket_types(codes, count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &par, levels) == 0) {
        return NULL;
    }
    return levels;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* As breaks.c keeps them on one line. */
static void
keep_numbers_whole(struct str text, unsigned char *levels)
{
    for (size_t i = 1; i + 1 < text.n; i++) {
        if (text.p[i] == '-' && is_digit(text.p[i - 1]) && is_digit(text.p[i + 1])) {
            levels[i] = levels[i - 1];
        }
    }
}

void
bidi_levels(struct arena *scratch, struct str text, enum direction base, unsigned char *levels)
{
    if (text.n == 0) {
        return;
    }
    memset(levels, base == DIR_RTL ? 1 : 0, text.n);
    if (base == DIR_LTR && is_plain(text)) {
        return;
    }
    FriBidiChar *codes = arena_array(scratch, text.n, sizeof *codes);
    size_t count = 0;
    uint32_t code;
    int n;
    for (struct str rest = text; (n = utf8_next(rest, &code)) > 0;
         rest = str_skip(rest, (size_t)n)) {
        codes[count++] = code;
    }
    const FriBidiLevel *found = code_levels(scratch, codes, count, base);
    if (found == NULL) {
        return;
    }
    size_t k = 0;
    struct str rest = text;
    for (; (n = utf8_next(rest, &code)) > 0; rest = str_skip(rest, (size_t)n)) {
        memset(levels + (rest.p - text.p), found[k++], (size_t)n);
    }
    keep_numbers_whole(text, levels);
}

enum direction
bidi_first_strong(struct str text)
{
    uint32_t code;
    int n;
    for (; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        FriBidiCharType type = fribidi_get_bidi_type(code);
        if (FRIBIDI_IS_LETTER(type)) {
            return FRIBIDI_IS_RTL(type) ? DIR_RTL : DIR_LTR;
        }
    }
    return DIR_LTR;
}

static void
reverse(int *order, int from, int to)
{
    for (to--; from < to; from++, to--) {
        int swap = order[from];
        order[from] = order[to];
        order[to] = swap;
    }
}

void
bidi_reorder(const unsigned char *levels, int n, int *order)
{
    int highest = 0;
    for (int i = 0; i < n; i++) {
        order[i] = i;
        highest = int_max(highest, levels[i]);
    }
    /* Rule L2: from the highest level down to 1, turn round every stretch at that level or above.
     */
    for (int level = highest; level >= 1; level--) {
        int i = 0;
        while (i < n) {
            int end = i;
            while (end < n && levels[order[end]] >= level) {
                end++;
            }
            reverse(order, i, end);
            i = int_max(end, i + 1);
        }
    }
}
