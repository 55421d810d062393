/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files come from up to three folders and are sorted by the name that they have in the pack; no
 * time, owner or order of a file system gets in, so the same words give the same bytes. */
#include "content/packsource.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "content/pack.h"
#include "content/tree.h"
#include "content/trust.h"

#define FILES_MAX 1000 /* as many as a manifest may name */

struct entry {
    struct str name; /* in the pack */
    const char *path;
};

struct gatherer {
    struct packfile *pack;
    struct entry *entries;
    size_t n;
    struct diag_sink *sink;
};

static bool
add(struct gatherer *gatherer, struct str name, const char *path)
{
    if (gatherer->n == FILES_MAX) {
        diag_error(gatherer->sink, diag_file(path), "too-many", "the pack has too many files");
        return false;
    }
    if (!manifest_name_is_allowed(name)) {
        diag_error(gatherer->sink, diag_file(path), "name",
                   "a file of a pack has a name of at most 100 letters, digits, '.', '-' and '_'");
        return false;
    }
    gatherer->entries[gatherer->n++] = (struct entry){name, path};
    return true;
}

/* Everything below dir that ends in suffix, as "folder/...". */
static bool
add_folder(struct gatherer *gatherer, const char *folder, const char *dir, const char *suffix)
{
    struct arena *arena = &gatherer->pack->arena;
    struct tree tree = {0};
    if (!tree_list(arena, dir, suffix, &tree, gatherer->sink)) {
        return false;
    }
    for (size_t i = 0; i < tree.n; i++) {
        struct str name = str_printf(arena, "%s/%s", folder, tree.names[i].p);
        if (!add(gatherer, name, fs_join(arena, dir, tree.names[i].p))) {
            return false;
        }
    }
    return true;
}

/* As pack.c looks for it: in the pack, else where the source tree has it. */
static const char *
folder_or(struct arena *arena, const char *dir, const char *own, const char *other)
{
    const char *path = fs_join(arena, dir, own);
    return fs_is_directory(path) || other == NULL ? path : other;
}

/* Who signs from now on; most packs do not say. */
static bool
add_keys(struct gatherer *gatherer, const char *dir)
{
    struct arena *arena = &gatherer->pack->arena;
    const char *path = fs_join(arena, dir, TRUST_FILE);
    struct str text = {0};
    struct trust keys;
    enum fs_status status = fs_read(arena, path, manifest_file_bytes_max(), &text);
    if (status == FS_MISSING) {
        return true;
    }
    if (status != FS_OK) {
        diag_error(gatherer->sink, diag_file(path), "file", "%s", fs_status_text(status));
        return false;
    }
    return trust_parse(arena, text, path, &keys, gatherer->sink) &&
           add(gatherer, STR(TRUST_FILE), path);
}

static bool
add_all(struct gatherer *gatherer, const struct packsource_options *options)
{
    struct arena *arena = &gatherer->pack->arena;
    const char *dir = options->dir;
    const char *seeds = folder_or(arena, dir, "seeds", fs_join(arena, dir, "../../seeds"));
    const char *locale = folder_or(arena, dir, "locale", options->locale_dir);
    const char *catalog =
        str_printf(arena, "/LC_MESSAGES/%.*s.mo", STR_ARG(gatherer->pack->manifest->id)).p;
    return add(gatherer, STR("pack.yaml"), fs_join(arena, dir, "pack.yaml")) &&
           add(gatherer, STR("hotlines.yaml"), fs_join(arena, dir, "hotlines.yaml")) &&
           add_keys(gatherer, dir) &&
           add_folder(gatherer, "pages", fs_join(arena, dir, "pages"), ".md") &&
           add_folder(gatherer, "seeds", seeds, ".yaml") &&
           add_folder(gatherer, "locale", locale, catalog);
}

static int
compare_entries(const void *a, const void *b)
{
    return str_cmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static bool
read_files(struct gatherer *gatherer)
{
    struct packfile *pack = gatherer->pack;
    size_t total = 0;
    qsort(gatherer->entries, gatherer->n, sizeof *gatherer->entries, compare_entries);
    pack->files = arena_array(&pack->arena, gatherer->n, sizeof *pack->files);
    pack->manifest->files = arena_array(&pack->arena, gatherer->n, sizeof *pack->manifest->files);
    for (size_t i = 0; i < gatherer->n; i++) {
        const struct entry *entry = &gatherer->entries[i];
        struct manifest_file *file = &pack->manifest->files[i];
        enum fs_status status =
            fs_read(&pack->arena, entry->path, manifest_file_bytes_max(), &pack->files[i]);
        total += pack->files[i].n;
        if (status == FS_OK && total > manifest_total_bytes_max()) {
            status = FS_TOO_LARGE;
        }
        if (status != FS_OK) {
            diag_error(gatherer->sink, diag_file(entry->path), "file", "%s",
                       fs_status_text(status));
            return false;
        }
        file->name = entry->name;
        file->size_bytes = pack->files[i].n;
        manifest_hash(pack->files[i], file->sha256);
    }
    pack->manifest->n_files = gatherer->n;
    return true;
}

/* A month or a year alone counts as its first day. */
static struct date
whole_day(struct date date)
{
    return date.year == 0 ? date : date_from_days(date_days(date));
}

static bool
read_identity(struct packfile *made, const struct packsource_options *options,
              struct diag_sink *sink)
{
    int n_errors = sink->n_errors;
    struct pack *pack = pack_open(options->dir, sink);
    bool is_good = pack != NULL && sink->n_errors == n_errors;
    made->manifest = arena_new(&made->arena, struct manifest);
    if (is_good) {
        made->manifest->id = str_dup(&made->arena, pack->id);
        made->manifest->version = pack->version;
        made->manifest->issued = options->issued;
        made->manifest->review_by = whole_day(pack->review_by);
    }
    pack_close(pack);
    return is_good;
}

/* What is written must be readable: the manifest is parsed back. */
static bool
write_manifest(struct packfile *pack, struct diag_sink *sink)
{
    pack->manifest_text = manifest_write(&pack->arena, pack->manifest);
    pack->manifest = manifest_parse(&pack->arena, pack->manifest_text, MANIFEST_NAME, sink);
    return pack->manifest != NULL;
}

struct packfile *
packsource_gather(const struct packsource_options *options, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct packfile *pack = arena_new(&arena, struct packfile);
    pack->arena = arena; /* from here on the pack owns the arena that it lives in */
    pack->path = str_dup(&pack->arena, str_from(options->dir)).p;
    struct gatherer gatherer = {.pack = pack, .sink = sink};
    gatherer.entries = arena_array(&pack->arena, FILES_MAX, sizeof *gatherer.entries);
    if (!read_identity(pack, options, sink) || !add_all(&gatherer, options) ||
        !read_files(&gatherer) || !write_manifest(pack, sink)) {
        packfile_close(pack);
        return NULL;
    }
    return pack;
}
