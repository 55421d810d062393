/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Once round: news of the file -> a new book -> the app makes its words again -> the old book goes.
 * A save that cannot be read may be half written, so it is read again before anybody is told. */
#include "edit/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/log.h"
#include "edit/cursor.h"
#include "edit/side.h"
#include "edit/watch.h"
#include "tool/po_dir.h"
#include "ui/app_show.h"

#define SETTLE_MS 100 /* nobody writes one file for longer without a pause; still below 200 */

struct desk {
    struct desk_options options;
    struct arena arena; /* owns what is opened once */
    struct glossary glossary;
    const struct language *language;
    enum book_domain domain;
    struct watch *watch;
    struct where where;
    struct app *app;
    struct app *source; /* the same in English; NULL: not shown */
    struct size window;
    double dpi;

    struct book *book; /* what is shown; NULL: no save could be used yet */
    int64_t read_ms;   /* when the file is to be read again; -1: not */
    bool is_last_try;  /* then a problem is told */
    struct arena problem_arena;
    struct str problem; /* of the last save; empty: it is shown */

    struct cursor cursor;
    bool is_dirty; /* the strips are of the past */

    struct arena frame_arena;
    struct list strips, marks, source_marks;
    bool is_reload; /* the next frame shows a save */
    double noticed_ms, read_took_ms;
    struct guest guest;
};

/* ---- The file ------------------------------------------------------------------------------ */

static struct book_source
book_source(const struct desk *desk)
{
    return (struct book_source){desk->options.path, desk->options.stage, desk->language,
                                &desk->glossary};
}

/* From now on the words come from the book. */
static void
show_book(struct desk *desk, struct book *book)
{
    struct book *before = desk->book;
    const struct catalog_override override = {book, book_find};
    enum catalog_domain domain = desk->domain == BOOK_OF_PROGRAM ? CATALOG_UI : CATALOG_PACK;
    desk->book = book;
    catalog_set_override(desk->options.stage->data.catalog, desk->language, domain, &override);
    if (desk->app != NULL) {
        app_reload_words(desk->app);
        cursor_rebind(&desk->cursor, book);
    }
    book_free(before);
    desk->problem = STR("");
    desk->is_dirty = true;
}

static void
tell(struct desk *desk, struct str reason)
{
    arena_reset(&desk->problem_arena);
    desk->problem = str_dup(&desk->problem_arena, reason);
    desk->is_dirty = true;
    trace_line(desk->options.trace, "reload-failed %.*s", STR_ARG(reason));
}

/* False and the reason if the file belongs to nobody here. */
static bool
adopt(struct desk *desk, struct book *book, struct arena *scratch, struct str *reason)
{
    enum book_domain domain = book_domain(book, &desk->where.messages);
    if (domain == BOOK_OF_NOBODY || (desk->domain != BOOK_OF_NOBODY && domain != desk->domain)) {
        const char *whose = desk->domain == BOOK_OF_PROGRAM ? "the program" : "the pack";
        *reason = str_printf(scratch, "%s: the file holds none of the words of %s",
                             desk->options.path, whose);
        return false;
    }
    desk->domain = domain;
    return true;
}

/* Reads the file. False: it cannot be used, for a reason that is told on the last try. */
static bool
reload(struct desk *desk, bool is_last_try)
{
    struct arena scratch = {0};
    struct str reason = STR("");
    struct book_source source = book_source(desk);
    double begin_ms = clock_ms();
    struct book *book = book_read(&source, desk->book, &scratch, &reason);
    if (book != NULL && !adopt(desk, book, &scratch, &reason)) {
        book_free(book);
        book = NULL;
    }
    desk->read_took_ms = clock_ms() - begin_ms;
    if (book != NULL) {
        show_book(desk, book);
    } else if (is_last_try) {
        tell(desk, reason);
    }
    arena_free(&scratch);
    return book != NULL;
}

static void
follow_file(struct desk *desk, int64_t now_ms)
{
    enum watch_news news = desk->watch == NULL ? WATCH_NOTHING : watch_take(desk->watch);
    if (news == WATCH_WRITING || (news == WATCH_SAVED && desk->read_ms < 0)) {
        desk->noticed_ms = clock_ms();
    }
    if (news == WATCH_WRITING) {
        desk->read_ms = now_ms + SETTLE_MS;
        desk->is_last_try = true;
    } else if (news == WATCH_SAVED) {
        desk->read_ms = now_ms;
        desk->is_last_try = false;
    }
    if (desk->read_ms < 0 || now_ms < desk->read_ms) {
        return;
    }
    desk->read_ms = -1;
    if (reload(desk, desk->is_last_try)) {
        desk->is_reload = true;
    } else if (!desk->is_last_try) {
        desk->read_ms = now_ms + SETTLE_MS;
        desk->is_last_try = true;
    }
}

/* ---- English beside it --------------------------------------------------------------------- */

static struct parts
parts(const struct desk *desk)
{
    return parts_of(desk->window, desk->source != NULL);
}

static struct event
resize_event(struct rect rect, double dpi)
{
    return (struct event){.kind = EVENT_RESIZE, .w = rect.w, .h = rect.h, .dpi = dpi};
}

static void
open_source(struct desk *desk)
{
    struct app_options options = desk->options.app;
    struct rect half = parts_of(desk->window, true).source;
    options.language = lang_source();
    options.screen_px = (struct size){half.w, half.h};
    options.dpi = desk->dpi;
    options.idle_s = 0;
    options.trace = NULL;
    desk->source = app_open(&options, (int64_t)clock_ms());
}

static struct event
toggle_source(struct desk *desk)
{
    if (desk->source == NULL) {
        open_source(desk);
    } else {
        app_close(desk->source);
        desk->source = NULL;
    }
    desk->is_dirty = true;
    return resize_event(parts(desk).app, desk->dpi);
}

/* ---- Guest --------------------------------------------------------------------------------- */

static struct event
on_resize(struct desk *desk, const struct event *event)
{
    desk->window = (struct size){int_max(event->w, 1), int_max(event->h, 1)};
    desk->dpi = desk->options.app.is_dpi_fixed ? desk->dpi : event->dpi;
    desk->is_dirty = true;
    if (desk->source != NULL) {
        struct event half = resize_event(parts(desk).source, desk->dpi);
        (void)app_step(desk->source, &half, 1, (int64_t)clock_ms());
    }
    return resize_event(parts(desk).app, desk->dpi);
}

/* To the app our keys are keys that mean nothing. */
static struct event
on_key(struct desk *desk, const struct event *event)
{
    desk->is_dirty = true;
    struct event other = {.kind = EVENT_KEY, .source = SOURCE_KEY, .key = KEY_OTHER};
    switch (event->letter) {
    case 'n': cursor_walk(&desk->cursor, 1, BOOK_UNTRANSLATED); return other;
    case 'N': cursor_walk(&desk->cursor, -1, BOOK_UNTRANSLATED); return other;
    case 'z': cursor_walk(&desk->cursor, 1, BOOK_FUZZY); return other;
    case 'Z': cursor_walk(&desk->cursor, -1, BOOK_FUZZY); return other;
    case 'i': cursor_walk(&desk->cursor, 1, BOOK_FINDING); return other;
    case 'I': cursor_walk(&desk->cursor, -1, BOOK_FINDING); return other;
    case 'b':
    case 'B': return toggle_source(desk);
    default: break;
    }
    if (event->key == KEY_UP || event->key == KEY_DOWN) {
        cursor_step(&desk->cursor, event->key == KEY_UP ? -1 : 1);
        return other;
    }
    return *event;
}

static bool
on_event(void *user, struct event *event)
{
    struct desk *desk = user;
    switch (event->kind) {
    case EVENT_RESIZE: *event = on_resize(desk, event); return true;
    case EVENT_KEY: *event = on_key(desk, event); return true;
    case EVENT_DOWN: return rect_contains(parts(desk).app, event->x, event->y);
    default: return true;
    }
}

static void
bring_forward(int64_t *wake_ms, int64_t at_ms)
{
    if (at_ms >= 0 && (*wake_ms < 0 || at_ms < *wake_ms)) {
        *wake_ms = at_ms;
    }
}

/* The message at hand is drawn round, in both languages. */
static void
mark(const struct desk *desk, struct app *app, struct list *list)
{
    int at = cursor_index(&desk->cursor, desk->cursor.entry);
    struct frame frame = app_frame(app);
    list_init(list, (struct arena *)(uintptr_t)&desk->frame_arena);
    if (at < 0 || desk->cursor.seen[at].node_id == 0 || frame.layers[0] == NULL) {
        return;
    }
    struct rect box = list_node_rect(frame.layers[0], desk->cursor.seen[at].node_id);
    if (box.w > 0) {
        int pad = parts(desk).text_px / 3;
        list_add(list, (struct item){.kind = ITEM_RECT,
                                     .rect = rect_inset(box, -pad),
                                     .stroke = COLOR_ACCENT,
                                     .stroke_px = int_max(pad / 2, 2),
                                     .radius_px = pad});
    }
}

static void
draw(struct desk *desk)
{
    struct parts where = parts(desk);
    struct side side = {
        .metrics = &desk->options.app.metrics,
        .book = desk->book,
        .path = desk->options.path,
        .entry = desk->cursor.entry,
        .is_on_screen = cursor_index(&desk->cursor, desk->cursor.entry) >= 0,
        .problem = desk->problem,
    };
    arena_reset(&desk->frame_arena);
    list_init(&desk->strips, &desk->frame_arena);
    list_init(&desk->source_marks, &desk->frame_arena);
    side_draw(&side, &where, &desk->strips);
    bottom_draw(&side, &where, &desk->strips);
    if (desk->source != NULL) {
        app_follow(desk->source, desk->app);
        mark(desk, desk->source, &desk->source_marks);
    }
    mark(desk, desk->app, &desk->marks);
}

static void
on_step(void *user, struct effects *effects, int64_t now_ms)
{
    struct desk *desk = user;
    follow_file(desk, now_ms);
    bring_forward(&effects->wake_ms, desk->read_ms);
    if (!effects->redraw && !desk->is_dirty) {
        return;
    }
    int before = desk->cursor.entry;
    cursor_look(&desk->cursor);
    if (desk->cursor.entry >= 0 && (desk->cursor.entry != before || desk->is_dirty)) {
        const struct po_message *message = desk->book->entries[desk->cursor.entry].message;
        trace_line(desk->options.trace, "message line=%d", message->line);
    }
    draw(desk);
    desk->is_dirty = false;
    effects->redraw = true;
}

static void
on_paint(void *user, struct painter *painter, const struct paint_target *target)
{
    struct desk *desk = user;
    struct parts where = parts(desk);
    struct paint_target part = *target;
    part.clip = where.app;
    paint_list(painter, &part, &desk->marks);
    if (desk->source != NULL) {
        struct frame frame = app_frame(desk->source);
        part.clip = where.source;
        part.dx = where.source.x;
        frame_paint_part(painter, part, &frame);
        paint_list(painter, &part, &desk->source_marks);
    }
    paint_list(painter, target, &desk->strips);
}

static void
on_shown(void *user)
{
    struct desk *desk = user;
    if (desk->is_reload) {
        desk->is_reload = false;
        trace_line(desk->options.trace, "reload ms=%.2f read=%.2f messages=%zu findings=%zu",
                   clock_ms() - desk->noticed_ms, desk->read_took_ms, desk->book->n_entries,
                   desk->book->n_with_findings);
    }
}

/* ---- Opening ------------------------------------------------------------------------------- */

/* "es" from the header's line "Language: es". */
static struct str
language_of_header(struct str header)
{
    struct str name = STR("");
    while (header.n > 0 && name.n == 0) {
        struct str line = str_cut(&header, '\n');
        struct str key = str_cut(&line, ':');
        name = str_eqz(key, "Language") ? str_trim(line) : name;
    }
    return name;
}

static struct str
language_of_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_from(slash == NULL ? path : slash + 1);
    return str_dup(arena, str_cut(&name, '.'));
}

/* By the file's header, else its name. */
static bool
find_language(struct desk *desk)
{
    struct po_file po = {0};
    struct arena scratch = {0};
    (void)po_read(&scratch, desk->options.path, &po, NULL);
    struct str name = str_dup(&desk->arena, language_of_header(po.header));
    arena_free(&scratch);
    struct catalog *catalog = desk->options.stage->data.catalog;
    desk->language = catalog_add(catalog, name);
    if (desk->language == NULL) {
        name = language_of_name(&desk->arena, desk->options.path);
        desk->language = catalog_add(catalog, name);
    }
    if (desk->language == NULL) {
        log_line("%s: neither the header (\"Language: es\\n\") nor the name of the file (es.po) "
                 "says of which language it is",
                 desk->options.path);
    }
    return desk->language != NULL;
}

static void
read_glossary(struct desk *desk)
{
    struct diag_sink unheard = {0}; /* kyr-pack check tells its mistakes */
    const struct data *data = &desk->options.stage->data;
    const char *path =
        po_glossary(&desk->arena, desk->options.path, data->pack_dir, data->share_dir);
    (void)glossary_read(&desk->arena, path, desk->language->tag, &desk->glossary, &unheard);
    diag_free(&unheard);
}

static void
open_app(struct desk *desk)
{
    struct app_options options = desk->options.app;
    struct rect rect = parts(desk).app;
    options.language = desk->language;
    options.idle_s = 0; /* nobody else comes while the translator types */
    options.screen_px = (struct size){rect.w, rect.h};
    desk->app = app_open(&options, (int64_t)clock_ms());
    app_show(desk->app, APP_HOME);
    desk->cursor.app = desk->app;
    desk->cursor.book = desk->book;
}

struct desk *
desk_open(const struct desk_options *options)
{
    if (!fs_is_file(options->path)) {
        log_line("--edit: there is no file '%s'", options->path);
        return NULL;
    }
    struct desk *desk = calloc(1, sizeof *desk);
    if (desk == NULL) {
        log_fatal("out of memory");
    }
    desk->options = *options;
    desk->window = options->app.screen_px;
    desk->dpi = options->app.dpi;
    desk->read_ms = -1;
    desk->cursor = (struct cursor){.where = &desk->where, .entry = -1};
    desk->guest = (struct guest){desk, on_event, on_step, on_paint, on_shown};
    where_open(&desk->where, options->stage->data.pack);
    if (!find_language(desk)) {
        desk_close(desk);
        return NULL;
    }
    read_glossary(desk);
    desk->watch = watch_open(options->path, loop_wake);
    if (desk->watch == NULL) {
        log_line("the folder of '%s' cannot be watched: saves are not seen", options->path);
    }
    (void)reload(desk, true);
    if (desk->problem.n > 0 && desk->domain == BOOK_OF_NOBODY) {
        log_line("%.*s", STR_ARG(desk->problem));
    }
    open_app(desk);
    return desk;
}

void
desk_close(struct desk *desk)
{
    if (desk == NULL) {
        return;
    }
    watch_close(desk->watch);
    app_close(desk->source);
    app_close(desk->app);
    book_free(desk->book);
    where_close(&desk->where);
    arena_free(&desk->problem_arena);
    arena_free(&desk->frame_arena);
    arena_free(&desk->arena);
    free(desk);
}

struct app *
desk_app(struct desk *desk)
{
    return desk->app;
}

const struct guest *
desk_guest(const struct desk *desk)
{
    return &desk->guest;
}
