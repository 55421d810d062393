/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At 20 px a letter is 10 wide (bold 11); lines are written one a row, runs between bars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/para.h"

static struct arena arena;
static struct text_metrics metrics;

static int
tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct para
make(const char *text, int width, struct para_options options)
{
    struct text_span span = {.text = str_from(text), .tag = COLOR_INK};
    options.size_px = 20;
    options.width_px = width;
    metrics = metrics_fixed();
    return para_make(&arena, &span, 1, &options, &metrics);
}

static void
assert_lines(const struct para *para, const char *expected)
{
    struct strbuf shown = {0};
    for (size_t i = 0; i < para->n_lines; i++) {
        int x = para->lines[i].n_runs > 0 ? para->lines[i].runs[0].x : 0;
        for (size_t k = 0; k < para->lines[i].n_runs; k++) {
            const struct para_run *run = &para->lines[i].runs[k];
            assert_int_equal(run->x, x); /* runs touch one another */
            x += run->width;
            strbuf_printf(&shown, "%s%.*s", k == 0 ? "" : "|", STR_ARG(run->text));
        }
        strbuf_addc(&shown, '\n');
    }
    assert_string_equal(shown.n == 0 ? "" : shown.p, expected);
    strbuf_free(&shown);
}

static void
fills_greedily(void **state)
{
    (void)state;
    struct para para = make("one two three four", 110, (struct para_options){0});
    assert_lines(&para, "one two\nthree four\n");
    assert_int_equal(para.width, 100);
    assert_int_equal(para.line_height, 26);
    assert_int_equal(para.height, 52);
    assert_int_equal(para.lines[1].baseline, 26 + 20);
    assert_false(para.is_overlong);
}

static void
blank_hangs_over_the_margin(void **state)
{
    (void)state;
    struct para para = make("abcde fgh", 50, (struct para_options){0});
    assert_lines(&para, "abcde\nfgh\n");
    assert_int_equal(para.lines[0].width, 50);
}

static void
runs_keep_colour_and_face(void **state)
{
    (void)state;
    struct text_span spans[] = {{.text = STR("Ask a "), .tag = COLOR_INK},
                                {.text = STR("judge"), .face = FACE_BOLD, .tag = COLOR_ACCENT},
                                {.text = STR(". Now"), .tag = COLOR_INK}};
    struct para_options options = {.size_px = 20, .width_px = 130};
    metrics = metrics_fixed();
    struct para para = para_make(&arena, spans, 3, &options, &metrics);
    assert_lines(&para, "Ask a |judge|.\nNow\n");
    assert_int_equal(para.lines[0].runs[1].color, COLOR_ACCENT);
    assert_int_equal(para.lines[0].width, 60 + 55 + 10);
}

static void
long_word_is_broken_not_cut(void **state)
{
    (void)state;
    struct para para = make("a Donaudampfschiff b", 60, (struct para_options){0});
    assert_lines(&para, "a\nDonaud\nampfsc\nhiff b\n");
    assert_true(para.is_overlong);
}

static void
one_pixel_is_survived(void **state)
{
    (void)state;
    struct para para = make("e\xCC\x81t\xC3\xA9 x", 1, (struct para_options){0});
    assert_lines(&para, "e\xCC\x81\nt\n\xC3\xA9\nx\n");
}

static void
number_is_not_broken_at_hyphens(void **state)
{
    (void)state;
    struct para para = make("call 888-624-4752", 150, (struct para_options){0});
    assert_lines(&para, "call\n888-624-4752\n");
}

static void
joined_words_move_on_together(void **state)
{
    (void)state;
    struct para para = make("open to 6 p. m. now", 100, (struct para_options){0});
    assert_lines(&para, "open to\n6 p. m.\nnow\n");
    para = make("12 de junio de 2026", 120, (struct para_options){0}); /* too long for one line */
    assert_lines(&para, "12 de junio\nde 2026\n");
    assert_false(para.is_overlong);
}

static void
newline_ends_a_line(void **state)
{
    (void)state;
    struct para para = make("a\nb c\n", 500, (struct para_options){0});
    assert_lines(&para, "a\nb c\n");
}

static void
nothing_is_no_line(void **state)
{
    (void)state;
    struct para para = make("", 100, (struct para_options){0});
    assert_int_equal(para.n_lines, 0);
    assert_int_equal(para.height, 0);
}

static void
too_many_lines_end_in_an_ellipsis(void **state)
{
    (void)state;
    struct para_options options = {.max_lines = 2};
    struct para para = make("one two three four five", 100, options);
    assert_lines(&para, "one two\nthree fou|\xE2\x80\xA6\n");
    assert_true(para.is_cut);
    para = make("one two three", 100, options);
    assert_lines(&para, "one two\nthree\n");
    assert_false(para.is_cut);
    options.max_lines = 1;
    para = make("Donaudampfschiff", 50, options);
    assert_lines(&para, "Dona|\xE2\x80\xA6\n");
    para = make("Donaudampfschiff", 1, options);
    assert_lines(&para, "D|\xE2\x80\xA6\n");
}

static void
alignment(void **state)
{
    (void)state;
    struct para para = make("ab", 100, (struct para_options){.align = ALIGN_CENTER});
    assert_int_equal(para.lines[0].runs[0].x, 40);
    para = make("ab", 100, (struct para_options){.align = ALIGN_END});
    assert_int_equal(para.lines[0].runs[0].x, 80);
    para = make("ab", 100, (struct para_options){.dir = DIR_RTL});
    assert_int_equal(para.lines[0].runs[0].x, 80);
    para = make("ab", 100, (struct para_options){.align = ALIGN_END, .dir = DIR_RTL});
    assert_int_equal(para.lines[0].runs[0].x, 0);
}

static void
right_to_left_is_reordered(void **state)
{
    (void)state;
    struct para para = make("اب 911 ج", 500, (struct para_options){.dir = DIR_RTL});
    assert_lines(&para, "ج| |911|اب \n");
    assert_int_equal(para.lines[0].runs[3].dir, DIR_RTL);
    assert_int_equal(para.lines[0].runs[2].dir, DIR_LTR);
}

/* Shaping makes a joined line wider than its words: the last word must move on. */
static int
widening(void *user, struct text_style style, enum direction dir, struct str text)
{
    (void)user;
    (void)dir;
    (void)style;
    return (int)text.n * 10 + (memchr(text.p, ' ', text.n) != NULL && text.n > 1 ? 15 : 0);
}

static void
line_widened_by_shaping_gives_a_word_away(void **state)
{
    (void)state;
    metrics = metrics_fixed();
    metrics.width = widening;
    struct text_span span = {.text = STR("aaa bbb ccc")};
    struct para_options options = {.size_px = 20, .width_px = 110};
    struct para para = para_make(&arena, &span, 1, &options, &metrics);
    assert_lines(&para, "aaa bbb\nccc\n");
}

static void
drawing_places_lines(void **state)
{
    (void)state;
    struct list list;
    list_init(&list, &arena);
    struct para para = make("one two three", 70, (struct para_options){.line_height_px = 30});
    para_draw(&para, 1, 1, 100, 200, 5, &list);
    assert_int_equal(list.n, 1);
    assert_int_equal(list.items[0].rect.x, 100);
    assert_int_equal(list.items[0].rect.y, 200 + (30 - 26) / 2 + 20);
    assert_int_equal(list.items[0].rect.w, 50);
    assert_int_equal(list.items[0].node_id, 5);
    assert_int_equal(list.items[0].fill, COLOR_INK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_greedily),
        cmocka_unit_test(blank_hangs_over_the_margin),
        cmocka_unit_test(runs_keep_colour_and_face),
        cmocka_unit_test(long_word_is_broken_not_cut),
        cmocka_unit_test(one_pixel_is_survived),
        cmocka_unit_test(number_is_not_broken_at_hyphens),
        cmocka_unit_test(joined_words_move_on_together),
        cmocka_unit_test(newline_ends_a_line),
        cmocka_unit_test(nothing_is_no_line),
        cmocka_unit_test(too_many_lines_end_in_an_ellipsis),
        cmocka_unit_test(alignment),
        cmocka_unit_test(right_to_left_is_reordered),
        cmocka_unit_test(line_widened_by_shaping_gives_a_word_away),
        cmocka_unit_test(drawing_places_lines),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
