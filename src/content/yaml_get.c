/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema is the code that reads: asking for a key checks its kind and marks it used, and what
 * was never asked for is reported as a mistake. */
#include <stdlib.h>

#include "content/yaml.h"

const struct yaml_node *
yaml_get(const struct yaml_node *mapping, const char *key)
{
    if (mapping == NULL || mapping->kind != YAML_MAPPING) {
        return NULL;
    }
    for (struct yaml_node *entry = mapping->first; entry != NULL; entry = entry->next) {
        if (str_eqz(entry->key, key)) {
            entry->is_used = true;
            return entry;
        }
    }
    return NULL;
}

static void
report_missing(const struct yaml_node *mapping, const char *key, enum yaml_need need,
               struct diag_sink *sink)
{
    if (need == YAML_REQUIRED && mapping != NULL) {
        diag_error(sink, mapping->place, "missing-key", "'%s' is missing", key);
    }
}

/* The entry if it has a value; `key:` with nothing after it counts as absent. */
static const struct yaml_node *
scalar(const struct yaml_node *mapping, const char *key, enum yaml_need need,
       struct diag_sink *sink)
{
    const struct yaml_node *entry = yaml_get(mapping, key);
    if (entry != NULL && entry->kind != YAML_SCALAR) {
        diag_error(sink, entry->place, "wrong-kind", "'%s' must be a single value", key);
        return NULL;
    }
    if (entry == NULL || entry->value.n == 0) {
        report_missing(mapping, key, need, sink);
        return NULL;
    }
    return entry;
}

struct str
yaml_string(const struct yaml_node *mapping, const char *key, enum yaml_need need,
            struct diag_sink *sink)
{
    const struct yaml_node *entry = scalar(mapping, key, need, sink);
    return entry == NULL ? STR("") : entry->value;
}

struct date
yaml_date(const struct yaml_node *mapping, const char *key, enum yaml_need need,
          struct diag_sink *sink)
{
    struct date date = {0};
    const struct yaml_node *entry = scalar(mapping, key, need, sink);
    if (entry != NULL && !date_parse(entry->value, &date)) {
        diag_error(sink, entry->place, "bad-date",
                   "'%.*s' is not a date such as 2026, 2026-06 or 2026-06-30",
                   STR_ARG(entry->value));
    }
    return date;
}

long
yaml_integer(const struct yaml_node *mapping, const char *key, long low, long high,
             enum yaml_need need, struct diag_sink *sink)
{
    const struct yaml_node *entry = scalar(mapping, key, need, sink);
    if (entry == NULL) {
        return 0;
    }
    bool is_number = entry->value.n < 10; /* so that it fits any long */
    long number = 0;
    for (size_t i = 0; i < entry->value.n && is_number; i++) {
        is_number = entry->value.p[i] >= '0' && entry->value.p[i] <= '9';
        number = number * 10 + (entry->value.p[i] - '0');
    }
    if (!is_number || number < low || number > high) {
        diag_error(sink, entry->place, "bad-number", "'%s' must be a number from %ld to %ld", key,
                   low, high);
        return 0;
    }
    return number;
}

bool
yaml_bool(const struct yaml_node *mapping, const char *key, struct diag_sink *sink)
{
    static const char *const words[] = {"false", "true", NULL};
    return yaml_choice(mapping, key, words, YAML_OPTIONAL, sink) == 1;
}

static const char *
join_words(struct arena *arena, const char *const *words)
{
    struct strbuf list = {0};
    for (size_t i = 0; words[i] != NULL; i++) {
        strbuf_printf(&list, "%s%s", i == 0 ? "" : ", ", words[i]);
    }
    struct str text = str_dup(arena, strbuf_str(&list));
    strbuf_free(&list);
    return text.p;
}

int
yaml_choice(const struct yaml_node *mapping, const char *key, const char *const *words,
            enum yaml_need need, struct diag_sink *sink)
{
    const struct yaml_node *entry = scalar(mapping, key, need, sink);
    if (entry == NULL) {
        return -1;
    }
    for (int i = 0; words[i] != NULL; i++) {
        if (str_eqz(entry->value, words[i])) {
            return i;
        }
    }
    struct arena scratch = {0};
    diag_error(sink, entry->place, "bad-choice", "'%s' must be one of: %s", key,
               join_words(&scratch, words));
    arena_free(&scratch);
    return -1;
}

const struct yaml_node *
yaml_list(const struct yaml_node *mapping, const char *key, enum yaml_need need, size_t *n_out,
          struct diag_sink *sink)
{
    *n_out = 0;
    const struct yaml_node *list = yaml_get(mapping, key);
    bool is_absent = list == NULL || (list->kind == YAML_SCALAR && list->value.n == 0);
    if (!is_absent && list->kind != YAML_SEQUENCE) {
        diag_error(sink, list->place, "wrong-kind", "'%s' must be a list", key);
        return NULL;
    }
    if (is_absent || list->first == NULL) {
        report_missing(mapping, key, need, sink);
        return NULL;
    }
    for (const struct yaml_node *entry = list->first; entry != NULL; entry = entry->next) {
        (*n_out)++;
    }
    return list->first;
}

struct str *
yaml_strings(struct arena *arena, const struct yaml_node *mapping, const char *key,
             enum yaml_need need, size_t *n_out, struct diag_sink *sink)
{
    size_t n = 0;
    const struct yaml_node *entry = yaml_list(mapping, key, need, &n, sink);
    struct str *strings = arena_array(arena, n + 1, sizeof(struct str));
    *n_out = 0;
    for (; entry != NULL; entry = entry->next) {
        if (entry->kind != YAML_SCALAR || entry->value.n == 0) {
            diag_error(sink, entry->place, "wrong-kind", "'%s' must be a list of plain words", key);
            continue;
        }
        strings[(*n_out)++] = entry->value;
    }
    return strings;
}

void
yaml_expect_no_more(const struct yaml_node *mapping, struct diag_sink *sink)
{
    if (mapping == NULL) {
        return;
    }
    if (mapping->kind != YAML_MAPPING) {
        diag_error(sink, mapping->place, "wrong-kind", "'key: value' lines must stand here");
        return;
    }
    for (const struct yaml_node *entry = mapping->first; entry != NULL; entry = entry->next) {
        if (!entry->is_used) {
            diag_error(sink, entry->key_place, "unknown-key",
                       "'%.*s' is not a key that is known here", STR_ARG(entry->key));
        }
    }
}
