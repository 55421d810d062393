/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key counts once, whatever it is called: two signatures must be by two keys. A key that cannot
 * be read is left out rather than guessed, which can only make a place believe less. */
#include "content/trust.h"

#include <string.h>

#include "base/fs.h"
#include "content/inline.h"
#include "content/yaml.h"

#define FILE_BYTES_MAX 4096 /* a public key has 120 */
#define TEXT_BYTES_MAX 8192 /* eight people */
#define KEY_HEAD "untrusted comment: minisign public key\n"
#define SUFFIX ".pub"

static bool
is_same_key(const struct minisign_public *a, const struct minisign_public *b)
{
    return memcmp(a->key, b->key, sizeof a->key) == 0;
}

static bool
has_key(const struct packfile_trust *keys, const struct minisign_public *key)
{
    for (size_t i = 0; i < keys->n; i++) {
        if (is_same_key(&keys->keys[i], key)) {
            return true;
        }
    }
    return false;
}

struct collector {
    struct minisign_public *keys;
    struct str *names;
    size_t n, max;
    struct diag_sink *sink;
};

static struct collector
collector_new(struct arena *arena, size_t max, struct diag_sink *sink)
{
    return (struct collector){.keys = arena_array(arena, max, sizeof(struct minisign_public)),
                              .names = arena_array(arena, max, sizeof(struct str)),
                              .max = max,
                              .sink = sink};
}

static struct trust
collected(const struct collector *collector)
{
    return (struct trust){{collector->keys, collector->n}, collector->names};
}

static bool
refuse(struct collector *collector, struct diag_place place, const char *text)
{
    diag_error(collector->sink, place, "key", "%s", text);
    return false;
}

static bool
collect(struct collector *collector, struct str name, struct str text, struct diag_place place)
{
    struct minisign_public key;
    struct packfile_trust known = {collector->keys, collector->n};
    const char *problem = NULL;
    if (collector->n == collector->max) {
        return refuse(collector, place, "there are more keys than there may be");
    }
    if (!minisign_read_public(text, &key, &problem)) {
        return refuse(collector, place, problem);
    }
    if (has_key(&known, &key)) {
        return refuse(collector, place, "is a key that stands here twice");
    }
    collector->names[collector->n] = name;
    collector->keys[collector->n++] = key;
    return true;
}

void
trust_load(struct arena *arena, const char *dir, struct trust *out, struct diag_sink *sink)
{
    struct collector collector = collector_new(arena, TRUST_FOLDER_MAX, sink);
    size_t n = 0;
    const char **files = fs_list(arena, dir, SUFFIX, &n);
    for (size_t i = 0; i < n; i++) {
        struct str text = {0}, name = str_from(files[i]);
        struct diag_place place = diag_file(fs_join(arena, dir, files[i]));
        enum fs_status status = fs_read(arena, place.file, FILE_BYTES_MAX, &text);
        if (status != FS_OK) {
            (void)refuse(&collector, place, fs_status_text(status));
            continue;
        }
        name.n -= strlen(SUFFIX);
        (void)collect(&collector, name, text, place);
    }
    *out = collected(&collector);
}

static bool
has_name(const struct collector *collector, struct str name)
{
    for (size_t i = 0; i < collector->n; i++) {
        if (str_eq(collector->names[i], name)) {
            return true;
        }
    }
    return false;
}

static bool
read_person(struct arena *arena, const struct yaml_node *entry, struct collector *collector)
{
    int n_errors = collector->sink->n_errors;
    struct str name = yaml_string(entry, "name", YAML_REQUIRED, collector->sink);
    struct str key = yaml_string(entry, "key", YAML_REQUIRED, collector->sink);
    yaml_expect_no_more(entry, collector->sink);
    if (collector->sink->n_errors != n_errors) {
        return false;
    }
    if (!inline_is_id(name) || name.n > 64) {
        return refuse(collector, entry->place, "a name is small letters, digits and '-'");
    }
    if (has_name(collector, name)) {
        return refuse(collector, entry->place, "a name stands here twice");
    }
    return collect(collector, name, str_printf(arena, KEY_HEAD "%.*s\n", STR_ARG(key)),
                   entry->place);
}

bool
trust_parse(struct arena *arena, struct str text, const char *file, struct trust *out,
            struct diag_sink *sink)
{
    struct diag_sink unheard = {0};
    struct collector collector =
        collector_new(arena, TRUST_KEYS_MAX, sink == NULL ? &unheard : sink);
    size_t n = 0;
    bool is_good =
        text.n <= TEXT_BYTES_MAX || refuse(&collector, diag_file(file), "is larger than it may be");
    const struct yaml_node *root =
        is_good ? yaml_parse(arena, text, file, 0, collector.sink) : NULL;
    is_good = root != NULL;
    int n_errors = collector.sink->n_errors;
    for (const struct yaml_node *entry =
             is_good ? yaml_list(root, "keys", YAML_REQUIRED, &n, collector.sink) : NULL;
         entry != NULL && is_good; entry = entry->next) {
        is_good = read_person(arena, entry, &collector);
    }
    if (is_good) {
        yaml_expect_no_more(root, collector.sink);
    }
    is_good = is_good && collector.sink->n_errors == n_errors;
    if (is_good && collector.n < TRUST_KEYS_MIN) {
        is_good = refuse(&collector, root->place, "at least two people must be able to sign");
    }
    diag_free(&unheard);
    *out = is_good ? collected(&collector) : (struct trust){0};
    return is_good;
}

struct str
trust_name(const struct trust *trust, const struct minisign_public *key)
{
    for (size_t i = 0; i < trust->keys.n; i++) {
        if (is_same_key(&trust->keys.keys[i], key)) {
            return trust->names[i];
        }
    }
    return STR("");
}

bool
trust_is_same(const struct packfile_trust *a, const struct packfile_trust *b)
{
    for (size_t i = 0; i < a->n; i++) {
        if (!has_key(b, &a->keys[i])) {
            return false;
        }
    }
    return a->n == b->n; /* no key stands in either of them twice */
}

static bool
has_signed(const struct minisign_public *key, const struct packfile *pack)
{
    for (size_t i = 0; i < pack->n_signatures; i++) {
        if (memcmp(pack->signatures[i].id, key->id, sizeof key->id) == 0 &&
            minisign_verify(key, pack->manifest_text, &pack->signatures[i])) {
            return true;
        }
    }
    return false;
}

size_t
trust_count_signers(const struct packfile_trust *keys, const struct packfile *pack)
{
    size_t n = 0;
    for (size_t i = 0; i < keys->n; i++) {
        n += has_signed(&keys->keys[i], pack);
    }
    return n;
}
