/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Data files: a small tree with positions, read by libyaml, and accessors that check the schema as
 * they go.
 *
 * Taken from YAML: block and flow mappings and sequences, plain and quoted scalars, comments.
 * Refused, by name: anchors and aliases (a few bytes can mean gigabytes), tags, several documents,
 * duplicate keys. Every value is a string; meaning comes from the accessor. Limits: see yaml.c.
 */
#ifndef KYR_CONTENT_YAML_H
#define KYR_CONTENT_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/str.h"

enum yaml_kind { YAML_SCALAR, YAML_MAPPING, YAML_SEQUENCE };

struct yaml_node {
    enum yaml_kind kind;
    struct diag_place place;
    struct str key; /* its name in the mapping that holds it; else empty */
    struct diag_place key_place;
    struct str value;        /* scalars; terminated */
    struct yaml_node *first; /* entries of mappings and sequences */
    struct yaml_node *next;  /* sibling */
    bool is_used;            /* an accessor has asked for it; see yaml_expect_no_more */
};

/*
 * Parses text (valid or not UTF-8: that is reported). `line_offset` is added to every line (front
 * matter). NULL after an error; an empty document is an empty mapping.
 */
struct yaml_node *
yaml_parse(struct arena *arena, struct str text, const char *file, int line_offset,
           struct diag_sink *sink);

/* The entry, or NULL; marks it used. `mapping` may be NULL. */
const struct yaml_node *
yaml_get(const struct yaml_node *mapping, const char *key);

enum yaml_need { YAML_OPTIONAL, YAML_REQUIRED };

/* Accessors: a missing required entry or one of the wrong kind is reported and gives the zero
 * value. */
struct str
yaml_string(const struct yaml_node *mapping, const char *key, enum yaml_need need,
            struct diag_sink *sink);

struct date
yaml_date(const struct yaml_node *mapping, const char *key, enum yaml_need need,
          struct diag_sink *sink);

long
yaml_integer(const struct yaml_node *mapping, const char *key, long low, long high,
             enum yaml_need need, struct diag_sink *sink);

bool
yaml_bool(const struct yaml_node *mapping, const char *key,
          struct diag_sink *sink); /* absent: false */

/* Index of the value in the NULL-ended list of words, or -1 (reported, with the words that are
 * allowed). */
int
yaml_choice(const struct yaml_node *mapping, const char *key, const char *const *words,
            enum yaml_need need, struct diag_sink *sink);

/* The entries of a sequence (or NULL); counts them. */
const struct yaml_node *
yaml_list(const struct yaml_node *mapping, const char *key, enum yaml_need need, size_t *n_out,
          struct diag_sink *sink);

/* The values of a sequence of scalars, in the arena. Never NULL. */
struct str *
yaml_strings(struct arena *arena, const struct yaml_node *mapping, const char *key,
             enum yaml_need need, size_t *n_out, struct diag_sink *sink);

/* Reports every key of the mapping that no accessor asked for: a typo must not vanish. */
void
yaml_expect_no_more(const struct yaml_node *mapping, struct diag_sink *sink);

#endif
