/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.yaml names everything else, so it is read first and decides what is there; files that it
 * does not name are not part of the pack. */
#include "content/pack.h"

#include <string.h>

#include "base/fs.h"
#include "content/inline.h"
#include "content/yaml.h"

#define MANIFEST_BYTES_MAX (64u * 1024)  /* pack.yaml is 1 KB */
#define HOTLINES_BYTES_MAX (512u * 1024) /* hotlines.yaml is 8 KB */
#define LEAST_COVERAGE 90                /* percent, unless pack.yaml says otherwise */
#define PAGES_MAX 200                    /* a home screen of more tiles helps nobody */

struct opener {
    struct pack *pack;
    struct diag_sink *sink;
    struct pack_files files;
    const char *manifest; /* path of pack.yaml */
};

static const char *
path_of(struct opener *opener, const char *name)
{
    return pack_files_path(&opener->pack->arena, &opener->files, name);
}

static bool
read_file(struct opener *opener, const char *name, size_t max_bytes, struct str *out)
{
    enum fs_status status =
        pack_files_read(&opener->pack->arena, &opener->files, name, max_bytes, out);
    if (status != FS_OK) {
        diag_error(opener->sink, diag_file(path_of(opener, name)), "file", "%s",
                   fs_status_text(status));
    }
    return status == FS_OK;
}

static struct pack_text
make_text(struct opener *opener, const struct yaml_node *entry, struct str text)
{
    const char *problem = NULL;
    struct pack_text made = {.place = entry->place};
    made.msgid = inline_words(&opener->pack->arena, text, &problem);
    if (problem != NULL) {
        diag_error(opener->sink, entry->place, "text", "%s", problem);
    }
    return made;
}

static struct pack_text
read_text(struct opener *opener, const struct yaml_node *root, const char *key)
{
    struct str text = yaml_string(root, key, YAML_REQUIRED, opener->sink);
    const struct yaml_node *entry = yaml_get(root, key);
    return make_text(opener, entry == NULL ? root : entry, text);
}

static void
read_welcome(struct opener *opener, const struct yaml_node *root)
{
    struct pack *pack = opener->pack;
    size_t n = 0;
    const struct yaml_node *entry = yaml_list(root, "welcome", YAML_REQUIRED, &n, opener->sink);
    if (n > 2) {
        diag_error(opener->sink, entry->place, "too-large", "at most two sentences of welcome");
    }
    for (; entry != NULL && pack->n_welcome < 2; entry = entry->next) {
        if (entry->kind != YAML_SCALAR) {
            diag_error(opener->sink, entry->place, "wrong-kind", "a sentence must stand here");
            continue;
        }
        pack->welcome[pack->n_welcome++] = make_text(opener, entry, entry->value);
    }
}

static bool
is_listed(const struct pack *pack, struct str id)
{
    return pack_page(pack, id) != NULL;
}

static void
load_page(struct opener *opener, struct page_list *list, const struct yaml_node *entry)
{
    struct pack *pack = opener->pack;
    struct str id = entry->value;
    struct str text = {0};
    if (entry->kind != YAML_SCALAR || !inline_is_id(id)) {
        diag_error(opener->sink, entry->place, "name",
                   "the name of a page must stand here: small letters, digits and '-'");
        return;
    }
    if (is_listed(pack, id)) {
        diag_error(opener->sink, entry->place, "page-twice", "'%.*s' is already named above",
                   STR_ARG(id));
        return;
    }
    if (pack->pages.n == PAGES_MAX) {
        diag_error(opener->sink, entry->place, "too-large", "at most %d pages", PAGES_MAX);
        return;
    }
    const char *name = str_printf(&pack->arena, "pages/%.*s.md", STR_ARG(id)).p;
    const char *path = path_of(opener, name);
    if (!pack_files_has(&opener->files, name)) {
        diag_error(opener->sink, entry->place, "page-missing", "there is no %s", path);
        return;
    }
    bool is_read = read_file(opener, name, PAGE_BYTES_MAX, &text);
    struct page *page = page_parse(&pack->arena, id, path, text, is_read ? opener->sink : NULL);
    page->is_broken = page->is_broken || !is_read;
    list->items[list->n++] = page;
    pack->pages.items[pack->pages.n++] = page;
}

static void
read_list(struct opener *opener, const struct yaml_node *home, const char *key, enum yaml_need need,
          struct page_list *list)
{
    size_t n = 0;
    const struct yaml_node *entry = yaml_list(home, key, need, &n, opener->sink);
    list->items = arena_array(&opener->pack->arena, n + 1, sizeof *list->items);
    for (; entry != NULL; entry = entry->next) {
        load_page(opener, list, entry);
    }
}

static void
report_unlisted(struct opener *opener)
{
    struct pack *pack = opener->pack;
    const char *dir = path_of(opener, "pages");
    size_t n = 0;
    const char **names = pack_files_list(&pack->arena, &opener->files, "pages", ".md", &n);
    for (size_t i = 0; i < n; i++) {
        struct str id = str_from(names[i]);
        id.n -= strlen(".md");
        if (!is_listed(pack, id)) {
            struct diag_place place = {.file = fs_join(&pack->arena, dir, names[i])};
            diag_warning(opener->sink, place, "page-unlisted", "pack.yaml does not name this page");
        }
    }
}

static void
read_home(struct opener *opener, const struct yaml_node *root)
{
    struct pack *pack = opener->pack;
    const struct yaml_node *home = yaml_get(root, "home");
    if (home == NULL || home->kind != YAML_MAPPING) {
        diag_error(opener->sink, home == NULL ? root->place : home->place, "missing-key",
                   "'home' with its pages is missing");
        return;
    }
    pack->pages.items = arena_array(&pack->arena, PAGES_MAX, sizeof *pack->pages.items);
    read_list(opener, home, "urgent", YAML_REQUIRED, &pack->urgent);
    read_list(opener, home, "learn", YAML_OPTIONAL, &pack->learn);
    read_list(opener, home, "more", YAML_OPTIONAL, &pack->more);
    yaml_expect_no_more(home, opener->sink);
}

static void
read_limits(struct opener *opener, const struct yaml_node *root)
{
    const struct yaml_node *limits = yaml_get(root, "limits");
    struct pack *pack = opener->pack;
    if (limits == NULL) {
        limits = root; /* so that each limit is reported as missing */
    }
    pack->court_days = yaml_integer(limits, "court_days", 1, 3650, YAML_REQUIRED, opener->sink);
    pack->phone_days = yaml_integer(limits, "phone_days", 1, 3650, YAML_REQUIRED, opener->sink);
    yaml_expect_no_more(limits == root ? NULL : limits, opener->sink);
}

static void
read_languages(struct opener *opener, const struct yaml_node *root)
{
    const struct yaml_node *languages = yaml_get(root, "languages");
    struct pack *pack = opener->pack;
    pack->least_coverage =
        yaml_integer(languages, "least_coverage", 1, 100, YAML_OPTIONAL, opener->sink);
    if (pack->least_coverage == 0) {
        pack->least_coverage = LEAST_COVERAGE;
    }
    yaml_expect_no_more(languages, opener->sink);
}

static void
read_review(struct opener *opener, const struct yaml_node *root)
{
    const struct yaml_node *review = yaml_get(root, "review");
    struct pack *pack = opener->pack;
    pack->reviewed_by = yaml_string(review, "by", YAML_OPTIONAL, opener->sink);
    pack->reviewed_on = yaml_date(review, "on", YAML_OPTIONAL, opener->sink);
    pack->review_by = yaml_date(review, "review_by", YAML_OPTIONAL, opener->sink);
    if (pack->reviewed_by.n > 0 && pack->reviewed_on.year == 0) {
        diag_error(opener->sink, review->place, "missing-key",
                   "'by' says who reviewed the pack; 'on' must say when");
    }
    yaml_expect_no_more(review, opener->sink);
}

static void
read_contacts(struct opener *opener, const struct yaml_node *root)
{
    struct pack *pack = opener->pack;
    struct str text = {0};
    bool is_read = read_file(opener, "hotlines.yaml", HOTLINES_BYTES_MAX, &text);
    pack->contacts = hotlines_parse(&pack->arena, text, path_of(opener, "hotlines.yaml"),
                                    is_read ? opener->sink : NULL);
    struct str id = yaml_string(root, "fallback", YAML_REQUIRED, opener->sink);
    pack->fallback = hotlines_find(pack->contacts, id);
    if (pack->fallback == NULL && id.n > 0 && !hotlines_is_left_out(pack->contacts, id)) {
        diag_error(opener->sink, yaml_get(root, "fallback")->place, "contact",
                   "there is no contact '%.*s'", STR_ARG(id));
    }
    if (pack->fallback == NULL && pack->contacts->n > 0) {
        pack->fallback = &pack->contacts->items[0];
    }
}

static void
read_manifest(struct opener *opener, const struct yaml_node *root)
{
    struct pack *pack = opener->pack;
    pack->id = yaml_string(root, "id", YAML_REQUIRED, opener->sink);
    if (pack->id.n > 0 && !inline_is_id(pack->id)) {
        diag_error(opener->sink, yaml_get(root, "id")->place, "name",
                   "an id is small letters, digits and '-'");
    }
    pack->version = yaml_integer(root, "version", 1, 999999999, YAML_REQUIRED, opener->sink);
    pack->title = read_text(opener, root, "title");
    pack->region = read_text(opener, root, "place");
    read_welcome(opener, root);
    read_limits(opener, root);
    read_languages(opener, root);
    read_review(opener, root);
    read_contacts(opener, root);
    read_home(opener, root);
    yaml_expect_no_more(root, opener->sink);
    report_unlisted(opener);
}

static const char *
trim_slashes(struct arena *arena, const char *dir)
{
    struct str path = str_from(dir);
    while (path.n > 1 && path.p[path.n - 1] == '/') {
        path.n--;
    }
    return str_dup(arena, path).p;
}

/* The pack's own seeds, or those of the source tree that holds assets/<pack>. */
static const char *
seeds_dir(struct pack *pack)
{
    struct arena *arena = &pack->arena;
    const char *own = fs_join(arena, pack->dir, "seeds");
    if (fs_is_directory(own)) {
        return own;
    }
    const char *above = fs_dirname(arena, pack->dir);
    bool is_plain = strstr(pack->dir, "..") == NULL && strcmp(pack->dir, ".") != 0 &&
                    strcmp(above, ".") != 0 && strcmp(above, "/") != 0;
    if (!is_plain) {
        return fs_join(arena, pack->dir, "../../seeds");
    }
    const char *tree = fs_dirname(arena, above);
    return strcmp(tree, ".") == 0 ? "seeds" : fs_join(arena, tree, "seeds");
}

static struct pack_files
find_seeds(struct opener *opener)
{
    if (opener->files.packfile != NULL) {
        return pack_files_below(&opener->pack->arena, &opener->files, "seeds");
    }
    return (struct pack_files){.dir = seeds_dir(opener->pack)};
}

static struct pack *
open_files(const char *dir, const struct packfile *packfile, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct pack *pack = arena_new(&arena, struct pack);
    struct str text = {0};
    pack->arena = arena; /* from here on the pack owns the arena that it lives in */
    pack->dir = trim_slashes(&pack->arena, dir);
    struct opener opener = {.pack = pack, .sink = sink, .files = {pack->dir, packfile, NULL}};
    opener.manifest = path_of(&opener, "pack.yaml");
    struct yaml_node *root = NULL;
    if (read_file(&opener, "pack.yaml", MANIFEST_BYTES_MAX, &text)) {
        root = yaml_parse(&pack->arena, text, opener.manifest, 0, sink);
    }
    if (root != NULL && root->kind != YAML_MAPPING) {
        yaml_expect_no_more(root, sink);
        root = NULL;
    }
    if (root != NULL) {
        read_manifest(&opener, root);
    }
    if (root != NULL && pack->pages.n == 0) {
        diag_error(sink, diag_file(opener.manifest), "empty-pack", "there is no page to show");
    }
    if (pack->pages.n == 0) {
        pack_close(pack);
        return NULL;
    }
    struct pack_files seeds = find_seeds(&opener);
    pack->facts = facts_load(&pack->arena, &seeds, sink);
    return pack;
}

struct pack *
pack_open(const char *dir, struct diag_sink *sink)
{
    return open_files(dir, NULL, sink);
}

struct pack *
pack_open_signed(const struct packfile *packfile, struct diag_sink *sink)
{
    return open_files(packfile->path, packfile, sink);
}

void
pack_close(struct pack *pack)
{
    if (pack != NULL) {
        struct arena arena = pack->arena; /* the pack itself lives in it */
        arena_free(&arena);
    }
}

const struct page *
pack_page(const struct pack *pack, struct str id)
{
    for (size_t i = 0; i < pack->pages.n; i++) {
        if (str_eq(pack->pages.items[i]->id, id)) {
            return pack->pages.items[i];
        }
    }
    return NULL;
}

static struct date
older(struct date a, struct date b)
{
    if (a.year == 0 || b.year == 0) {
        return a.year == 0 ? b : a;
    }
    return date_cmp(a, b) <= 0 ? a : b;
}

/* A workshop leader's note: no visitor sees it. */
static bool
is_note(const struct node *node)
{
    bool is_inside = node->parent != NULL && node->parent->callout == CALLOUT_FACILITATOR;
    return is_inside || node->callout == CALLOUT_FACILITATOR;
}

struct date
pack_checked(const struct pack *pack, const struct node *root)
{
    struct date oldest = {0};
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        for (size_t i = 0; i < node->n_facts; i++) {
            const struct fact *fact = facts_find(pack->facts, node->facts[i]);
            if (fact != NULL && fact->is_perishable && !is_note(node)) {
                oldest = older(oldest, fact->seen);
            }
        }
    }
    return oldest;
}
