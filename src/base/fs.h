/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bounded, suspicious file reading: only regular files, only up to a stated size, only safe
 * relative names. And what writing needs.
 */
#ifndef KYR_BASE_FS_H
#define KYR_BASE_FS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum fs_status { FS_OK, FS_MISSING, FS_NOT_REGULAR, FS_TOO_LARGE, FS_UNREADABLE };

/* A few plain words for a status, such as "is missing" or "is larger than it may be". */
const char *
fs_status_text(enum fs_status status);

/* Reads at most max_bytes. *out is terminated and lives in the arena; empty unless FS_OK. */
enum fs_status
fs_read(struct arena *arena, const char *path, size_t max_bytes, struct str *out);

bool
fs_is_directory(const char *path);

bool
fs_is_file(const char *path);

/*
 * True for a plain name inside a folder: relative, no empty, "." or ".." part, no backslash, no
 * control characters, at most 255 bytes. What a pack names must be safe before it is opened.
 */
bool
fs_name_is_safe(struct str name);

/* "dir/name" in the arena, terminated. An empty dir gives just the name. */
const char *
fs_join(struct arena *arena, const char *dir, const char *name);

/*
 * Names (sorted, without the folder) of the entries of `dir` that end in `suffix`; count in *n_out.
 * A missing folder gives none. At most 4096.
 */
const char **
fs_list(struct arena *arena, const char *dir, const char *suffix, size_t *n_out);

/* All of them, however many calls that takes; false and errno if not. Syncs nothing. */
bool
fs_write_all(int fd, struct str bytes);

/* The folder part of a path ("." if it has none). */
const char *
fs_dirname(struct arena *arena, const char *path);

/* Standard input, output and error that are closed become /dev/null: or the next file or socket to
 * be opened would be taken for them, and a line for staff would land in it. */
void
fs_hold_standard_files(void);

/* The folder that holds the running program, from /proc/self/exe; "." if that fails. */
const char *
fs_program_dir(struct arena *arena);

#endif
