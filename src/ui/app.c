/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Input and time. Every event first counts as activity, then goes to the gesture or the keys; both end in a handful
 * of actions. Drawing is app_view.c's.
 */
#include "ui/app_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#define SHIFTS_TO_HIDE 3
#define SHIFT_GAP_MS 800

static const int text_percents[] = {100, 130, 160, 200};
#define N_PERCENTS ((int)(sizeof text_percents / sizeof text_percents[0]))

void
app_mark(struct app *app, enum stale stale)
{
    if (stale > app->stale) {
        app->stale = stale;
    }
    app->effects.redraw = true;
}

void
app_trace(const struct app *app, const char *what, const char *details)
{
    if (app->options.trace != NULL) {
        app->options.trace(app->options.trace_user, what, details);
    }
}

static void
place_changed(struct app *app)
{
    app->screen = 0;
    app->focus = app->pressed = -1;
    app->slide = (struct slide){0};
    app->is_fallback_forced = false;
    app_mark(app, STALE_PLACE);
}

/* Ends a visit. */
static void
reset(struct app *app, enum place_kind kind)
{
    app->language = app->options.language;
    app->text_percent = app->options.text_percent;
    app->theme = app->options.theme;
    app->shows_facilitator = false;
    app->is_warning = false;
    app->shift_count = 0;
    nav_reset(&app->nav, kind);
    gesture_reset(&app->gesture);
    app->effects.forget = true;
    place_changed(app);
    app_mark(app, STALE_WORDS);
    app_trace(app, "reset", kind == PLACE_HIDDEN ? "to=hidden" : "to=attract");
}

static bool
is_waiting(const struct app *app)
{
    return app->nav.here.kind == PLACE_ATTRACT || app->nav.here.kind == PLACE_HIDDEN;
}

static void
go(struct app *app, struct place place)
{
    nav_go(&app->nav, place);
    place_changed(app);
}

static void
go_home(struct app *app)
{
    nav_reset(&app->nav, PLACE_HOME);
    place_changed(app);
}

static void
wake(struct app *app)
{
    if (app->nav.here.kind == PLACE_HIDDEN) {
        nav_reset(&app->nav, PLACE_ATTRACT);
        place_changed(app);
    } else {
        go_home(app);
    }
}

/* Actions. */

/* Remembers where the visitor is, so that a new layout finds the place again. */
static void
anchor(struct app *app)
{
    struct place *here = &app->nav.here;
    here->screen = (int)app->screen;
    size_t i = app->screen < app->screens.n ? app->screen : 0;
    while (app->doc != NULL && i > 0 && app->screens.items[i].first_node == 0) {
        i--;
    }
    here->node_id = app->doc != NULL && app->screens.n > 0 ? app->screens.items[i].first_node : 0;
}

static void
turn_to(struct app *app, size_t screen)
{
    app->screen = screen;
    app->pressed = app->focus = -1;
    app->is_page_new = true;
    anchor(app);
    app_mark(app, STALE_FRAME);
}

static void
turn(struct app *app, int by)
{
    bool is_possible = by < 0 ? app->screen > 0 : app->screen + 1 < app->screens.n;
    if (is_possible) {
        turn_to(app, by < 0 ? app->screen - 1 : app->screen + 1);
    }
}

static void
back(struct app *app)
{
    if (app->screen > 0 && app->nav.here.kind != PLACE_HOME) {
        turn(app, -1);
        return;
    }
    if (!nav_back(&app->nav)) {
        if (app->nav.here.kind == PLACE_HOME && app->screen > 0) {
            turn(app, -1);
        } else if (app->nav.here.kind != PLACE_HOME) {
            go_home(app);
        }
        return;
    }
    struct place here = app->nav.here;
    place_changed(app);
    app->nav.here = here; /* its anchor leads to the screen that was left */
}

static void
set_language(struct app *app, const struct language *language)
{
    if (language == NULL || language == app->language) {
        return;
    }
    anchor(app);
    app->language = language;
    app_mark(app, STALE_WORDS);
    char details[64];
    (void)snprintf(details, sizeof details, "code=%s", language->tag);
    app_trace(app, "lang", details);
}

static void
next_language(struct app *app)
{
    size_t n = catalog_language_count(app->options.catalog);
    for (size_t i = 0; i < n; i++) {
        if (catalog_language(app->options.catalog, i) == app->language) {
            set_language(app, catalog_language(app->options.catalog, (i + 1) % n));
            return;
        }
    }
}

/* by 0: the next larger one, then the smallest again. */
static void
change_text_size(struct app *app, int by)
{
    int at = 0;
    while (at + 1 < N_PERCENTS && text_percents[at] < app->text_percent) {
        at++;
    }
    at = by == 0 ? (at + 1) % N_PERCENTS : int_clamp(at + by, 0, N_PERCENTS - 1);
    anchor(app);
    app->text_percent = text_percents[at];
    app_mark(app, STALE_PLACE);
}

static void
do_action(struct app *app, const struct target *target)
{
    switch ((enum action)target->action) {
    case ACTION_NONE: break;
    case ACTION_LANGUAGE: set_language(app, lang_find(target->arg)); break;
    case ACTION_TEXT_SIZE: change_text_size(app, 0); break;
    case ACTION_THEME:
        app->theme = app->theme == THEME_LIGHT ? THEME_DARK : THEME_LIGHT;
        app_mark(app, STALE_FRAME);
        break;
    case ACTION_HIDE: reset(app, PLACE_HIDDEN); break;
    case ACTION_HOME: go_home(app); break;
    case ACTION_BACK: back(app); break;
    case ACTION_NEXT: turn(app, 1); break;
    case ACTION_TOPICS: go(app, (struct place){.kind = PLACE_TOPICS}); break;
    case ACTION_SOURCES:
        go(app, (struct place){.kind = PLACE_SOURCES, .name = app->nav.here.name});
        break;
    }
}

/* Names in a place are the pack's own strings: those of a target go with the next layout. */
static bool
go_page(struct app *app, struct str id)
{
    const struct pack *pack = app->options.pack;
    const struct page *page = pack == NULL ? NULL : pack_page(pack, id);
    if (page != NULL) {
        go(app, (struct place){.kind = PLACE_PAGE, .name = page->id});
    }
    return page != NULL;
}

static bool
go_number(struct app *app, struct str id)
{
    const struct pack *pack = app->options.pack;
    const struct contact *contact = pack == NULL ? NULL : hotlines_find(pack->contacts, id);
    if (contact != NULL) {
        go(app, (struct place){.kind = PLACE_NUMBER, .name = contact->id});
    }
    return contact != NULL;
}

static void
go_section(struct app *app, struct str name)
{
    const struct node *section = app->doc == NULL ? NULL : doc_section(app->doc, name);
    if (section == NULL) {
        return;
    }
    anchor(app);
    struct place place = app->nav.here;
    place.node_id = section->id;
    go(app, place);
}

static void
activate(struct app *app, int index)
{
    struct target target = app->targets.items[index];
    anchor(app);
    switch (target.kind) {
    case TARGET_NONE: break;
    case TARGET_PAGE: go_page(app, target.arg); break;
    case TARGET_NUMBER: go_number(app, target.arg); break;
    case TARGET_SECTION: go_section(app, target.arg); break;
    case TARGET_ACTION: do_action(app, &target); break;
    }
}

/* Pointers. */

static struct gesture_limits
limits(const struct app *app)
{
    int slop = int_max((int)(6 * app->scale.px_per_mm), 8);
    return (struct gesture_limits){slop, int_max(app->screen_px.w / 5, slop + 1)};
}

static void
start_slide(struct app *app, int from_px)
{
    app->slide = (struct slide){from_px, app->now_ms, true};
    app_mark(app, STALE_FRAME);
}

static void
swipe(struct app *app, int dx)
{
    bool is_forward = (dx < 0) == (app->words.language->dir == DIR_LTR);
    size_t before = app->screen;
    turn(app, is_forward ? 1 : -1);
    bool has_turned = app->screen != before;
    int w = app->screen_px.w;
    start_slide(app, has_turned ? (dx < 0 ? dx + w : dx - w) : dx / 3);
}

static void
drag(struct app *app, int dx)
{
    bool is_forward = (dx < 0) == (app->words.language->dir == DIR_LTR);
    bool has_neighbour = is_forward ? app->screen + 1 < app->screens.n : app->screen > 0;
    app->pressed = -1;
    app->slide = (struct slide){has_neighbour ? dx : dx / 3, app->now_ms, false};
    app_mark(app, STALE_FRAME);
}

static void
on_press(struct app *app, int x, int y)
{
    app->slide = (struct slide){0};
    app->focus = -1;
    app->pressed = targets_at(&app->targets, x, y);
    app_mark(app, STALE_FRAME);
}

static void
on_move(struct app *app, int x, int y)
{
    bool is_off = app->pressed >= 0 && !rect_contains(app->targets.items[app->pressed].rect, x, y);
    if (is_off) {
        app->pressed = -1; /* sliding off cancels, coming back does not revive it */
        app_mark(app, STALE_FRAME);
    }
}

static void
on_tap(struct app *app, int x, int y)
{
    on_move(app, x, y);
    int index = app->pressed;
    app->pressed = -1;
    app_mark(app, STALE_FRAME);
    if (index >= 0) {
        activate(app, index);
    }
}

static void
on_pointer(struct app *app, const struct event *event)
{
    struct gesture_result result =
        gesture_event(&app->gesture, event, limits(app), app->now_ms);
    if (is_waiting(app)) {
        if (result.kind == GESTURE_TAP || result.kind == GESTURE_SWIPE) {
            wake(app);
        }
        return;
    }
    switch (result.kind) {
    case GESTURE_NONE: break;
    case GESTURE_PRESS: on_press(app, result.x, result.y); break;
    case GESTURE_MOVE: on_move(app, result.x, result.y); break;
    case GESTURE_DRAG: drag(app, result.dx); break;
    case GESTURE_TAP: on_tap(app, result.x, result.y); break;
    case GESTURE_SWIPE: swipe(app, result.dx); break;
    case GESTURE_CANCEL:
        app->pressed = -1;
        start_slide(app, app->slide.from_px);
        break;
    }
}

/* Keys. */

static void
focus_step(struct app *app, int by)
{
    int n = (int)app->targets.n;
    if (n > 0) {
        app->focus = app->focus < 0 ? (by > 0 ? 0 : n - 1) : (app->focus + by + n) % n;
        app_mark(app, STALE_FRAME);
    }
}

static void
focus_toward(struct app *app, int dx, int dy)
{
    if (app->focus < 0 && dx != 0) { /* nothing chosen: arrows turn the page, as a presenter expects */
        bool is_forward = (dx > 0) == (app->words.language->dir == DIR_LTR);
        turn(app, is_forward ? 1 : -1);
        return;
    }
    app->focus = targets_toward(&app->targets, app->focus, dx, dy);
    app_mark(app, STALE_FRAME);
}

static void
on_shift(struct app *app)
{
    bool is_quick = app->now_ms - app->shift_ms <= SHIFT_GAP_MS;
    app->shift_count = is_quick ? app->shift_count + 1 : 1;
    app->shift_ms = app->now_ms;
    if (app->shift_count >= SHIFTS_TO_HIDE) {
        reset(app, PLACE_HIDDEN);
    }
}

static void
on_key(struct app *app, enum key key)
{
    if (is_waiting(app)) {
        if (key != KEY_SHIFT) {
            wake(app);
        }
        return;
    }
    switch (key) {
    case KEY_TAB: focus_step(app, 1); break;
    case KEY_BACKTAB: focus_step(app, -1); break;
    case KEY_LEFT: focus_toward(app, -1, 0); break;
    case KEY_RIGHT: focus_toward(app, 1, 0); break;
    case KEY_UP: focus_toward(app, 0, -1); break;
    case KEY_DOWN: focus_toward(app, 0, 1); break;
    case KEY_ENTER:
        if (app->focus >= 0 && app->focus < (int)app->targets.n) {
            activate(app, app->focus);
        }
        break;
    case KEY_ESCAPE: back(app); break;
    case KEY_NEXT: turn(app, 1); break;
    case KEY_PREVIOUS: turn(app, -1); break;
    case KEY_HOME: go_home(app); break;
    case KEY_SHIFT: on_shift(app); break;
    case KEY_LARGER: change_text_size(app, 1); break;
    case KEY_SMALLER: change_text_size(app, -1); break;
    case KEY_LANGUAGE: next_language(app); break;
    case KEY_THEME:
        do_action(app, &(struct target){.action = ACTION_THEME});
        break;
    case KEY_FACILITATOR:
        anchor(app);
        app->shows_facilitator = !app->shows_facilitator;
        app_mark(app, STALE_PLACE);
        break;
    case KEY_NONE:
    case KEY_OTHER: break;
    }
}

/* The step. */

static void
on_resize(struct app *app, const struct event *event)
{
    anchor(app);
    app->screen_px = (struct size){int_max(event->w, 1), int_max(event->h, 1)};
    if (!app->options.is_dpi_fixed) {
        app->dpi = event->dpi;
    }
    app_mark(app, STALE_PLACE);
}

static void
set_pointer(struct app *app, bool shows)
{
    app->shows_pointer = shows;
}

/* True if the event only ended the warning. */
static bool
on_activity(struct app *app, const struct event *event)
{
    bool is_pointer_input = event->kind >= EVENT_DOWN && event->kind <= EVENT_CANCEL;
    if (!is_pointer_input && event->kind != EVENT_KEY) {
        return false;
    }
    idle_touch(&app->idle, app->now_ms);
    set_pointer(app, event->source == SOURCE_MOUSE);
    if (!app->is_warning) {
        return false;
    }
    app->is_warning = false;
    (void)gesture_event(&app->gesture, event, limits(app), app->now_ms);
    gesture_reset(&app->gesture); /* the touch that says "I am here" presses nothing */
    app_mark(app, STALE_FRAME);
    return true;
}

static void
on_event(struct app *app, const struct event *event)
{
    if (on_activity(app, event)) {
        return;
    }
    switch (event->kind) {
    case EVENT_NONE: break;
    case EVENT_DOWN:
    case EVENT_MOVE:
    case EVENT_UP:
    case EVENT_CANCEL: on_pointer(app, event); break;
    case EVENT_KEY: on_key(app, event->key); break;
    case EVENT_RESIZE: on_resize(app, event); break;
    case EVENT_EXPOSE: app->effects.redraw = true; break;
    case EVENT_QUIT: app->effects.quit = !app->options.is_kiosk; break;
    }
    app_refresh(app); /* the next event meets what the visitor sees by then */
}

static void
on_time(struct app *app)
{
    if (app->slide.is_moving) {
        app->effects.redraw = true;
        if (app->now_ms - app->slide.t0_ms >= SLIDE_MS) {
            app->slide = (struct slide){0};
        }
    }
    if (is_waiting(app) || app->options.idle_s == 0) {
        return;
    }
    int seconds = 0;
    enum idle_state state =
        idle_state(&app->idle, app->gesture.n_fingers > 0, app->now_ms, &seconds);
    if (state == IDLE_OVER) {
        reset(app, PLACE_ATTRACT);
    } else if (state == IDLE_WARNING && (!app->is_warning || seconds != app->seconds_left)) {
        if (!app->is_warning) {
            app_trace(app, "idle-warning", "");
        }
        app->is_warning = true;
        app->seconds_left = seconds;
        app_mark(app, STALE_FRAME);
    }
}

static int64_t
wake_time(const struct app *app)
{
    if (app->slide.is_moving) {
        return app->now_ms + 16;
    }
    if (is_waiting(app) || app->options.idle_s == 0) {
        return -1;
    }
    return idle_deadline_ms(&app->idle, app->gesture.n_fingers > 0, app->now_ms);
}

struct effects
app_step(struct app *app, const struct event *events, size_t n, int64_t now_ms)
{
    app->effects = (struct effects){0};
    app->now_ms = now_ms;
    on_time(app); /* first: a touch after the deadline meets a cleared kiosk */
    app_refresh(app);
    for (size_t i = 0; i < n; i++) {
        on_event(app, &events[i]);
    }
    app_refresh(app);
    app->effects.shows_pointer = app->shows_pointer;
    app->effects.wake_ms = wake_time(app);
    return app->effects;
}

struct app *
app_open(const struct app_options *options, int64_t now_ms)
{
    struct app *app = calloc(1, sizeof *app);
    if (app == NULL) {
        log_fatal("out of memory");
    }
    app->options = *options;
    if (app->options.text_percent == 0) {
        app->options.text_percent = TEXT_PERCENT_LEAST;
    }
    app->screen_px = options->screen_px;
    app->dpi = options->dpi;
    app->idle = (struct idle){options->idle_s, now_ms};
    app->now_ms = now_ms;
    app->language = app->options.language;
    app->text_percent = app->options.text_percent;
    app->theme = app->options.theme;
    nav_reset(&app->nav, PLACE_ATTRACT);
    place_changed(app);
    app_mark(app, STALE_WORDS);
    app_refresh(app);
    return app;
}

void
app_close(struct app *app)
{
    if (app != NULL) {
        arena_free(&app->words_arena);
        arena_free(&app->place_arena);
        arena_free(&app->frame_arena);
        free(app);
    }
}

/* For screenshots and tests. */

bool
app_show_page(struct app *app, struct str page_id)
{
    nav_reset(&app->nav, PLACE_HOME);
    bool is_there = go_page(app, page_id);
    app_refresh(app);
    return is_there;
}

bool
app_show_number(struct app *app, struct str contact_id)
{
    nav_reset(&app->nav, PLACE_HOME);
    bool is_there = go_number(app, contact_id);
    app_refresh(app);
    return is_there;
}

void
app_show(struct app *app, enum app_screen which)
{
    static const enum place_kind kinds[] = {
        [APP_ATTRACT] = PLACE_ATTRACT, [APP_HOME] = PLACE_HOME,    [APP_TOPICS] = PLACE_TOPICS,
        [APP_HIDDEN] = PLACE_HIDDEN,   [APP_WARNING] = PLACE_HOME, [APP_FALLBACK] = PLACE_PAGE,
    };
    nav_reset(&app->nav, kinds[which]);
    place_changed(app);
    app->is_warning = which == APP_WARNING;
    app->seconds_left = IDLE_WARNING_S;
    app->is_fallback_forced = which == APP_FALLBACK;
    app_refresh(app);
}

size_t
app_screen_count(const struct app *app)
{
    return app->screens.n;
}

size_t
app_screen_index(const struct app *app)
{
    return app->screen;
}

void
app_turn_to(struct app *app, size_t screen)
{
    if (app->screens.n > 0) {
        turn_to(app, screen < app->screens.n ? screen : app->screens.n - 1);
        app_refresh(app);
    }
}

const struct screens *
app_screens(const struct app *app)
{
    return &app->screens;
}

const struct targets *
app_targets(const struct app *app)
{
    return &app->targets;
}

const struct doc *
app_doc(const struct app *app)
{
    return app->doc;
}
