/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * State -> something to draw: words of the language, screens of the place, chrome and rings of the
 * frame. Each is made again only when it is stale, into an arena of its own.
 */
#include "ui/app_parts.h"

#include <stdio.h>

#include "ui/generated.h"
#include "ui/home.h"
#include "ui/waiting.h"

const struct page *
app_page(const struct app *app)
{
    const struct place *here = &app->nav.here;
    bool is_page = here->kind == PLACE_PAGE || here->kind == PLACE_SOURCES;
    return is_page && app->options.pack != NULL ? pack_page(app->options.pack, here->name) : NULL;
}

static bool
is_fallback(const struct app *app)
{
    if (app->options.pack == NULL || app->is_fallback_forced) {
        return true;
    }
    const struct page *page = app_page(app);
    return app->nav.here.kind == PLACE_PAGE && (page == NULL || page->is_broken);
}

static void
make_words(struct app *app)
{
    arena_reset(&app->words_arena);
    metrics_prefer(&app->options.metrics, app->language->tag);
    words_make(&app->words, &app->words_arena, app->options.catalog, app->language,
               app->options.pack, app->options.today);
    if (app->options.pack == NULL || app->options.pack->fallback == NULL) {
        app->words.layout.cards = generated_builtin_card(&app->words_arena);
        app->words.layout.n_cards = 1;
    }
}

/* Chrome. */

static bool
page_has_facts(const struct page *page)
{
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        if (node->n_facts > 0) {
            return true;
        }
    }
    return false;
}

/* "Checked in June 2026", and if that is long ago whom to ask. Empty for a date of year 0. */
static struct str
checked_line(const struct words *words, const struct app *app, struct date checked)
{
    const struct pack *pack = app->options.pack;
    if (checked.year == 0) {
        return STR("");
    }
    struct str text = words_checked(words, checked);
    struct date today = app->options.today;
    bool is_old = today.year > 0 && date_days(today) - date_days(checked) > pack->court_days;
    bool has_number = pack->fallback != NULL && pack->fallback->n_phones > 0;
    if (!is_old || !has_number) {
        return text;
    }
    const struct str pairs[] = {STR("number"), pack->fallback->phones[0].display};
    struct str old = words_expand(words->arena, words->text[WORD_MAY_HAVE_CHANGED], pairs, 2);
    return str_printf(words->arena, "%.*s. %.*s", STR_ARG(text), STR_ARG(old));
}

static bool
is_staff(const struct app *app)
{
    return app->nav.here.kind == PLACE_STAFF || app->nav.here.kind == PLACE_STAFF_PIN;
}

static void
name_place(const struct app *app, struct chrome *chrome)
{
    const struct pack *pack = app->options.pack;
    const struct page *page = app_page(app);
    if (page != NULL) {
        chrome->icon = page->icon;
        chrome->title = words_pack(&app->words, "title", page->title);
    } else if (app->nav.here.kind == PLACE_NUMBER) {
        chrome->icon = STR("call");
        chrome->title = app->words.text[WORD_NUMBERS];
    } else if (app->nav.here.kind == PLACE_TOPICS) {
        chrome->icon = STR("apps");
        chrome->title = app->words.text[WORD_TOPICS];
    } else if (app->nav.here.kind == PLACE_LANGUAGES) {
        chrome->icon = STR("translate");
        chrome->title = app->words.text[WORD_LANGUAGES];
    } else if (is_staff(app)) {
        chrome->icon = STR("lock");
        chrome->title = app->words.text[WORD_STAFF];
    } else if (pack != NULL) {
        chrome->title = words_pack(&app->words, "pack title", pack->title.msgid);
        chrome->subtitle = words_pack(&app->words, "pack place", pack->region.msgid);
    }
}

/* The words, to make strings with that go with `arena`: their own arena lasts a whole visit. */
static struct words
words_within(const struct app *app, struct arena *arena)
{
    struct words words = app->words;
    words.arena = arena;
    return words;
}

static bool
has_line(const struct str *lines, size_t n, struct str line)
{
    bool has = false;
    for (size_t i = 0; i < n; i++) {
        has = has || str_eq(lines[i], line);
    }
    return has;
}

/* Months have longer and shorter names: every different line counts. */
static void
add_checked_lines(const struct app *app, const struct words *words, const struct page *page,
                  struct chrome *chrome)
{
    size_t n_sections = 0;
    for (const struct node *node = page->doc->root->first; node != NULL; node = node->next) {
        n_sections++;
    }
    struct str *lines = arena_array(words->arena, n_sections, sizeof *lines);
    for (const struct node *node = page->doc->root->first; node != NULL; node = node->next) {
        struct str line = checked_line(words, app, pack_checked(app->options.pack, node));
        if (line.n > 0 && !has_line(lines, chrome->n_checked_lines, line)) {
            lines[chrome->n_checked_lines++] = line;
        }
    }
    chrome->checked_lines = lines;
}

static bool
page_has_notes(const struct page *page)
{
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        if (node->callout == CALLOUT_FACILITATOR) {
            return true;
        }
    }
    return false;
}

static struct chrome
make_chrome(const struct app *app, struct arena *arena)
{
    struct words words = words_within(app, arena);
    struct reach reach = app_reach(app);
    struct chrome chrome = {
        .scale = &app->scale,
        .metrics = &app->options.metrics,
        .words = &app->words,
        .theme = app->theme,
        .n_screens = reach.n,
        .screen = app->screen - reach.first,
        .has_footer = app->nav.here.kind != PLACE_HOME || app->screens.n > 1,
        .has_back = app->screen > 0 || app->nav.n_back > 0,
        .has_leave = app->nav.here.kind == PLACE_STAFF,
    };
    name_place(app, &chrome);
    if (app->nav.here.kind == PLACE_PAGE && !is_fallback(app)) {
        const struct pack *pack = app->options.pack;
        const struct page *page = app_page(app);
        const struct node *section =
            app->screens.n == 0 ? NULL : app->screens.items[app->screen].section;
        chrome.has_sources = page_has_facts(page);
        chrome.has_notes = !app->options.is_kiosk && page_has_notes(page);
        chrome.shows_notes = app->shows_facilitator;
        add_checked_lines(app, &words, page, &chrome);
        if (section != NULL) { /* a page may hold both old and new */
            chrome.checked = checked_line(&words, app, pack_checked(pack, section));
        }
    }
    return chrome;
}

/* Place. */

static void
make_scale(struct app *app)
{
    struct scale_options options = {.screen_px = app->screen_px,
                                    .dpi = app->dpi,
                                    .distance_mm = app->options.distance_mm,
                                    .text_percent = app->text_percent};
    app->scale = scale_make(&options);
    app->screens = (struct screens){0};
    struct chrome chrome = make_chrome(app, &app->place_arena);
    int top = app->scale.header_h + app->scale.gap;
    int bottom = chrome_bottom_h(&chrome) + (chrome.has_footer ? 0 : app->scale.margin);
    app->content = (struct rect){
        .x = app->scale.margin,
        .y = top,
        .w = int_max(app->screen_px.w - 2 * app->scale.margin, 1),
        .h = int_max(app->screen_px.h - top - bottom - app->scale.gap / 2, 1),
    };
}

static struct doc *
make_doc(struct app *app)
{
    const struct pack *pack = app->options.pack;
    const struct page *page = app_page(app);
    struct arena *arena = &app->place_arena;
    struct words words = words_within(app, arena);
    if (is_fallback(app) && !is_staff(app)) {
        return generated_fallback(arena, &words, pack);
    }
    switch (app->nav.here.kind) {
    case PLACE_NUMBER: return generated_number(arena, &words, app->nav.here.name);
    case PLACE_SOURCES:
        return page == NULL ? generated_fallback(arena, &words, pack)
                            : generated_sources(arena, &words, pack, page);
    case PLACE_STAFF_PIN: return staff_no_pin_page(arena, &words);
    case PLACE_STAFF: return staff_page(arena, &words, &app->options.staff, &app->staff.report);
    case PLACE_PAGE: break;
    default: return NULL;
    }
    bool is_source = app->language == lang_source();
    struct lookup lookup = words_lookup(&words);
    struct doc *doc = doc_translate(arena, page->doc, is_source ? NULL : &lookup, NULL);
    if (page->kind == PAGE_ABOUT) {
        generated_add_review(arena, &words, pack, doc);
    }
    return doc;
}

static void
make_tiles(struct app *app)
{
    struct home home = {.scale = &app->scale,
                        .metrics = &app->options.metrics,
                        .words = &app->words,
                        .pack = app->options.pack,
                        .content = app->content,
                        .footer_h = app->scale.footer_h};
    if (app->nav.here.kind == PLACE_HOME) {
        app->screens = home_make(&app->place_arena, &home);
        return;
    }
    home.footer_h = 0; /* the content rectangle already leaves room for it */
    app->screens = app->nav.here.kind == PLACE_LANGUAGES ? languages_make(&app->place_arena, &home)
                                                         : topics_make(&app->place_arena, &home);
}

static void
make_pad(struct app *app)
{
    struct pin_pad pad = {.scale = &app->scale,
                          .metrics = &app->options.metrics,
                          .words = &app->words,
                          .content = app->content,
                          .n_digits = app->staff.n_digits,
                          .was_wrong = app->staff.was_wrong,
                          .locked_s = staff_lock_left_s(&app->staff.lock, app->now_ms)};
    app->screens = pin_pad_make(&app->place_arena, &pad);
    app->screen = 0;
}

static void
make_place(struct app *app)
{
    arena_reset(&app->place_arena);
    app->doc = NULL;
    make_scale(app);
    if (app_is_waiting(app)) {
        return;
    }
    if (app->nav.here.kind == PLACE_STAFF_PIN && app->options.staff.verify != NULL) {
        make_pad(app);
        return;
    }
    app->doc = make_doc(app);
    const struct page *page = app_page(app);
    if (app->doc == NULL) {
        make_tiles(app);
        app->screen = (size_t)int_clamp(app->nav.here.screen, 0, (int)app->screens.n - 1);
        return;
    }
    struct layout layout = {.scale = &app->scale,
                            .metrics = &app->options.metrics,
                            .words = &app->words.layout,
                            .dir = app->words.language->dir,
                            .content = app->content,
                            .shows_facilitator = app->shows_facilitator,
                            .is_card = page != NULL && page->kind == PAGE_CARD &&
                                       app->nav.here.kind == PLACE_PAGE && !is_fallback(app)};
    app->screens = screens_make(&app->place_arena, app->doc, &layout);
    int node_id = app->nav.here.node_id;
    app->screen = node_id == 0 ? 0 : screens_find(&app->screens, node_id);
}

static const char *
place_name(const struct app *app)
{
    switch (app->nav.here.kind) {
    case PLACE_ATTRACT: return "attract";
    case PLACE_HIDDEN: return "hidden";
    case PLACE_HOME: return "home";
    case PLACE_TOPICS: return "topics";
    case PLACE_LANGUAGES: return "languages";
    case PLACE_STAFF_PIN: return "staff-pin";
    case PLACE_STAFF: return "staff";
    default: return app->nav.here.name.n > 0 ? app->nav.here.name.p : "fallback";
    }
}

static void
trace_page(const struct app *app)
{
    char details[128];
    const char *kind = app->nav.here.kind == PLACE_SOURCES ? "sources:" : "";
    (void)snprintf(details, sizeof details, "id=%s%s n=%zu of=%zu lang=%s", kind, place_name(app),
                   app->screen + 1, app->screens.n == 0 ? 1 : app->screens.n, app->language->tag);
    app_trace(app, "page", details);
}

/* What stands where, so that a test touches what a visitor would. */
static void
trace_targets(const struct app *app)
{
    static const char *const kinds[] = {
        [TARGET_NONE] = "none",
        [TARGET_PAGE] = "page",
        [TARGET_NUMBER] = "number",
        [TARGET_SECTION] = "section",
    };
    static const char *const actions[] = {
        [ACTION_NONE] = "none",     [ACTION_LANGUAGE] = "language",
        [ACTION_THEME] = "theme",   [ACTION_TEXT_SIZE] = "text-size",
        [ACTION_HIDE] = "hide",     [ACTION_HOME] = "home",
        [ACTION_BACK] = "back",     [ACTION_NEXT] = "next",
        [ACTION_TOPICS] = "topics", [ACTION_SOURCES] = "sources",
        [ACTION_NOTES] = "notes",   [ACTION_LANGUAGES] = "languages",
        [ACTION_DIGIT] = "digit",   [ACTION_CLEAR] = "clear",
        [ACTION_ENTER] = "enter",   [ACTION_LEAVE] = "leave",
    };
    for (size_t i = 0; i < app->targets.n && app->options.trace != NULL; i++) {
        const struct target *target = &app->targets.items[i];
        const char *kind =
            target->kind == TARGET_ACTION ? actions[target->action] : kinds[target->kind];
        struct rect r = target->rect;
        char details[192];
        (void)snprintf(details, sizeof details, "kind=%s rect=%d,%d,%d,%d arg=%.*s", kind, r.x, r.y,
                       r.w, r.h, STR_ARG(target->arg));
        app_trace(app, "target", details);
    }
}

/* Frame. */

static void
add_ring(struct app *app, int index, int distance)
{
    if (index < 0 || (size_t)index >= app->targets.n) {
        return;
    }
    const struct target *target = &app->targets.items[index];
    int stroke = int_max((int)(1.2 * app->scale.px_per_mm), 3); /* K10: at least 1 mm */
    list_add(&app->overlay, (struct item){.kind = ITEM_RECT,
                                          .rect = rect_inset(target->rect, -distance - stroke),
                                          .stroke = COLOR_INK,
                                          .stroke_px = stroke,
                                          .radius_px = target->radius_px + distance + stroke});
}

static void
draw_rings(struct app *app)
{
    list_init(&app->overlay, &app->frame_arena);
    add_ring(app, app->focus, int_max(app->scale.stroke, 2));
    add_ring(app, app->pressed, 0);
}

static void
make_waiting(struct app *app)
{
    struct waiting waiting = {&app->scale, &app->options.metrics, app->options.catalog,
                              app->clock.second};
    if (app->is_warning) {
        warning_draw(&waiting, app->seconds_left, &app->chrome);
    } else if (app->nav.here.kind == PLACE_HIDDEN) {
        hidden_draw(&waiting, &app->chrome);
    } else {
        attract_draw(&waiting, &app->chrome);
    }
}

static void
make_frame(struct app *app)
{
    arena_reset(&app->frame_arena);
    list_init(&app->chrome, &app->frame_arena);
    list_init(&app->overlay, &app->frame_arena);
    targets_init(&app->targets, &app->frame_arena);
    if (app_is_waiting(app) || app->is_warning) {
        make_waiting(app);
        return;
    }
    const struct targets *content = &app->screens.items[app->screen].targets;
    for (size_t i = 0; i < content->n; i++) {
        targets_add(&app->targets, content->items[i]);
    }
    app->n_content_targets = content->n;
    struct chrome chrome = make_chrome(app, &app->frame_arena);
    chrome_draw(&chrome, &app->chrome, &app->targets);
    draw_rings(app);
}

/* What a keyboard user has chosen, to be found again in another layout. */
struct chosen {
    struct target target;
    char arg[64];
};

static struct chosen
remember_focus(const struct app *app)
{
    struct chosen chosen = {0};
    if (app->focus >= 0 && app->focus < (int)app->targets.n) {
        chosen.target = app->targets.items[app->focus];
        (void)snprintf(chosen.arg, sizeof chosen.arg, "%.*s", STR_ARG(chosen.target.arg));
    }
    return chosen;
}

static void
restore_focus(struct app *app, const struct chosen *chosen)
{
    if (app->focus < 0 || chosen->target.kind == TARGET_NONE) {
        return;
    }
    app->focus = -1;
    for (size_t i = 0; i < app->targets.n; i++) {
        const struct target *target = &app->targets.items[i];
        if (target->kind == chosen->target.kind && target->action == chosen->target.action &&
            target->node_id == chosen->target.node_id && str_eqz(target->arg, chosen->arg)) {
            app->focus = (int)i;
        }
    }
}

void
app_refresh(struct app *app)
{
    enum stale stale = app->stale;
    struct chosen chosen = {0};
    app->stale = STALE_NOTHING;
    if (stale >= STALE_PLACE) { /* targets move: a finger that is down presses nothing any more */
        app->pressed = -1;
        chosen = remember_focus(app);
        app->focus = chosen.target.kind == TARGET_NONE ? -1 : app->focus;
    }
    if (stale >= STALE_WORDS) {
        make_words(app);
    }
    if (stale >= STALE_PLACE) {
        make_place(app);
    }
    if (stale >= STALE_FRAME) {
        make_frame(app);
    }
    if (chosen.target.kind != TARGET_NONE) {
        restore_focus(app, &chosen);
        draw_rings(app);
    }
    if (stale >= STALE_PLACE || app->is_page_new) {
        trace_page(app);
        trace_targets(app);
        app->is_page_new = false;
    }
}

int
slide_px(const struct app *app)
{
    if (!app->slide.is_moving) {
        return app->slide.from_px;
    }
    double t = (double)(app->now_ms - app->slide.t0_ms) / SLIDE_MS;
    double left = t >= 1 ? 0 : (1 - t) * (1 - t);
    return (int)(app->slide.from_px * left);
}

struct frame
app_frame(const struct app *app)
{
    struct frame frame = {.theme = app->theme,
                          .screen_px = app->screen_px,
                          .chrome = &app->chrome,
                          .overlay = &app->overlay};
    if (app_is_waiting(app) || app->is_warning) {
        return frame;
    }
    frame.content = (struct rect){0, app->scale.header_h, app->screen_px.w,
                                  app->content.y + app->content.h - app->scale.header_h};
    int dx = slide_px(app);
    frame.layers[0] = &app->screens.items[app->screen].list;
    frame.layer_dx[0] = dx;
    bool is_next = (dx < 0) == (app->words.language->dir == DIR_LTR);
    bool has_neighbour = app_can_turn(app, is_next ? 1 : -1);
    if (dx != 0 && has_neighbour) {
        frame.layers[1] = &app->screens.items[is_next ? app->screen + 1 : app->screen - 1].list;
        frame.layer_dx[1] = dx < 0 ? dx + app->screen_px.w : dx - app->screen_px.w;
    }
    return frame;
}
