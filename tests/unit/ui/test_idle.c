/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the limit: following the deadlines alone meets every change, and none too early. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/idle.h"

static void
test_edges(void **state)
{
    (void)state;
    struct idle idle = {.limit_s = 120, .last_ms = 1000};
    int seconds = -1;
    assert_int_equal(idle_state(&idle, false, 1000, &seconds), IDLE_BUSY);
    assert_int_equal(idle_state(&idle, false, 90999, &seconds), IDLE_BUSY);
    assert_int_equal(idle_state(&idle, false, 91000, &seconds), IDLE_WARNING);
    assert_int_equal(seconds, 30);
    assert_int_equal(idle_state(&idle, false, 120999, &seconds), IDLE_WARNING);
    assert_int_equal(seconds, 1);
    assert_int_equal(idle_state(&idle, false, 121000, &seconds), IDLE_OVER);
    assert_int_equal(seconds, 0);
    idle_touch(&idle, 121000);
    assert_int_equal(idle_state(&idle, false, 121000, NULL), IDLE_BUSY);
    assert_int_equal(idle_state(&idle, false, 5, NULL), IDLE_BUSY); /* a clock that goes back */
}

static void
test_held(void **state)
{
    (void)state;
    struct idle idle = {.limit_s = 120, .last_ms = 0};
    assert_int_equal(idle_state(&idle, true, IDLE_STUCK_FINGER_MS - 1, NULL), IDLE_BUSY);
    assert_int_equal(idle_deadline_ms(&idle, true, 200000), IDLE_STUCK_FINGER_MS);
    assert_int_equal(idle_state(&idle, true, IDLE_STUCK_FINGER_MS, NULL), IDLE_OVER);
}

static void
follow(int limit_s)
{
    struct idle idle = {.limit_s = limit_s, .last_ms = 12345};
    int64_t now = 12345;
    int expected = IDLE_WARNING_S;
    while (expected >= 0) {
        int64_t next = idle_deadline_ms(&idle, false, now);
        assert_true(next > now);
        assert_int_equal(idle_state(&idle, false, next - 1, NULL),
                         expected == IDLE_WARNING_S ? IDLE_BUSY : IDLE_WARNING);
        now = next;
        int seconds = 0;
        assert_int_equal(idle_state(&idle, false, now, &seconds),
                         expected == 0 ? IDLE_OVER : IDLE_WARNING);
        assert_int_equal(seconds, expected--);
    }
    assert_int_equal(now, 12345 + limit_s * 1000);
}

static void
test_deadlines(void **state)
{
    (void)state;
    for (int limit_s = IDLE_LEAST_S; limit_s <= IDLE_MOST_S; limit_s += 60) {
        follow(limit_s);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_held),
        cmocka_unit_test(test_deadlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
