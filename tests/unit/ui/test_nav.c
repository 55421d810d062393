/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back, also when it is longer than anybody remembers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ui/nav.h"

static void
test_back(void **state)
{
    (void)state;
    struct nav nav = {0};
    nav_reset(&nav, PLACE_HOME);
    assert_false(nav_back(&nav));
    nav.here.screen = 2;
    nav_go(&nav, (struct place){.kind = PLACE_PAGE, .name = STR("a")});
    nav.here.node_id = 7;
    nav_go(&nav, (struct place){.kind = PLACE_NUMBER, .name = STR("b")});
    assert_true(nav_back(&nav));
    assert_true(str_eqz(nav.here.name, "a"));
    assert_int_equal(nav.here.node_id, 7);
    assert_true(nav_back(&nav));
    assert_int_equal(nav.here.kind, PLACE_HOME);
    assert_int_equal(nav.here.screen, 2);
    assert_false(nav_back(&nav));
}

static void
test_depth(void **state)
{
    (void)state;
    struct nav nav = {0};
    nav_reset(&nav, PLACE_HOME);
    for (int i = 1; i <= 100; i++) {
        nav_go(&nav, (struct place){.kind = PLACE_PAGE, .node_id = i});
    }
    assert_int_equal(nav.n_back, NAV_DEPTH_MAX);
    for (int i = 99; i > 99 - NAV_DEPTH_MAX; i--) {
        assert_true(nav_back(&nav));
        assert_int_equal(nav.here.node_id, i);
    }
    assert_false(nav_back(&nav));
}

static void
test_reset_leaves_nothing(void **state)
{
    (void)state;
    struct nav nav = {0};
    struct nav empty = {0};
    for (int i = 1; i <= 50; i++) {
        nav_go(&nav, (struct place){.kind = PLACE_PAGE, .name = STR("read"), .node_id = i});
    }
    nav_reset(&nav, PLACE_ATTRACT);
    assert_memory_equal(&nav, &empty, sizeof nav);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_back),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_reset_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
