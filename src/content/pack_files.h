/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the files of a pack come from: a folder on disk, or a signed pack of which every byte has
 * been checked already. Whoever parses a signed pack through this never reads the disk again, so
 * nobody can exchange a file between the check and the parser.
 */
#ifndef KYR_CONTENT_PACK_FILES_H
#define KYR_CONTENT_PACK_FILES_H

#include "base/fs.h"
#include "content/packfile.h"

struct pack_files {
    const char *dir;                 /* the folder; of a signed pack only its name, for findings */
    const struct packfile *packfile; /* NULL: the folder on disk. Not owned; outlives the pack */
    const char *below;               /* folder inside the signed pack ("seeds"); NULL: its top */
};

/* A folder inside; in the arena. */
struct pack_files
pack_files_below(struct arena *arena, const struct pack_files *files, const char *folder);

/* What a finding calls a file. */
const char *
pack_files_path(struct arena *arena, const struct pack_files *files, const char *name);

bool
pack_files_has(const struct pack_files *files, const char *name);

/* As fs_read; bytes of a signed pack are its own. */
enum fs_status
pack_files_read(struct arena *arena, const struct pack_files *files, const char *name,
                size_t max_bytes, struct str *out);

/* As fs_list: the names of `folder` that end in `suffix`, sorted. */
const char **
pack_files_list(struct arena *arena, const struct pack_files *files, const char *folder,
                const char *suffix, size_t *n_out);

#endif
