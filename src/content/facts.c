/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All files of both folders are read into one array, sorted by id, so that a page's citation is
 * found by binary search and the same id in two files stands side by side. */
#include "content/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "content/inline.h"
#include "content/yaml.h"

#define SEED_BYTES_MAX (1024u * 1024) /* as yaml.c */
#define FACTS_MAX 2000                /* the dossier has 300; sorting and searching stay instant */

struct loader {
    struct arena *arena;
    struct diag_sink *sink;
    struct facts *facts;
    const struct pack_files *seeds;
};

static struct yaml_node *
read_file(struct loader *loader, const char *name)
{
    struct str text = {0};
    const char *path = pack_files_path(loader->arena, loader->seeds, name);
    enum fs_status status =
        pack_files_read(loader->arena, loader->seeds, name, SEED_BYTES_MAX, &text);
    if (status != FS_OK) {
        diag_error(loader->sink, (struct diag_place){.file = path}, "file", "%s",
                   fs_status_text(status));
        return NULL;
    }
    return yaml_parse(loader->arena, text, path, 0, loader->sink);
}

/* The mapping without a kind: `facts:` holds something else than mappings. */
static bool
is_mapping(struct loader *loader, const struct yaml_node *entry)
{
    yaml_expect_no_more(entry->kind == YAML_MAPPING ? NULL : entry, loader->sink);
    return entry->kind == YAML_MAPPING;
}

static void
read_common(struct loader *loader, const struct yaml_node *entry, struct fact *fact)
{
    static const char *const lives[] = {"lasting", "perishable", NULL};
    fact->place = entry->place;
    fact->id = yaml_string(entry, "id", YAML_REQUIRED, loader->sink);
    fact->sentence = yaml_string(entry, "sentence", YAML_REQUIRED, loader->sink);
    fact->is_perishable = yaml_choice(entry, "life", lives, YAML_REQUIRED, loader->sink) == 1;
    fact->seen = yaml_date(entry, "seen", YAML_OPTIONAL, loader->sink);
    fact->until = yaml_date(entry, "until", YAML_OPTIONAL, loader->sink);
}

static void
read_corpus_fact(struct loader *loader, const struct yaml_node *entry, struct fact *fact)
{
    static const char *const kinds[] = {"hotline",   "law",    "practice", "local",
                                        "quotation", "figure", NULL};
    static const char *const uses[] = {"page", "lesson", "none", NULL};
    fact->is_corpus = true;
    (void)yaml_choice(entry, "kind", kinds, YAML_REQUIRED, loader->sink);
    int use = yaml_choice(entry, "use", uses, YAML_REQUIRED, loader->sink);
    fact->use = use < 0 ? USE_NONE : (enum fact_use)use;
    fact->note = yaml_string(entry, "why", YAML_REQUIRED, loader->sink);
}

static struct str
read_words(struct loader *loader, const struct yaml_node *entry, const char *key)
{
    const char *problem = NULL;
    struct str words = yaml_string(entry, key, YAML_REQUIRED, loader->sink);
    words = inline_words(loader->arena, words, &problem);
    if (problem != NULL) {
        diag_error(loader->sink, yaml_get(entry, key)->place, "text", "%s", problem);
    }
    return words;
}

static void
read_law_fact(struct loader *loader, const struct yaml_node *entry, struct fact *fact)
{
    static const char *const levels[] = {"high", "medium", "low", NULL};
    static const char *const scopes[] = {"US", "CA", "LA", NULL};
    int sure = yaml_choice(entry, "sure", levels, YAML_REQUIRED, loader->sink);
    int scope = yaml_choice(entry, "scope", scopes, YAML_REQUIRED, loader->sink);
    fact->sure = sure < 0 ? SURE_LOW : (enum fact_sure)sure;
    fact->scope = scope < 0 ? SCOPE_US : (enum fact_scope)scope;
    fact->authority = read_words(loader, entry, "authority");
    fact->citation = yaml_string(entry, "citation", YAML_OPTIONAL, loader->sink);
    fact->note = yaml_string(entry, "note", YAML_OPTIONAL, loader->sink);
    fact->sources = yaml_strings(loader->arena, entry, "sources", YAML_REQUIRED, &fact->n_sources,
                                 loader->sink);
    fact->with =
        yaml_strings(loader->arena, entry, "with", YAML_OPTIONAL, &fact->n_with, loader->sink);
    fact->says = yaml_string(entry, "says", YAML_OPTIONAL, loader->sink);
}

static void
read_facts(struct loader *loader, const struct yaml_node *root, struct str document)
{
    size_t n = 0;
    const struct yaml_node *entry = yaml_list(root, "facts", YAML_REQUIRED, &n, loader->sink);
    for (; entry != NULL; entry = entry->next) {
        if (!is_mapping(loader, entry)) {
            continue;
        }
        if (loader->facts->n == FACTS_MAX) {
            diag_error(loader->sink, entry->place, "too-large", "at most %d facts", FACTS_MAX);
            return;
        }
        struct fact *fact = &loader->facts->items[loader->facts->n];
        read_common(loader, entry, fact);
        fact->document = document;
        if (document.n > 0) {
            read_corpus_fact(loader, entry, fact);
        } else {
            read_law_fact(loader, entry, fact);
        }
        yaml_expect_no_more(entry, loader->sink);
        loader->facts->n += fact->id.n > 0;
    }
}

static bool
is_sha256(struct str hex)
{
    for (size_t i = 0; i < hex.n; i++) {
        if (!(hex.p[i] >= '0' && hex.p[i] <= '9') && !(hex.p[i] >= 'a' && hex.p[i] <= 'f')) {
            return false;
        }
    }
    return hex.n == 64;
}

static void
read_corpus(struct loader *loader, const struct yaml_node *root)
{
    struct str document = yaml_string(root, "document", YAML_REQUIRED, loader->sink);
    struct str sha256 = yaml_string(root, "sha256", YAML_REQUIRED, loader->sink);
    if (sha256.n > 0 && !is_sha256(sha256)) {
        diag_error(loader->sink, yaml_get(root, "sha256")->place, "sha256",
                   "a SHA-256 is 64 of 0-9 and a-f");
    }
    (void)yaml_string(root, "what", YAML_REQUIRED, loader->sink);
    (void)yaml_date(root, "date", YAML_REQUIRED, loader->sink);
    (void)yaml_string(root, "trust", YAML_REQUIRED, loader->sink);
    read_facts(loader, root, document.n > 0 ? document : STR("?"));
    yaml_expect_no_more(root, loader->sink);
}

static void
read_law(struct loader *loader, const struct yaml_node *root)
{
    (void)yaml_string(root, "topic", YAML_REQUIRED, loader->sink);
    read_facts(loader, root, STR(""));
    yaml_expect_no_more(root, loader->sink);
}

static void
read_folder(struct loader *loader, const char *folder,
            void (*read)(struct loader *loader, const struct yaml_node *root))
{
    size_t n = 0;
    const char **names = pack_files_list(loader->arena, loader->seeds, folder, ".yaml", &n);
    for (size_t i = 0; i < n; i++) {
        struct yaml_node *root = read_file(loader, fs_join(loader->arena, folder, names[i]));
        if (root != NULL) {
            read(loader, root);
        }
    }
}

static void
read_source(struct loader *loader, const struct yaml_node *entry, struct source *source)
{
    static const char *const grades[] = {"O", "N", "L", "C", "X", NULL};
    source->place = entry->place;
    source->key = yaml_string(entry, "key", YAML_REQUIRED, loader->sink);
    source->title = yaml_string(entry, "title", YAML_REQUIRED, loader->sink);
    source->url = yaml_string(entry, "url", YAML_OPTIONAL, loader->sink);
    int grade = yaml_choice(entry, "grade", grades, YAML_REQUIRED, loader->sink);
    source->grade = grades[grade < 0 ? 4 : grade][0];
    const struct yaml_node *date = yaml_get(entry, "date");
    if (date == NULL || !str_eqz(date->value, "undated")) {
        source->date = yaml_date(entry, "date", YAML_REQUIRED, loader->sink);
    }
    yaml_expect_no_more(entry, loader->sink);
}

static void
read_sources(struct loader *loader)
{
    size_t n = 0;
    struct yaml_node *root = read_file(loader, "sources.yaml");
    const struct yaml_node *entry = yaml_list(root, "sources", YAML_REQUIRED, &n, loader->sink);
    loader->facts->sources = arena_array(loader->arena, n + 1, sizeof(struct source));
    for (; entry != NULL; entry = entry->next) {
        if (is_mapping(loader, entry)) {
            read_source(loader, entry, &loader->facts->sources[loader->facts->n_sources++]);
        }
    }
    yaml_expect_no_more(root, loader->sink);
}

/* By id; of equal ids the one that was read first. */
static int
compare_facts(const void *left, const void *right)
{
    const struct fact *a = left;
    const struct fact *b = right;
    int order = str_cmp(a->id, b->id);
    if (order == 0) {
        order = strcmp(a->place.file, b->place.file);
    }
    return order != 0 ? order : (a->place.line > b->place.line) - (a->place.line < b->place.line);
}

static int
compare_sources(const void *left, const void *right)
{
    const struct source *a = left;
    const struct source *b = right;
    int order = str_cmp(a->key, b->key);
    return order != 0 ? order : (a->place.line > b->place.line) - (a->place.line < b->place.line);
}

static void
report_twice(struct loader *loader, struct str id, struct diag_place place, struct diag_place first)
{
    diag_error(loader->sink, place, "duplicate-id", "'%.*s' already stands in %s, line %d",
               STR_ARG(id), first.file, first.line);
}

/* Keeps the first of each. */
static void
drop_duplicates(struct loader *loader)
{
    struct facts *facts = loader->facts;
    size_t kept = 0;
    for (size_t i = 0; i < facts->n; i++) {
        if (kept > 0 && str_eq(facts->items[kept - 1].id, facts->items[i].id)) {
            report_twice(loader, facts->items[i].id, facts->items[i].place,
                         facts->items[kept - 1].place);
        } else {
            facts->items[kept++] = facts->items[i];
        }
    }
    facts->n = kept;
    for (size_t i = 1; i < facts->n_sources; i++) {
        if (str_eq(facts->sources[i - 1].key, facts->sources[i].key)) {
            report_twice(loader, facts->sources[i].key, facts->sources[i].place,
                         facts->sources[i - 1].place);
        }
    }
}

struct facts *
facts_load(struct arena *arena, const struct pack_files *seeds, struct diag_sink *sink)
{
    struct loader loader = {arena, sink, arena_new(arena, struct facts), seeds};
    if (seeds->packfile == NULL && !fs_is_directory(seeds->dir)) {
        diag_error(sink, diag_file(str_dup(arena, str_from(seeds->dir)).p), "file",
                   "the folder of facts is missing");
        return loader.facts;
    }
    loader.facts->items = arena_array(arena, FACTS_MAX, sizeof(struct fact));
    read_folder(&loader, "corpus", read_corpus);
    read_folder(&loader, "law", read_law);
    read_sources(&loader);
    if (loader.facts->n > 0) {
        qsort(loader.facts->items, loader.facts->n, sizeof(struct fact), compare_facts);
    }
    if (loader.facts->n_sources > 0) {
        qsort(loader.facts->sources, loader.facts->n_sources, sizeof(struct source),
              compare_sources);
    }
    drop_duplicates(&loader);
    return loader.facts;
}

static int
compare_id(const void *id, const void *item)
{
    return str_cmp(*(const struct str *)id, ((const struct fact *)item)->id);
}

static int
compare_key(const void *key, const void *item)
{
    return str_cmp(*(const struct str *)key, ((const struct source *)item)->key);
}

const struct fact *
facts_find(const struct facts *facts, struct str id)
{
    return facts->n == 0 ? NULL
                         : bsearch(&id, facts->items, facts->n, sizeof(struct fact), compare_id);
}

const struct source *
facts_source(const struct facts *facts, struct str key)
{
    return facts->n_sources == 0 ? NULL
                                 : bsearch(&key, facts->sources, facts->n_sources,
                                           sizeof(struct source), compare_key);
}
