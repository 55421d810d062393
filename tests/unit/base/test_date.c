/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day by day against a count that knows only the length of months. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/date.h"

static struct date
after(struct date date)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
    int length = lengths[date.month - 1] + (date.month == 2 && is_leap ? 1 : 0);
    if (date.day < length) {
        return (struct date){date.year, date.month, date.day + 1};
    }
    return date.month < 12 ? (struct date){date.year, date.month + 1, 1}
                           : (struct date){date.year + 1, 1, 1};
}

static void
test_every_day(void **state)
{
    (void)state;
    struct date date = {1900, 1, 1};
    int64_t days = date_days(date);
    assert_int_equal(days, -25567);
    for (; date.year <= 2200; date = after(date), days++) {
        struct date back = date_from_days(days);
        assert_int_equal(date_days(date), days);
        assert_int_equal(back.year, date.year);
        assert_int_equal(back.month, date.month);
        assert_int_equal(back.day, date.day);
    }
    assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days((struct date){2026, 7, 2}), 20636);
}

static void
test_unknown_parts(void **state)
{
    (void)state;
    assert_int_equal(date_days((struct date){2026, 0, 0}), date_days((struct date){2026, 1, 1}));
    assert_int_equal(date_days((struct date){2026, 6, 0}), date_days((struct date){2026, 6, 1}));
    assert_true(date_cmp((struct date){2026, 6, 0}, (struct date){2026, 6, 2}) < 0);
    assert_true(date_cmp((struct date){2027, 0, 0}, (struct date){2026, 12, 31}) > 0);
    assert_int_equal(date_cmp((struct date){2026, 0, 0}, (struct date){2026, 1, 1}), 0);
}

static void
test_parse(void **state)
{
    (void)state;
    static const char *const good[] = {"1900",       "9999",       "2026-01",
                                       "2026-12-31", "2024-02-29", "2000-02-29"};
    static const char *const bad[] = {
        "",           "1899",        "26",         "2026-",       "2026-1",
        "2026-13",    "2026-00",     "2026-01-00", "2026-01-32",  "2026-02-29",
        "1900-02-29", "2026-04-31",  "2026-1-1",   "20260101",    "2026/01/01",
        "2026-01-1",  "2026-01-01 ", " 2026",      "2026-01-01T", "-2026",
        "2026-0a",    "20 26",       "10000",      "2026-01-011", "2026--01"};
    struct date date;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(date_parse(str_from(good[i]), &date));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (date_parse(str_from(bad[i]), &date) || date.year != 0) {
            fail_msg("'%s' was taken for a date", bad[i]);
        }
    }
    assert_true(date_parse(STR("2026-06-30"), &date));
    assert_int_equal(date.year * 10000 + date.month * 100 + date.day, 20260630);
    assert_true(date_parse(STR("2026-06"), &date));
    assert_int_equal(date.year * 10000 + date.month * 100 + date.day, 20260600);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_unknown_parts),
        cmocka_unit_test(test_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
