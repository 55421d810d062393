/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of the English against those of the translation, as sets that may repeat. A translation
 * may spell a number out or tell the time by 24 hours; it may not change one. */
#include <stdlib.h>

#include "base/utf8.h"
#include "tool/check.h"

#define NUMBERS_MAX 64 /* in one text; more is a table, and a pack has none */

struct numbers {
    long items[NUMBERS_MAX];
    bool is_afternoon[NUMBERS_MAX]; /* "5 p.m." */
    bool is_minutes[NUMBERS_MAX];   /* the 20 of "10:20" */
    size_t n;
};

/* 0..9 in the scripts of our languages, or -1. */
static int
digit_of(uint32_t code)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966, 0xFF10};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (code >= zeros[i] && code <= zeros[i] + 9) {
            return (int)(code - zeros[i]);
        }
    }
    return -1;
}

static bool
begins_with_digit(struct str text)
{
    uint32_t code = 0;
    return utf8_next(text, &code) > 0 && digit_of(code) >= 0;
}

/* Cuts one number off; "2,000" and "2.000" are one. */
static long
cut_number(struct str *text)
{
    long value = 0;
    uint32_t code = 0;
    int n = 0;
    while ((n = utf8_next(*text, &code)) > 0) {
        int digit = digit_of(code);
        bool is_separator = code == ',' || code == '.';
        if (digit < 0 && !(is_separator && begins_with_digit(str_skip(*text, (size_t)n)))) {
            break;
        }
        if (digit >= 0 && value < 1000000000) {
            value = value * 10 + digit;
        }
        *text = str_skip(*text, (size_t)n);
    }
    return value;
}

static bool
is_afternoon(struct str rest)
{
    rest = str_trim(rest);
    return str_starts(rest, "p.m.") || str_starts(rest, "pm") || str_starts(rest, "PM");
}

/* Past a {name}, or one character. */
static struct str
skip_one(struct str text, int n)
{
    struct str rest = text;
    if (text.p[0] == '{') {
        (void)str_cut(&rest, '}');
        return rest;
    }
    return str_skip(text, (size_t)n);
}

static struct numbers
find_numbers(struct str text)
{
    struct numbers found = {0};
    bool after_colon = false;
    bool after_digit = false;
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0 && found.n < NUMBERS_MAX;) {
        if (digit_of(code) < 0) {
            after_colon = code == ':' && after_digit;
            after_digit = false;
            text = skip_one(text, n);
            continue;
        }
        found.is_minutes[found.n] = after_colon;
        found.items[found.n] = cut_number(&text);
        found.is_afternoon[found.n] = is_afternoon(text);
        found.n++;
        after_digit = true;
    }
    return found;
}

static bool
is_same(const struct numbers *a, size_t i, const struct numbers *b, size_t k)
{
    long x = a->items[i];
    long y = b->items[k];
    return x == y || (a->is_afternoon[i] && x < 12 && y == x + 12) ||
           (b->is_afternoon[k] && y < 12 && x == y + 12);
}

/* Numbers of `a` that have no partner in `b`. "17:00" and "5 p.m." differ by a 0 that says
 * nothing. */
static struct numbers
left_over(const struct numbers *a, const struct numbers *b)
{
    struct numbers rest = {0};
    bool is_taken[NUMBERS_MAX] = {false};
    for (size_t i = 0; i < a->n; i++) {
        bool has_partner = a->is_minutes[i] && a->items[i] == 0;
        for (size_t k = 0; k < b->n && !has_partner; k++) {
            has_partner = !is_taken[k] && is_same(a, i, b, k);
            is_taken[k] = is_taken[k] || has_partner;
        }
        if (!has_partner) {
            rest.items[rest.n++] = a->items[i];
        }
    }
    return rest;
}

static bool
has(const struct numbers *numbers, long value)
{
    for (size_t i = 0; i < numbers->n; i++) {
        if (numbers->items[i] == value) {
            return true;
        }
    }
    return false;
}

/* A year or the number of a law is not spelled out, and not made up; "2,000" or "18" may be. */
static long
find_exact(const struct numbers *rest, const struct numbers *other)
{
    for (size_t i = 0; i < rest->n; i++) {
        if (rest->items[i] >= 100 && rest->items[i] % 100 != 0 && !has(other, rest->items[i])) {
            return rest->items[i];
        }
    }
    return 0;
}

void
check_numbers(const struct translation *translation, const struct po_message *message,
              struct diag_sink *sink)
{
    struct diag_place place = translation_place(translation, message);
    struct numbers source = find_numbers(message->msgid);
    struct numbers target = find_numbers(message->msgstr);
    struct numbers lost = left_over(&source, &target);
    struct numbers made_up = left_over(&target, &source);
    long exact = find_exact(&lost, &target);
    if (lost.n > 0 && made_up.n > 0) {
        diag_error(sink, place, "number", "the English says %ld, the translation says %ld",
                   lost.items[0], made_up.items[0]);
    } else if (exact != 0) {
        diag_error(sink, place, "number", "the %ld of the English is missing here", exact);
    } else if ((exact = find_exact(&made_up, &source)) != 0) {
        diag_error(sink, place, "number", "%ld stands here, but not in the English", exact);
    }
}
