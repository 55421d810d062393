/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By the name alone where that is possible, so that what is shown stays short. */
#include "tool/po_dir.h"

#include "base/fs.h"

/* Without its last part, if that is a name; else empty. */
static struct str
parent(struct str path)
{
    while (path.n > 1 && str_ends(path, "/")) {
        path.n--;
    }
    if (str_ends(path, ".")) {
        return STR("");
    }
    while (path.n > 0 && !str_ends(path, "/")) {
        path.n--;
    }
    return path;
}

const char *
po_dir(struct arena *arena, const char *pack_dir)
{
    struct str above = parent(str_from(pack_dir));
    struct str top = parent(above);
    struct str dir = str_printf(arena, "%.*spo", STR_ARG(top));
    return above.n > 0 && fs_is_directory(dir.p) ? dir.p : fs_join(arena, pack_dir, "../../po");
}

const char *
po_glossary(struct arena *arena, const char *po, const char *pack_dir, const char *share_dir)
{
    const char *const paths[] = {
        fs_join(arena, po_dir(arena, pack_dir), "glossary.yaml"),
        po == NULL ? "" : fs_join(arena, fs_dirname(arena, po), "../glossary.yaml"),
        fs_join(arena, share_dir, "glossary.yaml"),
    };
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        if (fs_is_file(paths[i])) {
            return paths[i];
        }
    }
    return paths[0];
}
