/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Front matter is the part between two `---` lines at the top; the rest is Markdown. */
#include "content/page.h"

#include <string.h>

#include "base/utf8.h"
#include "content/inline.h"
#include "content/lines.h"
#include "content/markdown.h"
#include "content/yaml.h"

static void
skip_bom(struct str *text)
{
    if (str_starts(*text, "\xEF\xBB\xBF")) { /* some editors write one */
        *text = str_skip(*text, 3);
    }
}

static bool
text_is_sound(struct str text, const char *file, struct diag_sink *sink)
{
    struct arena scratch = {0};
    struct lines lines = lines_make(&scratch, text, file, 0);
    size_t bad = 0;
    const char *problem = NULL;
    if (text.n > PAGE_BYTES_MAX) {
        diag_error(sink, (struct diag_place){.file = file}, "too-large",
                   "is larger than a page may be (%u KB)", PAGE_BYTES_MAX / 1024);
        arena_free(&scratch);
        return false;
    }
    if (!utf8_valid(text, &bad)) {
        problem = "this is not UTF-8 text";
    } else if (text.n > 0 && memchr(text.p, '\0', text.n) != NULL) {
        bad = (size_t)((const char *)memchr(text.p, '\0', text.n) - text.p);
        problem = "a NUL character cannot stand in text";
    }
    if (problem != NULL) {
        diag_error(sink, lines_place(&lines, bad), "not-utf8", "%s", problem);
    }
    arena_free(&scratch);
    return problem == NULL;
}

/* Cuts the front matter off; *n_lines is how many lines stand before the body. */
static bool
cut_front_matter(struct str *text, struct str *front, int *n_lines)
{
    struct str rest = *text;
    if (!str_eqz(str_trim(str_cut(&rest, '\n')), "---")) {
        return false;
    }
    *front = (struct str){rest.p, 0};
    for (*n_lines = 2; rest.n > 0; (*n_lines)++) {
        const char *line = rest.p;
        if (str_eqz(str_trim(str_cut(&rest, '\n')), "---")) {
            front->n = (size_t)(line - front->p);
            *text = rest;
            return true;
        }
    }
    return false;
}

static struct str
read_words(struct arena *arena, const struct yaml_node *meta, const char *key, enum yaml_need need,
           struct diag_sink *sink)
{
    const char *problem = NULL;
    struct str words = inline_words(arena, yaml_string(meta, key, need, sink), &problem);
    if (problem != NULL) {
        diag_error(sink, yaml_get(meta, key)->place, "text", "%s", problem);
    }
    return words;
}

static struct diag_place
place_of(const struct yaml_node *meta, const char *key)
{
    const struct yaml_node *entry = yaml_get(meta, key);
    return entry == NULL ? meta->place : entry->place;
}

static void
read_meta(struct arena *arena, struct page *page, const struct yaml_node *meta,
          struct diag_sink *sink)
{
    static const char *const kinds[] = {"topic", "scenario", "card", "about", NULL};
    struct str title = read_words(arena, meta, "title", YAML_REQUIRED, sink);
    struct str tile = read_words(arena, meta, "tile", YAML_OPTIONAL, sink);
    int kind = yaml_choice(meta, "kind", kinds, YAML_REQUIRED, sink);
    page->title_place = place_of(meta, "title");
    page->tile_place = tile.n > 0 ? place_of(meta, "tile") : page->title_place;
    page->title = title.n > 0 ? title : page->title;
    page->tile = tile.n > 0 ? tile : page->title;
    page->icon = yaml_string(meta, "icon", YAML_REQUIRED, sink);
    page->kind = kind < 0 ? PAGE_TOPIC : (enum page_kind)kind;
    page->is_legal = yaml_bool(meta, "legal", sink);
    yaml_expect_no_more(meta, sink);
}

static void
read_page(struct arena *arena, struct page *page, struct str text, struct diag_sink *sink)
{
    struct str front = {0};
    int n_lines = 0;
    skip_bom(&text);
    if (!text_is_sound(text, page->file, sink)) {
        return;
    }
    if (!cut_front_matter(&text, &front, &n_lines)) {
        diag_error(sink, page->title_place, "front-matter",
                   "a page begins with front matter between two --- lines");
        return;
    }
    struct yaml_node *meta = yaml_parse(arena, front, page->file, 1, sink);
    if (meta != NULL) {
        read_meta(arena, page, meta, sink);
    }
    page->doc = markdown_parse(arena, text, page->file, n_lines, sink);
    if (page->doc->root->first == NULL) {
        diag_error(sink, page->doc->root->place, "empty", "this page has no screen");
    }
}

struct page *
page_parse(struct arena *arena, struct str id, const char *file, struct str text,
           struct diag_sink *sink)
{
    struct diag_sink unheard = {0};
    struct diag_sink *heard = sink == NULL ? &unheard : sink;
    int n_errors = heard->n_errors;
    struct page *page = arena_new(arena, struct page);
    page->id = str_dup(arena, id);
    page->file = str_dup(arena, str_from(file)).p;
    page->title = page->tile = page->id; /* until the page says better */
    page->title_place = page->tile_place = (struct diag_place){page->file, 1, 1};
    if (!inline_is_id(id)) {
        diag_error(heard, (struct diag_place){.file = page->file}, "name",
                   "the name of a page is small letters, digits and '-'");
    }
    read_page(arena, page, text, heard);
    if (page->doc == NULL) {
        page->doc = markdown_parse(arena, STR(""), page->file, 0, NULL);
    }
    page->is_broken = heard->n_errors > n_errors;
    diag_free(&unheard);
    return page;
}
