/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A signed pack, whole, in memory: name -> bytes, every byte checked before anyone parses it.
 *
 * As one file (.kyrpack) it is a plain tar archive that `tar -tf` lists: MANIFEST, its signatures
 * (MANIFEST.minisig, MANIFEST.2.minisig ...), the files in the order of the manifest, CHECKSUM. One
 * content has one spelling, so the reader refuses every archive that is not, byte for byte, what
 * the writer would have written. CHECKSUM (BLAKE2b-256 of all before it, as `b2sum -l 256` prints
 * it) proves nothing about who made the pack; it finds damage where no trusted signature looks,
 * such as in the signature by a key that this kiosk does not know.
 *
 * As a folder it is the same files unpacked (CHECKSUM may be left out). What this does not do:
 * unpack, install, compare with what is installed (update.h), parse a file.
 */
#ifndef KYR_CONTENT_PACKFILE_H
#define KYR_CONTENT_PACKFILE_H

#include "content/manifest.h"
#include "content/minisign.h"

#define PACKFILE_SIGNATURES_MAX 8 /* a pack is signed by two people, perhaps three */
#define PACKFILE_SUFFIX ".kyrpack"

/* The keys that may sign: a slice of the caller's. */
struct packfile_trust {
    const struct minisign_public *keys;
    size_t n;
};

struct packfile {
    struct arena arena; /* owns the pack and everything below that says nothing else */
    const char *path;
    struct str manifest_text;
    struct manifest *manifest;
    struct str *files; /* bytes of manifest->files[i], terminated by nothing */
    struct minisign_signature signatures[PACKFILE_SIGNATURES_MAX];
    size_t n_signatures; /* 0 only in what packsource.h gathers */
    /* Different trusted keys with a good signature; the caller's. Empty if trust was NULL. */
    const struct minisign_public *signers[PACKFILE_SIGNATURES_MAX];
    size_t n_signers;
};

/*
 * Checks all of it: form, CHECKSUM, signatures, manifest, the hash of every file. With `trust`
 * there must be at least one good signature by a trusted key, and no bad one that claims to be by
 * one; signatures by other keys are carried but count for nothing. `trust` NULL looks at no key:
 * only for what has been accepted before, and for signing.
 *
 * NULL after exactly one finding in one plain sentence. Its code: file, not-a-pack, truncated,
 * trailing, header, name, kind, too-large, too-many, padding, checksum, unsigned, signature,
 * untrusted, manifest, duplicate, extra, missing, order, hash.
 *
 * `bytes` must outlive the pack; `path` is only for the finding.
 */
struct packfile *
packfile_read(struct str bytes, const char *path, const struct packfile_trust *trust,
              struct diag_sink *sink);

/* The same for a file or an unpacked folder on disk. */
struct packfile *
packfile_open(const char *path, const struct packfile_trust *trust, struct diag_sink *sink);

void
packfile_close(struct packfile *pack); /* NULL-safe */

/* False if the pack has no such file. */
bool
packfile_find(const struct packfile *pack, struct str name, struct str *bytes_out);

/* Adds a signature; false (one finding) if that key has signed already or there are too many. */
bool
packfile_sign(struct packfile *pack, const struct minisign_secret *secret, struct diag_sink *sink);

/* The one spelling as a .kyrpack; lives in the arena. */
struct str
packfile_write(struct arena *arena, const struct packfile *pack);

#endif
