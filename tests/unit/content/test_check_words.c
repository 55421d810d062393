/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "content/check_words.h"
#include "content/word_list.h"

#define NUMBERS 5000

/* Frozen: these words are on paper somewhere. */
static void
test_known(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct check_words words = check_words_of(STR("+18886244752"));
    assert_str(check_words_text(&arena, words, CHECK_WORDS_ENGLISH), "banana, king, leaf, farm");
    assert_str(check_words_text(&arena, words, CHECK_WORDS_SPANISH), "plátano, rey, hoja, granja");
    words = check_words_of(STR("911"));
    assert_str(check_words_text(&arena, words, CHECK_WORDS_ENGLISH), "night, book, cherry, garden");
    arena_free(&arena);
}

/* Each digit of many numbers, changed to each other digit, changes the words. */
static void
test_one_digit(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (int i = 0; i < NUMBERS; i++) {
        char number[16];
        random = random * 1664525u + 1013904223u;
        (void)snprintf(number, sizeof number, "+1%010u", random);
        struct check_words words = check_words_of(str_from(number));
        for (size_t at = 2; at < 12; at++) {
            char kept = number[at];
            for (char digit = '0'; digit <= '9'; digit++) {
                number[at] = digit;
                struct check_words other = check_words_of(str_from(number));
                assert_int_equal(memcmp(&words, &other, sizeof words) == 0, digit == kept);
            }
            number[at] = kept;
        }
    }
}

/* Two neighbours changed places: the commonest slip after a wrong digit. */
static void
test_swapped_digits(void **state)
{
    (void)state;
    char number[] = "+18886244752";
    struct check_words words = check_words_of(str_from(number));
    for (size_t at = 2; at + 1 < sizeof number - 1; at++) {
        char kept = number[at];
        number[at] = number[at + 1];
        number[at + 1] = kept;
        struct check_words other = check_words_of(str_from(number));
        bool is_same_number = strcmp(number, "+18886244752") == 0;
        assert_int_equal(memcmp(&words, &other, sizeof words) == 0, is_same_number);
        number[at + 1] = number[at];
        number[at] = kept;
    }
}

static void
test_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < WORD_LIST_COUNT; i++) {
        struct str english = str_from(word_list[i].english);
        struct str spanish = str_from(word_list[i].spanish);
        assert_in_range(utf8_count(english), 3, 9);
        assert_in_range(utf8_count(spanish), 2, 12);
        assert_true(utf8_valid(spanish, NULL));
        for (size_t k = 0; k < i; k++) {
            assert_false(str_eqz(english, word_list[k].english));
            assert_false(str_eqz(spanish, word_list[k].spanish));
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_one_digit),
        cmocka_unit_test(test_swapped_digits),
        cmocka_unit_test(test_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
