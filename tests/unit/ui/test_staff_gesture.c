/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Five seconds in the corner, and everything that ends them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/staff_gesture.h"

#define CORNER_PX 80

static void
feed(struct staff_gesture *gesture, enum event_kind kind, int64_t pointer, int x, int y, int64_t ms)
{
    struct event event = {.kind = kind, .pointer = pointer, .x = x, .y = y};
    staff_gesture_event(gesture, &event, CORNER_PX, ms);
}

static bool
is_due_after(enum event_kind kind, int64_t pointer, int x, int y)
{
    struct staff_gesture gesture = {0};
    feed(&gesture, EVENT_DOWN, 1, 40, 40, 1000);
    feed(&gesture, kind, pointer, x, y, 2000);
    return staff_gesture_is_due(&gesture, 60000);
}

static void
test_held(void **state)
{
    (void)state;
    for (int64_t pointer = 0; pointer < 3; pointer++) { /* 0 is the mouse */
        struct staff_gesture gesture = {0};
        assert_int_equal(staff_gesture_deadline_ms(&gesture), -1);
        assert_false(staff_gesture_is_due(&gesture, INT64_MAX));
        feed(&gesture, EVENT_DOWN, pointer, 0, 79, 1000);
        feed(&gesture, EVENT_MOVE, pointer, 79, 0, 3000);
        assert_int_equal(staff_gesture_deadline_ms(&gesture), 6000);
        assert_false(staff_gesture_is_due(&gesture, 5999));
        assert_true(staff_gesture_is_due(&gesture, 6000));
        staff_gesture_reset(&gesture);
        feed(&gesture, EVENT_MOVE, pointer, 1, 1, 7000);
        assert_false(staff_gesture_is_due(&gesture, 60000));
        assert_int_equal(staff_gesture_deadline_ms(&gesture), -1);
        feed(&gesture, EVENT_UP, pointer, 1, 1, 8000);
        feed(&gesture, EVENT_DOWN, pointer, 1, 1, 9000);
        assert_int_equal(staff_gesture_deadline_ms(&gesture), 14000);
    }
}

static void
test_outside(void **state)
{
    (void)state;
    static const int outside[][2] = {{80, 0}, {0, 80}, {-1, 0}, {0, -1}, {80, 80}, {1900, 1000}};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        struct staff_gesture gesture = {0};
        feed(&gesture, EVENT_DOWN, 1, outside[i][0], outside[i][1], 0);
        feed(&gesture, EVENT_MOVE, 1, 10, 10, 10); /* it has to begin in the corner */
        assert_false(staff_gesture_is_due(&gesture, 60000));
        assert_false(is_due_after(EVENT_MOVE, 1, outside[i][0], outside[i][1]));
    }
}

static void
test_ends(void **state)
{
    (void)state;
    assert_false(is_due_after(EVENT_UP, 1, 40, 40));
    assert_false(is_due_after(EVENT_CANCEL, 1, 40, 40));
    assert_false(is_due_after(EVENT_DOWN, 2, 41, 41)); /* a second finger, here */
    assert_false(is_due_after(EVENT_DOWN, 2, 900, 900));
    assert_false(is_due_after(EVENT_RESIZE, 0, 0, 0));
    assert_true(is_due_after(EVENT_EXPOSE, 0, 0, 0));
    assert_true(is_due_after(EVENT_KEY, 0, 0, 0));
    assert_true(is_due_after(EVENT_MOVE, 0, 900, 900)); /* a mouse that is pushed */
    assert_true(is_due_after(EVENT_UP, 7, 900, 900));   /* a finger that had lain there before */
    assert_true(is_due_after(EVENT_CANCEL, 7, 900, 900));
}

/* Once ended, the same finger starts it again only by going down again. */
static void
test_again(void **state)
{
    (void)state;
    struct staff_gesture gesture = {0};
    feed(&gesture, EVENT_DOWN, 1, 40, 40, 0);
    feed(&gesture, EVENT_MOVE, 1, 200, 40, 100);
    feed(&gesture, EVENT_MOVE, 1, 40, 40, 200);
    assert_false(staff_gesture_is_due(&gesture, 60000));
    feed(&gesture, EVENT_DOWN, 1, 40, 40, 300); /* its up was lost */
    assert_int_equal(staff_gesture_deadline_ms(&gesture), 5300);
    feed(&gesture, EVENT_DOWN, 1, 40, 40, 400);
    assert_int_equal(staff_gesture_deadline_ms(&gesture), 5400);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_held),
        cmocka_unit_test(test_outside),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
