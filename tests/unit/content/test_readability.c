/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include "content/readability.h"

struct counted {
    const char *word;
    size_t syllables;
};

static void
assert_syllables(const struct counted *words, size_t n, enum readability_language language)
{
    for (size_t i = 0; i < n; i++) {
        size_t found = readability_syllables(str_from(words[i].word), language);
        if (found != words[i].syllables) {
            fail_msg("%s: %zu, expected %zu", words[i].word, found, words[i].syllables);
        }
    }
}

static void
test_english_syllables(void **state)
{
    (void)state;
    static const struct counted words[] = {
        {"door", 1},    {"closed", 1},      {"wanted", 2},   {"judge", 1}, {"judges", 2},
        {"people", 2},  {"makes", 1},       {"table", 2},    {"rule", 1},  {"they", 1},
        {"ICE", 1},     {"immigration", 4}, {"A-number", 3}, {"911", 1},   {"agree", 2},
        {"catches", 2}, {"the", 1},         {"quiet", 1},
    };
    assert_syllables(words, sizeof words / sizeof words[0], READABILITY_ENGLISH);
}

static void
test_spanish_syllables(void **state)
{
    (void)state;
    static const struct counted words[] = {
        {"puerta", 2},  {"día", 2},  {"policía", 4}, {"quién", 1},      {"guía", 2}, {"agüero", 3},
        {"leer", 2},    {"muy", 1},  {"y", 1},       {"ayuda", 3},      {"país", 2}, {"Ángeles", 3},
        {"abogado", 4}, {"juez", 1}, {"número", 3},  {"migratoria", 4},
    };
    assert_syllables(words, sizeof words / sizeof words[0], READABILITY_SPANISH);
}

static void
test_sentences(void **state)
{
    (void)state;
    static const char *const sentences[] = {"Say:", "“Who is it?”", "It's 8.30 a.m.", "Go", NULL};
    struct str text = STR("Say: “Who is it?”  It's 8.30 a.m. Go");
    struct str sentence = {0};
    for (size_t i = 0; sentences[i] != NULL; i++) {
        assert_true(readability_sentence(&text, &sentence));
        if (str_ends(str_from(sentences[i]), "”")) { /* the mark goes with its sentence */
            assert_true(str_starts(sentence, "“Who is it?"));
        } else {
            assert_str(sentence, sentences[i]);
        }
    }
    assert_false(readability_sentence(&text, &sentence));
}

static void
test_words(void **state)
{
    (void)state;
    assert_int_equal(readability_words(STR("I don't know – it’s an A-number, 24 hours.")), 8);
    assert_int_equal(readability_words(STR("")), 0);
    assert_int_equal(readability_words(STR("- “ ” ... ¿?")), 0);
    assert_int_equal(readability_words(STR("¿Qué pasó?")), 2);
}

static void
test_scores(void **state)
{
    (void)state;
    struct readability sum = {0};
    assert_float_equal(readability_score(&sum, READABILITY_ENGLISH), 0.0, 0.001);
    sum = (struct readability){.words = 100, .sentences = 10, .syllables = 130};
    assert_float_equal(readability_score(&sum, READABILITY_ENGLISH), 3.65, 0.001);
    assert_float_equal(readability_score(&sum, READABILITY_SPANISH), 115.845, 0.001);
    assert_true(readability_is_good(&sum, READABILITY_ENGLISH, false));
    sum.syllables = 155; /* grade 6.6, INFLESZ 100.3 */
    assert_false(readability_is_good(&sum, READABILITY_ENGLISH, false));
    assert_true(readability_is_good(&sum, READABILITY_ENGLISH, true));
    sum.syllables = 215; /* INFLESZ 62.9 */
    assert_false(readability_is_good(&sum, READABILITY_SPANISH, false));
    assert_true(readability_is_good(&sum, READABILITY_SPANISH, true));
    sum = (struct readability){.words = 29, .sentences = 1, .syllables = 90};
    assert_true(readability_is_good(&sum, READABILITY_ENGLISH, false)); /* too short to tell */
    sum = (struct readability){0};
    readability_add(&sum, STR("Keep the door closed. Call for help now."), READABILITY_ENGLISH);
    assert_int_equal(sum.words, 8);
    assert_int_equal(sum.sentences, 2);
    assert_int_equal(sum.syllables, 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_syllables),
        cmocka_unit_test(test_spanish_syllables),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
