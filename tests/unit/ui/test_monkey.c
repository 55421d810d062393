/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events that nobody means, always the same ones; and visits that leave nothing.
 *
 * usage: test-ui-monkey [--events N] [--visits N] [--seed N] [--share DIR]
 *
 * With --share (share/kyr-kiosk of a build) it hammers on the real pack with its catalogs. Every
 * page and every number has to be reached in every language (of the real pack: by a million
 * events).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "driver.h"
#include "monkey.h"
#include "ui/app_desk.h"

#define BATCH_MAX 8
#define LANGUAGES_MAX 8
#define SCREENS_MAX 16384         /* a power of two; different screens that can be told apart */
#define PIXELS_MAX (1 << 20)      /* nothing stands further away from the screen than that */
#define REAL_EVENTS_LEAST 1000000 /* fewer are not enough to get everywhere in the real pack */
#define SHOW_EVERY 10000          /* events between two visits to a place that needs help */

struct monkey_options {
    long events, visits, seed;
    const char *share_dir; /* NULL: the small pack of this folder */
    struct world *world;
};

/* ---- What was reached ---------------------------------------------------------------------- */

/* Every kind of place stands here once; the compiler asks for the name of a new one, and a place
 * that is missing in the table fails the test when it is met. */
static const struct {
    enum place_kind kind;
    bool needs_help; /* no finger gets there by chance: it is shown from time to time */
} places[] = {
    {PLACE_ATTRACT, false}, {PLACE_HIDDEN, false},    {PLACE_HOME, false},
    {PLACE_TOPICS, false},  {PLACE_PAGE, false},      {PLACE_NUMBER, false},
    {PLACE_SOURCES, false}, {PLACE_LANGUAGES, false}, {PLACE_STAFF_PIN, true},
    {PLACE_STAFF, true},
};

#define N_PLACES (sizeof places / sizeof places[0])

static const char *
place_name(enum place_kind kind)
{
    switch (kind) {
    case PLACE_ATTRACT: return "attract";
    case PLACE_HIDDEN: return "hidden";
    case PLACE_HOME: return "home";
    case PLACE_TOPICS: return "topics";
    case PLACE_PAGE: return "page";
    case PLACE_NUMBER: return "number";
    case PLACE_SOURCES: return "sources";
    case PLACE_LANGUAGES: return "languages";
    case PLACE_STAFF_PIN: return "staff-pin";
    case PLACE_STAFF: return "staff";
    }
    return "unknown";
}

struct reached {
    long n_of[N_PLACES];
    bool *pages, *numbers; /* owned; one row a language */
    uint64_t screens[SCREENS_MAX];
    int n_screens;
    bool has_warned, has_failed, has_fallback;
};

static uint64_t
hash_more(uint64_t hash, struct str text, uint64_t number)
{
    for (size_t i = 0; i < text.n; i++) {
        hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211u;
    }
    return (hash ^ number) * 1099511628211u;
}

static void
note_screen(struct reached *reached, const struct app *app)
{
    const struct place *here = &app->nav.here;
    uint64_t hash = hash_more(14695981039346656037u, here->name, (uint64_t)here->kind);
    hash = hash_more(hash, str_from(app->language->tag), app->screen) | 1;
    size_t slot = hash >> 32 & (SCREENS_MAX - 1);
    while (reached->screens[slot] != 0 && reached->screens[slot] != hash) {
        slot = (slot + 1) & (SCREENS_MAX - 1);
    }
    if (reached->screens[slot] == 0 && reached->n_screens < SCREENS_MAX / 2) {
        reached->screens[slot] = hash;
        reached->n_screens++;
    }
}

/* In the order of the catalog. */
static size_t
language_index(const struct world *world, const struct language *language)
{
    size_t n = catalog_language_count(world->catalog);
    for (size_t i = 0; i < n && i < LANGUAGES_MAX; i++) {
        if (catalog_language(world->catalog, i) == language) {
            return i;
        }
    }
    fail_msg("a language that is not on offer: %s", language->tag);
    return 0;
}

static void
note_name(struct reached *reached, const struct world *world, const struct app *app)
{
    const struct pack *pack = world->pack;
    const struct place *here = &app->nav.here;
    size_t row = language_index(world, app->language);
    for (size_t i = 0; here->kind == PLACE_PAGE && i < pack->pages.n; i++) {
        bool is_it = str_eq(pack->pages.items[i]->id, here->name);
        reached->pages[row * pack->pages.n + i] |= is_it;
    }
    for (size_t i = 0; here->kind == PLACE_NUMBER && i < pack->contacts->n; i++) {
        bool is_it = str_eq(pack->contacts->items[i].id, here->name);
        reached->numbers[row * pack->contacts->n + i] |= is_it;
    }
}

static void
note(struct reached *reached, const struct world *world, const struct app *app)
{
    size_t i = 0;
    while (i < N_PLACES && places[i].kind != app->nav.here.kind) {
        i++;
    }
    if (i == N_PLACES) {
        fail_msg("the table of places lacks number %d", (int)app->nav.here.kind);
        return;
    }
    reached->n_of[i]++;
    reached->has_warned = reached->has_warned || app->is_warning;
    reached->has_failed = reached->has_failed || str_eqz(app->nav.here.name, "broken");
    reached->has_fallback = reached->has_fallback || app->options.pack == NULL;
    note_screen(reached, app);
    if (app->options.pack != NULL) {
        note_name(reached, world, app);
    }
}

/* ---- What must hold after every step ------------------------------------------------------- */

static bool
is_near(int pixels)
{
    return pixels > -PIXELS_MAX && pixels < PIXELS_MAX;
}

static bool
is_item_sane(const struct item *item)
{
    struct rect r = item->rect;
    bool is_sane = is_near(r.x) && is_near(r.y) && is_near(r.w) && is_near(r.h) && r.w >= 0 &&
                   r.h >= 0 && item->stroke_px >= 0 && is_near(item->radius_px);
    if (item->kind == ITEM_TEXT) {
        is_sane = is_sane && item->text.p != NULL && utf8_valid(item->text, NULL) &&
                  item->style.size_px > 0 && is_near(item->style.size_px);
    }
    return is_sane && (item->kind != ITEM_QR || (item->qr != NULL && item->qr->width > 0));
}

static void
check_list(const struct list *list)
{
    assert_true(list->n <= LIST_ITEMS_MAX);
    for (size_t i = 0; i < list->n; i++) {
        if (!is_item_sane(&list->items[i])) {
            struct rect r = list->items[i].rect;
            fail_msg("item %zu of kind %d at %d,%d with %dx%d is not sane", i,
                     (int)list->items[i].kind, r.x, r.y, r.w, r.h);
        }
    }
}

static void
check_targets(const struct targets *targets)
{
    assert_true(targets->n <= TARGETS_MAX);
    for (size_t i = 0; i < targets->n; i++) {
        struct rect r = targets->items[i].rect;
        assert_true(is_near(r.x) && is_near(r.y) && is_near(r.w) && is_near(r.h));
        assert_true(targets->items[i].kind != TARGET_NONE);
    }
}

static void
check_frame(const struct app *app, const struct effects *effects, int64_t now_ms)
{
    struct frame frame = app_frame(app);
    assert_non_null(frame.chrome);
    assert_non_null(frame.overlay);
    check_list(frame.chrome);
    check_list(frame.overlay);
    for (int i = 0; i < 2; i++) {
        if (frame.layers[i] != NULL) {
            check_list(frame.layers[i]);
            assert_true(is_near(frame.layer_dx[i]));
        }
    }
    check_targets(app_targets(app));
    assert_true(effects->wake_ms == -1 || effects->wake_ms >= now_ms);
    assert_true(app->focus < (int)app->targets.n || app->is_warning);
    assert_true(app->pressed < (int)app->targets.n);
    assert_true(app->screen == 0 || app->screen < app->screens.n);
    bool may_sleep = app_is_waiting(app) && !app->slide.is_moving && !app->staff.gesture.is_held;
    assert_false(may_sleep && effects->wake_ms != -1);
    assert_int_equal(effects->quit, effects->has_staff_left);
}

/* ---- The monkey ---------------------------------------------------------------------------- */

static void
step(struct driver *driver, struct reached *reached, const struct event *events, size_t n)
{
    struct effects effects = app_step(driver->app, events, n, driver->now_ms);
    check_frame(driver->app, &effects, driver->now_ms);
    note(reached, driver->world, driver->app);
}

static void
show_hard_places(struct driver *driver, struct reached *reached)
{
    for (size_t i = 0; i < N_PLACES; i++) {
        if (places[i].needs_help) {
            app_show_place(driver->app, (struct place){.kind = places[i].kind});
            step(driver, reached, NULL, 0);
        }
    }
}

/* Easy enough for a monkey. */
static bool
verify_pin(void *user, struct str pin)
{
    (void)user;
    return pin.n == 1 && pin.p[0] == '5';
}

static void
hammer(struct driver *driver, struct monkey *monkey, struct reached *reached, long n_events)
{
    driver->options.is_kiosk = true;
    driver->options.staff = staff_example();
    driver->options.staff.verify = verify_pin;
    struct app *app = driver->app = app_open(&driver->options, driver->now_ms);
    for (long i = 0; i < n_events;) {
        struct event events[BATCH_MAX];
        int64_t pause_ms = 0;
        size_t n = (size_t)(1 + (monkey_below(monkey, 4) == 0 ? monkey_below(monkey, 8) : 0));
        for (size_t k = 0; k < n; k++, i++) {
            struct monkey_view view = {app->screen_px, app_targets(app), app->n_content_targets};
            events[k] = monkey_next(monkey, &view);
            pause_ms = monkey->pause_ms > pause_ms ? monkey->pause_ms : pause_ms;
        }
        step(driver, reached, events, n);
        driver->now_ms += pause_ms;
        if (pause_ms > 1000 || monkey_below(monkey, 10) == 0) {
            step(driver, reached, NULL, 0); /* what is seen only if nobody touches then */
        }
        if (i % SHOW_EVERY < (long)n) {
            show_hard_places(driver, reached);
        }
    }
    driver_close(driver);
}

/* More than a button can name: then there is a screen of languages. One of them runs from right to
 * left. */
static void
offer_more(struct world *world, bool is_wanted)
{
    static const char *const tags[] = {"qps-long", "qps-rtl"};
    for (size_t i = 0; i < 2; i++) {
        const struct language *language = lang_find(str_from(tags[i]));
        assert_non_null(language);
        if (is_wanted) {
            assert_true(catalog_offer(world->catalog, language));
        } else {
            catalog_withdraw(world->catalog, language);
        }
    }
}

static size_t
count(const bool *all, size_t n)
{
    size_t n_true = 0;
    for (size_t i = 0; i < n; i++) {
        n_true += all[i];
    }
    return n_true;
}

static void
print_missing(const struct world *world, const struct reached *reached, size_t n_languages)
{
    const struct pack *pack = world->pack;
    for (size_t row = 0; row < n_languages; row++) {
        const char *tag = catalog_language(world->catalog, row)->tag;
        for (size_t i = 0; i < pack->pages.n; i++) {
            if (!reached->pages[row * pack->pages.n + i]) {
                print_error("never reached: page %s in %s\n", pack->pages.items[i]->id.p, tag);
            }
        }
        for (size_t i = 0; i < pack->contacts->n; i++) {
            if (!reached->numbers[row * pack->contacts->n + i]) {
                print_error("never reached: number %s in %s\n", pack->contacts->items[i].id.p, tag);
            }
        }
    }
}

static void
check_reached(const struct monkey_options *options, const struct reached *reached,
              size_t n_languages)
{
    const struct world *world = options->world;
    size_t n_pages = n_languages * world->pack->pages.n;
    size_t n_numbers = n_languages * world->pack->contacts->n;
    size_t n_places = 0;
    for (size_t i = 0; i < N_PLACES; i++) {
        n_places += reached->n_of[i] > 0;
        if (reached->n_of[i] == 0) {
            print_error("never reached: %s\n", place_name(places[i].kind));
        }
    }
    (void)printf("monkey events=%ld crashes=0 places=%zu/%zu pages=%zu/%zu numbers=%zu/%zu "
                 "screens=%d\n",
                 options->events, n_places, N_PLACES, count(reached->pages, n_pages), n_pages,
                 count(reached->numbers, n_numbers), n_numbers, reached->n_screens);
    assert_int_equal(n_places, N_PLACES);
    assert_true(reached->has_warned && reached->has_fallback);
    if (options->share_dir == NULL) {
        assert_true(reached->has_failed);
    }
    if (options->share_dir != NULL && options->events < REAL_EVENTS_LEAST) {
        return;
    }
    print_missing(world, reached, n_languages);
    assert_int_equal(count(reached->pages, n_pages), n_pages);
    assert_int_equal(count(reached->numbers, n_numbers), n_numbers);
}

static void
test_monkey(void **state)
{
    struct monkey_options *options = *state;
    struct world *world = options->world;
    struct monkey monkey = {.seed = (uint32_t)options->seed};
    struct reached *reached = calloc(1, sizeof *reached);
    assert_non_null(reached);
    reached->pages = calloc(LANGUAGES_MAX * world->pack->pages.n, sizeof(bool));
    reached->numbers = calloc(LANGUAGES_MAX * world->pack->contacts->n, sizeof(bool));
    struct driver driver;
    driver_init(&driver, world);
    size_t n_languages = catalog_language_count(world->catalog);
    hammer(&driver, &monkey, reached, options->events * 6 / 10);
    offer_more(world, true);
    hammer(&driver, &monkey, reached, options->events * 3 / 10);
    offer_more(world, false);
    driver.options.pack = NULL; /* only the built-in page is left */
    hammer(&driver, &monkey, reached, options->events / 10);
    check_reached(options, reached, n_languages);
    assert_true(monkey.n_holds > 0);
    free(reached->pages);
    free(reached->numbers);
    free(reached);
}

/* ---- Visits -------------------------------------------------------------------------------- */

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
    const struct monkey_options *options = *state;
    struct driver driver;
    driver_init(&driver, options->world);
    driver_wait(&driver, 0);
    size_t first = 0;
    size_t heap = 0;
    for (long i = 0; i < options->visits; i++) {
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
    const struct monkey_options *options = *state;
    struct driver driver;
    driver_init(&driver, options->world);
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

/* ---- Beginning ----------------------------------------------------------------------------- */

/* The pack and the catalogs that a kiosk shows. */
static void
open_real_world(struct world *world, const char *share_dir)
{
    *world = (struct world){0};
    fixture_open(&world->fixture);
    struct arena *arena = &world->fixture.arena;
    const char *pack_dir = fs_join(arena, share_dir, "pack");
    world->pack = pack_open(pack_dir, &world->fixture.sink);
    if (world->pack == NULL) {
        (void)fprintf(stderr, "there is no pack in %s\n", pack_dir);
        exit(3);
    }
    struct catalog_options options = {fs_join(arena, share_dir, "anchor"),
                                      fs_join(arena, share_dir, "locale"),
                                      fs_join(arena, pack_dir, "locale"), world->pack->id.p};
    world->catalog = catalog_open(&options, &world->fixture.sink);
}

static bool
parse(struct monkey_options *options, int argc, char **argv)
{
    const struct {
        const char *name;
        long *value;
    } numbers[] = {
        {"--events", &options->events}, {"--visits", &options->visits}, {"--seed", &options->seed}};
    for (int i = 1; i < argc; i += 2) {
        long *value = NULL;
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
            value = strcmp(argv[i], numbers[k].name) == 0 ? numbers[k].value : value;
        }
        bool is_share = strcmp(argv[i], "--share") == 0;
        if (i + 1 == argc || (value == NULL && !is_share)) {
            return false;
        }
        if (is_share) {
            options->share_dir = argv[i + 1];
        } else if ((*value = strtol(argv[i + 1], NULL, 10)) <= 0) {
            return false;
        }
    }
    return true;
}

int
main(int argc, char **argv)
{
    static struct world world;
    struct monkey_options options = {
        .events = 100000, .visits = 2000, .seed = 20260702, .world = &world};
    if (!parse(&options, argc, argv)) {
        (void)fprintf(stderr, "usage: %s [--events N] [--visits N] [--seed N] [--share DIR]\n",
                      argv[0]);
        return 2;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_monkey, &options),
        cmocka_unit_test_prestate(test_visits_leave_nothing, &options),
        cmocka_unit_test_prestate(test_long_visit, &options),
    };
    const struct CMUnitTest real[] = {cmocka_unit_test_prestate(test_monkey, &options)};
    int failed = 0;
    if (options.share_dir != NULL) {
        open_real_world(&world, options.share_dir);
        failed = cmocka_run_group_tests(real, NULL, NULL);
    } else {
        world_open(&world);
        failed = cmocka_run_group_tests(tests, NULL, NULL);
    }
    world_close(&world);
    return failed;
}
