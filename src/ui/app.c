/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The step: time first, then each event in turn. Every event counts as activity before it goes to
 * app_input.c, which turns it into one of the actions of app_act.c. Drawing is app_view.c's.
 */
#include "ui/app_parts.h"
#include "ui/app_show.h"
#include "ui/app_staff.h"

#include <stdlib.h>

#include "base/log.h"

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

bool
app_is_waiting(const struct app *app)
{
    return app->nav.here.kind == PLACE_ATTRACT || app->nav.here.kind == PLACE_HIDDEN;
}

static void
on_resize(struct app *app, const struct event *event)
{
    struct size size = {int_max(event->w, 1), int_max(event->h, 1)};
    double dpi = app->options.is_dpi_fixed ? app->dpi : event->dpi;
    bool is_same = size.w == app->screen_px.w && size.h == app->screen_px.h && dpi == app->dpi;
    app->effects.redraw = true;
    if (is_same) { /* as at every start */
        return;
    }
    app_anchor(app);
    app->screen_px = size;
    app->dpi = dpi;
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
    (void)gesture_event(&app->gesture, event, app_gesture_limits(app), app->now_ms);
    gesture_reset(&app->gesture); /* the touch that says "I am here" presses nothing */
    app_mark(app, STALE_FRAME);
    return true;
}

static void
on_event(struct app *app, const struct event *event)
{
    app_staff_event(app, event);
    if (on_activity(app, event)) {
        return;
    }
    switch (event->kind) {
    case EVENT_NONE: break;
    case EVENT_DOWN:
    case EVENT_MOVE:
    case EVENT_UP:
    case EVENT_CANCEL: app_pointer(app, event); break;
    case EVENT_KEY:
        if (!app_staff_key(app, event)) {
            app_key(app, event->key);
        }
        break;
    case EVENT_RESIZE: on_resize(app, event); break;
    case EVENT_EXPOSE: app->effects.redraw = true; break;
    case EVENT_QUIT: app->effects.quit = app->effects.quit || !app->options.is_kiosk; break;
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
    app_staff_time(app);
    if (app_is_waiting(app) || app->options.idle_s == 0) {
        return;
    }
    int seconds = 0;
    enum idle_state state =
        idle_state(&app->idle, app->gesture.n_fingers > 0, app->now_ms, &seconds);
    if (state == IDLE_OVER) {
        app_reset(app, PLACE_ATTRACT);
    } else if (state == IDLE_WARNING && (!app->is_warning || seconds != app->seconds_left)) {
        if (!app->is_warning) {
            app_trace(app, "idle-warning", "");
        }
        app->is_warning = true;
        app->pressed = -1;
        app->seconds_left = seconds;
        app_mark(app, STALE_FRAME);
    }
}

void
app_set_clock(struct app *app, struct wall_clock clock)
{
    struct date *today = &app->options.today;
    bool is_new_day = !app->options.is_today_fixed && date_cmp(*today, clock.today) != 0;
    bool is_new_minute = app->clock.second / 60 != clock.second / 60;
    app->clock = clock;
    if (is_new_day) {
        *today = clock.today;
        app_anchor(app);
        app_mark(app, STALE_WORDS);
    } else if (is_new_minute && app->nav.here.kind == PLACE_HIDDEN) {
        app_mark(app, STALE_FRAME);
    }
}

static int64_t
earlier(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

static int64_t
wake_time(struct app *app)
{
    int64_t wake_ms = app_staff_wake_ms(app);
    if (app->slide.is_moving) {
        wake_ms = earlier(wake_ms, app->now_ms + 16);
    }
    if (app->nav.here.kind == PLACE_HIDDEN && app->clock.second >= 0) {
        wake_ms = earlier(wake_ms, app->now_ms + (60 - app->clock.second % 60) * (int64_t)1000);
    }
    if (app_is_waiting(app) || app->options.idle_s == 0) {
        return wake_ms;
    }
    return earlier(wake_ms, idle_deadline_ms(&app->idle, app->gesture.n_fingers > 0, app->now_ms));
}

struct effects
app_step(struct app *app, const struct event *events, size_t n, int64_t now_ms)
{
    app->effects = (struct effects){.redraw = app->stale != STALE_NOTHING};
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
    app->clock = (struct wall_clock){options->today, -1};
    app->language = app->options.language;
    app->text_percent = app->options.text_percent;
    app->theme = app->options.theme;
    nav_reset(&app->nav, PLACE_ATTRACT);
    app_place_changed(app);
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
    bool is_there = app_go_page(app, page_id);
    app_refresh(app);
    return is_there;
}

bool
app_show_number(struct app *app, struct str contact_id)
{
    nav_reset(&app->nav, PLACE_HOME);
    bool is_there = app_go_number(app, contact_id);
    app_refresh(app);
    return is_there;
}

void
app_show(struct app *app, enum app_screen which)
{
    static const enum place_kind kinds[] = {
        [APP_ATTRACT] = PLACE_ATTRACT,     [APP_HOME] = PLACE_HOME,
        [APP_TOPICS] = PLACE_TOPICS,       [APP_HIDDEN] = PLACE_HIDDEN,
        [APP_WARNING] = PLACE_HOME,        [APP_FALLBACK] = PLACE_PAGE,
        [APP_LANGUAGES] = PLACE_LANGUAGES, [APP_STAFF_PIN] = PLACE_STAFF_PIN,
        [APP_STAFF] = PLACE_STAFF,
    };
    nav_reset(&app->nav, kinds[which]);
    app_place_changed(app);
    app->is_warning = which == APP_WARNING;
    app->seconds_left = IDLE_WARNING_S;
    app->is_fallback_forced = which == APP_FALLBACK;
    if (which == APP_STAFF && app->options.staff.probe != NULL) {
        app->options.staff.probe(app->options.staff.user, &app->staff.report);
    }
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
        app_turn_screen(app, screen < app->screens.n ? screen : app->screens.n - 1);
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
