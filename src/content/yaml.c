/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libyaml's events, folded into a tree. Everything YAML has beyond plain data is refused here, so
 * that no reader of the tree has to think of it. */
#include "content/yaml.h"

#include <yaml.h>

#include "base/log.h"
#include "base/utf8.h"
#include "content/lines.h"

#define YAML_BYTES_MAX (1024u * 1024) /* the largest seed file is 50 KB; a stick full of zeros */
#define YAML_DEPTH_MAX 16             /* the schema needs 5; "[[[[" by the thousand */
#define YAML_NODES_MAX 50000          /* a file of commas: each byte would cost a node */
#define YAML_LINE_MAX (8u * 1024)     /* bytes; columns are counted from the start of the line */
#define YAML_KEYS_MAX 64 /* in one mapping; each new key is compared with all before it */

struct reader {
    struct arena *arena;
    struct diag_sink *sink;
    struct lines lines;
    yaml_parser_t parser;
    struct yaml_node *root;
    struct yaml_node *open[YAML_DEPTH_MAX]; /* mappings and sequences not yet ended */
    size_t depth;
    size_t n_nodes;
    struct yaml_node *last[YAML_DEPTH_MAX]; /* newest entry of each */
    bool has_key; /* a key has been read, its value has not (innermost mapping only) */
    struct str key;
    struct diag_place key_place;
};

static struct diag_place
place_of(const struct reader *reader, yaml_mark_t mark)
{
    return lines_place_at(&reader->lines, mark.line, mark.column);
}

static bool
refuse(struct reader *reader, yaml_mark_t mark, const char *code, const char *text)
{
    diag_error(reader->sink, place_of(reader, mark), code, "%s", text);
    return false;
}

static bool
key_is_new(struct reader *reader, struct str key, struct diag_place place)
{
    size_t n = 0;
    for (const struct yaml_node *entry = reader->open[reader->depth - 1]->first; entry != NULL;
         entry = entry->next) {
        if (++n == YAML_KEYS_MAX) {
            diag_error(reader->sink, place, "too-large", "too many keys stand together here");
            return false;
        }
        if (str_eq(entry->key, key)) {
            diag_error(reader->sink, place, "duplicate-key",
                       "'%.*s' stands twice, first in line %d", STR_ARG(key),
                       entry->key_place.line);
            return false;
        }
    }
    return true;
}

/* Hangs a new node into the innermost open collection. */
static bool
add(struct reader *reader, struct yaml_node *node)
{
    if (reader->depth == 0) {
        reader->root = node;
        return true;
    }
    struct yaml_node *parent = reader->open[reader->depth - 1];
    struct yaml_node **last = &reader->last[reader->depth - 1];
    if (parent->kind == YAML_MAPPING) {
        if (!reader->has_key) {
            diag_error(reader->sink, node->place, "yaml", "a key must be a plain word");
            return false;
        }
        node->key = reader->key;
        node->key_place = reader->key_place;
        reader->has_key = false;
    }
    *(parent->first == NULL ? &parent->first : &(*last)->next) = node;
    *last = node;
    return true;
}

static struct yaml_node *
node_make(struct reader *reader, enum yaml_kind kind, yaml_mark_t mark)
{
    struct yaml_node *node = arena_new(reader->arena, struct yaml_node);
    node->kind = kind;
    node->place = place_of(reader, mark);
    return node;
}

static bool
on_scalar(struct reader *reader, const yaml_event_t *event)
{
    struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
    bool is_key = reader->depth > 0 && !reader->has_key &&
                  reader->open[reader->depth - 1]->kind == YAML_MAPPING;
    if (event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL) {
        return refuse(reader, event->start_mark, "yaml", "anchors and tags are not used here");
    }
    value = str_dup(reader->arena, value);
    if (is_key) {
        reader->key = value;
        reader->key_place = place_of(reader, event->start_mark);
        reader->has_key = true;
        return key_is_new(reader, value, reader->key_place);
    }
    struct yaml_node *node = node_make(reader, YAML_SCALAR, event->start_mark);
    node->value = value;
    return add(reader, node);
}

static bool
on_open(struct reader *reader, enum yaml_kind kind, const yaml_event_t *event)
{
    bool is_mapping = kind == YAML_MAPPING;
    const void *anchor =
        is_mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const void *tag = is_mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    if (anchor != NULL || tag != NULL) {
        return refuse(reader, event->start_mark, "yaml", "anchors and tags are not used here");
    }
    if (reader->depth == YAML_DEPTH_MAX) {
        return refuse(reader, event->start_mark, "nesting", "this is nested too deeply");
    }
    struct yaml_node *node = node_make(reader, kind, event->start_mark);
    if (!add(reader, node)) {
        return false;
    }
    reader->open[reader->depth] = node;
    reader->last[reader->depth] = NULL;
    reader->depth++;
    return true;
}

static bool
on_event(struct reader *reader, const yaml_event_t *event)
{
    if (++reader->n_nodes > YAML_NODES_MAX) {
        return refuse(reader, event->start_mark, "too-large", "this file has too many entries");
    }
    switch (event->type) {
    case YAML_SCALAR_EVENT: return on_scalar(reader, event);
    case YAML_MAPPING_START_EVENT: return on_open(reader, YAML_MAPPING, event);
    case YAML_SEQUENCE_START_EVENT: return on_open(reader, YAML_SEQUENCE, event);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: reader->depth--; return true;
    case YAML_ALIAS_EVENT:
        return refuse(reader, event->start_mark, "yaml", "aliases are not used here");
    case YAML_DOCUMENT_START_EVENT:
        if (reader->root != NULL) {
            return refuse(reader, event->start_mark, "yaml", "only one document may stand here");
        }
        if (event->data.document_start.version_directive != NULL ||
            event->data.document_start.tag_directives.start !=
                event->data.document_start.tag_directives.end) {
            return refuse(reader, event->start_mark, "yaml", "directives are not used here");
        }
        return true;
    default: return true;
    }
}

static bool
read_events(struct reader *reader)
{
    for (bool is_done = false; !is_done;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&reader->parser, &event)) {
            if (reader->parser.error == YAML_MEMORY_ERROR) {
                log_fatal("out of memory"); /* not the fault of the file */
            }
            const char *problem = reader->parser.problem;
            diag_error(reader->sink, place_of(reader, reader->parser.problem_mark), "yaml",
                       "this cannot be read: %s", problem == NULL ? "no reason given" : problem);
            return false;
        }
        is_done = event.type == YAML_STREAM_END_EVENT;
        bool is_good = on_event(reader, &event);
        yaml_event_delete(&event);
        if (!is_good) {
            return false;
        }
    }
    return true;
}

static bool
text_is_sound(const struct reader *reader, struct str text)
{
    size_t bad = 0;
    if (text.n > YAML_BYTES_MAX) {
        diag_error(reader->sink, (struct diag_place){.file = reader->lines.file}, "too-large",
                   "is larger than it may be");
        return false;
    }
    for (size_t i = 0; i < reader->lines.n; i++) {
        size_t start = reader->lines.starts[i];
        size_t end = i + 1 < reader->lines.n ? reader->lines.starts[i + 1] : text.n;
        if (end - start > YAML_LINE_MAX) {
            diag_error(reader->sink, lines_place(&reader->lines, start), "too-large",
                       "this line is too long");
            return false;
        }
    }
    if (!utf8_valid(text, &bad)) {
        diag_error(reader->sink, lines_place(&reader->lines, bad), "not-utf8",
                   "this is not UTF-8 text");
        return false;
    }
    return true;
}

struct yaml_node *
yaml_parse(struct arena *arena, struct str text, const char *file, int line_offset,
           struct diag_sink *sink)
{
    struct reader reader = {
        .arena = arena,
        .sink = sink,
        .lines = lines_make(arena, text, file, line_offset),
    };
    if (!text_is_sound(&reader, text)) {
        return NULL;
    }
    if (!yaml_parser_initialize(&reader.parser)) {
        log_fatal("out of memory");
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)(text.n == 0 ? "" : text.p),
                                 text.n);
    bool is_good = read_events(&reader);
    yaml_parser_delete(&reader.parser);
    if (is_good && reader.root == NULL) {
        reader.root = arena_new(arena, struct yaml_node);
        reader.root->kind = YAML_MAPPING;
        reader.root->place = lines_place(&reader.lines, 0);
    }
    return is_good ? reader.root : NULL;
}
