/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/bidi.h"

/* One digit a code point. */
static void
assert_levels(const char *text, enum direction base, const char *expected)
{
    struct arena arena = {0};
    struct str s = str_from(text);
    unsigned char *levels = arena_alloc(&arena, s.n + 1);
    char *shown = arena_alloc(&arena, s.n + 1);
    size_t n = 0;
    levels[s.n] = 99;
    bidi_levels(&arena, s, base, levels);
    assert_int_equal(levels[s.n], 99);
    for (size_t i = 0; i < s.n; i++) {
        if (((unsigned char)s.p[i] & 0xC0) != 0x80) {
            shown[n++] = (char)('0' + levels[i]);
        } else {
            assert_int_equal(levels[i], levels[i - 1]);
        }
    }
    assert_string_equal(shown, expected);
    arena_free(&arena);
}

static void
latin_is_all_zero(void **state)
{
    (void)state;
    assert_levels("Diga \xE2\x80\x9CNo\xE2\x80\x9D: 911.", DIR_LTR, "000000000000000");
    assert_levels("", DIR_LTR, "");
}

static void
number_after_arabic_stays_whole(void **state)
{
    (void)state;
    /* By the letter of UAX 9 (W2, W4) such a number reads 0100-555-213. */
    assert_levels("اتصل 213-555-0100 الآن", DIR_RTL, "1111122222222222211111");
    assert_levels("اتصل 213 - 555", DIR_RTL, "11111222111222");
}

static void
latin_in_rtl_paragraph(void **state)
{
    (void)state;
    assert_levels("abc.", DIR_RTL, "2221");
}

static void
assert_order(const char *levels_text, const char *expected)
{
    unsigned char levels[16];
    int order[16];
    char shown[17] = "";
    int n = (int)strlen(levels_text);
    for (int i = 0; i < n; i++) {
        levels[i] = (unsigned char)(levels_text[i] - '0');
    }
    bidi_reorder(levels, n, order);
    for (int i = 0; i < n; i++) {
        shown[i] = (char)('a' + order[i]);
    }
    assert_string_equal(shown, expected);
}

static void
rule_l2(void **state)
{
    (void)state;
    assert_order("000", "abc");
    assert_order("111", "cba");
    assert_order("121", "cba");
    assert_order("1221", "dbca");
    assert_order("0110", "acbd");
    assert_order("02320", "abcde");
    assert_order("012210", "aecdbf");
    assert_order("22", "ab");
    assert_order("", "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_is_all_zero),
        cmocka_unit_test(number_after_arabic_stays_whole),
        cmocka_unit_test(latin_in_rtl_paragraph),
        cmocka_unit_test(rule_l2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
