/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to app*.c: what the parts of the program ask of each other.
 */
#ifndef KYR_UI_APP_PARTS_H
#define KYR_UI_APP_PARTS_H

#include "ui/app_state.h"

/* app.c */

void
app_mark(struct app *app, enum stale stale);

void
app_trace(const struct app *app, const char *what, const char *details);

/* app_act.c */

void
app_place_changed(struct app *app); /* after nav has another place */

/* Ends a visit: everything that tells of the visitor goes. */
void
app_reset(struct app *app, enum place_kind kind);

void
app_wake(struct app *app);

/* Remembers where the visitor is, so that a new layout finds the place again. */
void
app_anchor(struct app *app);

void
app_turn_screen(struct app *app, size_t screen);

/* The screens that turning reaches: all of the place, in a scenario those of the same section. */
struct reach {
    size_t first, n;
};

struct reach
app_reach(const struct app *app);

bool
app_can_turn(const struct app *app, int by); /* is there a next (1) or an earlier (-1) screen? */

void
app_turn(struct app *app, int by);

void
app_toggle_notes(struct app *app); /* a workshop leader's */

void
app_back(struct app *app);

void
app_go_home(struct app *app);

bool
app_go_page(struct app *app, struct str id); /* false if there is none */

bool
app_go_number(struct app *app, struct str id);

void
app_next_language(struct app *app);

void
app_change_text_size(struct app *app, int by); /* 0: the next, then the smallest again */

void
app_do(struct app *app, const struct target *target); /* a TARGET_ACTION */

void
app_activate(struct app *app, int index); /* of targets */

/* app_input.c */

struct gesture_limits
app_gesture_limits(const struct app *app);

void
app_pointer(struct app *app, const struct event *event);

void
app_key(struct app *app, enum key key);

/* app_view.c */

/* Makes what is stale. */
void
app_refresh(struct app *app);

const struct page *
app_page(const struct app *app); /* the page of the place, or NULL */

/* How far the content stands from its place now. */
int
slide_px(const struct app *app);

#endif
