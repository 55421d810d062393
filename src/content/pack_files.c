/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed pack is a sorted list of "folder/name"; a folder in it is the names that begin so. */
#include "content/pack_files.h"

#include <string.h>

static struct str
name_within(struct arena *arena, const struct pack_files *files, const char *name)
{
    return files->below == NULL ? str_from(name) : str_printf(arena, "%s/%s", files->below, name);
}

struct pack_files
pack_files_below(struct arena *arena, const struct pack_files *files, const char *folder)
{
    struct pack_files below = *files;
    below.dir = fs_join(arena, files->dir, folder);
    if (files->packfile != NULL) {
        below.below = name_within(arena, files, folder).p;
    }
    return below;
}

const char *
pack_files_path(struct arena *arena, const struct pack_files *files, const char *name)
{
    return fs_join(arena, files->dir, name);
}

bool
pack_files_has(const struct pack_files *files, const char *name)
{
    struct arena scratch = {0};
    struct str bytes;
    bool has = files->packfile == NULL
                   ? fs_is_file(fs_join(&scratch, files->dir, name))
                   : packfile_find(files->packfile, name_within(&scratch, files, name), &bytes);
    arena_free(&scratch);
    return has;
}

/* Parsers expect a terminated text, the bytes of an archive have none. */
static enum fs_status
read_signed(struct arena *arena, const struct pack_files *files, const char *name, size_t max_bytes,
            struct str *out)
{
    struct str bytes;
    *out = STR("");
    if (!packfile_find(files->packfile, name_within(arena, files, name), &bytes)) {
        return FS_MISSING;
    }
    if (bytes.n > max_bytes) {
        return FS_TOO_LARGE;
    }
    *out = str_dup(arena, bytes);
    return FS_OK;
}

enum fs_status
pack_files_read(struct arena *arena, const struct pack_files *files, const char *name,
                size_t max_bytes, struct str *out)
{
    return files->packfile != NULL
               ? read_signed(arena, files, name, max_bytes, out)
               : fs_read(arena, fs_join(arena, files->dir, name), max_bytes, out);
}

static bool
is_listed(struct str *name, struct str folder, const char *suffix)
{
    if (name->n <= folder.n || !str_eq((struct str){name->p, folder.n}, folder) ||
        name->p[folder.n] != '/') {
        return false;
    }
    *name = str_skip(*name, folder.n + 1);
    return memchr(name->p, '/', name->n) == NULL && str_ends(*name, suffix);
}

const char **
pack_files_list(struct arena *arena, const struct pack_files *files, const char *folder,
                const char *suffix, size_t *n_out)
{
    if (files->packfile == NULL) {
        return fs_list(arena, fs_join(arena, files->dir, folder), suffix, n_out);
    }
    const struct manifest *manifest = files->packfile->manifest;
    struct str within = name_within(arena, files, folder);
    const char **names = arena_array(arena, manifest->n_files, sizeof *names);
    *n_out = 0;
    for (size_t i = 0; i < manifest->n_files; i++) {
        struct str name = manifest->files[i].name;
        if (is_listed(&name, within, suffix)) {
            names[(*n_out)++] = str_dup(arena, name).p;
        }
    }
    return names;
}
