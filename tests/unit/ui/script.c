/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of commands; each takes the rest of its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"

#define SCRIPT_BYTES_MAX 65536
#define TAB_MAX 400 /* more than any screen has targets */

struct script {
    struct driver driver;
    const char *path;
    int line;
    int marked; /* node id */
};

#define bad(script, ...)                                                                           \
    do {                                                                                           \
        (void)fprintf(stderr, "%s:%d: ", (script)->path, (script)->line);                          \
        fail_msg(__VA_ARGS__);                                                                     \
    } while (0)

/* The next word of *rest, terminated. */
static const char *
word(struct script *script, struct str *rest)
{
    *rest = str_trim(*rest);
    return str_dup(&script->driver.world->fixture.arena, str_cut(rest, ' ')).p;
}

static int64_t
number(struct script *script, struct str *rest)
{
    const char *text = word(script, rest);
    char *end = NULL;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end != '\0') {
        bad(script, "'%s' is not a number", text);
    }
    return value;
}

static struct size
size(struct script *script, struct str *rest)
{
    struct size size = {0};
    const char *text = word(script, rest);
    if (sscanf(text, "%dx%d", &size.w, &size.h) != 2) {
        bad(script, "'%s' is not a size", text);
    }
    return size;
}

static struct rect
target(struct script *script, const char *name)
{
    int index = driver_find(&script->driver, name);
    if (index < 0) {
        bad(script, "at %s there is no target %s", driver_place(&script->driver), name);
    }
    return app_targets(script->driver.app)->items[index].rect;
}

/* "X Y" or the middle of a target. */
static void
point(struct script *script, struct str *rest, int *x, int *y)
{
    const char *first = word(script, rest);
    if (rest->n > 0) {
        *x = atoi(first);
        *y = (int)number(script, rest);
        return;
    }
    struct rect r = target(script, first);
    *x = r.x + r.w / 2;
    *y = r.y + r.h / 2;
}

/* Before the first event. */

static void
do_option(struct script *script, struct str rest)
{
    struct app_options *options = &script->driver.options;
    const char *name = word(script, &rest);
    if (strcmp(name, "idle") == 0) {
        options->idle_s = (int)number(script, &rest);
    } else if (strcmp(name, "kiosk") == 0) {
        options->is_kiosk = true;
    } else if (strcmp(name, "no-pack") == 0) {
        options->pack = NULL;
    } else if (strcmp(name, "size") == 0) {
        options->screen_px = size(script, &rest);
    } else if (strcmp(name, "dpi") == 0) {
        options->dpi = (double)number(script, &rest);
    } else if (strcmp(name, "text") == 0) {
        options->text_percent = (int)number(script, &rest);
    } else if (strcmp(name, "theme") == 0) {
        options->theme = strcmp(word(script, &rest), "dark") == 0 ? THEME_DARK : THEME_LIGHT;
    } else if (strcmp(name, "lang") == 0) {
        options->language = lang_find(str_from(word(script, &rest)));
    } else {
        bad(script, "unknown option '%s'", name);
    }
}

/* Time. */

static void
do_at(struct script *script, struct str rest)
{
    driver_wait(&script->driver, number(script, &rest) - script->driver.now_ms);
}

static void
do_advance(struct script *script, struct str rest)
{
    driver_wait(&script->driver, number(script, &rest));
}

static void
do_sleep(struct script *script, struct str rest)
{
    (void)rest;
    int64_t wake_ms = script->driver.last.wake_ms;
    if (wake_ms < 0) {
        bad(script, "there is nothing to wake for");
    }
    driver_wait(&script->driver, wake_ms - script->driver.now_ms);
}

/* Pointers. */

static void
do_start(struct script *script, struct str rest)
{
    (void)rest;
    driver_start(&script->driver);
}

static enum event_kind
pointer_kind(struct script *script, const char *name)
{
    static const char *const names[] = {"down", "move", "up", "cancel"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(names[i], name) == 0) {
            return (enum event_kind)(EVENT_DOWN + i);
        }
    }
    bad(script, "'%s' is nothing a finger does", name);
    return EVENT_NONE;
}

static void
do_touch(struct script *script, struct str rest)
{
    enum event_kind kind = pointer_kind(script, word(script, &rest));
    int64_t finger = number(script, &rest);
    int x = (int)number(script, &rest);
    driver_pointer(&script->driver, kind, finger, x, (int)number(script, &rest));
}

static void
do_mouse(struct script *script, struct str rest)
{
    enum event_kind kind = pointer_kind(script, word(script, &rest));
    int x = (int)number(script, &rest);
    driver_pointer(&script->driver, kind, 0, x, (int)number(script, &rest));
}

static void
do_tap(struct script *script, struct str rest)
{
    int x = 0;
    int y = 0;
    point(script, &rest, &x, &y);
    driver_tap(&script->driver, x, y);
}

static void
do_press(struct script *script, struct str rest)
{
    int x = 0;
    int y = 0;
    point(script, &rest, &x, &y);
    driver_pointer(&script->driver, EVENT_DOWN, 1, x, y);
}

static void
do_slide(struct script *script, struct str rest)
{
    int x = 0;
    int y = 0;
    point(script, &rest, &x, &y);
    driver_pointer(&script->driver, EVENT_MOVE, 1, x, y);
}

static void
do_release(struct script *script, struct str rest)
{
    (void)rest;
    struct driver *driver = &script->driver;
    driver_pointer(driver, EVENT_UP, 1, driver->finger_x, driver->finger_y);
}

static void
do_swipe(struct script *script, struct str rest)
{
    int dx = script->driver.app->screen_px.w * 6 / 10;
    bool is_left = strcmp(word(script, &rest), "left") == 0;
    driver_swipe(&script->driver, is_left ? -dx : dx, 200);
}

static void
do_drag(struct script *script, struct str rest)
{
    struct driver *driver = &script->driver;
    int dx = (int)number(script, &rest);
    int x = driver->app->screen_px.w / 2;
    int y = driver->app->content.y + driver->app->content.h / 2;
    driver_pointer(driver, EVENT_DOWN, 1, x, y);
    for (int i = 1; i <= 10; i++) {
        driver->now_ms += 50;
        driver_pointer(driver, EVENT_MOVE, 1, x + dx * i / 10, y);
    }
}

/* Keys and the window. */

static void
do_key(struct script *script, struct str rest)
{
    static const char *const names[] = {
        [KEY_NONE] = "none",         [KEY_TAB] = "tab",
        [KEY_BACKTAB] = "backtab",   [KEY_LEFT] = "left",
        [KEY_RIGHT] = "right",       [KEY_UP] = "up",
        [KEY_DOWN] = "down",         [KEY_ENTER] = "enter",
        [KEY_BACK] = "back",         [KEY_ESCAPE] = "escape",
        [KEY_NEXT] = "next",         [KEY_PREVIOUS] = "previous",
        [KEY_HOME] = "home",         [KEY_SHIFT] = "shift",
        [KEY_LARGER] = "larger",     [KEY_SMALLER] = "smaller",
        [KEY_LANGUAGE] = "language", [KEY_THEME] = "theme",
        [KEY_STAFF] = "staff",       [KEY_FACILITATOR] = "facilitator",
        [KEY_OTHER] = "other",
    };
    const char *name = word(script, &rest);
    int64_t times = rest.n > 0 ? number(script, &rest) : 1;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            for (int64_t k = 0; k < times; k++) {
                driver_key(&script->driver, (enum key)i);
            }
            return;
        }
    }
    bad(script, "unknown key '%s'", name);
}

static void
do_resize(struct script *script, struct str rest)
{
    struct size to = size(script, &rest);
    double dpi = rest.n > 0 ? (double)number(script, &rest) : 0;
    driver_event(&script->driver,
                 (struct event){.kind = EVENT_RESIZE, .w = to.w, .h = to.h, .dpi = dpi});
}

static void
do_expose(struct script *script, struct str rest)
{
    (void)rest;
    driver_event(&script->driver, (struct event){.kind = EVENT_EXPOSE});
}

static void
do_quit(struct script *script, struct str rest)
{
    (void)rest;
    driver_event(&script->driver, (struct event){.kind = EVENT_QUIT});
}

static void
do_focus(struct script *script, struct str rest)
{
    const char *name = word(script, &rest);
    struct driver *driver = &script->driver;
    for (int i = 0; i < TAB_MAX; i++) {
        driver_key(driver, KEY_TAB);
        if (strcmp(driver_target_name(driver, driver->app->focus), name) == 0) {
            return;
        }
    }
    bad(script, "Tab does not reach %s", name);
}

/* Turns on until the target is there. */
static void
do_seek(struct script *script, struct str rest)
{
    const char *name = word(script, &rest);
    for (int i = 0; i < TAB_MAX && driver_find(&script->driver, name) < 0; i++) {
        driver_key(&script->driver, KEY_NEXT);
    }
    (void)target(script, name);
}

/* Turns on until the words are there. */
static void
do_look(struct script *script, struct str rest)
{
    struct driver *driver = &script->driver;
    const char *words = str_dup(&driver->names, rest).p;
    for (int i = 0; i < TAB_MAX && !driver_shows(driver, words); i++) {
        driver_key(driver, KEY_NEXT);
    }
    if (!driver_shows(driver, words)) {
        bad(script, "no screen of %s shows: %s", driver_place(driver), words);
    }
}

static void
do_mark(struct script *script, struct str rest)
{
    (void)rest;
    script->marked = script->driver.app->nav.here.node_id;
    if (script->marked == 0) {
        bad(script, "the place has no anchor");
    }
}

static void
do_turn(struct script *script, struct str rest)
{
    size_t to = (size_t)number(script, &rest);
    for (int i = 0; i < TAB_MAX && app_screen_index(script->driver.app) + 1 < to; i++) {
        driver_key(&script->driver, KEY_NEXT);
    }
    if (app_screen_index(script->driver.app) + 1 != to) {
        bad(script, "there is no screen %zu", to);
    }
}

/* Expectations. */

static bool
is_marked_here(const struct script *script)
{
    const struct app *app = script->driver.app;
    return screens_find(&app->screens, script->marked) == app->screen;
}

struct flag {
    const char *name;
    bool is_so;
};

static bool
expect_flag(struct script *script, const char *name)
{
    struct driver *driver = &script->driver;
    const struct app *app = driver->app;
    const struct flag flags[] = {
        {"redraw", driver->last.redraw},
        {"quiet", !driver->last.redraw},
        {"quit", driver->last.quit},
        {"stays", !driver->last.quit},
        {"pointer", driver->last.shows_pointer},
        {"no-pointer", !driver->last.shows_pointer},
        {"warning", app->is_warning},
        {"no-warning", !app->is_warning},
        {"forgot", driver->ever_forgot},
        {"kept", !driver->ever_forgot},
        {"notes", app->shows_facilitator},
        {"no-notes", !app->shows_facilitator},
        {"marked", is_marked_here(script)},
        {"settled", slide_px(app) == 0 && !app->slide.is_moving},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (strcmp(flags[i].name, name) == 0) {
            bool is_look = strcmp(name, "forgot") == 0 || strcmp(name, "kept") == 0;
            driver->ever_forgot = driver->ever_forgot && !is_look;
            return flags[i].is_so;
        }
    }
    bad(script, "unknown expectation '%s'", name);
    return false;
}

struct value {
    const char *name;
    long long is;
};

static bool
find_number(struct script *script, struct str name, long long *out)
{
    const struct driver *driver = &script->driver;
    const struct app *app = driver->app;
    struct frame frame = app_frame(app);
    long long wake_in = driver->last.wake_ms < 0 ? -1 : driver->last.wake_ms - driver->now_ms;
    const struct value values[] = {
        {"text", app->text_percent},
        {"screen", (long long)app->screen + 1},
        {"screens", (long long)app->screens.n},
        {"back", app->nav.n_back},
        {"dx", frame.layer_dx[0]},
        {"layers", (frame.layers[0] != NULL) + (frame.layers[1] != NULL)},
        {"seconds", app->seconds_left},
        {"wake", driver->last.wake_ms},
        {"wake-in", wake_in},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (str_eqz(name, values[i].name)) {
            *out = values[i].is;
            return true;
        }
    }
    return false;
}

static const char *
find_word(struct script *script, struct str name)
{
    struct driver *driver = &script->driver;
    const struct app *app = driver->app;
    if (str_eqz(name, "place")) {
        return driver_place(driver);
    }
    if (str_eqz(name, "lang")) {
        return app->language->tag;
    }
    if (str_eqz(name, "theme")) {
        return app->theme == THEME_DARK ? "dark" : "light";
    }
    if (str_eqz(name, "focus") || str_eqz(name, "pressed")) {
        return driver_target_name(driver, str_eqz(name, "focus") ? app->focus : app->pressed);
    }
    bad(script, "unknown expectation '%.*s'", STR_ARG(name));
    return "";
}

static void
compare_value(struct script *script, const char *text, size_t at)
{
    struct str name = {text, at};
    const char *want = text + at + 1;
    long long is = 0;
    if (find_number(script, name, &is)) {
        long long limit = strcmp(want, "never") == 0 ? -1 : atoll(want);
        bool holds = text[at] == '<' ? is < limit : text[at] == '>' ? is > limit : is == limit;
        if (!holds) {
            bad(script, "expected %s, but it is %lld", text, is);
        }
        return;
    }
    const char *word_is = find_word(script, name);
    if (strcmp(word_is, want) != 0) {
        bad(script, "expected %s, but it is %s", text, word_is);
    }
}

static void
do_expect(struct script *script, struct str rest)
{
    while (rest.n > 0) {
        const char *text = word(script, &rest);
        size_t at = strcspn(text, "=<>");
        bool wants_it = strcmp(text, "shows") == 0;
        if (wants_it || strcmp(text, "hides") == 0) {
            const char *words = str_dup(&script->driver.world->fixture.arena, str_trim(rest)).p;
            if (driver_shows(&script->driver, words) != wants_it) {
                bad(script, "expected %s %s", text, words);
            }
            return;
        }
        if (text[at] != '\0') {
            compare_value(script, text, at);
        } else if (!expect_flag(script, text)) {
            bad(script, "expected %s", text);
        }
    }
}

static const struct {
    const char *name;
    void (*run)(struct script *script, struct str rest);
} commands[] = {
    {"option", do_option}, {"at", do_at},       {"advance", do_advance}, {"sleep", do_sleep},
    {"start", do_start},   {"touch", do_touch}, {"mouse", do_mouse},     {"tap", do_tap},
    {"press", do_press},   {"slide", do_slide}, {"release", do_release}, {"swipe", do_swipe},
    {"drag", do_drag},     {"key", do_key},     {"resize", do_resize},   {"expose", do_expose},
    {"quit", do_quit},     {"focus", do_focus}, {"mark", do_mark},       {"turn", do_turn},
    {"seek", do_seek},     {"look", do_look},   {"expect", do_expect},
};

static void
run_line(struct script *script, struct str line)
{
    struct str rest = str_trim(str_cut(&line, '#'));
    if (rest.n == 0) {
        return;
    }
    const char *name = word(script, &rest);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            if (script->driver.app == NULL && commands[i].run != do_option) {
                driver_wait(&script->driver, 0);
            }
            commands[i].run(script, rest);
            return;
        }
    }
    bad(script, "unknown command '%s'", name);
}

void
script_run(struct world *world, const char *path)
{
    struct script script = {.path = path};
    driver_init(&script.driver, world);
    struct str text = fixture_read(&world->fixture, path);
    assert_true(text.n < SCRIPT_BYTES_MAX);
    while (text.n > 0) {
        script.line++;
        run_line(&script, str_cut(&text, '\n'));
    }
    driver_close(&script.driver);
}
