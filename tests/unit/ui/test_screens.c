/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen of the small pack, at every supported size, language and text size: what can be
 * touched can be reached, stands on the screen, and does not lie under something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "driver.h"

static const struct size sizes[] = {
    {1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160}};
#define N_SIZES (sizeof sizes / sizeof sizes[0])

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

typedef void
visitor(struct driver *driver);

/* Calls `visit` on each screen of the place. */
static void
visit_screens(struct driver *driver, visitor *visit)
{
    for (size_t i = 0; i < app_screen_count(driver->app); i++) {
        app_turn_to(driver->app, i);
        assert_int_equal(app_screen_index(driver->app), i);
        visit(driver);
    }
}

static void
visit_all(struct driver *driver, visitor *visit)
{
    const struct pack *pack = driver->world->pack;
    app_show(driver->app, APP_HOME);
    visit_screens(driver, visit);
    app_show(driver->app, APP_TOPICS);
    visit_screens(driver, visit);
    app_show(driver->app, APP_FALLBACK);
    visit_screens(driver, visit);
    app_show(driver->app, APP_STAFF_PIN);
    visit_screens(driver, visit);
    app_show(driver->app, APP_STAFF);
    visit_screens(driver, visit);
    for (size_t i = 0; i < pack->pages.n; i++) {
        assert_true(app_show_page(driver->app, pack->pages.items[i]->id));
        visit_screens(driver, visit);
    }
    for (size_t i = 0; i < pack->contacts->n; i++) {
        assert_true(app_show_number(driver->app, pack->contacts->items[i].id));
        visit_screens(driver, visit);
    }
    assert_true(app_show_page(driver->app, STR("door")));
    driver_tap_target(driver, "sources");
    visit_screens(driver, visit);
}

static void
for_each_look(struct world *world, visitor *visit)
{
    static const int percents[] = {100, 130, 160, 200};
    for (size_t i = 0; i < N_SIZES * 4 * 2; i++) {
        struct driver driver;
        driver_init(&driver, world);
        driver.options.screen_px = sizes[i % N_SIZES];
        driver.options.text_percent = percents[i / N_SIZES % 4];
        driver.options.language = catalog_language(world->catalog, i / N_SIZES / 4);
        driver_wait(&driver, 0);
        visit_all(&driver, visit);
        driver_close(&driver);
    }
}

static bool
overlaps(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static void
fail_target(struct driver *driver, size_t index, const char *what)
{
    struct rect r = app_targets(driver->app)->items[index].rect;
    struct size screen = driver->app->screen_px;
    fail_msg("%s %zu, %s, %dx%d, %d %%: %s at %d,%d %dx%d %s", driver_place(driver),
             app_screen_index(driver->app) + 1, driver->app->language->tag, screen.w, screen.h,
             driver->app->text_percent, driver_target_name(driver, (int)index), r.x, r.y, r.w, r.h,
             what);
}

static void
check_targets(struct driver *driver)
{
    const struct targets *targets = app_targets(driver->app);
    const struct scale *scale = &driver->app->scale;
    for (size_t i = 0; i < targets->n; i++) {
        struct rect r = targets->items[i].rect;
        if (r.x < 0 || r.y < 0 || r.x + r.w > scale->screen_px.w ||
            r.y + r.h > scale->screen_px.h) {
            fail_target(driver, i, "is not on the screen");
        }
        if (r.h < scale->target || r.w < scale->target) {
            fail_target(driver, i, "is smaller than 11.6 mm");
        }
        for (size_t k = 0; k < i; k++) {
            if (overlaps(r, targets->items[k].rect)) {
                fail_target(driver, i, driver_target_name(driver, (int)k));
            }
        }
    }
}

static void
test_targets_stand_well(void **state)
{
    for_each_look(*state, check_targets);
}

/* Tab goes to every target once and round; the ring is drawn. */
static void
check_tab(struct driver *driver)
{
    size_t n = app_targets(driver->app)->n;
    bool *reached = arena_array(&driver->names, n + 1, sizeof *reached);
    assert_true(n >= 5); /* languages, text size, theme, hide */
    for (size_t i = 0; i < n; i++) {
        driver_key(driver, KEY_TAB);
        int focus = driver->app->focus;
        assert_true(focus >= 0 && (size_t)focus < n && !reached[focus]);
        reached[focus] = true;
        assert_int_equal(app_frame(driver->app).overlay->n, 1);
    }
}

static void
test_tab_reaches_everything(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver_start(&driver);
    visit_all(&driver, check_tab);
    driver_close(&driver);
}

struct outcome {
    const char *place, *language;
    size_t screen;
    int text_percent;
    enum theme theme;
};

static struct outcome
outcome(struct driver *driver)
{
    const struct app *app = driver->app;
    return (struct outcome){driver_place(driver), app->language->tag, app->screen,
                            app->text_percent, app->theme};
}

static void
assert_same(struct outcome a, struct outcome b)
{
    assert_string_equal(a.place, b.place);
    assert_string_equal(a.language, b.language);
    assert_int_equal(a.screen, b.screen);
    assert_int_equal(a.text_percent, b.text_percent);
    assert_int_equal(a.theme, b.theme);
}

/* A fresh kiosk on the same screen. */
static void
copy_place(struct driver *copy, const struct driver *driver)
{
    driver_init(copy, driver->world);
    copy->options.idle_s = 0;
    driver_start(copy);
    copy->app->nav = driver->app->nav;
    app_place_changed(copy->app);
    app_refresh(copy->app);
    app_turn_to(copy->app, app_screen_index(driver->app));
}

/* Enter on a target does what a finger does. */
static void
check_enter(struct driver *driver)
{
    for (size_t i = 0; i < app_targets(driver->app)->n; i++) {
        struct driver by_finger;
        struct driver by_key;
        copy_place(&by_finger, driver);
        copy_place(&by_key, driver);
        struct rect r = app_targets(by_finger.app)->items[i].rect;
        driver_tap(&by_finger, r.x + r.w / 2, r.y + r.h / 2);
        for (size_t k = 0; k <= i; k++) {
            driver_key(&by_key, KEY_TAB);
        }
        driver_key(&by_key, KEY_ENTER);
        assert_same(outcome(&by_finger), outcome(&by_key));
        driver_close(&by_finger);
        driver_close(&by_key);
    }
}

static void
test_enter_activates(void **state)
{
    struct driver driver;
    driver_init(&driver, *state);
    driver_start(&driver);
    visit_all(&driver, check_enter);
    driver_close(&driver);
}

/* From any target, arrows alone lead to any other. */
static void
check_arrows(struct driver *driver)
{
    static const int steps[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    const struct targets *targets = app_targets(driver->app);
    bool *reached = arena_array(&driver->names, targets->n + 1, sizeof *reached);
    reached[0] = true;
    for (size_t round = 0; round < targets->n; round++) {
        for (size_t i = 0; i < targets->n; i++) {
            for (int k = 0; k < 4 && reached[i]; k++) {
                reached[targets_toward(targets, (int)i, steps[k][0], steps[k][1])] = true;
            }
        }
    }
    for (size_t i = 0; i < targets->n; i++) {
        if (!reached[i]) {
            fail_target(driver, i, "is not reached by arrows");
        }
    }
}

static void
test_arrows_reach_everything(void **state)
{
    for_each_look(*state, check_arrows);
}

/* The number must be in sight without turning a page. */
static void
check_fallback(struct world *world, struct size size, int percent, size_t language)
{
    struct driver driver;
    driver_init(&driver, world);
    driver.options.screen_px = size;
    driver.options.text_percent = percent;
    driver.options.language = catalog_language(world->catalog, language);
    driver_wait(&driver, 0);
    app_show(driver.app, APP_FALLBACK);
    if (!driver_shows(&driver, "800-555-0142")) {
        fail_msg("%dx%d, %d %%: the number is not on the first screen", size.w, size.h, percent);
    }
    driver_close(&driver);
    driver.options.pack = NULL;
    driver_wait(&driver, 0);
    driver_tap(&driver, 1, 1);
    if (!driver_shows(&driver, "888-624-4752")) {
        fail_msg("%dx%d, %d %%, no pack: the number is not on the first screen", size.w, size.h,
                 percent);
    }
    driver_close(&driver);
}

static void
test_fallback_shows_the_number(void **state)
{
    for (size_t i = 0; i < N_SIZES; i++) {
        for (size_t language = 0; language < 2; language++) {
            check_fallback(*state, sizes[i], 100, language);
            check_fallback(*state, sizes[i], 200, language);
        }
    }
}

/* A pack whose contacts cannot be read still has the number that the program knows. */
static void
test_no_contacts(void **state)
{
    struct world *world = *state;
    struct pack bare = *world->pack;
    struct contacts none = {0};
    bare.contacts = &none;
    bare.fallback = NULL;
    struct driver driver;
    driver_init(&driver, world);
    driver.options.pack = &bare;
    driver_wait(&driver, 0);
    app_show(driver.app, APP_FALLBACK);
    assert_true(driver_shows(&driver, "888-624-4752"));
    app_show_page(driver.app, STR("door"));
    driver_close(&driver);
}

/* All urgent tiles on the first screen of home; every other page through All topics. */
static void
check_home(struct world *world, struct size size)
{
    struct driver driver;
    driver_init(&driver, world);
    driver.options.screen_px = size;
    driver_start(&driver);
    assert_int_equal(driver_find(&driver, "page:door"), 0);
    assert_int_equal(driver_find(&driver, "page:taken"), 1);
    assert_int_equal(driver_find(&driver, "page:numbers"), 2);
    int last = (int)driver.app->n_content_targets - 1;
    if (driver_find(&driver, "topics") >= 0) {
        assert_int_equal(driver_find(&driver, "topics"), last);
        assert_true(driver_shows(&driver, "All 17 topics"));
        driver_tap_target(&driver, "topics");
    }
    size_t found = 0;
    for (size_t i = 0; i < app_screen_count(driver.app); i++) {
        const struct targets *targets = &app_screens(driver.app)->items[i].targets;
        for (size_t k = 0; k < targets->n; k++) {
            found += targets->items[k].kind == TARGET_PAGE;
        }
    }
    assert_int_equal(found, 17);
    driver_close(&driver);
}

static void
test_home_leads_everywhere(void **state)
{
    for (size_t i = 0; i < N_SIZES; i++) {
        check_home(*state, sizes[i]);
    }
}

/* What is drawn on waiting screens stands within the window, and nothing can be touched there. */
static void
check_waiting(struct driver *driver, enum app_screen which)
{
    app_show(driver->app, which);
    assert_int_equal(app_targets(driver->app)->n, 0);
    struct frame frame = app_frame(driver->app);
    assert_null(frame.layers[0]);
    assert_true(frame.chrome->n > 1);
    for (size_t i = 0; i < frame.chrome->n; i++) {
        struct rect r = frame.chrome->items[i].rect;
        assert_true(r.x >= 0 && r.y >= 0 && r.x + r.w <= frame.screen_px.w);
        assert_true(r.y + r.h <= frame.screen_px.h);
    }
}

static void
test_waiting(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < N_SIZES; i++) {
        struct driver driver;
        driver_init(&driver, world);
        driver.options.screen_px = sizes[i];
        driver_wait(&driver, 0);
        check_waiting(&driver, APP_HIDDEN);
        assert_false(driver_shows(&driver, "Test pack"));
        check_waiting(&driver, APP_WARNING);
        assert_true(driver_shows(&driver, "¿Sigue ahí?"));
        check_waiting(&driver, APP_ATTRACT);
        assert_true(driver_shows(&driver, "Bienvenidos"));
        assert_false(driver_shows(&driver, "Test pack")); /* no word that marks who stands there */
        driver_close(&driver);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets_stand_well),
        cmocka_unit_test(test_tab_reaches_everything),
        cmocka_unit_test(test_enter_activates),
        cmocka_unit_test(test_arrows_reach_everything),
        cmocka_unit_test(test_fallback_shows_the_number),
        cmocka_unit_test(test_no_contacts),
        cmocka_unit_test(test_home_leads_everywhere),
        cmocka_unit_test(test_waiting),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
