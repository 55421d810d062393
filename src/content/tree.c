/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lstat before everything: a link could lead out of the folder, a device could never end. */
#define _XOPEN_SOURCE 700 /* S_IFMT */
#include "content/tree.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"

#define FILES_MAX 2000 /* somebody names their home folder instead of the pack */
#define DEPTH_MAX 6    /* locale/es/LC_MESSAGES/x.mo is 3 */

struct walker {
    struct arena *arena;
    const char *suffix;
    struct tree *tree;
    struct diag_sink *sink;
};

static bool
refuse(struct walker *walker, const char *path, const char *code, const char *text)
{
    diag_error(walker->sink, diag_file(path), code, "%s", text);
    return false;
}

/* `prefix` is where the folder stands in the tree: "" or "pages/". */
static bool
walk(struct walker *walker, const char *dir, const char *prefix, int depth)
{
    size_t n = 0;
    const char **names = fs_list(walker->arena, dir, "", &n);
    if (depth > DEPTH_MAX) {
        return refuse(walker, dir, "too-many", "there are folders in folders in it, too many");
    }
    for (size_t i = 0; i < n; i++) {
        const char *path = fs_join(walker->arena, dir, names[i]);
        struct str name = str_printf(walker->arena, "%s%s", prefix, names[i]);
        struct stat info;
        if (lstat(path, &info) != 0 || (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))) {
            return refuse(walker, path, "kind",
                          "is a link, a device or the like; a pack holds plain files");
        }
        if (S_ISDIR(info.st_mode)) {
            const char *below = str_printf(walker->arena, "%s/", name.p).p;
            if (!walk(walker, path, below, depth + 1)) {
                return false;
            }
        } else if (str_ends(name, walker->suffix)) {
            if (walker->tree->n == FILES_MAX) {
                return refuse(walker, dir, "too-many", "there are more files than a pack may have");
            }
            walker->tree->names[walker->tree->n++] = name;
        }
    }
    return true;
}

static int
compare_names(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool
tree_list(struct arena *arena, const char *dir, const char *suffix, struct tree *out,
          struct diag_sink *sink)
{
    struct walker walker = {arena, suffix, out, sink};
    *out = (struct tree){.names = arena_array(arena, FILES_MAX, sizeof *out->names)};
    if (!walk(&walker, dir, "", 0)) {
        return false;
    }
    qsort(out->names, out->n, sizeof *out->names, compare_names);
    return true;
}
