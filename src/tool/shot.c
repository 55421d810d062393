/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kyr-pack shot: every screen as a PNG, a contact sheet with the languages side by side, and a map
 * from each message to its pictures. Each language is drawn by a process of its own.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "platform/image.h"
#include "tool/commands.h"
#include "tool/stage.h"

struct shot {
    const struct args *args;
    struct stage stage;
    const struct language *language;
    FILE *json;  /* this language's part of shots.json, one object a line */
    FILE *names; /* this language's pictures, one a line, for the contact sheet */
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

static void
write_json_string(FILE *out, struct str text)
{
    (void)fputc('"', out);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '"' || c == '\\') {
            (void)fprintf(out, "\\%c", c);
        } else if (c < 0x20) {
            (void)fprintf(out, "\\u%04x", c);
        } else {
            (void)fputc(c, out);
        }
    }
    (void)fputc('"', out);
}

/* The box around everything a node draws on the screen shown; w 0 if it draws nothing. */
static struct rect
node_rect(const struct list *list, int node_id)
{
    struct rect box = {0};
    for (size_t i = 0; i < list->n; i++) {
        const struct item *item = &list->items[i];
        if (item->node_id != node_id) {
            continue;
        }
        struct rect r = item->rect;
        if (item->kind == ITEM_TEXT) {
            r.y -= item->style.size_px;
            r.h = item->style.size_px * 5 / 4;
        }
        int right = box.w == 0 ? r.x + r.w : int_max(box.x + box.w, r.x + r.w);
        int bottom = box.w == 0 ? r.y + r.h : int_max(box.y + box.h, r.y + r.h);
        box.x = box.w == 0 ? r.x : int_min(box.x, r.x);
        box.y = box.w == 0 ? r.y : int_min(box.y, r.y);
        box.w = right - box.x;
        box.h = bottom - box.y;
    }
    return box;
}

static void
write_map(struct shot *shot, const char *page, const char *picture)
{
    const struct doc *doc = app_doc(shot->stage.app);
    const struct screens *screens = app_screens(shot->stage.app);
    if (doc == NULL || screens->n == 0) {
        return;
    }
    const struct list *list = &screens->items[app_screen_index(shot->stage.app)].list;
    for (const struct node *node = doc->root; node != NULL; node = node_next(doc->root, node)) {
        struct rect box = node->msgid.n == 0 ? (struct rect){0} : node_rect(list, node->id);
        if (box.w == 0) {
            continue;
        }
        (void)fprintf(shot->json, "{\"language\": \"%s\", \"page\": \"%s\", \"picture\": \"%s\", ",
                      shot->language->tag, page, picture);
        (void)fprintf(shot->json, "\"rect\": [%d, %d, %d, %d], \"context\": ", box.x, box.y, box.w,
                      box.h);
        write_json_string(shot->json, node->context);
        (void)fputs(", \"msgid\": ", shot->json);
        write_json_string(shot->json, node->msgid);
        (void)fputs("}\n", shot->json);
    }
}

static void
take(struct shot *shot, const char *page, size_t screen)
{
    struct arena scratch = {0};
    struct str name = str_printf(&scratch, "%s/%s-%zu.png", shot->language->tag, page, screen + 1);
    stage_paint(&shot->stage);
    const char *path = fs_join(&scratch, shot->args->output, name.p);
    if (!shot->has_failed && !image_write_png(shot->stage.surface, path)) {
        log_line("cannot write %s", path);
        shot->has_failed = true;
    }
    write_map(shot, page, name.p);
    (void)fprintf(shot->names, "%s\n", name.p);
    arena_free(&scratch);
}

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
take_numbers(struct shot *shot)
{
    const struct contacts *contacts = shot->stage.data.pack->contacts;
    for (size_t i = 0; i < contacts->n; i++) {
        struct arena scratch = {0};
        struct str name = str_printf(&scratch, "number-%.*s", STR_ARG(contacts->items[i].id));
        if (app_show_number(shot->stage.app, contacts->items[i].id)) {
            take_place(shot, name.p);
        }
        arena_free(&scratch);
    }
}

static void
take_all(struct shot *shot)
{
    static const struct {
        enum app_screen screen;
        const char *name;
    } fixed[] = {{APP_ATTRACT, "attract"}, {APP_HOME, "home"},       {APP_TOPICS, "topics"},
                 {APP_HIDDEN, "hidden"},   {APP_WARNING, "warning"}, {APP_FALLBACK, "fallback"}};
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        app_show(shot->stage.app, fixed[i].screen);
        take_place(shot, fixed[i].name);
    }
    const struct page_list *pages = &shot->stage.data.pack->pages;
    for (size_t i = 0; i < pages->n; i++) {
        if (app_show_page(shot->stage.app, pages->items[i]->id)) {
            take_place(shot, pages->items[i]->id.p);
        }
    }
    take_numbers(shot);
}

static bool
open_parts(struct shot *shot)
{
    struct arena scratch = {0};
    struct str dir = str_printf(&scratch, "%s/%s", shot->args->output, shot->language->tag);
    bool ok = make_dir(dir.p);
    shot->json = ok ? fopen(fs_join(&scratch, dir.p, ".shots"), "w+") : NULL;
    shot->names = ok ? fopen(fs_join(&scratch, dir.p, ".names"), "w+") : NULL;
    arena_free(&scratch);
    return shot->json != NULL && shot->names != NULL;
}

/* One language, in a process of its own. */
static enum exit_code
shoot_language(struct shot *shot)
{
    if (!open_parts(shot)) {
        return EXIT_ENVIRONMENT;
    }
    stage_start(&shot->stage, shot->args, shot->language);
    enum exit_code code = EXIT_OK;
    if (shot->args->page == NULL) {
        take_all(shot);
    } else if (app_show_page(shot->stage.app, str_from(shot->args->page))) {
        take_place(shot, shot->args->page);
    } else {
        log_line("there is no page '%s'", shot->args->page);
        code = EXIT_USAGE;
    }
    (void)fclose(shot->json);
    (void)fclose(shot->names);
    return shot->has_failed ? EXIT_ENVIRONMENT : code;
}

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

/* Joins the languages' parts into shots.json and index.html, and removes them. */

static struct str
read_part(struct arena *arena, const struct args *args, const struct language *language,
          const char *part)
{
    struct str dir = str_printf(arena, "%s/%s", args->output, language->tag);
    const char *path = fs_join(arena, dir.p, part);
    struct str text = STR("");
    (void)fs_read(arena, path, 64u * 1024 * 1024, &text);
    (void)unlink(path);
    return text;
}

static void
write_json(FILE *out, struct arena *arena, const struct args *args,
           const struct language **languages, size_t n)
{
    const char *separator = "[\n";
    for (size_t i = 0; i < n; i++) {
        struct str lines = read_part(arena, args, languages[i], ".shots");
        while (lines.n > 0) {
            struct str line = str_cut(&lines, '\n');
            (void)fprintf(out, "%s%.*s", separator, STR_ARG(line));
            separator = ",\n";
        }
    }
    (void)fprintf(out, "%s]\n", separator[0] == '[' ? "[\n" : "\n");
}

static const char sheet_head[] =
    "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Screens</title>\n<style>\n"
    "body{font:16px sans-serif;margin:2em;background:#eee;color:#222}\n"
    "div{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:1em;margin-bottom:1.5em}\n"
    "img{width:100%;border:1px solid #999;background:#fff}\n"
    "figure{margin:0}figcaption{padding:.3em 0}\n</style>\n<h1>Screens</h1>\n";

/* One row for each picture any language has: the languages side by side. */
static void
write_sheet(FILE *out, struct arena *arena, const struct args *args,
            const struct language **languages, size_t n)
{
    struct str names[ARGS_LANGS_MAX];
    (void)fputs(sheet_head, out);
    for (size_t i = 0; i < n; i++) {
        names[i] = read_part(arena, args, languages[i], ".names");
    }
    for (bool has_more = true; has_more;) {
        has_more = false;
        (void)fputs("<div>", out);
        for (size_t i = 0; i < n; i++) {
            struct str name = str_cut(&names[i], '\n');
            has_more = has_more || names[i].n > 0;
            if (name.n > 0) {
                (void)fprintf(out,
                              "<figure><a href=\"%.*s\"><img loading=lazy alt=\"\" src=\"%.*s\">"
                              "</a><figcaption>%.*s</figcaption></figure>",
                              STR_ARG(name), STR_ARG(name), STR_ARG(name));
            }
        }
        (void)fputs("</div>\n", out);
    }
}

static enum exit_code
join(const struct args *args, const struct language **languages, size_t n)
{
    struct arena arena = {0};
    FILE *json = fopen(fs_join(&arena, args->output, "shots.json"), "w");
    FILE *sheet = fopen(fs_join(&arena, args->output, "index.html"), "w");
    bool ok = json != NULL && sheet != NULL;
    if (ok) {
        write_json(json, &arena, args, languages, n);
        write_sheet(sheet, &arena, args, languages, n);
    }
    ok = (json == NULL || fclose(json) == 0) && ok;
    ok = (sheet == NULL || fclose(sheet) == 0) && ok;
    if (!ok) {
        log_line("cannot write the contact sheet in %s", args->output);
    }
    arena_free(&arena);
    return ok ? EXIT_OK : EXIT_ENVIRONMENT;
}

static enum exit_code
shoot(struct shot *shot)
{
    size_t n = 0;
    const struct language **languages = stage_languages(&shot->stage, shot->args, &n);
    if (languages == NULL || n > ARGS_LANGS_MAX) {
        return EXIT_USAGE;
    }
    pid_t children[ARGS_LANGS_MAX];
    for (size_t i = 0; i < n; i++) {
        shot->language = languages[i];
        children[i] = fork();
        if (children[i] == 0) {
            _exit((int)shoot_language(shot));
        }
    }
    enum exit_code code = wait_all(children, n);
    return code != EXIT_OK ? code : join(shot->args, languages, n);
}

enum exit_code
command_shot(const struct args *args)
{
    if (args->output == NULL || args->n_words > 1) {
        log_line("usage: kyr-pack shot [PACK] -o DIR");
        return EXIT_USAGE;
    }
    struct shot shot = {.args = args};
    enum exit_code code = EXIT_ENVIRONMENT;
    if (make_dir(args->output) && stage_open(&shot.stage, args, args_pack(args, 0), &code)) {
        code = shoot(&shot);
    }
    stage_close(&shot.stage);
    return code;
}
