/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place is kept by its node, as when the language changes. */
#include "ui/app_desk.h"

#include "ui/app_parts.h"

void
app_reload_words(struct app *app)
{
    app_anchor(app);
    app_mark(app, STALE_WORDS);
    app_refresh(app);
}

struct place
app_place(struct app *app)
{
    app_anchor(app);
    return app->nav.here;
}

void
app_show_place(struct app *app, struct place place)
{
    nav_reset(&app->nav, PLACE_HOME);
    if (place.kind != PLACE_HOME) {
        nav_go(&app->nav, place);
    }
    app_place_changed(app);
    app->nav.here = place;
    app_refresh(app);
}

void
app_follow(struct app *app, struct app *leader)
{
    struct place place = app_place(leader);
    app->text_percent = leader->text_percent;
    app->theme = leader->theme;
    app->shows_facilitator = leader->shows_facilitator;
    app->is_warning = leader->is_warning;
    app->seconds_left = leader->seconds_left;
    app_show_place(app, place);
}

int
app_focus_node(const struct app *app)
{
    bool has_focus = app->focus >= 0 && app->focus < (int)app->targets.n;
    return has_focus ? app->targets.items[app->focus].node_id : 0;
}
