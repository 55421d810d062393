/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The display list is what gets drawn, so it is what gets judged. A run's ink is taken to reach
 * from its baseline up to the height of a capital; what hangs below belongs to the line gap.
 */
#include "tool/check_screens.h"

#include "base/utf8.h"
#include "ui/app_desk.h"
#include "ui/app_show.h"

static const struct size sizes[] = {
    {1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160},
};
static const int percents[] = {100, 200};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define SLACK_PX 2 /* rounding */

enum mistake {
    CUT,
    OVERLAP,
    OUT_OF_BUTTON,
    TARGETS,
    GLYPH,
    TOO_WIDE,
    TOO_HIGH,
    NUMBER,
    N_MISTAKES
};

static const char *const codes[N_MISTAKES] = {"cut",   "overlap",  "button",   "targets",
                                              "glyph", "overflow", "overflow", "number"};

struct checker {
    struct stage *stage;
    const struct language *language;
    struct diag_sink *sink;
    struct app *app;
    struct text_metrics metrics;
    struct size size;
    int percent;
    struct diag_place place; /* of the finding: the page, pack.yaml, hotlines.yaml */
    const char *name;        /* of the place in words */
    unsigned char *reported; /* by place * N_MISTAKES + mistake */
    size_t place_index;
};

static void
report(struct checker *c, enum mistake mistake, const char *what, struct str words)
{
    unsigned char *reported = &c->reported[c->place_index * N_MISTAKES + mistake];
    if (*reported == 0) {
        *reported = 1;
        diag_error(c->sink, c->place, codes[mistake],
                   "in %s, %s, screen %zu at %dx%d and %d %% text: %s “%.*s”", c->language->tag,
                   c->name, app_screen_index(c->app) + 1, c->size.w, c->size.h, c->percent, what,
                   STR_ARG(words));
    }
}

/* Rectangles. */

static bool
overlap(struct rect a, struct rect b, int slack)
{
    return a.x + a.w > b.x + slack && b.x + b.w > a.x + slack && a.y + a.h > b.y + slack &&
           b.y + b.h > a.y + slack;
}

static bool
is_within(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x - SLACK_PX && inner.y >= outer.y - SLACK_PX &&
           inner.x + inner.w <= outer.x + outer.w + SLACK_PX &&
           inner.y + inner.h <= outer.y + outer.h + SLACK_PX;
}

static bool
holds_middle(struct rect r, struct rect of)
{
    int x = of.x + of.w / 2;
    int y = of.y + of.h / 2;
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

static bool
is_inked(const struct item *item)
{
    return item->kind == ITEM_QR ||
           (item->kind == ITEM_TEXT && item->fill != COLOR_NONE && str_trim(item->text).n > 0);
}

static struct rect
ink_of(const struct checker *c, const struct item *item)
{
    struct rect r = item->rect;
    if (item->kind == ITEM_TEXT) {
        struct text_style style = item->style;
        style.fallback = 0;
        bool is_icon = style.face == FACE_ICON;
        r.h = is_icon ? style.size_px / 2 : c->metrics.extents(c->metrics.user, style).cap_px;
        r.y -= is_icon ? style.size_px * 3 / 4 : r.h;
    }
    return r;
}

/* Lists. */

static void
check_glyphs(struct checker *c, const struct item *item)
{
    uint32_t code = 0;
    struct str text = item->text;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool is_drawn = code != ' ' && (code < 0x200B || code > 0x200F);
        if (is_drawn && !c->metrics.covers(c->metrics.user, item->style, code)) {
            report(c, GLYPH, "there is no glyph for", (struct str){text.p, (size_t)n});
        }
    }
}

static void
check_item(struct checker *c, const struct item *item, struct rect clip)
{
    struct rect ink = ink_of(c, item);
    const struct targets *targets = app_targets(c->app);
    if (!is_within(ink, clip)) {
        report(c, CUT, "cut off:", item->text);
    }
    for (size_t i = 0; i < targets->n; i++) {
        struct rect target = targets->items[i].rect;
        if (holds_middle(target, ink) && !is_within(ink, target)) {
            report(c, OUT_OF_BUTTON, "larger than their button:", item->text);
        }
    }
    if (item->kind == ITEM_TEXT && item->style.face != FACE_ICON) {
        check_glyphs(c, item);
    }
}

static void
check_pairs(struct checker *c, const struct list *a, const struct list *b)
{
    for (size_t i = 0; i < a->n; i++) {
        struct rect ink = ink_of(c, &a->items[i]);
        for (size_t k = a == b ? i + 1 : 0; k < b->n && is_inked(&a->items[i]); k++) {
            if (is_inked(&b->items[k]) && overlap(ink, ink_of(c, &b->items[k]), SLACK_PX)) {
                report(c, OVERLAP, "something stands over", a->items[i].text);
            }
        }
    }
}

static void
check_list(struct checker *c, const struct list *list, struct rect clip)
{
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        if (is_inked(&list->items[i])) {
            check_item(c, &list->items[i], clip);
        }
    }
}

static void
check_targets(struct checker *c, struct rect screen)
{
    const struct targets *targets = app_targets(c->app);
    for (size_t i = 0; i < targets->n; i++) {
        const struct target *target = &targets->items[i];
        if (!is_within(target->rect, screen)) {
            report(c, TARGETS, "a target leaves the screen:", target->arg);
        }
        for (size_t k = i + 1; k < targets->n; k++) {
            if (overlap(target->rect, targets->items[k].rect, 0)) {
                report(c, TARGETS, "targets overlap:", target->arg);
            }
        }
    }
}

static void
check_frame(struct checker *c)
{
    struct frame frame = app_frame(c->app);
    struct rect screen = {0, 0, c->size.w, c->size.h};
    check_list(c, frame.layers[0], frame.content);
    check_list(c, frame.chrome, screen);
    check_pairs(c, frame.chrome, frame.chrome);
    if (frame.layers[0] != NULL) {
        check_pairs(c, frame.layers[0], frame.layers[0]);
        check_pairs(c, frame.layers[0], frame.chrome);
    }
    check_targets(c, screen);
}

static void
check_place(struct checker *c)
{
    const struct screens *screens = app_screens(c->app);
    for (size_t i = 0; i < screens->n_overflows; i++) {
        bool is_too_wide = screens->overflows[i].is_too_wide;
        const struct node *node = app_doc(c->app) == NULL
                                      ? NULL
                                      : doc_find(app_doc(c->app), screens->overflows[i].node_id);
        report(c, is_too_wide ? TOO_WIDE : TOO_HIGH,
               is_too_wide ? "a word is wider than its place:" : "higher than a screen:",
               node == NULL ? STR("") : node->msgid);
    }
    size_t n = app_screen_count(c->app);
    for (size_t i = 0; i < (n == 0 ? 1 : n); i++) {
        app_turn_to(c->app, i);
        check_frame(c);
    }
}

/* Places. */

static void
enter(struct checker *c, struct diag_place place, const char *name)
{
    c->place = place;
    c->name = name;
    c->place_index++;
}

static void
check_fixed(struct checker *c)
{
    static const struct {
        enum app_screen screen;
        const char *name;
    } fixed[] = {{APP_ATTRACT, "the waiting screen"}, {APP_HOME, "home"},
                 {APP_TOPICS, "the topics"},          {APP_HIDDEN, "the neutral screen"},
                 {APP_WARNING, "the warning"},        {APP_FALLBACK, "the fallback page"},
                 {APP_LANGUAGES, "the languages"},    {APP_STAFF_PIN, "the pad for the PIN"},
                 {APP_STAFF, "the page for staff"}};
    for (size_t i = 0; i < COUNT(fixed); i++) {
        enter(c, c->stage->data.pack->title.place, fixed[i].name);
        app_show(c->app, fixed[i].screen);
        check_place(c);
    }
}

static void
check_pages(struct checker *c)
{
    const struct page_list *pages = &c->stage->data.pack->pages;
    for (size_t i = 0; i < pages->n; i++) {
        const struct page *page = pages->items[i];
        enter(c, diag_file(page->file), "the page");
        if (app_show_page(c->app, page->id)) {
            check_place(c);
        }
        enter(c, diag_file(page->file), "its sources");
        app_show_place(c->app, (struct place){.kind = PLACE_SOURCES, .name = page->id});
        check_place(c);
    }
}

static bool
shows(const struct checker *c, struct str number)
{
    const struct screens *screens = app_screens(c->app);
    for (size_t i = 0; i < screens->n; i++) {
        const struct list *list = &screens->items[i].list;
        for (size_t k = 0; k < list->n; k++) {
            const struct item *item = &list->items[k];
            if (item->kind == ITEM_TEXT && item->dir == DIR_LTR && str_eq(item->text, number)) {
                return true;
            }
        }
    }
    return false;
}

static void
check_numbers(struct checker *c)
{
    const struct contacts *contacts = c->stage->data.pack->contacts;
    for (size_t i = 0; i < contacts->n; i++) {
        const struct contact *contact = &contacts->items[i];
        enter(c, contact->place, "the number screen");
        if (!app_show_number(c->app, contact->id)) {
            continue;
        }
        for (size_t k = 0; k < contact->n_phones; k++) {
            if (!shows(c, contact->phones[k].display)) {
                report(c, NUMBER, "not to be read as it is:", contact->phones[k].display);
            }
        }
        check_place(c);
    }
}

static void
check_size(struct checker *c)
{
    struct app_options options = {
        .pack = c->stage->data.pack,
        .catalog = c->stage->data.catalog,
        .metrics = c->metrics,
        .language = c->language,
        .text_percent = c->percent,
        .screen_px = c->size,
        .today = {2100, 1, 1}, /* everything is old: the longest lines */
        .staff = staff_example(),
    };
    c->app = app_open(&options, 0);
    c->place_index = 0;
    check_fixed(c);
    check_pages(c);
    check_numbers(c);
    app_close(c->app);
    c->app = NULL;
}

void
check_screens(struct stage *stage, const struct language *language, struct diag_sink *sink)
{
    struct arena arena = {0};
    const struct pack *pack = stage->data.pack;
    size_t n_places = 16 + 2 * pack->pages.n + pack->contacts->n;
    struct checker c = {.stage = stage,
                        .language = language,
                        .sink = sink,
                        .metrics = fonts_metrics(stage->data.fonts),
                        .reported = arena_array(&arena, n_places * N_MISTAKES, 1)};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (size_t k = 0; k < COUNT(percents); k++) {
            c.size = sizes[i];
            c.percent = percents[k];
            check_size(&c);
        }
    }
    arena_free(&arena);
}
