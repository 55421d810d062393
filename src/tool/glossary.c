/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole file is checked against its schema in every run, whichever language is asked for. */
#include "tool/glossary.h"

#include <string.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "content/yaml.h"
#include "i18n/lang.h"

struct reader {
    struct arena *arena;
    struct diag_sink *sink;
    const char *tag;
    struct glossary *out;
};

bool
strings_have(const struct strings *list, struct str msgid)
{
    for (size_t i = 0; i < list->n; i++) {
        if (str_eq(list->items[i], msgid)) {
            return true;
        }
    }
    return false;
}

static struct strings
read_strings(const struct reader *reader, const struct yaml_node *node, const char *key)
{
    struct strings list = {0};
    list.items = yaml_strings(reader->arena, node, key, YAML_OPTIONAL, &list.n, reader->sink);
    return list;
}

static struct phrases
read_phrases(const struct reader *reader, const struct yaml_node *node, const char *key,
             enum phrase_case letters)
{
    struct strings list = read_strings(reader, node, key);
    return phrases_make(reader->arena, list.items, list.n, letters);
}

/* A mapping of forms to the reason why not. */
static struct forbidden_list
read_never(const struct reader *reader, const struct yaml_node *node)
{
    struct forbidden_list list = {0};
    const struct yaml_node *never = yaml_get(node, "never");
    if (never == NULL) {
        return list;
    }
    if (never->kind != YAML_MAPPING) {
        diag_error(reader->sink, never->place, "glossary", "'never' holds lines of FORM: REASON");
        return list;
    }
    size_t n = 0;
    for (const struct yaml_node *form = never->first; form != NULL; form = form->next) {
        n++;
    }
    list.items = arena_array(reader->arena, n + 1, sizeof *list.items);
    for (const struct yaml_node *form = never->first; form != NULL; form = form->next) {
        if (form->kind != YAML_SCALAR || form->value.n == 0) {
            diag_error(reader->sink, form->place, "glossary", "say why '%.*s' is not used",
                       STR_ARG(form->key));
            continue;
        }
        list.items[list.n++] =
            (struct forbidden){phrase_make(reader->arena, form->key, PHRASE_FOLDED), form->value};
    }
    return list;
}

/* Is this the entry for the language in hand? "es" serves "es-MX". */
static bool
is_ours(const struct reader *reader, struct str key)
{
    return str_eqz(key, reader->tag) ||
           (str_starts(str_from(reader->tag), key.p) && reader->tag[key.n] == '-');
}

static bool
check_language_key(const struct reader *reader, const struct yaml_node *entry)
{
    bool is_known = lang_find(entry->key) != NULL;
    if (!is_known || entry->kind != YAML_MAPPING) {
        diag_error(reader->sink, entry->key_place, "glossary",
                   is_known ? "'%.*s' holds use, never, except and note"
                            : "'%.*s' is not the name of a language this program knows",
                   STR_ARG(entry->key));
        return false;
    }
    return true;
}

static void
read_quotes(struct reader *reader, const struct yaml_node *entry)
{
    struct str quotes = yaml_string(entry, "quotes", YAML_OPTIONAL, reader->sink);
    uint32_t code = 0;
    int n = utf8_next(quotes, &code);
    struct str close = str_skip(quotes, (size_t)n);
    if (quotes.n == 0) {
        return;
    }
    if (utf8_count(quotes) != 2) {
        diag_error(reader->sink, yaml_get(entry, "quotes")->place, "glossary",
                   "'quotes' holds the opening and the closing mark and nothing else");
        return;
    }
    if (is_ours(reader, entry->key)) {
        reader->out->quote_open = (struct str){quotes.p, (size_t)n};
        reader->out->quote_close = close;
    }
}

static void
read_openings(struct reader *reader, const struct yaml_node *entry)
{
    struct strings pairs = read_strings(reader, entry, "opening");
    for (size_t i = 0; i < pairs.n; i++) {
        if (utf8_count(pairs.items[i]) != 2) {
            diag_error(reader->sink, yaml_get(entry, "opening")->place, "glossary",
                       "'opening' is a list of pairs such as \"¿?\"");
            return;
        }
    }
    if (is_ours(reader, entry->key)) {
        reader->out->openings = pairs;
    }
}

static void
read_language(struct reader *reader, const struct yaml_node *entry)
{
    struct phrases not_words = read_phrases(reader, entry, "not", PHRASE_FOLDED);
    struct phrases but = read_phrases(reader, entry, "not_but", PHRASE_FOLDED);
    struct phrases informal = read_phrases(reader, entry, "informal", PHRASE_FOLDED);
    struct strings except = read_strings(reader, entry, "informal_except");
    struct forbidden_list never = read_never(reader, entry);
    struct glossary *out = reader->out;
    read_quotes(reader, entry);
    read_openings(reader, entry);
    yaml_expect_no_more(entry, reader->sink);
    if (str_eqz(entry->key, lang_source()->tag)) {
        out->source_not = not_words;
        out->source_not_but = but;
    } else if (is_ours(reader, entry->key)) {
        out->not_words = not_words;
        out->informal = informal;
        out->informal_except = except;
        out->never = never;
    }
}

static void
read_translation(struct reader *reader, const struct yaml_node *entry, struct term *term)
{
    struct term read = {
        .use = read_phrases(reader, entry, "use", PHRASE_FOLDED),
        .never = read_never(reader, entry),
        .except = read_strings(reader, entry, "except"),
    };
    (void)yaml_string(entry, "note", YAML_OPTIONAL, reader->sink);
    yaml_expect_no_more(entry, reader->sink);
    if (is_ours(reader, entry->key)) {
        term->use = read.use;
        term->never = read.never;
        term->except = read.except;
    }
}

static void
read_term(struct reader *reader, const struct yaml_node *node)
{
    struct term *term = &reader->out->terms[reader->out->n_terms++];
    term->source = read_phrases(reader, node, "en", PHRASE_FOLDED);
    if (term->source.n == 0) {
        diag_error(reader->sink, node->place, "glossary", "a term needs en: [its English forms]");
        return;
    }
    const struct yaml_node *entry = node->kind == YAML_MAPPING ? node->first : NULL;
    for (; entry != NULL; entry = entry->next) {
        if (!str_eqz(entry->key, "en") && check_language_key(reader, entry)) {
            read_translation(reader, entry, term);
        }
    }
}

static void
read_all(struct reader *reader, const struct yaml_node *root)
{
    size_t n = 0;
    reader->out->keep = read_phrases(reader, root, "keep", PHRASE_AS_WRITTEN);
    const struct yaml_node *languages = yaml_get(root, "languages");
    const struct yaml_node *entry =
        languages == NULL || languages->kind != YAML_MAPPING ? NULL : languages->first;
    for (; entry != NULL; entry = entry->next) {
        if (check_language_key(reader, entry)) {
            read_language(reader, entry);
        }
    }
    const struct yaml_node *term = yaml_list(root, "terms", YAML_OPTIONAL, &n, reader->sink);
    reader->out->terms = arena_array(reader->arena, n + 1, sizeof(struct term));
    for (; term != NULL; term = term->next) {
        read_term(reader, term);
    }
    yaml_expect_no_more(root, reader->sink);
}

bool
glossary_read(struct arena *arena, const char *path, const char *tag, struct glossary *out,
              struct diag_sink *sink)
{
    struct reader reader = {arena, sink, tag, out};
    struct str text = STR("");
    int n_before = sink->n_errors;
    *out = (struct glossary){0};
    enum fs_status status = fs_read(arena, path, GLOSSARY_BYTES_MAX, &text);
    if (status == FS_MISSING) {
        return true;
    }
    if (status != FS_OK) {
        diag_error(sink, diag_file(path), "glossary", "the glossary %s", fs_status_text(status));
        return false;
    }
    const struct yaml_node *root = yaml_parse(arena, text, path, 0, sink);
    if (root != NULL) {
        read_all(&reader, root);
    }
    return sink->n_errors == n_before;
}
