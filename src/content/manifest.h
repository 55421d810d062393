/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * MANIFEST: what a signed pack is and which files it holds. The signatures are over its bytes, the
 * SHA-256 of every file is in it, so they cover everything.
 *
 *   kyr-pack manifest 1
 *   id: kyr-la
 *   version: 7
 *   issued: 2026-11-22
 *   review-by: 2026-12-31
 *   files: 2
 *   <64 hex digits> 1234 hotlines.yaml
 *   <64 hex digits> 567 pages/about.md
 *
 * One manifest has one spelling: fixed order, files sorted bytewise, no blanks or zeros in front,
 * a line feed after every line. review-by is "-" if the pack names no day. A date may warn, it
 * never refuses: the clock of a kiosk is not to be trusted.
 */
#ifndef KYR_CONTENT_MANIFEST_H
#define KYR_CONTENT_MANIFEST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/str.h"

#define MANIFEST_NAME "MANIFEST"
#define MANIFEST_HASH_BYTES 32

struct manifest_file {
    struct str name;
    size_t size_bytes;
    uint8_t sha256[MANIFEST_HASH_BYTES];
};

struct manifest {
    struct str id;
    long version;                /* counter: from 1, only ever grows */
    struct date issued;          /* a whole day */
    struct date review_by;       /* year 0: none */
    struct manifest_file *files; /* sorted by name, no two the same */
    size_t n_files;
};

/* NULL after one finding at `file`:line. Slices point into `text`, which must outlive it. */
struct manifest *
manifest_parse(struct arena *arena, struct str text, const char *file, struct diag_sink *sink);

/* The one spelling; terminated, in the arena. `manifest` must be what the parser would accept. */
struct str
manifest_write(struct arena *arena, const struct manifest *manifest);

const struct manifest_file *
manifest_find(const struct manifest *manifest, struct str name); /* NULL if there is none */

/*
 * A name that a pack may give to one of its files: safe (fs.h), at most 100 bytes (the tar header),
 * letters, digits and . _ - @ + / only, no part that begins with a dot or hyphen, and none of the
 * names that the pack file itself uses (MANIFEST..., CHECKSUM).
 */
bool
manifest_name_is_allowed(struct str name);

/* Most bytes that a manifest, a file of a pack and all its files may have; manifest.c says why. */
size_t
manifest_bytes_max(void);

size_t
manifest_file_bytes_max(void);

size_t
manifest_total_bytes_max(void);

void
manifest_hash(struct str bytes, uint8_t out[MANIFEST_HASH_BYTES]);

#endif
