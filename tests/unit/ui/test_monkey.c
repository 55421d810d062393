/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 100,000 events that nobody means, always the same ones; and 2,000 visits that leave nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <malloc.h>
#include <stdlib.h>

#include "driver.h"

#define N_EVENTS 100000
#define N_VISITS 2000
#define BATCH_MAX 8

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

/* xorshift: the same on every machine. */
static uint32_t
next(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static int
below(uint32_t *seed, int n)
{
    return (int)(next(seed) % (uint32_t)n);
}

static struct event
random_resize(uint32_t *seed)
{
    static const struct size sizes[] = {{1366, 768}, {1024, 600},  {1080, 1920}, {1, 1},
                                        {300, 200},  {3840, 2160}, {800, 40},    {0, -3}};
    struct size size = sizes[below(seed, 8)];
    double dpi = below(seed, 3) == 0 ? below(seed, 400) : 0;
    return (struct event){.kind = EVENT_RESIZE, .w = size.w, .h = size.h, .dpi = dpi};
}

/* On a target more often than not, or little would ever happen. */
static void
aim(const struct app *app, uint32_t *seed, struct event *event)
{
    const struct targets *targets = app_targets(app);
    event->x = below(seed, app->screen_px.w + 200) - 100;
    event->y = below(seed, app->screen_px.h + 200) - 100;
    if (targets->n > 0 && below(seed, 3) > 0) {
        struct rect r = targets->items[below(seed, (int)targets->n)].rect;
        event->x = r.x + r.w / 2;
        event->y = r.y + r.h / 2;
    }
}

static struct event
random_event(const struct app *app, uint32_t *seed, const struct event *last)
{
    int kind = below(seed, 200);
    struct event event = {.kind = EVENT_DOWN, .pointer = 1 + (below(seed, 20) == 0)};
    if (kind == 0) {
        return random_resize(seed);
    }
    if (kind < 3) {
        return (struct event){.kind = kind == 1 ? EVENT_EXPOSE : EVENT_QUIT};
    }
    if (kind < 40) {
        enum key key = (enum key)below(seed, KEY_OTHER + 1);
        return (struct event){.kind = EVENT_KEY, .source = SOURCE_KEY, .key = key};
    }
    if (kind < 45) {
        event.source = SOURCE_MOUSE;
        event.pointer = 0;
    }
    aim(app, seed, &event);
    bool was_down = last->kind == EVENT_DOWN || last->kind == EVENT_MOVE;
    if (was_down && kind > 60) { /* finish what was begun, mostly where it was begun */
        event = *last;
        event.kind = kind < 80 ? EVENT_MOVE : kind < 84 ? EVENT_CANCEL : EVENT_UP;
        event.x += event.kind == EVENT_MOVE ? below(seed, 600) - 300 : 0;
    }
    return event;
}

static void
check_frame(const struct app *app, const struct effects *effects, int64_t now_ms)
{
    struct frame frame = app_frame(app);
    assert_non_null(frame.chrome);
    assert_non_null(frame.overlay);
    assert_true(effects->wake_ms == -1 || effects->wake_ms >= now_ms);
    assert_true(app->focus < (int)app->targets.n || app->is_warning);
    assert_true(app->pressed < (int)app->targets.n);
    assert_true(app->screen == 0 || app->screen < app->screens.n);
    assert_int_equal(app_is_waiting(app) && effects->wake_ms != -1 && !app->slide.is_moving, 0);
    assert_false(effects->quit);
}

/* Mostly quick, sometimes long enough for the warning, sometimes for the reset. */
static int64_t
random_pause(uint32_t *seed)
{
    int kind = below(seed, 400);
    return kind == 0 ? 120000 : kind < 3 ? 95000 : below(seed, 120);
}

static void
test_monkey(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver.options.is_kiosk = true;
    struct app *app = driver.app = app_open(&driver.options, 0);
    bool has_seen[PLACE_LANGUAGES + 1] = {false};
    bool has_warned = false;
    bool has_failed = false;
    uint32_t seed = 20260702;
    struct event last = {0};
    for (int i = 0; i < N_EVENTS;) {
        struct event events[BATCH_MAX];
        size_t n = (size_t)(1 + (below(&seed, 4) == 0 ? below(&seed, BATCH_MAX) : 0));
        for (size_t k = 0; k < n; k++, i++) {
            last = events[k] = random_event(app, &seed, &last);
        }
        driver.now_ms += random_pause(&seed);
        struct effects effects = app_step(app, events, n, driver.now_ms);
        check_frame(app, &effects, driver.now_ms);
        has_seen[app->nav.here.kind] = true;
        has_warned = has_warned || app->is_warning;
        has_failed = has_failed || str_eqz(app->nav.here.name, "broken");
        if (below(&seed, 10) == 0) { /* the warning is seen only if nobody touches then */
            effects = app_step(app, NULL, 0, driver.now_ms += random_pause(&seed));
            check_frame(app, &effects, driver.now_ms);
            has_warned = has_warned || app->is_warning;
        }
    }
    for (size_t i = 0; i <= PLACE_SOURCES; i++) { /* two languages need no screen of their own */
        assert_true(has_seen[i]);
    }
    assert_true(has_warned && has_failed);
    driver_close(&driver);
}

static size_t
arena_bytes(const struct app *app)
{
    return app->words_arena.used_bytes + app->place_arena.used_bytes + app->frame_arena.used_bytes;
}

/* One visitor: languages, sizes, a page read by swiping, a number, the sources. */
static void
visit(struct driver *driver)
{
    driver_tap(driver, 50, 50);
    driver_tap_target(driver, "language:es");
    driver_tap_target(driver, "page:door");
    driver_swipe(driver, -800, 200);
    driver_wait(driver, 200);
    driver_key(driver, KEY_LARGER);
    driver_key(driver, KEY_LANGUAGE);
    driver_tap_target(driver, "back");
    driver_tap_target(driver, "sources");
    driver_tap_target(driver, "home");
    driver_tap_target(driver, "page:numbers");
    for (int i = 0; i < 10; i++) {
        driver_key(driver, KEY_TAB);
    }
    driver_wait(driver, 90000);
    driver_wait(driver, 30000);
    assert_string_equal(driver_place(driver), "attract");
}

static void
test_visits_leave_nothing(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver_wait(&driver, 0);
    size_t first = 0;
    size_t heap = 0;
    for (int i = 0; i < N_VISITS; i++) {
        arena_reset(&driver.names);
        visit(&driver);
        if (i == 0) {
            first = arena_bytes(driver.app);
        }
        assert_int_equal(arena_bytes(driver.app), first);
        if (i == 10) {
            heap = mallinfo2().uordblks;
        }
    }
    size_t now = mallinfo2().uordblks;
    assert_true(now <= heap + 64 * 1024); /* counts nothing under the sanitizers */
    driver_close(&driver);
}

/* A workshop that is never reset: turning and drawing for hours must not pile anything up. */
static void
test_long_visit(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver.options.idle_s = 0;
    driver_start(&driver);
    driver_tap_target(&driver, "page:door"); /* has a date at the bottom */
    size_t before = arena_bytes(driver.app);
    for (int i = 0; i < 1000; i++) {
        driver_key(&driver, KEY_TAB);
        driver_key(&driver, i % 2 == 0 ? KEY_NEXT : KEY_PREVIOUS);
    }
    driver_key(&driver, KEY_HOME);
    driver_tap_target(&driver, "page:door");
    assert_int_equal(arena_bytes(driver.app), before);
    driver_tap_target(&driver, "sources");
    size_t sources = arena_bytes(driver.app);
    for (int i = 0; i < 100; i++) {
        driver_key(&driver, KEY_ESCAPE);
        driver_tap_target(&driver, "sources");
    }
    assert_int_equal(arena_bytes(driver.app), sources);
    driver_close(&driver);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_monkey),
        cmocka_unit_test(test_visits_leave_nothing),
        cmocka_unit_test(test_long_visit),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
