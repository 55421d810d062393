/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every event is a step of its own, as the slowest machine would see it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "layout/hit.h"

#define HERE KYR_SOURCE_DIR "/tests/unit/ui"
#define PACK_ID "kyr-ui-test"

static const char *const action_names[] = {
    [ACTION_NONE] = "none",     [ACTION_LANGUAGE] = "language",
    [ACTION_THEME] = "theme",   [ACTION_TEXT_SIZE] = "text-size",
    [ACTION_HIDE] = "hide",     [ACTION_HOME] = "home",
    [ACTION_BACK] = "back",     [ACTION_NEXT] = "next",
    [ACTION_TOPICS] = "topics", [ACTION_SOURCES] = "sources",
    [ACTION_NOTES] = "notes",   [ACTION_LANGUAGES] = "languages",
    [ACTION_DIGIT] = "digit",   [ACTION_CLEAR] = "clear",
    [ACTION_ENTER] = "enter",   [ACTION_LEAVE] = "leave",
};

static void
install(struct world *world, const char *po, const char *domain)
{
    struct fixture *fixture = &world->fixture;
    const char *path = fs_join(&fixture->arena, HERE "/po", po);
    struct str mo = fixture_compile(fixture, fixture_read(fixture, path), "");
    (void)fixture_install(fixture, "es", domain, mo);
}

/* Outside a test, where an assertion would end the program without a word. */
static void
require(const struct world *world, bool holds, const char *what)
{
    if (!holds) {
        diag_print(&world->fixture.sink, stderr);
        (void)fprintf(stderr, "the world of the test is not as it should be: %s\n", what);
        exit(1);
    }
}

void
world_open(struct world *world)
{
    *world = (struct world){0};
    struct fixture *fixture = &world->fixture;
    fixture_open(fixture);
    install(world, "es-ui.po", "kyr-kiosk");
    install(world, "es-pack.po", PACK_ID);
    const char *locale = fixture_path(fixture, "locale");
    struct catalog_options options = {fixture_anchor(fixture), locale, locale, PACK_ID};
    world->catalog = catalog_open(&options, &fixture->sink);
    require(world, catalog_language_count(world->catalog) == 2, "two languages");
    world->pack = pack_open(HERE "/pack", &fixture->sink);
    require(world, world->pack != NULL, "a pack");
    require(world, fixture->sink.n_errors == 1, "one error: the markup in broken.md");
}

void
world_close(struct world *world)
{
    catalog_close(world->catalog);
    pack_close(world->pack);
    fixture_close(&world->fixture);
}

void
driver_init(struct driver *driver, struct world *world)
{
    *driver = (struct driver){.world = world};
    driver->options = (struct app_options){.pack = world->pack,
                                           .catalog = world->catalog,
                                           .metrics = metrics_fixed(),
                                           .today = {2026, 7, 2},
                                           .language = lang_source(),
                                           .screen_px = {1366, 768},
                                           .idle_s = IDLE_DEFAULT_S};
}

void
driver_close(struct driver *driver)
{
    app_close(driver->app);
    arena_free(&driver->names);
    driver->app = NULL;
}

static void
step(struct driver *driver, const struct event *event)
{
    if (driver->app == NULL) {
        driver->app = app_open(&driver->options, driver->now_ms);
    }
    driver->last = app_step(driver->app, event, event == NULL ? 0 : 1, driver->now_ms);
    driver->ever_forgot = driver->ever_forgot || driver->last.forget;
}

void
driver_wait(struct driver *driver, int64_t ms)
{
    driver->now_ms += ms;
    step(driver, NULL);
}

void
driver_event(struct driver *driver, struct event event)
{
    step(driver, &event);
}

void
driver_pointer(struct driver *driver, enum event_kind kind, int64_t pointer, int x, int y)
{
    enum event_source source = pointer == 0 ? SOURCE_MOUSE : SOURCE_TOUCH;
    if (pointer == 1) {
        driver->finger_x = x;
        driver->finger_y = y;
    }
    driver_event(
        driver, (struct event){.kind = kind, .source = source, .pointer = pointer, .x = x, .y = y});
}

void
driver_key(struct driver *driver, enum key key)
{
    driver_event(driver, (struct event){.kind = EVENT_KEY, .source = SOURCE_KEY, .key = key});
}

void
driver_tap(struct driver *driver, int x, int y)
{
    driver_pointer(driver, EVENT_DOWN, 1, x, y);
    driver->now_ms += 60;
    driver_pointer(driver, EVENT_UP, 1, x, y);
}

const char *
driver_target_name(struct driver *driver, int index)
{
    static const char *const kinds[] = {
        [TARGET_PAGE] = "page", [TARGET_NUMBER] = "number", [TARGET_SECTION] = "section"};
    const struct targets *targets = app_targets(driver->app);
    if (index < 0 || (size_t)index >= targets->n) {
        return "none";
    }
    const struct target *target = &targets->items[index];
    const char *kind =
        target->kind == TARGET_ACTION ? action_names[target->action] : kinds[target->kind];
    struct arena *arena = &driver->names;
    return target->arg.n == 0 ? kind : str_printf(arena, "%s:%.*s", kind, STR_ARG(target->arg)).p;
}

int
driver_find(struct driver *driver, const char *name)
{
    for (size_t i = 0; i < app_targets(driver->app)->n; i++) {
        if (strcmp(driver_target_name(driver, (int)i), name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

void
driver_tap_target(struct driver *driver, const char *name)
{
    int index = driver_find(driver, name);
    if (index < 0) {
        fail_msg("at %s there is no target %s", driver_place(driver), name);
        return;
    }
    struct rect r = app_targets(driver->app)->items[index].rect;
    driver_tap(driver, r.x + r.w / 2, r.y + r.h / 2);
}

void
driver_start(struct driver *driver)
{
    driver_wait(driver, 0);
    driver_tap(driver, 100, 100);
    assert_string_equal(driver_place(driver), "home");
}

void
driver_swipe(struct driver *driver, int dx, int64_t ms)
{
    struct size screen = driver->app->screen_px;
    int x = screen.w / 2 - dx / 2;
    int y = driver->app->content.y + driver->app->content.h / 2;
    driver_pointer(driver, EVENT_DOWN, 1, x, y);
    for (int i = 1; i <= 4; i++) {
        driver->now_ms += ms / 4;
        driver_pointer(driver, EVENT_MOVE, 1, x + dx * i / 4, y);
    }
    driver_pointer(driver, EVENT_UP, 1, x + dx, y);
}

static void
gather(struct strbuf *buf, const struct list *list)
{
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        if (list->items[i].kind == ITEM_TEXT && list->items[i].style.face != FACE_ICON) {
            strbuf_add(buf, list->items[i].text);
        }
    }
}

static struct str
without_blanks(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != ' ') {
            out[n++] = text.p[i];
        }
    }
    return (struct str){out, n};
}

bool
driver_shows(struct driver *driver, const char *words)
{
    struct arena scratch = {0};
    struct strbuf buf = {0};
    struct frame frame = app_frame(driver->app);
    gather(&buf, frame.layers[0]);
    gather(&buf, frame.chrome);
    struct str all = without_blanks(&scratch, strbuf_str(&buf));
    bool found = str_find(all, without_blanks(&scratch, str_from(words))) >= 0;
    strbuf_free(&buf);
    arena_free(&scratch);
    return found;
}

const char *
driver_place(struct driver *driver)
{
    const struct place *here = &driver->app->nav.here;
    struct arena *arena = &driver->names;
    switch (here->kind) {
    case PLACE_ATTRACT: return "attract";
    case PLACE_HIDDEN: return "hidden";
    case PLACE_HOME: return "home";
    case PLACE_TOPICS: return "topics";
    case PLACE_LANGUAGES: return "languages";
    case PLACE_STAFF_PIN: return "staff-pin";
    case PLACE_STAFF: return "staff";
    case PLACE_PAGE: return str_dup(arena, here->name).p;
    case PLACE_NUMBER: return str_printf(arena, "number:%.*s", STR_ARG(here->name)).p;
    case PLACE_SOURCES: return str_printf(arena, "sources:%.*s", STR_ARG(here->name)).p;
    }
    return "?";
}
