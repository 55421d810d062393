/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor can do, whatever the means: go somewhere, come back, change how it looks. */
#include "ui/app_parts.h"
#include "ui/app_staff.h"

#include <stdio.h>

static const int text_percents[] = {100, 130, 160, 200};
#define N_PERCENTS ((int)(sizeof text_percents / sizeof text_percents[0]))

void
app_place_changed(struct app *app)
{
    app->screen = 0;
    app->focus = app->pressed = -1;
    app->slide = (struct slide){0};
    app->is_fallback_forced = false;
    app_mark(app, STALE_PLACE);
}

void
app_reset(struct app *app, enum place_kind kind)
{
    app->language = app->options.language;
    app->text_percent = app->options.text_percent;
    app->theme = app->options.theme;
    app->shows_facilitator = false;
    app->is_warning = false;
    app->shift_count = 0;
    staff_forget(&app->staff);
    nav_reset(&app->nav, kind);
    gesture_reset(&app->gesture);
    app->effects.forget = true;
    app_place_changed(app);
    app_mark(app, STALE_WORDS);
    app_trace(app, "reset",
              kind == PLACE_HIDDEN    ? "to=hidden"
              : kind == PLACE_ATTRACT ? "to=attract"
                                      : "to=staff");
}

static void
go(struct app *app, struct place place)
{
    nav_go(&app->nav, place);
    app_place_changed(app);
}

void
app_go_home(struct app *app)
{
    nav_reset(&app->nav, PLACE_HOME);
    app_place_changed(app);
}

void
app_wake(struct app *app)
{
    if (app->nav.here.kind == PLACE_HIDDEN) {
        nav_reset(&app->nav, PLACE_ATTRACT);
        app_place_changed(app);
    } else {
        app_go_home(app);
    }
}

void
app_anchor(struct app *app)
{
    struct place *here = &app->nav.here;
    here->screen = (int)app->screen;
    size_t i = app->screen < app->screens.n ? app->screen : 0;
    if (app->doc != NULL && here->node_id != 0 && screens_find(&app->screens, here->node_id) == i) {
        return; /* or the place would creep back with each new layout */
    }
    while (app->doc != NULL && i > 0 && app->screens.items[i].first_node == 0) {
        i--;
    }
    here->node_id = app->doc != NULL && app->screens.n > 0 ? app->screens.items[i].first_node : 0;
}

void
app_turn_screen(struct app *app, size_t screen)
{
    app->screen = screen;
    app->pressed = app->focus = -1;
    app->is_page_new = true;
    app_anchor(app);
    app_mark(app, STALE_FRAME);
}

struct reach
app_reach(const struct app *app)
{
    const struct page *page = app_page(app);
    bool branches = page != NULL && page->kind == PAGE_SCENARIO && app->doc != NULL &&
                    app->nav.here.kind == PLACE_PAGE && app->screen < app->screens.n;
    if (!branches) {
        return (struct reach){0, app->screens.n};
    }
    const struct screen *screens = app->screens.items;
    struct reach reach = {app->screen, 1};
    while (reach.first > 0 && screens[reach.first - 1].section == screens[app->screen].section) {
        reach.first--;
        reach.n++;
    }
    while (reach.first + reach.n < app->screens.n &&
           screens[reach.first + reach.n].section == screens[app->screen].section) {
        reach.n++;
    }
    return reach;
}

bool
app_can_turn(const struct app *app, int by)
{
    struct reach reach = app_reach(app);
    return by < 0 ? app->screen > reach.first : app->screen + 1 < reach.first + reach.n;
}

void
app_turn(struct app *app, int by)
{
    if (app_can_turn(app, by)) {
        app_turn_screen(app, by < 0 ? app->screen - 1 : app->screen + 1);
    }
}

void
app_toggle_notes(struct app *app)
{
    app_anchor(app);
    app->shows_facilitator = !app->shows_facilitator;
    app_mark(app, STALE_PLACE);
}

void
app_back(struct app *app)
{
    int entry_id = app->nav.here.entry_id;
    size_t entry = entry_id == 0 ? 0 : screens_find(&app->screens, entry_id);
    if (app->screen > entry && app->nav.here.kind != PLACE_HOME) {
        app_turn(app, -1);
        return;
    }
    if (!nav_back(&app->nav)) {
        if (app->nav.here.kind == PLACE_HOME && app->screen > 0) {
            app_turn(app, -1);
        } else if (app->nav.here.kind != PLACE_HOME) {
            app_go_home(app);
        }
        return;
    }
    struct place here = app->nav.here;
    app_place_changed(app);
    app->nav.here = here; /* its anchor leads to the screen that was left */
}

/* On offer, by its tag; NULL if it is not. */
static const struct language *
offered(const struct app *app, struct str tag)
{
    for (size_t i = 0; i < catalog_language_count(app->options.catalog); i++) {
        const struct language *language = catalog_language(app->options.catalog, i);
        if (str_eqz(tag, language->tag)) {
            return language;
        }
    }
    return NULL;
}

static void
set_language(struct app *app, const struct language *language)
{
    if (language == NULL || language == app->language) {
        return;
    }
    app_anchor(app);
    app->language = language;
    app_mark(app, STALE_WORDS);
    char details[64];
    (void)snprintf(details, sizeof details, "code=%s", language->tag);
    app_trace(app, "lang", details);
}

/* The screen of all languages opens and closes like a lid: choosing leads back to the place. */
static void
choose_language(struct app *app, const struct language *language)
{
    set_language(app, language);
    if (language != NULL && app->nav.here.kind == PLACE_LANGUAGES) {
        app_back(app);
    }
}

static void
go_languages(struct app *app)
{
    if (app->nav.here.kind == PLACE_LANGUAGES) {
        app_back(app);
    } else {
        go(app, (struct place){.kind = PLACE_LANGUAGES});
    }
}

void
app_next_language(struct app *app)
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
void
app_change_text_size(struct app *app, int by)
{
    int at = 0;
    while (at + 1 < N_PERCENTS && text_percents[at] < app->text_percent) {
        at++;
    }
    at = by == 0 ? (at + 1) % N_PERCENTS : int_clamp(at + by, 0, N_PERCENTS - 1);
    app_anchor(app);
    app->text_percent = text_percents[at];
    app_mark(app, STALE_PLACE);
}

void
app_do(struct app *app, const struct target *target)
{
    switch ((enum action)target->action) {
    case ACTION_NONE: break;
    case ACTION_LANGUAGE: choose_language(app, offered(app, target->arg)); break;
    case ACTION_LANGUAGES: go_languages(app); break;
    case ACTION_TEXT_SIZE: app_change_text_size(app, 0); break;
    case ACTION_THEME:
        app->theme = app->theme == THEME_LIGHT ? THEME_DARK : THEME_LIGHT;
        app_mark(app, STALE_FRAME);
        break;
    case ACTION_HIDE: app_reset(app, PLACE_HIDDEN); break;
    case ACTION_HOME: app_go_home(app); break;
    case ACTION_BACK: app_back(app); break;
    case ACTION_NEXT: app_turn(app, 1); break;
    case ACTION_TOPICS: go(app, (struct place){.kind = PLACE_TOPICS}); break;
    case ACTION_NOTES: app_toggle_notes(app); break;
    case ACTION_DIGIT: app_staff_digit(app, target->arg.p[0]); break;
    case ACTION_CLEAR: app_staff_clear(app); break;
    case ACTION_ENTER: app_staff_enter(app); break;
    case ACTION_LEAVE: app_staff_leave(app); break;
    case ACTION_SOURCES:
        go(app, (struct place){.kind = PLACE_SOURCES, .name = app->nav.here.name});
        break;
    }
}

/* Names in a place are the pack's own strings: those of a target go with the next layout. */
bool
app_go_page(struct app *app, struct str id)
{
    const struct pack *pack = app->options.pack;
    const struct page *page = pack == NULL ? NULL : pack_page(pack, id);
    if (page != NULL) {
        go(app, (struct place){.kind = PLACE_PAGE, .name = page->id});
    }
    return page != NULL;
}

bool
app_go_number(struct app *app, struct str id)
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
    app_anchor(app);
    struct place place = app->nav.here;
    place.node_id = place.entry_id = section->id;
    go(app, place);
}

void
app_activate(struct app *app, int index)
{
    struct target target = app->targets.items[index];
    app_anchor(app);
    switch (target.kind) {
    case TARGET_NONE: break;
    case TARGET_PAGE: app_go_page(app, target.arg); break;
    case TARGET_NUMBER: app_go_number(app, target.arg); break;
    case TARGET_SECTION: go_section(app, target.arg); break;
    case TARGET_ACTION: app_do(app, &target); break;
    }
}
