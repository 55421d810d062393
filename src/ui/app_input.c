/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingers, mouse and keys; all end in a handful of actions (app_act.c). */
#include "ui/app_parts.h"
#include "ui/app_staff.h"

#define SHIFTS_TO_HIDE 3
#define SHIFT_GAP_MS 800
#define ESCAPE_GAP_MS 600 /* slower, and it is going back two pages */

struct gesture_limits
app_gesture_limits(const struct app *app)
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
    app_turn(app, is_forward ? 1 : -1);
    bool has_turned = app->screen != before;
    int w = app->screen_px.w;
    start_slide(app, has_turned ? (dx < 0 ? dx + w : dx - w) : dx / 3);
}

static void
drag(struct app *app, int dx)
{
    bool is_forward = (dx < 0) == (app->words.language->dir == DIR_LTR);
    bool has_neighbour = app_can_turn(app, is_forward ? 1 : -1);
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
        app_activate(app, index);
    }
}

void
app_pointer(struct app *app, const struct event *event)
{
    struct gesture_result result =
        gesture_event(&app->gesture, event, app_gesture_limits(app), app->now_ms);
    if (app_is_waiting(app)) {
        if (result.kind == GESTURE_TAP || result.kind == GESTURE_SWIPE) {
            app_wake(app);
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
        app_mark(app, STALE_FRAME);
        if (app->slide.from_px != 0) { /* held beside its place: back */
            start_slide(app, app->slide.from_px);
        }
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
    if (app->focus < 0 &&
        dx != 0) { /* nothing chosen: arrows turn the page, as a presenter expects */
        bool is_forward = (dx > 0) == (app->words.language->dir == DIR_LTR);
        app_turn(app, is_forward ? 1 : -1);
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
        app_reset(app, PLACE_HIDDEN);
    }
}

/* Nobody who is not locked in may look for the way out in vain. */
static void
on_escape(struct app *app)
{
    bool is_quick = app->has_escape && app->now_ms - app->escape_ms <= ESCAPE_GAP_MS;
    app->has_escape = true;
    app->escape_ms = app->now_ms;
    app->effects.quit = app->effects.quit || (is_quick && !app->options.is_kiosk);
}

void
app_key(struct app *app, enum key key)
{
    if (key == KEY_ESCAPE) {
        on_escape(app);
    }
    if (key == KEY_STAFF) {
        app_staff_ask(app);
        return;
    }
    if (app_is_waiting(app)) {
        if (key != KEY_SHIFT) {
            app_wake(app);
        }
        return;
    }
    if (key != KEY_SHIFT) { /* Shift+Tab three times is not three times Shift */
        app->shift_count = 0;
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
            app_activate(app, app->focus);
        }
        break;
    case KEY_BACK:
    case KEY_ESCAPE: app_back(app); break;
    case KEY_NEXT: app_turn(app, 1); break;
    case KEY_PREVIOUS: app_turn(app, -1); break;
    case KEY_HOME: app_go_home(app); break;
    case KEY_SHIFT: on_shift(app); break;
    case KEY_LARGER: app_change_text_size(app, 1); break;
    case KEY_SMALLER: app_change_text_size(app, -1); break;
    case KEY_LANGUAGE: app_next_language(app); break;
    case KEY_THEME: app_do(app, &(struct target){.action = ACTION_THEME}); break;
    case KEY_FACILITATOR: app_toggle_notes(app); break;
    case KEY_STAFF:
    case KEY_NONE:
    case KEY_OTHER: break;
    }
}
