/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who signs now, and the proof of it. Each pack that brought other keys (keys.yaml, trust.h) leaves
 * a link: its manifest, the signatures on it, its keys.yaml. Whoever walks the links from the keys
 * in the settings of this place comes to the keys that count today, and needs to believe nobody on
 * the way.
 *
 * On disk: a folder with the folders 1, 2, 3 ..., each with MANIFEST, MANIFEST.minisig,
 * MANIFEST.2.minisig ... and keys.yaml. This module reads them; slots.h writes them.
 */
#ifndef KYR_INSTALL_CHAIN_H
#define KYR_INSTALL_CHAIN_H

#include "content/trust.h"

#define CHAIN_LINKS_MAX 32 /* a change a year for a working life; each costs a few signatures */

struct chain_link {
    struct str manifest;
    struct str signatures[PACKFILE_SIGNATURES_MAX];
    size_t n_signatures;
    struct str keys; /* keys.yaml */
};

struct chain {
    const struct chain_link *links; /* slice of the arena */
    size_t n;
};

struct chain_end {
    struct chain chain; /* the links that hold */
    struct trust trust; /* whom to believe at their end */
};

/*
 * A link holds if two keys of the set before it and one of its own have signed, and its keys.yaml
 * is the one that was signed. The walk ends at the first that does not: false after one finding
 * (code "chain"), and *out is what held until there. A missing folder is an empty chain.
 */
bool
chain_walk(struct arena *arena, const char *dir, const struct trust *root, struct chain_end *out,
           struct diag_sink *sink);

/*
 * The chain with a link for this pack, which brings other keys and may (update_is_allowed). False
 * (one finding, code "chain") if it is as long as it can be.
 */
bool
chain_extend(struct arena *arena, const struct chain *chain, const struct packfile *pack,
             struct chain *out, struct diag_sink *sink);

/* File name of signature i, from 0: MANIFEST.minisig, MANIFEST.2.minisig ... */
const char *
chain_signature_name(struct arena *arena, size_t i);

#endif
