/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the North American plan (ITU-T E.164 country code 1) get the hyphens that people
 * here expect; no other number is guessed at. */
#include "content/phone.h"

#include <string.h>

#define DIGITS_MIN 8  /* shorter E.164 numbers are service codes of other countries */
#define DIGITS_MAX 15 /* E.164 */
#define LOOKS_LIKE_DIGITS 7
#define LOOKS_LIKE_GAP 3 /* ") - " */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_short_code(struct str number)
{
    static const char *const codes[] = {"211", "311", "411", "511", "711", "811", "911", "988"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (str_eqz(number, codes[i])) {
            return true;
        }
    }
    return false;
}

static bool
is_north_american(struct str number)
{
    return number.n == 12 && str_starts(number, "+1");
}

bool
phone_is_valid(struct str number)
{
    if (is_short_code(number)) {
        return true;
    }
    if (number.n < DIGITS_MIN + 1 || number.n > DIGITS_MAX + 1 || number.p[0] != '+') {
        return false;
    }
    for (size_t i = 1; i < number.n; i++) {
        if (!is_digit(number.p[i])) {
            return false;
        }
    }
    if (number.p[1] == '1') {
        return is_north_american(number) && number.p[2] >= '2' && number.p[5] >= '2';
    }
    return number.p[1] != '0';
}

struct str
phone_display(struct arena *arena, struct str number)
{
    if (!is_north_american(number)) {
        return str_dup(arena, number);
    }
    const char *p = number.p;
    return str_printf(arena, "%.3s-%.3s-%.4s", p + 2, p + 5, p + 8);
}

struct str
phone_uri(struct arena *arena, struct str number)
{
    return str_printf(arena, "tel:%.*s", STR_ARG(number));
}

/* Length of a blank, dot, hyphen or bracket at the start of s, in any of their usual forms; or 0.
 */
static size_t
separator(struct str s)
{
    static const char *const wide[] = {"\u00A0", "\u202F", "\u2010", "\u2011", "\u2013"};
    if (strchr(" .-()/", s.p[0]) != NULL) {
        return 1;
    }
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (str_starts(s, wide[i])) {
            return strlen(wide[i]);
        }
    }
    return 0;
}

bool
phone_looks_like(struct str text)
{
    int digits = 0;
    int gap = 0;
    while (text.n > 0) {
        size_t n = 1;
        if (is_digit(text.p[0])) {
            digits++;
            gap = 0;
        } else {
            n = text.p[0] == '\0' ? 0 : separator(text);
            gap++;
            digits = n == 0 || gap > LOOKS_LIKE_GAP ? 0 : digits;
        }
        if (digits >= LOOKS_LIKE_DIGITS) {
            return true;
        }
        text = str_skip(text, n == 0 ? 1 : n);
    }
    return false;
}
