/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pseudo-language must keep, and that it is offered only when asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "i18n/catalog.h"
#include "i18n/pseudo.h"

static const struct language *
language(const char *tag)
{
    const struct language *found = lang_find(str_from(tag));
    assert_non_null(found);
    return found;
}

static void
long_keeps_tokens_and_marks(void **state)
{
    (void)state;
    struct pseudo *pseudo = pseudo_open();
    const struct language *qps = language("qps-long");
    const struct {
        const char *msgid, *expected;
    } cases[] = {
        {"Home", "⁅Ĥóḿé ó⁆"},
        {"Call {larrn} **now**.", "⁅Ćáļļ {larrn} **ñóŵ**. óñé⁆"},
        {"*a* \\* \\{b\\}", "⁅*á* \\* \\{ƀ\\} ó⁆"},
        {"{month} {day}", "⁅{month} {day} ⁆"},
        {"broken {", "⁅ƀŕóķéñ { óñ⁆"},
        {"é 9-1", "⁅é 9-1 ó⁆"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str text = pseudo_text(pseudo, qps, cases[i].msgid);
        assert_string_equal(text.p, cases[i].expected);
        assert_ptr_equal(text.p, pseudo_text(pseudo, qps, cases[i].msgid).p);
    }
    pseudo_close(pseudo);
}

static void
long_is_longer(void **state)
{
    (void)state;
    struct pseudo *pseudo = pseudo_open();
    const char *msgid = "You have rights here, whatever your papers say. Nothing is saved.";
    size_t n = utf8_count(str_from(msgid));
    size_t longer = utf8_count(pseudo_text(pseudo, language("qps-long"), msgid));
    assert_in_range(longer, n * 140 / 100, n * 150 / 100);
    pseudo_close(pseudo);
}

static void
rtl_is_right_to_left(void **state)
{
    (void)state;
    struct pseudo *pseudo = pseudo_open();
    const struct language *qps = language("qps-rtl");
    assert_int_equal(qps->dir, DIR_RTL);
    assert_string_equal(pseudo_text(pseudo, qps, "Ask {larrn}, **or** 911?").p,
                        "اسك {larrn}، **ور** 911؟");
    pseudo_close(pseudo);
}

static void
offered_only_when_asked_for(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    struct catalog_options options = {.pack_domain = "none"};
    struct catalog *catalog = catalog_open(&options, &sink);
    const struct language *qps = language("qps-long");
    assert_int_equal(catalog_language_count(catalog), 1);
    assert_false(catalog_offer(catalog, language("es")));
    assert_true(catalog_offer(catalog, lang_source()));
    assert_true(catalog_offer(catalog, qps));
    assert_true(catalog_offer(catalog, qps));
    assert_int_equal(catalog_language_count(catalog), 2);
    struct str text = catalog_ui(catalog, qps, "button", "Home");
    assert_string_equal(text.p, "⁅Ĥóḿé ó⁆");
    assert_string_equal(catalog_ui_plural(catalog, qps, "{n} day", "{n} days", 2).p,
                        "⁅{n} ðáýš ó⁆");
    catalog_withdraw(catalog, lang_source());
    catalog_withdraw(catalog, qps);
    assert_int_equal(catalog_language_count(catalog), 1);
    catalog_close(catalog);
    diag_free(&sink);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_keeps_tokens_and_marks),
        cmocka_unit_test(long_is_longer),
        cmocka_unit_test(rtl_is_right_to_left),
        cmocka_unit_test(offered_only_when_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
