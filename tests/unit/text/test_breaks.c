/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected breaks are written as the text with | where a line may break, ~ where it may as the last
 * resort, and / where it must. The table below is what a reader of any machine gets: a library that
 * comes to another answer must not be seen. */
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
            strbuf_addc(&shown, "?~|/"[breaks[i]]);
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

/* The text is the expected one without its marks. */
static void
assert_all(const char *const *expected, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char text[256];
        size_t used = 0;
        for (const char *p = expected[i]; *p != '\0'; p++) {
            text[used] = *p;
            used += *p == '|' || *p == '~' ? 0 : 1;
        }
        text[used] = '\0';
        assert_breaks(text, expected[i]);
    }
}

#define ASSERT_ALL(list) assert_all(list, sizeof(list) / sizeof((list)[0]))

static void
words_that_are_one_stay_together(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Open |until |6 ~p.m. |on |weekdays",
        "from |5 ~a.m. |to |6 ~p.m., |every |day",
        "Abierto |hasta |las |6 ~p. ~m. |hoy",
        "de |9 |a ~5",
        "within |48 ~hours. |Then |call",
        "en |60 ~días |o ~antes",
        "8 ~U.S.C. |§ ~1357",
        "No. ~5 |of |12",
        "No. |You |may |leave",
        "pág. ~3, |art. ~12",
        "it |costs |$ ~20 |or |US$ ~20",
        "call |(213) ~555-0100 |now",
        "+1 ~888 ~624 ~4752",
        "on |12 ~June ~2026",
        "June ~12, |2026",
        "el |12 ~de ~junio ~de ~2026 |a ~las |5 ~p. ~m.",
        "en |junio ~de ~2026",
        "ciudadano |de |EE. ~UU. |o ~no",
        "J. ~R. ~García |and |Dr. ~Ruiz",
        "Plyler |v. ~Doe",
        "“I ~want |a ~lawyer”",
        "papá |y ~mamá",
        "rights ~— |all |of |them",
        "50 ~km, |5 % |de |25% |off",
        "9 ~a.m.-6 ~p.m.",
        "La |Dra. ~Ruiz |vino",
        "the |U.S. |District",
    };
    ASSERT_ALL(lines);
}

static void
marks_stay_with_their_word(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "low-|cost |24-|hour |call-|out",
        "A-number |I-9 |G-28 |COVID-19 |e-mail |1-800-HELP",
        "him/|herself |either/|or |1/2 |a/b",
        "yes—|no |9–5 |—dijo |“—dijo”",
        "( see |below ) |« hola » |¿ qué ?",
        "hola ! |Wait… |then |“no.” |(yes)",
        ".gov |costs |.5 |or |’90s",
        "ice.gov/|detain?x=1&y=2 |a.b@c.org",
        "soft\xC2\xAD|hyphen |no\xC2\xA0"
        "break |zero\xE2\x80\x8B|width",
        "xx  |y",
        "see |file:README.md:12 |now",
        "{percent}% |done, |Dr. ",
        "your |A-number, |form |I-205",
        "run |kyr-|kiosk |--set-pin |now",
        "a ~check-|in ~-",
        "know-|your-|rights",
        "de |“probation” |(libertad) |“No.” |¿Qué?",
    };
    ASSERT_ALL(lines);
}

static void
other_scripts_with_blanks(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "ابق |هادئًا ، |من |فضلك",
        "שמור |על |שקט־|שקט",
        "Պահպանեք |հանգստություն։",
        "Hãy |giữ |im |lặng",
        "Сохраняйте |спокойствие |и ~молчите",
    };
    ASSERT_ALL(lines);
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
        cmocka_unit_test(words_that_are_one_stay_together),
        cmocka_unit_test(marks_stay_with_their_word),
        cmocka_unit_test(other_scripts_with_blanks),
        cmocka_unit_test(no_break_space_joins),
        cmocka_unit_test(newline_must_break),
        cmocka_unit_test(chinese_breaks_between_letters),
        cmocka_unit_test(korean_breaks_between_words),
        cmocka_unit_test(letter_takes_its_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
