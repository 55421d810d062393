/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What someone who works on the words asks of the app (src/edit/); no visitor can do any of it.
 */
#ifndef KYR_UI_APP_DESK_H
#define KYR_UI_APP_DESK_H

#include "ui/app.h"
#include "ui/nav.h"

/*
 * The translations have changed underneath: everything is made again, the visitor stays where they
 * are. When this returns, nothing of the old strings is in use. The caller has to draw.
 */
void
app_reload_words(struct app *app);

/* Where the visitor is; its node is of the screen shown. */
struct place
app_place(struct app *app);

/* Goes there, with home as the way back. */
void
app_show_place(struct app *app, struct place place);

/* Shows what `leader` shows (place, text size, theme) in its own language. Both have one pack. */
void
app_follow(struct app *app, struct app *leader);

/* The node of the target that the keyboard has chosen; 0: none. */
int
app_focus_node(const struct app *app);

#endif
