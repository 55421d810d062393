/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks round a word are taken off first; then it is a matter of forms and short lists. */
#include "text/joins.h"

#include <stdint.h>

#include "base/utf8.h"

/* After a number; a full stop at the end is not written here. */
static const char *const units[] = {
    "a.m",    "p.m",     "A.M",      "P.M",     "am",      "pm",    "AM",     "PM",    "h",
    "hr",     "hrs",     "hs",       "min",     "s",       "seg",   "km",     "mi",    "m",
    "cm",     "mm",      "ft",       "kg",      "g",       "lb",    "lbs",    "%",     "°",
    "°C",     "°F",      "KB",       "MB",      "GB",      "USD",   "€",      "U.S.C", "C.F.R",
    "U.S",    "F.3d",    "F.2d",     "percent", "hour",    "hours", "minute", "day",   "minutes",
    "second", "seconds", "days",     "week",    "weeks",   "month", "months", "year",  "years",
    "mile",   "miles",   "feet",     "dollars", "hora",    "horas", "minuto", "día",   "minutos",
    "días",   "segundo", "segundos", "semana",  "semanas", "mes",   "meses",  "año",   "años",
    "milla",  "millas",  "pies",     "dólares",
};

/* Before a number. */
static const char *const before_numbers[] = {
    "No.",    "no.",    "Nos.", "nos.",  "N.º",   "n.º",  "Nº",   "nº",   "N°",    "n°",   "núm.",
    "Núm.",   "art.",   "Art.", "arts.", "Arts.", "p.",   "pp.",  "pág.", "págs.", "sec.", "Sec.",
    "ch.",    "cap.",   "ext.", "Ext.",  "tel.",  "Tel.", "fig.", "page", "Page",  "Room", "Suite",
    "página", "Página", "$",    "US$",   "USD",   "€",    "#",    "§",    "§§",
};

/* Before a name. */
static const char *const titles[] = {
    "Mr.",   "Mrs.", "Ms.",  "Dr.",  "Dra.", "Sr.",   "Sra.",
    "Srta.", "St.",  "Sta.", "Sto.", "Lic.", "Prof.", "vs.",
};

static const char *const months[] = {
    "January",    "February",  "March",    "April",     "May",       "June",  "July",  "August",
    "September",  "October",   "November", "December",  "Jan",       "Feb",   "Mar",   "Apr",
    "Jun",        "Jul",       "Aug",      "Sep",       "Sept",      "Oct",   "Nov",   "Dec",
    "enero",      "febrero",   "marzo",    "abril",     "mayo",      "junio", "julio", "agosto",
    "septiembre", "setiembre", "octubre",  "noviembre", "diciembre",
};

static const char *const openings[] = {"(", "[", "\"", "'", "¿", "¡", "«", "“", "‘"};
static const char *const closings[] = {")", "]", "\"", "'", ",", ";", ":",
                                       "!", "?", "…",  "»", "”", "’"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define IN(word, list) is_in(word, list, COUNT(list))

static bool
is_in(struct str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eqz(word, list[i])) {
            return true;
        }
    }
    return false;
}

static struct str
without_openings(struct str word)
{
    for (size_t i = 0; i < COUNT(openings);) {
        bool has = word.n > 0 && str_starts(word, openings[i]);
        word = has ? str_skip(word, str_from(openings[i]).n) : word;
        i = has ? 0 : i + 1;
    }
    return word;
}

static struct str
without_closings(struct str word)
{
    for (size_t i = 0; i < COUNT(closings);) {
        bool has = word.n > 0 && str_ends(word, closings[i]);
        word.n -= has ? str_from(closings[i]).n : 0;
        i = has ? 0 : i + 1;
    }
    return word;
}

static struct str
without_stop(struct str word)
{
    word = without_closings(word);
    word.n -= str_ends(word, ".") ? 1 : 0;
    return word;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
starts_with_digit(struct str word)
{
    return word.n > 0 && is_digit(word.p[0]);
}

static bool
ends_with_digit(struct str word)
{
    return word.n > 0 && is_digit(word.p[word.n - 1]);
}

/* Latin, Greek, Cyrillic. */
static bool
is_letter(uint32_t code)
{
    bool is_ascii = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return is_ascii || (code >= 0xC0 && code < 0x530 && code != 0xD7 && code != 0xF7);
}

/* Bytes of the letter that the word begins with; 0: none. */
static size_t
first_letter(struct str word)
{
    uint32_t code = 0;
    int n = utf8_next(word, &code);
    return n > 0 && is_letter(code) ? (size_t)n : 0;
}

static bool
is_month(struct str word)
{
    return IN(without_stop(word), months);
}

static bool
is_unit(struct str word)
{
    word = without_closings(word);
    ptrdiff_t range = str_find(word, STR("-")); /* 9 a.m.-6 p.m. */
    word.n = range > 0 ? (size_t)range : word.n;
    return str_eqz(word, "a.") || str_eqz(word, "p.") || IN(without_stop(word), units);
}

/* (213), 555-0100, +1 */
static bool
is_digit_group(struct str word)
{
    bool has_digit = false;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (!is_digit(c) && c != '(' && c != ')' && c != '+' && c != '-' && c != '.') {
            return false;
        }
        has_digit = has_digit || is_digit(c);
    }
    return has_digit && word.p[word.n - 1] != '.';
}

static bool
is_of(struct str word)
{
    return str_eqz(word, "de") || str_eqz(word, "del");
}

static bool
is_date(const struct word_gap *gap, struct str before, struct str after)
{
    if (is_of(before)) {
        bool is_day = ends_with_digit(gap->before2) && is_month(after);
        return is_day || (is_month(gap->before2) && starts_with_digit(after));
    }
    if (is_of(after)) {
        bool is_day = ends_with_digit(before) && is_month(gap->after2);
        return is_day || (is_month(before) && starts_with_digit(gap->after2));
    }
    return (ends_with_digit(before) && is_month(after)) ||
           (is_month(before) && starts_with_digit(after));
}

static bool
is_capital(struct str word)
{
    uint32_t code = 0;
    return utf8_next(word, &code) > 0 &&
           ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code < 0xDF));
}

/* "J.", "m." */
static bool
is_letter_and_stop(struct str word)
{
    size_t n = first_letter(word);
    return n > 0 && word.n == n + 1 && word.p[n] == '.';
}

/* "EE." */
static bool
is_doubled(struct str word)
{
    return is_capital(word) && word.n >= 3 && word.p[0] == word.p[1] && word.p[2] == '.';
}

/* A small letter with a stop goes with another one; after the last of them may be anything. */
static bool
is_initial(struct str before, struct str after)
{
    bool is_one = is_letter_and_stop(before) &&
                  (is_letter_and_stop(without_closings(after)) || str_eqz(before, "v.") ||
                   (is_capital(before) && is_capital(after)));
    return is_one || (before.n == 3 && is_doubled(before) && is_doubled(after));
}

static bool
is_number_joined(struct str before, struct str after)
{
    if (ends_with_digit(before) && is_unit(after)) {
        return true;
    }
    if (starts_with_digit(after) && IN(before, before_numbers)) {
        return true;
    }
    return is_digit_group(before) && is_digit_group(without_stop(after));
}

bool
joins_gap(const struct word_gap *gap)
{
    static const char *const dashes[] = {"-", "–", "—"};
    struct str before = without_openings(gap->before);
    struct str after = gap->after;
    if (before.n == 0 || after.n == 0) {
        return false;
    }
    size_t n = first_letter(before);
    bool is_one_letter = n > 0 && n == before.n;
    bool is_title = IN(before, titles) && is_capital(after);
    return IN(after, dashes) || is_one_letter || is_title || is_initial(before, after) ||
           is_number_joined(before, after) || is_date(gap, before, after);
}
