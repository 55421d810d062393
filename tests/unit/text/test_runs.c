/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected runs are written as face letter, fallback, level, tag and the text in brackets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/breaks.h"
#include "text/runs.h"

static struct arena arena;

static int
tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct text_runs
make(const struct text_span *spans, size_t n, enum direction dir)
{
    struct text_metrics metrics = metrics_fixed();
    struct text_runs runs;
    runs_make(&arena, spans, n, 20, dir, &metrics, &runs);
    return runs;
}

static void
assert_runs(const struct text_runs *runs, const char *expected)
{
    struct strbuf shown = {0};
    size_t at = 0;
    for (size_t i = 0; i < runs->n_runs; i++) {
        const struct text_run *run = &runs->runs[i];
        assert_int_equal(run->offset, at);
        assert_int_equal(run->style.size_px, 20);
        at += run->n;
        strbuf_printf(&shown, "%c%d%d%d[%.*s]", "rbic"[run->style.face], run -> style.fallback,
                      run->level, run->tag, (int)run->n, runs->text.p + run->offset);
    }
    assert_int_equal(at, runs->text.n);
    assert_string_equal(shown.n == 0 ? "" : shown.p, expected);
    strbuf_free(&shown);
}

static void
faces_and_tags_cut(void **state)
{
    (void)state;
    struct text_span spans[] = {{.text = STR("Ask "), .tag = 1},
                                {.text = STR(""), .face = FACE_BOLD, .tag = 1},
                                {.text = STR("a "), .tag = 1},
                                {.text = STR("judge"), .face = FACE_BOLD, .tag = 1},
                                {.text = STR("."), .tag = 2}};
    struct text_runs runs = make(spans, 5, DIR_LTR);
    assert_runs(&runs, "r001[Ask a ]b001[judge]r002[.]");
}

static void
nothing_gives_nothing(void **state)
{
    (void)state;
    struct text_runs runs = make(NULL, 0, DIR_LTR);
    assert_runs(&runs, "");
    struct text_span empty = {.text = STR("")};
    runs = make(&empty, 1, DIR_LTR);
    assert_runs(&runs, "");
}

static void
fallback_takes_whole_words(void **state)
{
    (void)state;
    struct text_span span = {.text = STR("say a\xE5\xAE\x89z now")};
    struct text_runs runs = make(&span, 1, DIR_LTR);
    assert_runs(&runs, "r000[say ]r100[a\xE5\xAE\x89z ]r000[now]");
}

static void
fallback_word_may_cross_spans(void **state)
{
    (void)state;
    struct text_span spans[] = {
        {.text = STR("ab")}, {.text = STR("\xE5\xAE\x89"), .face = FACE_BOLD}, {.text = STR(" c")}};
    struct text_runs runs = make(spans, 3, DIR_LTR);
    assert_runs(&runs, "r100[ab]b100[\xE5\xAE\x89]r100[ ]r000[c]");
}

static bool
covers_only_letters(void *user, struct text_style style, uint32_t code)
{
    (void)user;
    return (code < 0x0590) == (style.fallback == 0);
}

static void
punctuation_does_not_choose_the_family(void **state)
{
    (void)state;
    struct text_span span = {.text = STR("\xE5\xAE\x89. (\xE5\xAE\x89-9)")};
    struct text_metrics metrics = metrics_fixed();
    metrics.covers = covers_only_letters;
    struct text_runs runs = {0};
    runs_make(&arena, &span, 1, 20, DIR_LTR, &metrics, &runs);
    assert_runs(&runs, "r100[\xE5\xAE\x89]r000[. (]r100[\xE5\xAE\x89]r000[-9)]");
}

static void
preferred_family_comes_first(void **state)
{
    (void)state;
    struct text_span span = {.text = STR("ab \xE5\xAE\x89")};
    struct text_metrics metrics = metrics_fixed();
    metrics.n_fallbacks = 3;
    metrics.preferred = 3;
    struct text_runs runs = {0};
    runs_make(&arena, &span, 1, 20, DIR_LTR, &metrics, &runs);
    assert_runs(&runs, "r000[ab ]r300[\xE5\xAE\x89]");
}

static void
direction_cuts(void **state)
{
    (void)state;
    struct text_span span = {.text = STR("اب 911 ج")};
    struct text_runs runs = make(&span, 1, DIR_RTL);
    assert_runs(&runs, "r110[اب ]r020[911]r010[ ]r110[ج]");
}

static void
icon_is_one_run_without_breaks(void **state)
{
    (void)state;
    struct text_span spans[] = {{.text = STR("call me"), .face = FACE_ICON},
                                {.text = STR("call"), .face = FACE_ICON}};
    struct text_runs runs = make(spans, 2, DIR_RTL);
    assert_int_equal(runs.n_runs, 2);
    assert_int_equal(runs.runs[0].n, 7);
    assert_int_equal(runs.breaks[5], BREAK_NO);
}

static void
no_break_span_is_whole_inside(void **state)
{
    (void)state;
    struct text_span spans[] = {{.text = STR("at ")},
                                {.text = STR("+52 55 1234"), .no_break = true},
                                {.text = STR(" now")}};
    struct text_runs runs = make(spans, 3, DIR_LTR);
    assert_int_equal(runs.breaks[3], BREAK_ALLOWED);
    assert_int_equal(runs.breaks[7], BREAK_NO);
    assert_int_equal(runs.breaks[10], BREAK_NO);
    assert_int_equal(runs.breaks[15], BREAK_ALLOWED);
}

static void
number_reads_left_to_right(void **state)
{
    (void)state;
    struct text_span spans[] = {{.text = STR("اب ")},
                                {.text = STR("213-555-0100"), .no_break = true}};
    struct text_runs runs = make(spans, 2, DIR_RTL);
    assert_runs(&runs, "r110[اب ]r020[213-555-0100]");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faces_and_tags_cut),
        cmocka_unit_test(nothing_gives_nothing),
        cmocka_unit_test(fallback_takes_whole_words),
        cmocka_unit_test(fallback_word_may_cross_spans),
        cmocka_unit_test(punctuation_does_not_choose_the_family),
        cmocka_unit_test(preferred_family_comes_first),
        cmocka_unit_test(direction_cuts),
        cmocka_unit_test(icon_is_one_run_without_breaks),
        cmocka_unit_test(no_break_span_is_whole_inside),
        cmocka_unit_test(number_reads_left_to_right),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
