/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/hit.h"

static struct arena arena;
static struct targets targets;

/* 0 1
 * 2 3   and 4 on top of 0 */
static int
set_up(void **state)
{
    (void)state;
    const struct rect rects[] = {
        {0, 0, 100, 50}, {120, 0, 100, 50}, {0, 70, 100, 50}, {120, 70, 100, 50}, {10, 10, 20, 20}};
    targets_init(&targets, &arena);
    for (int i = 0; i < 5; i++) {
        targets_add(&targets, (struct target){.rect = rects[i], .kind = TARGET_PAGE, .node_id = i});
    }
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void
topmost_wins(void **state)
{
    (void)state;
    assert_int_equal(targets_at(&targets, 15, 15), 4);
    assert_int_equal(targets_at(&targets, 5, 5), 0);
    assert_int_equal(targets_at(&targets, 130, 80), 3);
}

static void
edges_and_gaps(void **state)
{
    (void)state;
    assert_int_equal(targets_at(&targets, 99, 49), 0);
    assert_int_equal(targets_at(&targets, 100, 49), -1);
    assert_int_equal(targets_at(&targets, 110, 60), -1);
    assert_int_equal(targets_at(&targets, -1, 0), -1);
}

static void
arrows_find_the_nearest(void **state)
{
    (void)state;
    assert_int_equal(targets_toward(&targets, 2, 1, 0), 3);
    assert_int_equal(targets_toward(&targets, 3, 0, -1), 1);
    assert_int_equal(targets_toward(&targets, 1, 0, 1), 3);
    assert_int_equal(targets_toward(&targets, 3, 1, 0), 3);
    assert_int_equal(targets_toward(&targets, -1, 1, 0), 0);
    struct targets none = {0};
    assert_int_equal(targets_toward(&none, -1, 1, 0), -1);
}

static void
more_than_the_most_are_dropped(void **state)
{
    (void)state;
    struct targets many;
    targets_init(&many, &arena);
    for (int i = 0; i < TARGETS_MAX + 10; i++) {
        targets_add(&many, (struct target){.rect = {i, 0, 1, 1}});
    }
    assert_int_equal(many.n, TARGETS_MAX);
    assert_int_equal(targets_at(&many, TARGETS_MAX - 1, 0), TARGETS_MAX - 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(topmost_wins),
        cmocka_unit_test(edges_and_gaps),
        cmocka_unit_test(arrows_find_the_nearest),
        cmocka_unit_test(more_than_the_most_are_dropped),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
