/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way in for staff: a finger held in a corner, or Ctrl+Alt+S, leads to the pad, the right PIN
 * to the page, and only that page out of the kiosk. */
#include "ui/app_parts.h"
#include "ui/app_staff.h"

/* Without a PIN it opens too, but only to say so. */
static bool
has_door(const struct app *app)
{
    return app->options.is_kiosk;
}

static bool
has_pin(const struct app *app)
{
    return app->options.staff.verify != NULL;
}

void
app_staff_ask(struct app *app)
{
    if (has_door(app) && app->nav.here.kind != PLACE_STAFF) {
        app_reset(app, PLACE_STAFF_PIN);
    }
}

void
app_staff_event(struct app *app, const struct event *event)
{
    if (has_door(app)) {
        int corner = (int)(STAFF_GESTURE_CORNER_MM * app->scale.px_per_mm);
        staff_gesture_event(&app->staff.gesture, event, corner, app->now_ms);
    }
}

void
app_staff_time(struct app *app)
{
    if (staff_gesture_is_due(&app->staff.gesture, app->now_ms)) {
        staff_gesture_reset(&app->staff.gesture);
        app_staff_ask(app);
    }
    if (app->nav.here.kind == PLACE_STAFF_PIN && app->staff.lock.left_ms > 0) {
        app_mark(app, STALE_PLACE); /* the seconds count down */
    }
}

int64_t
app_staff_wake_ms(struct app *app)
{
    int64_t hold = staff_gesture_deadline_ms(&app->staff.gesture);
    int64_t lock = app->nav.here.kind == PLACE_STAFF_PIN
                       ? staff_lock_deadline_ms(&app->staff.lock, app->now_ms)
                       : -1;
    return hold < 0 ? lock : lock < 0 || hold < lock ? hold : lock;
}

static void
clear_digits(struct staff *staff)
{
    pin_forget(staff->digits, sizeof staff->digits);
    staff->n_digits = 0;
}

void
app_staff_digit(struct app *app, char digit)
{
    struct staff *staff = &app->staff;
    if (staff_lock_left_s(&staff->lock, app->now_ms) > 0 || staff->n_digits == PIN_DIGITS_MOST) {
        return;
    }
    staff->was_wrong = false;
    staff->digits[staff->n_digits++] = digit;
    app_mark(app, STALE_PLACE);
}

void
app_staff_clear(struct app *app)
{
    clear_digits(&app->staff);
    app->staff.was_wrong = false;
    app_mark(app, STALE_PLACE);
}

static void
open_page(struct app *app)
{
    staff_forget(&app->staff);
    app->options.staff.probe(app->options.staff.user, &app->staff.report);
    nav_reset(&app->nav, PLACE_STAFF);
    app_place_changed(app);
}

void
app_staff_enter(struct app *app)
{
    struct staff *staff = &app->staff;
    const struct staff_access *access = &app->options.staff;
    bool is_waiting = staff_lock_left_s(&staff->lock, app->now_ms) > 0;
    if (!has_pin(app) || is_waiting || staff->n_digits == 0) {
        return;
    }
    bool is_right =
        access->verify(access->user, (struct str){staff->digits, (size_t)staff->n_digits});
    clear_digits(staff);
    app->effects.forget = true; /* the events that held the PIN go too */
    if (is_right) {
        staff_lock_right(&staff->lock);
        open_page(app);
        return;
    }
    staff_lock_wrong(&staff->lock, app->now_ms);
    staff->was_wrong = true;
    app_mark(app, STALE_PLACE);
}

void
app_staff_leave(struct app *app)
{
    bool may_leave = has_door(app) && app->nav.here.kind == PLACE_STAFF;
    app->effects.quit = app->effects.quit || may_leave;
    app->effects.has_staff_left = app->effects.has_staff_left || may_leave;
}

/* Backspace takes everything back first; Enter without a chosen key gives the PIN. */
bool
app_staff_key(struct app *app, const struct event *event)
{
    if (app->nav.here.kind != PLACE_STAFF_PIN || !has_pin(app)) {
        return false;
    }
    bool is_digit = event->letter >= '0' && event->letter <= '9';
    bool clears = (event->key == KEY_ESCAPE || event->key == KEY_BACK) && app->staff.n_digits > 0;
    bool enters = event->key == KEY_ENTER && app->focus < 0;
    if (is_digit) {
        app_staff_digit(app, event->letter);
    } else if (clears) {
        app_staff_clear(app);
    } else if (enters) {
        app_staff_enter(app);
    }
    return is_digit || clears || enters;
}
