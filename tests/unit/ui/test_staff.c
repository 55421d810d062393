/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way in for staff, the pad, the page behind it and the way out; and the wall clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "driver.h"

struct house {
    int n_asked, n_probed;
};

static bool
verify(void *user, struct str pin)
{
    struct house *house = user;
    house->n_asked++;
    return str_eqz(pin, "2580");
}

static void
probe(void *user, struct staff_report *report)
{
    static const struct str message = STR_INIT("A stick was here.");
    struct house *house = user;
    house->n_probed++;
    *report = (struct staff_report){.filter = PROOF_GOOD,
                                    .connection = PROOF_BAD,
                                    .network_sockets = 2,
                                    .written_bytes = -1,
                                    .up_s = 3 * 86400 + 2 * 3600,
                                    .messages = &message,
                                    .n_messages = 1};
}

static const struct staff_pack shown = {.id = STR_INIT("test-pack"),
                                        .version = 7,
                                        .issued = {2026, 11, 25},
                                        .signers = STR_INIT("ana")};

static void
open_kiosk(struct driver *driver, struct world *world, struct house *house)
{
    *house = (struct house){0};
    driver_init(driver, world);
    driver->options.is_kiosk = true;
    driver->options.staff = (struct staff_access){house, verify, probe, &shown, "9.9"};
    driver_wait(driver, 0);
}

static void
hold_corner(struct driver *driver)
{
    driver_pointer(driver, EVENT_DOWN, 1, 5, 5);
    driver_wait(driver, 4999);
    assert_string_not_equal(driver_place(driver), "staff-pin");
    assert_int_equal(driver->last.wake_ms, driver->now_ms + 1);
    driver_wait(driver, 1);
    assert_string_equal(driver_place(driver), "staff-pin");
    driver_pointer(driver, EVENT_UP, 1, 5, 5);
    assert_string_equal(driver_place(driver), "staff-pin");
}

static void
tap_pin(struct driver *driver, const char *pin)
{
    for (; *pin != '\0'; pin++) {
        driver_tap_target(driver, str_printf(&driver->names, "digit:%c", *pin).p);
    }
    driver_tap_target(driver, "enter");
}

static void
type_pin(struct driver *driver, const char *pin)
{
    for (; *pin != '\0'; pin++) {
        driver_event(
            driver, (struct event){
                        .kind = EVENT_KEY, .source = SOURCE_KEY, .key = KEY_OTHER, .letter = *pin});
    }
    driver_key(driver, KEY_ENTER);
}

static void
test_in_and_out(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    hold_corner(&driver);
    assert_true(driver.ever_forgot); /* whoever was here is gone */
    tap_pin(&driver, "2580");
    assert_string_equal(driver_place(&driver), "staff");
    assert_int_equal(house.n_probed, 1);
    assert_true(driver_shows(&driver, "The lock around this program is on."));
    assert_true(driver_shows(&driver, "It just opened a network connection."));
    assert_true(driver_shows(&driver, "Open now: 2 network connections, 0 files for writing."));
    assert_false(driver_shows(&driver, "Written to disk"));
    driver_tap_target(&driver, "leave");
    assert_true(driver.last.quit && driver.last.has_staff_left);
    driver_close(&driver);
}

static bool
is_on_some_screen(struct driver *driver, const char *words)
{
    bool is_shown = false;
    for (size_t i = 0; i < app_screen_count(driver->app); i++) {
        app_turn_to(driver->app, i);
        is_shown = is_shown || driver_shows(driver, words);
    }
    return is_shown;
}

static void
test_page_says_all(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    driver_key(&driver, KEY_STAFF);
    type_pin(&driver, "2580");
    const char *const expected[] = {"Pack test-pack, version 7.",
                                    "Made on November 25, 2026.",
                                    "Signed by ana.",
                                    "A stick was here.",
                                    "Program version 9.9.",
                                    "Running for 3 days and 2 hours."};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        if (!is_on_some_screen(&driver, expected[i])) {
            fail_msg("not shown: %s", expected[i]);
        }
    }
    assert_int_equal(house.n_probed, 1);
    driver_close(&driver);
}

static void
test_wrong_pins_lock(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    hold_corner(&driver);
    tap_pin(&driver, "1111");
    assert_true(driver_shows(&driver, "That is not the PIN."));
    for (int i = 0; i < 4; i++) {
        tap_pin(&driver, "1111");
    }
    assert_true(driver_shows(&driver, "Wait 30 seconds."));
    driver_wait(&driver, 1000);
    assert_true(driver_shows(&driver, "Wait 29 seconds."));
    tap_pin(&driver, "2580");
    assert_int_equal(house.n_asked, 5);
    driver_key(&driver, KEY_SHIFT);
    driver_key(&driver, KEY_SHIFT);
    driver_key(&driver, KEY_SHIFT);
    assert_string_equal(driver_place(&driver), "hidden");
    driver_key(&driver, KEY_STAFF);
    assert_true(driver_shows(&driver, "seconds.")); /* hiding does not unlock */
    driver_wait(&driver, 29000);
    tap_pin(&driver, "2580");
    assert_string_equal(driver_place(&driver), "staff");
    driver_close(&driver);
}

/* Not one digit in what is drawn, in memory after it was given, or after the screen was cleared. */
static void
test_digits_do_not_stay(void **state)
{
    struct driver driver;
    struct house house;
    const char zeros[sizeof driver.app->staff.digits] = {0};
    open_kiosk(&driver, *state, &house);
    driver_key(&driver, KEY_STAFF);
    driver_tap_target(&driver, "digit:7");
    driver_tap_target(&driver, "digit:7");
    assert_int_equal(driver.app->staff.n_digits, 2);
    assert_false(driver_shows(&driver, "77"));
    driver_tap_target(&driver, "enter");
    assert_memory_equal(driver.app->staff.digits, zeros, sizeof zeros);
    driver_tap_target(&driver, "digit:7");
    driver_tap_target(&driver, "clear");
    assert_memory_equal(driver.app->staff.digits, zeros, sizeof zeros);
    driver_tap_target(&driver, "digit:7");
    driver_wait(&driver, 120000);
    assert_string_equal(driver_place(&driver), "attract");
    assert_memory_equal(driver.app->staff.digits, zeros, sizeof zeros);
    for (int i = 0; i < 40; i++) { /* more than fit */
        driver_key(&driver, KEY_STAFF);
        driver_tap_target(&driver, "digit:7");
    }
    driver_close(&driver);
}

static void
test_page_clears_itself(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    driver_key(&driver, KEY_STAFF);
    type_pin(&driver, "2580");
    assert_string_equal(driver_place(&driver), "staff");
    driver_wait(&driver, 120000);
    assert_string_equal(driver_place(&driver), "attract");
    assert_int_equal(driver.app->staff.report.n_messages, 0);
    driver_close(&driver);
}

static void
test_no_door(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    driver.app->options.is_kiosk = false;
    driver_pointer(&driver, EVENT_DOWN, 1, 5, 5);
    driver_wait(&driver, 10000);
    driver_key(&driver, KEY_STAFF);
    assert_string_not_equal(driver_place(&driver), "staff-pin");
    driver_close(&driver);
}

/* Staff are told what is missing; no key, digit or time leads any further, and the words go by
 * themselves. */
static void
test_no_pin(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    driver.app->options.staff.verify = NULL;
    driver_pointer(&driver, EVENT_DOWN, 1, 5, 5);
    driver_wait(&driver, 10000);
    driver_pointer(&driver, EVENT_UP, 1, 5, 5);
    assert_string_equal(driver_place(&driver), "staff-pin");
    assert_non_null(app_doc(driver.app));
    type_pin(&driver, "2580");
    driver_key(&driver, KEY_ENTER);
    assert_string_not_equal(driver_place(&driver), "staff");
    assert_false(driver.app->effects.quit);
    driver_key(&driver, KEY_STAFF);
    driver_wait(&driver, 120000);
    assert_string_equal(driver_place(&driver), "attract");
    driver_close(&driver);
}

/* A finger that reads is not one that holds the corner. */
static void
test_not_by_chance(void **state)
{
    struct driver driver;
    struct house house;
    open_kiosk(&driver, *state, &house);
    driver_pointer(&driver, EVENT_DOWN, 1, 300, 300);
    driver_wait(&driver, 20000);
    assert_string_equal(driver_place(&driver), "attract");
    driver_pointer(&driver, EVENT_UP, 1, 300, 300);
    driver_pointer(&driver, EVENT_DOWN, 1, 5, 5);
    driver_wait(&driver, 3000);
    driver_pointer(&driver, EVENT_DOWN, 2, 200, 5);
    driver_wait(&driver, 9000);
    assert_string_not_equal(driver_place(&driver), "staff-pin");
    driver_close(&driver);
}

static void
test_clock(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver_start(&driver);
    app_set_clock(driver.app, (struct wall_clock){driver.options.today, 13 * 3600 + 5 * 60 + 50});
    driver_key(&driver, KEY_SHIFT);
    driver_key(&driver, KEY_SHIFT);
    driver_key(&driver, KEY_SHIFT);
    assert_string_equal(driver_place(&driver), "hidden");
    assert_true(driver_shows(&driver, "1:05"));
    assert_int_equal(driver.last.wake_ms, driver.now_ms + 10000); /* the next minute */
    app_set_clock(driver.app, (struct wall_clock){driver.options.today, 60});
    driver_wait(&driver, 10000);
    assert_true(driver.last.redraw);
    assert_true(driver_shows(&driver, "12:01"));
    driver_close(&driver);
}

/* A kiosk runs for months: what it showed as new grows old. It works in 1970 and 2106. */
static void
test_days_pass(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver_start(&driver);
    driver_tap_target(&driver, "page:numbers");
    assert_false(is_on_some_screen(&driver, "may have changed"));
    app_set_clock(driver.app, (struct wall_clock){{2106, 2, 7}, 0});
    driver_wait(&driver, 0);
    assert_true(driver.last.redraw);
    assert_true(is_on_some_screen(&driver, "may have changed"));
    app_set_clock(driver.app, (struct wall_clock){{1970, 1, 1}, 0});
    driver_wait(&driver, 0);
    assert_false(is_on_some_screen(&driver, "may have changed"));
    assert_string_equal(driver_place(&driver), "numbers");
    driver_close(&driver);
}

static int
setup(void **state)
{
    struct world *world = malloc(sizeof *world);
    world_open(world);
    *state = world;
    return 0;
}

static int
teardown(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_and_out),
        cmocka_unit_test(test_page_says_all),
        cmocka_unit_test(test_wrong_pins_lock),
        cmocka_unit_test(test_digits_do_not_stay),
        cmocka_unit_test(test_page_clears_itself),
        cmocka_unit_test(test_no_door),
        cmocka_unit_test(test_no_pin),
        cmocka_unit_test(test_not_by_chance),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_days_pass),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
