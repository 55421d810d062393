/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected breaks are written as the text with | where a line may break and / where it must. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/breaks.h"

static void
assert_breaks(const char *text, const char *expected)
{
    unsigned char breaks[256];
    struct strbuf shown = {0};
    size_t n = strlen(text);
    memset(breaks, 9, sizeof breaks);
    breaks_find(str_from(text), breaks);
    assert_int_equal(breaks[n], 9); /* not a byte more than it may */
    for (size_t i = 0; i < n; i++) {
        if (breaks[i] != BREAK_NO) {
            strbuf_addc(&shown, breaks[i] == BREAK_MUST ? '/' : '|');
        }
        strbuf_addc(&shown, text[i]);
    }
    assert_string_equal(shown.n == 0 ? "" : shown.p, expected);
    strbuf_free(&shown);
}

static void
words_break_after_blanks(void **state)
{
    (void)state;
    assert_breaks("Keep the door closed.", "Keep |the |door |closed.");
    assert_breaks("¿Qué hacer? ¡Llame ya!", "¿Qué |hacer? |¡Llame |ya!");
    assert_breaks("", "");
    assert_breaks("x", "x");
}

static void
numbers_stay_whole(void **state)
{
    (void)state;
    assert_breaks("call 888-624-4752 now", "call |888-624-4752 |now");
    assert_breaks("1-800-273-8255", "1-800-273-8255");
}

/* Where the lines of the pack broke differently between two versions of the library, and their
 * kind. */
static void
abbreviations_stay_whole(void **state)
{
    (void)state;
    assert_breaks("until 6 p.m. daily", "until |6 p.m. |daily");
    assert_breaks("9 a.m.-6 p.m.", "9 a.m.-6 p.m.");
    assert_breaks("a las 6 p. m. hoy", "a |las |6 p. m. |hoy");
    assert_breaks("de EE. UU. hoy", "de |EE. UU. |hoy");
    assert_breaks("the U.S. District", "the |U.S. |District");
    assert_breaks("La Dra. Ruiz vino", "La |Dra. Ruiz |vino");
    assert_breaks("50 % de", "50 % |de");
    assert_breaks("a p.m. b", "a |p.m. |b");
    assert_breaks("p.m", "p.m");
    assert_breaks("Dr. ", "Dr. ");
    assert_breaks("see file:README.md:12 now", "see |file:README.md:12 |now");
    assert_breaks("{percent}% done, 50% off", "{percent}% |done, |50% |off");
    assert_breaks("de \u201Cprobation\u201D (libertad)", "de |\u201Cprobation\u201D |(libertad)");
    assert_breaks("\u201CNo.\u201D \u00BFQu\u00E9?", "\u201CNo.\u201D |\u00BFQu\u00E9?");
}

static void
hyphens_with_little_before(void **state)
{
    (void)state;
    assert_breaks("your A-number, form I-205", "your |A-number, |form |I-205");
    assert_breaks("run kyr-kiosk --set-pin now", "run |kyr-|kiosk |--set-pin |now");
    assert_breaks("a check-in -", "a |check-|in |-");
    assert_breaks("know-your-rights", "know-|your-|rights");
}

static void
no_break_space_joins(void **state)
{
    (void)state;
    assert_breaks("50\xC2\xA0% off", "50\xC2\xA0% |off");
}

static void
newline_must_break(void **state)
{
    (void)state;
    assert_breaks("one\ntwo\n", "one\n/two\n");
}

static void
chinese_breaks_between_letters(void **state)
{
    (void)state;
    assert_breaks("保持安静。", "保|持|安|静。");
}

static void
korean_breaks_between_words(void **state)
{
    (void)state;
    assert_breaks("문을 닫아 두세요.", "문을 |닫아 |두세요.");
}

static void
letter_takes_its_marks(void **state)
{
    (void)state;
    assert_int_equal(breaks_letter(str_from("e\xCC\x81x")), 3);
    assert_int_equal(breaks_letter(str_from("\xC3\xB1")), 2);
    assert_int_equal(breaks_letter(str_from("")), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_break_after_blanks),
        cmocka_unit_test(numbers_stay_whole),
        cmocka_unit_test(abbreviations_stay_whole),
        cmocka_unit_test(hyphens_with_little_before),
        cmocka_unit_test(no_break_space_joins),
        cmocka_unit_test(newline_must_break),
        cmocka_unit_test(chinese_breaks_between_letters),
        cmocka_unit_test(korean_breaks_between_words),
        cmocka_unit_test(letter_takes_its_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
