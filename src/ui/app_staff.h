/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to app*.c: the way in for staff, and out of the kiosk.
 */
#ifndef KYR_UI_APP_STAFF_H
#define KYR_UI_APP_STAFF_H

#include "ui/app_state.h"

void
app_staff_ask(struct app *app); /* for the PIN, if there is one */

void
app_staff_event(struct app *app, const struct event *event); /* each one, before all else */

void
app_staff_time(struct app *app);

int64_t
app_staff_wake_ms(struct app *app); /* -1: only on events */

bool
app_staff_key(struct app *app, const struct event *event); /* was it meant for the pad? */

void
app_staff_digit(struct app *app, char digit);

void
app_staff_clear(struct app *app);

void
app_staff_enter(struct app *app);

void
app_staff_leave(struct app *app);

#endif
