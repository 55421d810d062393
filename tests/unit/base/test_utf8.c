/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All code points there are, and everything that only looks like one (RFC 3629). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"

static bool
is_scalar(uint32_t code)
{
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

static void
test_all_code_points(void **state)
{
    (void)state;
    struct strbuf buf = {0};
    for (uint32_t code = 0; code <= 0x110400; code++) {
        uint32_t back = 0;
        uint32_t expected = is_scalar(code) ? code : 0xFFFD;
        int length = expected < 0x80 ? 1 : expected < 0x800 ? 2 : expected < 0x10000 ? 3 : 4;
        strbuf_clear(&buf);
        utf8_append(&buf, code);
        assert_int_equal(buf.n, length);
        assert_int_equal(utf8_next(strbuf_str(&buf), &back), length);
        assert_int_equal(back, expected);
        for (size_t cut = 1; cut < buf.n; cut++) { /* cut off: one broken byte */
            assert_int_equal(utf8_next((struct str){buf.p, cut}, &back), 1);
            assert_int_equal(back, 0xFFFD);
        }
    }
    strbuf_free(&buf);
}

/* Every pair of bytes: what one decoder that knows only the definition would say. */
static void
test_all_lead_bytes(void **state)
{
    (void)state;
    for (int lead = 0; lead < 256; lead++) {
        for (int next = 0; next < 256; next++) {
            const char bytes[4] = {(char)lead, (char)next, (char)0x80, (char)0x80};
            bool is_tail = next >= 0x80 && next <= 0xBF;
            int expected = 1;
            bool is_good = lead < 0x80;
            if (is_tail && lead >= 0xC2 && lead <= 0xDF) {
                expected = 2;
            } else if (is_tail && lead >= 0xE0 && lead <= 0xEF) {
                bool is_bad = (lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F);
                expected = is_bad ? 1 : 3;
            } else if (is_tail && lead >= 0xF0 && lead <= 0xF4) {
                bool is_bad = (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F);
                expected = is_bad ? 1 : 4;
            }
            uint32_t code = 0;
            assert_int_equal(utf8_next((struct str){bytes, 4}, &code), expected);
            assert_int_equal(code == 0xFFFD, expected == 1 && !is_good);
        }
    }
}

static void
test_valid(void **state)
{
    (void)state;
    size_t bad = 99;
    assert_true(utf8_valid(STR(""), &bad));
    assert_int_equal(bad, 0);
    assert_true(utf8_valid(STR("Español \xF0\x9F\x98\x80"), NULL));
    assert_false(utf8_valid(STR("ab\xFF"), &bad));
    assert_int_equal(bad, 2);
    assert_false(utf8_valid(STR("\xC3\xB1\xC0\x80"), &bad));
    assert_int_equal(bad, 2);
    assert_false(utf8_valid(STR("a\xE2\x82"), &bad));
    assert_int_equal(bad, 1);
    assert_int_equal(utf8_count(STR("ñ\xFFx\xE2\x82")), 5);
    assert_int_equal(utf8_count(STR("")), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_code_points),
        cmocka_unit_test(test_all_lead_bytes),
        cmocka_unit_test(test_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
