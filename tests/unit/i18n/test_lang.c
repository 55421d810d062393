/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags as people and programs write them, and the table against itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "i18n/lang.h"

static void
expect_tag(const char *asked, const char *expected)
{
    const struct language *found = lang_find(str_from(asked));
    if (expected == NULL) {
        assert_null(found);
        return;
    }
    if (found == NULL) {
        fail_msg("%s: not found", asked);
        return;
    }
    assert_string_equal(found->tag, expected);
}

static void
finds_tags(void **state)
{
    (void)state;
    expect_tag("es", "es");
    expect_tag("ES", "es");
    expect_tag("es-MX", "es");
    expect_tag("es_MX", "es");
    expect_tag("es-419", "es");
    expect_tag("zh-Hans", "zh-Hans");
    expect_tag("zh-hant-hk", "zh-Hant");
    expect_tag("zh_TW", "zh-Hant");
    expect_tag("zh-HK", "zh-Hant");
    expect_tag("zh-CN", "zh-Hans");
    expect_tag("zh", "zh-Hans");
    expect_tag("pt-BR", "pt-BR");
    expect_tag("pt-PT", "pt");
    expect_tag("fil-PH", "fil");
    expect_tag("iw", "he");
}

static void
knows_what_it_does_not_know(void **state)
{
    (void)state;
    expect_tag("", NULL);
    expect_tag("-", NULL);
    expect_tag("e", NULL);
    expect_tag("xx", NULL);
    expect_tag("esperanto", NULL);
    expect_tag("es-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL);
    assert_null(lang_find((struct str){NULL, 0}));
    assert_null(lang_find_catalog(STR("zh")));
    assert_null(lang_find_catalog(STR("")));
    assert_null(lang_find_catalog((struct str){NULL, 0}));
}

static void
source_is_english(void **state)
{
    (void)state;
    assert_ptr_equal(lang_source(), lang_source());
    assert_ptr_equal(lang_source(), lang_find(STR("en-US")));
    assert_string_equal(lang_source()->tag, "en");
}

static void
table_is_sound(void **state)
{
    (void)state;
    const struct language *es = lang_find_catalog(STR("es"));
    assert_string_equal(es->native_name, "Español");
    assert_int_equal(lang_find(STR("ar"))->dir, DIR_RTL);
    assert_string_equal(lang_find_catalog(STR("zh_TW"))->tag, "zh-Hant");
    const char *tags[] = {"ar", "es", "fa", "hy", "km", "ko", "quc", "ru", "tl", "vi", "zh-Hant"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        const struct language *language = lang_find(str_from(tags[i]));
        assert_string_equal(language->tag, tags[i]);
        assert_ptr_equal(language, lang_find_catalog(str_from(language->catalog)));
        assert_true(utf8_valid(str_from(language->native_name), NULL));
        assert_true(strlen(language->native_name) > 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_tags),
        cmocka_unit_test(knows_what_it_does_not_know),
        cmocka_unit_test(source_is_english),
        cmocka_unit_test(table_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
