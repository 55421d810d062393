/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose signatures a place believes: keys with the names of the people who hold them.
 *
 * They come from a folder of minisign public keys (ana.pub is Ana's) or from keys.yaml, which a
 * pack brings along when other people are to sign from now on (assets/README.md):
 *
 *   keys:
 *     - name: ana
 *       key: RWQ...      the second line of ana.pub
 *
 * What this does not do: decide whether new keys may take the place of old ones (update.h), or
 * remember that they have (install/chain.h).
 */
#ifndef KYR_CONTENT_TRUST_H
#define KYR_CONTENT_TRUST_H

#include "content/packfile.h"

#define TRUST_FILE "keys.yaml"
#define TRUST_KEYS_MIN 2    /* with fewer, no number could ever change and no key be replaced */
#define TRUST_KEYS_MAX 8    /* of keys.yaml; as many as can sign one pack */
#define TRUST_FOLDER_MAX 32 /* of a folder; every key is tried on every signature */

/* All-zero believes nobody. */
struct trust {
    struct packfile_trust keys; /* slice of the arena */
    const struct str *names;    /* names[i] holds keys.keys[i]: "ana" */
};

/*
 * Every *.pub of a folder, in the order of their names. A missing folder has no keys. A damaged
 * file, one that is too many or a key that stands there twice is left out, with one finding (code
 * "key"). Text lives in the arena.
 */
void
trust_load(struct arena *arena, const char *dir, struct trust *out, struct diag_sink *sink);

/*
 * keys.yaml: TRUST_KEYS_MIN to TRUST_KEYS_MAX people, no name and no key twice. False after one
 * finding or more; the code is "key" unless YAML itself is at fault.
 */
bool
trust_parse(struct arena *arena, struct str text, const char *file, struct trust *out,
            struct diag_sink *sink);

/* Who holds the key; empty if it is not one of these. */
struct str
trust_name(const struct trust *trust, const struct minisign_public *key);

/* The same keys, in whatever order; names do not matter. */
bool
trust_is_same(const struct packfile_trust *a, const struct packfile_trust *b);

/* How many different keys of these have a good signature in the pack. */
size_t
trust_count_signers(const struct packfile_trust *keys, const struct packfile *pack);

#endif
