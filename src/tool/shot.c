/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kyr-pack shot: every screen as a picture, and what each picture says (shot_map, shot_sheet). Each
 * language is drawn by a process of its own.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/inline.h"
#include "platform/image.h"
#include "tool/commands.h"
#include "tool/shot_sheet.h"
#include "ui/app_show.h"

struct shot {
    const struct args *args;
    struct stage stage;
    const struct language *language;
    struct shot_po po;
    struct shot_map map;
    struct sheet_part *part;
    const struct picture *picture; /* the one that is being described */
    bool is_first;                 /* what is wrong with all languages is told once */
    bool has_failed;
};

static bool
make_dir(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST) {
        return true;
    }
    log_line("cannot make the folder %s: %s", path, strerror(errno));
    return false;
}

/* ---- One screen ---------------------------------------------------------------------------- */

static struct rect
clipped(struct rect r, struct size screen)
{
    int x = int_clamp(r.x, 0, screen.w);
    int y = int_clamp(r.y, 0, screen.h);
    int right = int_clamp(r.x + r.w, x, screen.w);
    int bottom = int_clamp(r.y + r.h, y, screen.h);
    return (struct rect){x, y, right - x, bottom - y};
}

static void
see_message(void *user, const struct sighting *sighting)
{
    struct shot *shot = user;
    struct sighting clip = *sighting;
    clip.rect = clipped(sighting->rect, shot->args->size);
    if (clip.rect.w == 0 || clip.rect.h == 0) {
        return;
    }
    struct shot_entry entry = shot_po_entry(&shot->po, clip.domain, clip.context, clip.msgid);
    sheet_part_message(shot->part, shot->picture, &clip, &entry);
    diag_free(&entry.sink);
}

/* What the screen shown is called: the page, and the section of it. */
static void
name_picture(const struct shot *shot, struct arena *arena, struct picture *picture)
{
    struct app *app = shot->stage.app;
    const struct screens *screens = app_screens(app);
    const struct page *page = pack_page(shot->stage.data.pack, app_place(app).name);
    const struct node *section =
        app_doc(app) == NULL ? NULL : screens->items[app_screen_index(app)].section;
    picture->section = section == NULL ? 0 : section->id;
    picture->headline = section == NULL ? STR("") : inline_plain(arena, section->spans);
    if (page != NULL) {
        picture->title = page->title;
        (void)catalog_find(shot->stage.data.catalog, shot->language, CATALOG_PACK, "title",
                           page->title.p, &picture->title);
    }
}

static void
take(struct shot *shot, const char *page, size_t screen)
{
    struct arena scratch = {0};
    struct str name = str_printf(&scratch, "%s/%s-%zu.png", shot->language->tag, page, screen + 1);
    struct picture picture = {
        .language = shot->language->tag, .page = page, .screen = screen + 1, .file = name.p};
    const char *path = fs_join(&scratch, shot->args->output, name.p);
    stage_paint(&shot->stage);
    if (!shot->has_failed && !image_write_png(shot->stage.surface, path)) {
        log_line("cannot write %s", path);
        shot->has_failed = true;
    }
    name_picture(shot, &scratch, &picture);
    sheet_part_picture(shot->part, &picture);
    shot->picture = &picture;
    struct shot_see see = {shot, see_message};
    shot_map_screen(&shot->map, shot->stage.app, &see);
    shot->picture = NULL;
    arena_free(&scratch);
}

/* ---- One language -------------------------------------------------------------------------- */

static void
take_place(struct shot *shot, const char *page)
{
    size_t n = app_screen_count(shot->stage.app);
    for (size_t i = 0; i < (n == 0 ? 1 : n); i++) {
        app_turn_to(shot->stage.app, i);
        take(shot, page, i);
    }
}

static void
take_named(struct shot *shot, const char *kind, struct str id)
{
    struct arena scratch = {0};
    take_place(shot, str_printf(&scratch, "%s-%.*s", kind, STR_ARG(id)).p);
    arena_free(&scratch);
}

static void
take_numbers(struct shot *shot)
{
    const struct contacts *contacts = shot->stage.data.pack->contacts;
    for (size_t i = 0; i < contacts->n; i++) {
        if (app_show_number(shot->stage.app, contacts->items[i].id)) {
            take_named(shot, "number", contacts->items[i].id);
        }
    }
}

/* Does the page rest on something whose authority no earlier page rests on? Marks what it finds. */
static bool
is_news(const struct facts *facts, const struct page *page, bool *is_told)
{
    bool is_new = false;
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        for (size_t i = 0; i < node->n_facts; i++) {
            const struct fact *fact = facts_find(facts, node->facts[i]);
            struct str authority = fact == NULL ? STR("") : fact->authority;
            for (size_t k = 0; authority.n > 0 && k < facts->n; k++) {
                bool is_it = str_eq(facts->items[k].authority, authority);
                is_new = is_new || (is_it && !is_told[k]);
                is_told[k] = is_told[k] || is_it;
            }
        }
    }
    return is_new;
}

/* Where the words come from: as many of these screens as it takes to show every authority. */
static void
take_sources(struct shot *shot)
{
    struct arena scratch = {0};
    const struct pack *pack = shot->stage.data.pack;
    bool *is_told = arena_array(&scratch, pack->facts->n + 1, sizeof *is_told);
    for (size_t i = 0; i < pack->pages.n; i++) {
        const struct page *page = pack->pages.items[i];
        if (is_news(pack->facts, page, is_told)) {
            struct place place = {.kind = PLACE_SOURCES, .name = page->id};
            app_show_place(shot->stage.app, place);
            take_named(shot, "sources", page->id);
        }
    }
    arena_free(&scratch);
}

static bool
has_leader_notes(const struct node *root)
{
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        if (node->callout == CALLOUT_FACILITATOR) {
            return true;
        }
    }
    return false;
}

static void
take_leader_page(struct shot *shot, const struct page *page)
{
    struct arena scratch = {0};
    struct app *app = shot->stage.app;
    const char *name = str_printf(&scratch, "leader-%.*s", STR_ARG(page->id)).p;
    size_t n = app_show_page(app, page->id) ? app_screen_count(app) : 0;
    for (size_t i = 0; i < n; i++) {
        const struct node *section = app_screens(app)->items[i].section;
        app_turn_to(app, i);
        if (section != NULL && has_leader_notes(section)) {
            take(shot, name, i);
        }
    }
    arena_free(&scratch);
}

/* The screens that look different to the leader of a workshop. */
static void
take_leader(struct shot *shot)
{
    const struct event key = {.kind = EVENT_KEY, .source = SOURCE_KEY, .key = KEY_FACILITATOR};
    const struct page_list *pages = &shot->stage.data.pack->pages;
    (void)app_step(shot->stage.app, &key, 1, 0);
    for (size_t i = 0; i < pages->n; i++) {
        if (has_leader_notes(pages->items[i]->doc->root)) {
            take_leader_page(shot, pages->items[i]);
        }
    }
    (void)app_step(shot->stage.app, &key, 1, 0);
}

/* The screens that every pack has, by the names of their pictures. */
static const struct {
    enum app_screen screen;
    const char *name;
} fixed[] = {
    {APP_ATTRACT, "attract"},     {APP_HOME, "home"},           {APP_TOPICS, "topics"},
    {APP_HIDDEN, "hidden"},       {APP_WARNING, "warning"},     {APP_FALLBACK, "fallback"},
    {APP_LANGUAGES, "languages"}, {APP_STAFF_PIN, "staff-pin"}, {APP_STAFF, "staff"},
};
enum { N_FIXED = sizeof fixed / sizeof fixed[0] };

static void
take_fixed(struct shot *shot, size_t i)
{
    app_show(shot->stage.app, fixed[i].screen);
    take_place(shot, fixed[i].name);
}

static void
take_all(struct shot *shot)
{
    for (size_t i = 0; i < N_FIXED; i++) {
        take_fixed(shot, i);
    }
    const struct page_list *pages = &shot->stage.data.pack->pages;
    for (size_t i = 0; i < pages->n; i++) {
        if (app_show_page(shot->stage.app, pages->items[i]->id)) {
            take_place(shot, pages->items[i]->id.p);
        }
    }
    take_leader(shot);
    take_numbers(shot);
    take_sources(shot);
}

static bool
take_named_fixed(struct shot *shot, const char *name)
{
    for (size_t i = 0; i < N_FIXED; i++) {
        if (strcmp(fixed[i].name, name) == 0) {
            take_fixed(shot, i);
            return true;
        }
    }
    return false;
}

static enum exit_code
take_wanted(struct shot *shot)
{
    const struct args *args = shot->args;
    if (args->n_pages == 0) {
        take_all(shot);
    }
    for (size_t i = 0; i < args->n_pages; i++) {
        if (app_show_page(shot->stage.app, str_from(args->pages[i]))) {
            take_place(shot, args->pages[i]);
        } else if (!take_named_fixed(shot, args->pages[i])) {
            if (shot->is_first) {
                log_line("there is no page '%s'", args->pages[i]);
            }
            return EXIT_USAGE;
        }
    }
    return EXIT_OK;
}

/* In a process of its own. */
static enum exit_code
shoot_language(struct shot *shot)
{
    struct arena scratch = {0};
    const char *tag = shot->language->tag;
    bool ok = make_dir(fs_join(&scratch, shot->args->output, tag));
    arena_free(&scratch);
    shot->part = ok ? sheet_part_open(shot->args->output, tag) : NULL;
    if (shot->part == NULL) {
        return EXIT_ENVIRONMENT;
    }
    shot_po_open(&shot->po, &shot->stage, shot->language, shot->args->po);
    shot_map_open(&shot->map, shot->stage.data.pack, &shot->po);
    stage_start(&shot->stage, shot->args, shot->language);
    enum exit_code code = take_wanted(shot);
    shot_map_close(&shot->map);
    shot->has_failed = !sheet_part_close(shot->part) || shot->has_failed;
    return shot->has_failed ? EXIT_ENVIRONMENT : code;
}

/* ---- All languages ------------------------------------------------------------------------- */

static enum exit_code
wait_all(const pid_t *children, size_t n)
{
    enum exit_code worst = EXIT_OK;
    for (size_t i = 0; i < n; i++) {
        int status = 0;
        enum exit_code code = EXIT_ENVIRONMENT;
        if (children[i] > 0 && waitpid(children[i], &status, 0) > 0 && WIFEXITED(status)) {
            code = (enum exit_code)WEXITSTATUS(status);
        }
        worst = code > worst ? code : worst;
    }
    return worst;
}

/* A file is of one language; English may stand beside it. */
static bool
is_usable(const struct args *args)
{
    size_t n_others = 0;
    for (size_t i = 0; i < args->n_langs; i++) {
        n_others += lang_find(str_from(args->langs[i])) != lang_source();
    }
    return args->output != NULL && args->n_words <= 1 && (args->po == NULL || n_others == 1);
}

static enum exit_code
shoot(struct shot *shot)
{
    struct sheet sheet = {.dir = shot->args->output,
                          .title = shot->stage.data.pack->title.msgid,
                          .screen_px = shot->args->size};
    sheet.languages = stage_languages(&shot->stage, shot->args, &sheet.n_languages);
    if (sheet.languages == NULL || sheet.n_languages > ARGS_LANGS_MAX) {
        return EXIT_USAGE;
    }
    pid_t children[ARGS_LANGS_MAX];
    for (size_t i = 0; i < sheet.n_languages; i++) {
        shot->language = sheet.languages[i];
        shot->is_first = i == 0;
        children[i] = fork();
        if (children[i] == 0) {
            _exit((int)shoot_language(shot));
        }
    }
    enum exit_code code = wait_all(children, sheet.n_languages);
    if (code == EXIT_OK && !sheet_write(&sheet)) {
        code = EXIT_ENVIRONMENT;
    }
    return code;
}

enum exit_code
command_shot(const struct args *args)
{
    if (!is_usable(args)) {
        return args_refuse(args);
    }
    struct shot shot = {.args = args};
    enum exit_code code = EXIT_ENVIRONMENT;
    if (make_dir(args->output) && stage_open(&shot.stage, args, args_pack(args, 0), &code)) {
        code = shoot(&shot);
    }
    stage_close(&shot.stage);
    return code;
}
