/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A kiosk's state folder and a stick, in a folder of their own that goes away with them.
 */
#ifndef KYR_TESTS_PLACE_H
#define KYR_TESTS_PLACE_H

#include "signed_pack.h"

#include "install/slots.h"

struct place {
    struct arena arena;
    char dir[64];
    const char *state;
    const char *stick;
    struct trust root; /* keys 1 and 2: "n1", "n2" */
};

void
place_open(struct place *place);

void
place_close(struct place *place);

/* Keys by their digits: "12". */
struct trust
place_trust(struct place *place, const char *keys);

/* keys.yaml of these people. */
const char *
place_keys(struct arena *arena, const char *keys);

/* A pack: its page is `page`, its keys.yaml names the people of `new_keys` (NULL: it has none), it
 * is signed by `signers`. To be closed. */
struct packfile *
place_pack(struct place *place, long version, const char *page, const char *new_keys,
           const char *signers);

/* The same as the bytes of a .kyrpack. */
struct str
place_archive(struct place *place, long version, const char *new_keys, const char *signers);

/* The whole way: judged against what is installed, staged, switched, tidied. */
void
place_install(struct place *place, long version, const char *new_keys, const char *signers);

/* What slots_open finds: its version, 0 for nothing; `n` findings. */
long
place_version(struct place *place, const struct trust *root, int n);

void
place_write(const char *path, struct str bytes);

/* How many entries a folder has. */
size_t
place_count(struct place *place, const char *dir);

#endif
