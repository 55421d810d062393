/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet is 100 high; plans are written as box letter, rows [from-to) and @y, sheets after a bar.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/paginate.h"

static struct arena arena;

static int
tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* n rows of 10 px. */
static struct box *
add(struct boxes *boxes, int n_rows)
{
    struct box *box = boxes_add(boxes, BOX_MAIN, (int)boxes->n + 1, 50);
    for (int i = 0; i < n_rows; i++) {
        box_row(box, 0, 10, i == 0 ? box->node_id : 0);
    }
    return box;
}

static void
assert_plan(const struct boxes *boxes, int top_rest, const char *expected)
{
    struct plan plan = {.arena = &arena};
    struct strbuf shown = {0};
    paginate(&plan, boxes, &(struct room){.top_rest = top_rest, .bottom = 100, .gap_percent = 100});
    for (size_t i = 0; i < plan.n; i++) {
        strbuf_addz(&shown, i == 0 ? "" : " |");
        for (size_t k = 0; k < plan.sheets[i].n; k++) {
            const struct part *part = &plan.sheets[i].parts[k];
            strbuf_printf(&shown, " %c%zu-%zu@%d", '@' + part->box->node_id, part->from, part->to,
                          part->y);
        }
    }
    strbuf_printf(&shown, " !%zu", plan.n_too_high);
    assert_string_equal(shown.p, expected);
    strbuf_free(&shown);
}

static void
what_fits_stays_on_one_sheet(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    assert_plan(&boxes, 0, " !0");
    add(&boxes, 5);
    add(&boxes, 4)->gap_before = 10;
    assert_plan(&boxes, 0, " A0-5@0 B0-4@60 !0");
}

static void
long_text_goes_on_between_rows(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    add(&boxes, 25);
    assert_plan(&boxes, 20, " A0-10@0 | A10-18@20 | A18-25@20 !0");
}

static void
rows_that_belong_together_stay(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    add(&boxes, 9);
    struct box *box = add(&boxes, 3);
    box->rows[0].keep_next = true;
    box->rows[1].keep_next = true;
    assert_plan(&boxes, 0, " A0-9@0 | B0-3@0 !0");
    box->rows[1].keep_next = false;
    assert_plan(&boxes, 0, " A0-9@0 | B0-3@0 !0");
    boxes.items[0]->n_rows = 8;
    assert_plan(&boxes, 0, " A0-8@0 B0-2@80 | B2-3@0 !0");
}

static void
atomic_box_moves_whole(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    add(&boxes, 6);
    add(&boxes, 6)->is_atomic = true;
    assert_plan(&boxes, 0, " A0-6@0 | B0-6@0 !0");
}

static void
atomic_box_higher_than_a_sheet_is_divided(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    struct box *box = add(&boxes, 12);
    box->is_atomic = true;
    box->frame.pad_y = 5;
    assert_plan(&boxes, 0, " A0-9@0 | A9-12@0 !0");
}

static void
heading_goes_with_what_follows(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    add(&boxes, 8);
    add(&boxes, 1)->keep_next = true;
    add(&boxes, 2)->is_atomic = true;
    assert_plan(&boxes, 0, " A0-8@0 | B0-1@0 C0-2@10 !0");
}

static void
heading_alone_on_a_sheet_does_not_loop(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    add(&boxes, 5)->keep_next = true;
    add(&boxes, 9)->is_atomic = true;
    assert_plan(&boxes, 0, " A0-5@0 | B0-9@0 !0");
}

static void
row_higher_than_a_sheet_is_reported(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    struct box *box = add(&boxes, 3);
    box->rows[1].height = 130;
    assert_plan(&boxes, 0, " A0-1@0 | A1-2@0 | A2-3@0 !1");
}

static void
paginating_goes_on_under_what_stands(void **state)
{
    (void)state;
    struct boxes boxes = {.arena = &arena};
    struct plan plan = {.arena = &arena};
    struct box *above = add(&boxes, 5);
    boxes.n = 0;
    add(&boxes, 3)->is_atomic = true;
    add(&boxes, 3)->is_atomic = true;
    sheet_add(&plan, plan_sheet(&plan), (struct part){.box = above, .to = 5});
    paginate(&plan, &boxes,
             &(struct room){.top_first = 60, .top_rest = 7, .bottom = 100, .gap_percent = 100});
    assert_int_equal(plan.n, 2);
    assert_int_equal(plan.sheets[0].n, 2);
    assert_int_equal(plan.sheets[0].parts[1].y, 60);
    assert_int_equal(plan.sheets[1].parts[0].y, 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_stays_on_one_sheet),
        cmocka_unit_test(long_text_goes_on_between_rows),
        cmocka_unit_test(rows_that_belong_together_stay),
        cmocka_unit_test(atomic_box_moves_whole),
        cmocka_unit_test(atomic_box_higher_than_a_sheet_is_divided),
        cmocka_unit_test(heading_goes_with_what_follows),
        cmocka_unit_test(heading_alone_on_a_sheet_does_not_loop),
        cmocka_unit_test(row_higher_than_a_sheet_is_reported),
        cmocka_unit_test(paginating_goes_on_under_what_stands),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
