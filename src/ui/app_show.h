/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For screenshots, lints and tests: any screen at once, and what stands on it.
 */
#ifndef KYR_UI_APP_SHOW_H
#define KYR_UI_APP_SHOW_H

#include "ui/app.h"

/* Goes to a page by id, for screenshots and tests; false if there is no such page. */
bool
app_show_page(struct app *app, struct str page_id);

/* Likewise for a contact's number screen. */
bool
app_show_number(struct app *app, struct str contact_id);

/* Likewise for the screens every pack has. */
enum app_screen {
    APP_ATTRACT,
    APP_HOME,
    APP_TOPICS,
    APP_HIDDEN,
    APP_WARNING,
    APP_FALLBACK,
    APP_LANGUAGES,
    APP_STAFF_PIN,
    APP_STAFF,
};

void
app_show(struct app *app, enum app_screen which);

/* How many screens the place shown has, and which is shown; app_turn_to clamps. */
size_t
app_screen_count(const struct app *app);

size_t
app_screen_index(const struct app *app);

void
app_turn_to(struct app *app, size_t screen);

/* The place's laid-out screens (for the linter and shots.json) and its targets on the screen shown.
 */
const struct screens *
app_screens(const struct app *app);

const struct targets *
app_targets(const struct app *app);

/* The document that is shown, translated; NULL on screens that are not pages. */
const struct doc *
app_doc(const struct app *app);

#endif
