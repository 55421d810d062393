/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingers one by one; what they hit is not this module's business. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/gesture.h"

static const struct gesture_limits limits = {.slop_px = 20, .distance_px = 200};

static enum gesture_kind
feed(struct gesture *gesture, enum event_kind kind, int64_t finger, int x, int y, int64_t now_ms)
{
    struct event event = {.kind = kind, .pointer = finger, .x = x, .y = y};
    return gesture_event(gesture, &event, limits, now_ms).kind;
}

static void
test_tap(void **state)
{
    (void)state;
    struct gesture gesture = {0};
    assert_int_equal(feed(&gesture, EVENT_DOWN, 5, 10, 10, 0), GESTURE_PRESS);
    assert_int_equal(feed(&gesture, EVENT_MOVE, 5, 25, 12, 10), GESTURE_MOVE);
    assert_int_equal(feed(&gesture, EVENT_UP, 5, 25, 12, 5000), GESTURE_TAP);
    assert_int_equal(gesture.n_fingers, 0);
    assert_int_equal(feed(&gesture, EVENT_UP, 5, 25, 12, 5000), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_MOVE, 5, 25, 12, 5000), GESTURE_NONE);
}

static void
test_drag_and_swipe(void **state)
{
    (void)state;
    struct gesture gesture = {0};
    (void)feed(&gesture, EVENT_DOWN, 1, 500, 10, 0);
    assert_int_equal(feed(&gesture, EVENT_MOVE, 1, 479, 10, 500), GESTURE_DRAG);
    struct event up = {.kind = EVENT_UP, .pointer = 1, .x = 300, .y = 10};
    struct gesture_result result = gesture_event(&gesture, &up, limits, 1000);
    assert_int_equal(result.kind, GESTURE_SWIPE);
    assert_int_equal(result.dx, -200);
    /* short and slow: back */
    (void)feed(&gesture, EVENT_DOWN, 1, 500, 10, 0);
    (void)feed(&gesture, EVENT_MOVE, 1, 400, 10, 100);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 301, 10, 1000), GESTURE_CANCEL);
    /* short and quick: a flick */
    (void)feed(&gesture, EVENT_DOWN, 1, 500, 10, 0);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 470, 10, 250), GESTURE_SWIPE);
    /* out and back again is not a tap */
    (void)feed(&gesture, EVENT_DOWN, 1, 500, 10, 0);
    (void)feed(&gesture, EVENT_MOVE, 1, 400, 10, 300);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 500, 10, 600), GESTURE_CANCEL);
    /* up and down the page is not a swipe, however far it goes sideways afterwards */
    (void)feed(&gesture, EVENT_DOWN, 1, 500, 10, 0);
    (void)feed(&gesture, EVENT_MOVE, 1, 500, 60, 300);
    assert_int_equal(feed(&gesture, EVENT_MOVE, 1, 100, 60, 400), GESTURE_MOVE);
}

static void
test_only_the_first_finger(void **state)
{
    (void)state;
    struct gesture gesture = {0};
    (void)feed(&gesture, EVENT_DOWN, 1, 10, 10, 0);
    for (int64_t finger = 2; finger < 40; finger++) { /* more than can be counted */
        assert_int_equal(feed(&gesture, EVENT_DOWN, finger, 900, 10, 1), GESTURE_NONE);
        assert_int_equal(feed(&gesture, EVENT_MOVE, finger, 100, 10, 2), GESTURE_NONE);
    }
    assert_int_equal(gesture.n_fingers, GESTURE_FINGERS_MAX);
    for (int64_t finger = 2; finger < 40; finger++) {
        enum event_kind kind = finger % 2 == 0 ? EVENT_UP : EVENT_CANCEL;
        assert_int_equal(feed(&gesture, kind, finger, 100, 10, 3), GESTURE_NONE);
    }
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 10, 10, 4), GESTURE_TAP);
    assert_int_equal(gesture.n_fingers, 0);
}

static void
test_cancel_and_reset(void **state)
{
    (void)state;
    struct gesture gesture = {0};
    (void)feed(&gesture, EVENT_DOWN, 1, 10, 10, 0);
    assert_int_equal(feed(&gesture, EVENT_CANCEL, 1, 10, 10, 1), GESTURE_CANCEL);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 10, 10, 2), GESTURE_NONE);
    (void)feed(&gesture, EVENT_DOWN, 1, 10, 10, 0);
    gesture_reset(&gesture);
    assert_int_equal(gesture.n_fingers, 1);
    assert_int_equal(feed(&gesture, EVENT_DOWN, 2, 10, 10, 1), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 10, 10, 2), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_UP, 2, 10, 10, 2), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_DOWN, 3, 10, 10, 3), GESTURE_PRESS);
}

static void
test_lost_up(void **state)
{
    (void)state;
    struct gesture gesture = {0};
    (void)feed(&gesture, EVENT_DOWN, 1, 10, 10, 0);
    assert_int_equal(feed(&gesture, EVENT_DOWN, 1, 50, 50, 100), GESTURE_PRESS);
    assert_int_equal(gesture.n_fingers, 1);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 50, 50, 200), GESTURE_TAP);
    /* chewing gum */
    (void)feed(&gesture, EVENT_DOWN, 1, 10, 10, 0);
    assert_int_equal(feed(&gesture, EVENT_DOWN, 2, 9, 9, GESTURE_STUCK_MS - 1), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_UP, 2, 9, 9, GESTURE_STUCK_MS), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_DOWN, 2, 9, 9, GESTURE_STUCK_MS), GESTURE_PRESS);
    assert_int_equal(feed(&gesture, EVENT_UP, 1, 10, 10, GESTURE_STUCK_MS), GESTURE_NONE);
    assert_int_equal(feed(&gesture, EVENT_UP, 2, 9, 9, GESTURE_STUCK_MS), GESTURE_TAP);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tap),
        cmocka_unit_test(test_drag_and_swipe),
        cmocka_unit_test(test_only_the_first_finger),
        cmocka_unit_test(test_cancel_and_reset),
        cmocka_unit_test(test_lost_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
