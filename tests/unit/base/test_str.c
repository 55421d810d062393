/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices, also empty ones and those without bytes behind them; the builder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/str.h"

static const struct str nothing = {NULL, 0};

static void
test_compare(void **state)
{
    (void)state;
    assert_true(str_eq(nothing, STR("")));
    assert_true(str_eqz(STR("abc"), "abc"));
    assert_false(str_eqz(STR("abc"), "ab"));
    assert_true(str_eq(str_from(NULL), nothing));
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_true(str_cmp(nothing, STR("a")) < 0);
    assert_int_equal(str_cmp(nothing, STR("")), 0);
    assert_true(str_cmp(STR("a"), STR("\xC3\xB1")) < 0); /* bytes are unsigned */
    assert_true(str_starts(STR("page:x"), "page:"));
    assert_false(str_starts(STR("pag"), "page:"));
    assert_true(str_starts(nothing, ""));
    assert_true(str_ends(STR("x.md"), ".md"));
    assert_false(str_ends(STR("md"), ".md"));
}

static void
test_cut(void **state)
{
    (void)state;
    struct str rest = STR("a,,b");
    assert_true(str_eqz(str_cut(&rest, ','), "a"));
    assert_true(str_eqz(str_cut(&rest, ','), ""));
    assert_true(str_eqz(str_cut(&rest, ','), "b"));
    assert_int_equal(rest.n, 0);
    assert_true(str_eqz(str_cut(&rest, ','), ""));
    rest = nothing;
    assert_int_equal(str_cut(&rest, ',').n, 0);
    assert_true(str_eqz(str_skip(STR("abc"), 2), "c"));
    assert_int_equal(str_skip(STR("abc"), 9).n, 0);
    assert_int_equal(str_skip(nothing, 1).n, 0);
    assert_true(str_eqz(str_trim(STR(" \t a b\r\n")), "a b"));
    assert_int_equal(str_trim(STR(" \n ")).n, 0);
}

static void
test_find(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("aab"), STR("ab")), 1);
    assert_int_equal(str_find(STR("ab"), STR("abc")), -1);
    assert_int_equal(str_find(STR("ab"), STR("")), -1);
    assert_int_equal(str_find(nothing, STR("a")), -1);
    assert_int_equal(str_find(STR("xx\0y"), STR("\0y")), 2);
}

static void
test_copies_are_terminated(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(str_dup(&arena, (struct str){"abcdef", 3}).p, "abc");
    assert_string_equal(str_dup(&arena, nothing).p, "");
    struct str text = str_printf(&arena, "%d %.*s", 7, STR_ARG(nothing));
    assert_string_equal(text.p, "7 ");
    assert_int_equal(text.n, 2);
    arena_free(&arena);
}

static void
test_builder(void **state)
{
    (void)state;
    struct strbuf buf = {0};
    assert_string_equal(strbuf_str(&buf).p, "");
    strbuf_clear(&buf);
    for (int i = 0; i < 10000; i++) {
        strbuf_addc(&buf, 'a');
        assert_int_equal(buf.p[buf.n], '\0');
    }
    strbuf_printf(&buf, "%05d", 42);
    strbuf_addz(&buf, "z");
    strbuf_add(&buf, nothing);
    assert_int_equal(buf.n, 10006);
    assert_string_equal(buf.p + 10000, "00042z");
    strbuf_clear(&buf);
    assert_string_equal(buf.p, "");
    strbuf_printf(&buf, "%s", "again");
    assert_true(str_eqz(strbuf_str(&buf), "again"));
    strbuf_free(&buf);
    strbuf_free(&buf);
    strbuf_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_find),    cmocka_unit_test(test_copies_are_terminated),
        cmocka_unit_test(test_builder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
