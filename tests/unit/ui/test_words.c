/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings put together from translated pieces, and the number the program knows by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "content/phone.h"
#include "driver.h"
#include "ui/generated.h"

static int
setup(void **state)
{
    struct world *world = malloc(sizeof *world);
    world_open(world);
    *state = world;
    return 0;
}

static int
teardown(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

static void
test_expand(void **state)
{
    struct world *world = *state;
    struct arena *arena = &world->fixture.arena;
    const struct str pairs[] = {STR("a"), STR("one"), STR("b"), STR("{a}"), STR("empty"), STR("")};
    const struct {
        const char *template, *expected;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"{a}", "one"},
        {"x{a}y{a}z", "xoneyonez"},
        {"{b}", "{a}"}, /* a value is never expanded again */
        {"{empty}.", "."},
        {"{unknown}.", "."},
        {"open {a", "open one"},
        {"{", ""},
        {"}", "}"},
        {"{}", ""},
        {"a } b {a}", "a } b one"},
        {"¿{a}?", "¿one?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str text = words_expand(arena, str_from(cases[i].template), pairs, 6);
        assert_string_equal(text.p, cases[i].expected);
        assert_int_equal(text.n, str_from(cases[i].expected).n);
    }
}

static void
test_date(void **state)
{
    struct world *world = *state;
    struct words words;
    const struct language *es = lang_find(STR("es"));
    words_make(&words, &world->fixture.arena, world->catalog, lang_source(), world->pack,
               (struct date){0});
    assert_string_equal(words_date(&words, (struct date){2026, 6, 30}).p, "June 30, 2026");
    assert_string_equal(words_date(&words, (struct date){2026, 6, 0}).p, "June 2026");
    assert_string_equal(words_date(&words, (struct date){2026, 0, 0}).p, "2026");
    assert_int_equal(words_date(&words, (struct date){0}).n, 0);
    assert_string_equal(words_date(&words, (struct date){2026, 12, 1}).p, "December 1, 2026");
    words_make(&words, &world->fixture.arena, world->catalog, es, world->pack, (struct date){0});
    assert_string_equal(words_date(&words, (struct date){2026, 6, 3}).p, "3 de junio de 2026");
    assert_string_equal(words_date(&words, (struct date){2026, 6, 0}).p, "junio de 2026");
    assert_string_equal(words_pack(&words, "title", STR("At my door")).p, "En mi puerta");
    assert_string_equal(words_pack(&words, "title", STR("Topic 09")).p, "Topic 09");
    assert_int_equal(words_pack(&words, "title", STR("")).n, 0);
}

static void
test_every_word_is_there(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < catalog_language_count(world->catalog); i++) {
        for (int word = 0; word < WORD_COUNT; word++) {
            const struct language *language = catalog_language(world->catalog, i);
            assert_true(word_in(world->catalog, language, (enum word)word).n > 0);
        }
    }
}

static bool
is_stale(struct world *world, struct date today, const char *id)
{
    struct words words;
    words_make(&words, &world->fixture.arena, world->catalog, lang_source(), world->pack, today);
    const struct contact_card *card = words_card(&words.layout, str_from(id));
    assert_non_null(card);
    assert_true(card->n_numbers > 0); /* old or not: the number is shown */
    assert_true(str_find(card->checked, STR("2026")) >= 0);
    return card->is_stale;
}

static void
test_age_of_numbers(void **state)
{
    struct world *world = *state; /* checked 2026-06-30; 90 days are allowed */
    assert_false(is_stale(world, (struct date){2026, 9, 28}, "net"));
    assert_true(is_stale(world, (struct date){2026, 9, 29}, "net"));
    assert_true(is_stale(world, (struct date){2026, 7, 2}, "court"));
    assert_false(is_stale(world, (struct date){0}, "court")); /* a clock that is not set */
}

static void
test_builtin_number(void **state)
{
    struct world *world = *state;
    struct arena *arena = &world->fixture.arena;
    const struct contact_card *card = generated_builtin_card(arena);
    struct diag_sink sink = {0};
    struct pack *real = pack_open(KYR_SOURCE_DIR "/assets/pack", &sink);
    assert_non_null(real);
    const struct contact *larrn = hotlines_find(real->contacts, STR("larrn"));
    assert_non_null(larrn);
    assert_ptr_equal(real->fallback, larrn);
    assert_int_equal(card->n_numbers, 1);
    assert_true(str_eqz(card->numbers[0].display, "888-624-4752"));
    assert_true(str_eq(card->numbers[0].display, larrn->phones[0].display));
    assert_true(str_eq(card->numbers[0].uri, phone_uri(arena, larrn->phones[0].number)));
    assert_true(str_eq(card->name, larrn->texts[CONTACT_NAME]));
    pack_close(real);
    diag_free(&sink);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expand),
        cmocka_unit_test(test_date),
        cmocka_unit_test(test_every_word_is_there),
        cmocka_unit_test(test_age_of_numbers),
        cmocka_unit_test(test_builtin_number),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
