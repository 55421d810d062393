/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long who guesses has to wait, and that no clock shortens or lengthens it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/staff_lock.h"

static void
guess(struct staff_lock *lock, int n, int64_t now_ms)
{
    for (int i = 0; i < n; i++) {
        staff_lock_wrong(lock, now_ms);
    }
}

static void
test_doubles(void **state)
{
    (void)state;
    static const int expected_s[] = {30, 60, 120, 240, 480, 600, 600, 600};
    struct staff_lock lock = {0};
    int64_t now = 123456;
    for (size_t i = 0; i < sizeof expected_s / sizeof expected_s[0]; i++) {
        guess(&lock, STAFF_LOCK_TRIES - 1, now);
        assert_int_equal(staff_lock_left_s(&lock, now), 0);
        guess(&lock, 1, now);
        assert_int_equal(staff_lock_left_s(&lock, now), expected_s[i]);
        guess(&lock, 100, now); /* while it is locked nothing is counted */
        now += (int64_t)expected_s[i] * 1000 - 1;
        assert_int_equal(staff_lock_left_s(&lock, now), 1);
        assert_int_equal(staff_lock_left_s(&lock, ++now), 0);
    }
}

static void
test_right(void **state)
{
    (void)state;
    struct staff_lock lock = {0};
    guess(&lock, STAFF_LOCK_TRIES, 0);
    assert_int_equal(staff_lock_left_s(&lock, 30000), 0);
    guess(&lock, STAFF_LOCK_TRIES - 1, 30000);
    staff_lock_right(&lock);
    guess(&lock, STAFF_LOCK_TRIES - 1, 30000);
    assert_int_equal(staff_lock_left_s(&lock, 30000), 0);
    guess(&lock, 1, 30000);
    assert_int_equal(staff_lock_left_s(&lock, 30000), 30); /* not 60 */
}

static void
test_jumping_clock(void **state)
{
    (void)state;
    struct staff_lock lock = {0};
    guess(&lock, STAFF_LOCK_TRIES, 1000000);
    assert_int_equal(staff_lock_left_s(&lock, 1010000), 20);
    assert_int_equal(staff_lock_left_s(&lock, 0), 20); /* back: nothing has passed */
    assert_int_equal(staff_lock_left_s(&lock, INT64_MIN), 20);
    assert_int_equal(staff_lock_left_s(&lock, INT64_MIN + 5000), 15);
    assert_int_equal(staff_lock_left_s(&lock, INT64_MAX), 0);
    guess(&lock, STAFF_LOCK_TRIES, INT64_MAX);
    assert_int_equal(staff_lock_left_s(&lock, INT64_MAX), 60);
    assert_int_equal(staff_lock_left_s(&lock, 7), 60);
    assert_int_equal(staff_lock_left_s(&lock, 60007), 0);
}

/* The number on the screen changes at each deadline and at no other time. */
static void
test_deadline(void **state)
{
    (void)state;
    struct staff_lock lock = {0};
    assert_int_equal(staff_lock_deadline_ms(&lock, 50), -1);
    guess(&lock, STAFF_LOCK_TRIES, 50);
    int64_t now = 50;
    for (int left = 30; left > 0; left--) {
        assert_int_equal(staff_lock_left_s(&lock, now), left);
        int64_t next = staff_lock_deadline_ms(&lock, now);
        assert_true(next > now);
        assert_int_equal(staff_lock_left_s(&lock, next - 1), left);
        now = next;
    }
    assert_int_equal(staff_lock_left_s(&lock, now), 0);
    assert_int_equal(staff_lock_deadline_ms(&lock, now), -1);
    assert_int_equal(now, 30050);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_right),
        cmocka_unit_test(test_jumping_clock),
        cmocka_unit_test(test_deadline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
