/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys and signatures in the format of minisign (https://jedisct1.github.io/minisign/): what this
 * module writes, `minisign -V` verifies, and the other way round.
 *
 * A secret key is written as `minisign -G -W` does: not encrypted. Whoever holds the file can sign,
 * so it stays on a stick that is offline. Encrypted keys are not read. New signatures are
 * prehashed ("ED": BLAKE2b-512); the older "Ed" is verified too.
 */
#ifndef KYR_CONTENT_MINISIGN_H
#define KYR_CONTENT_MINISIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define MINISIGN_ID_BYTES 8
#define MINISIGN_ID_TEXT 17 /* 16 hex digits and a NUL */

struct minisign_public {
    uint8_t id[MINISIGN_ID_BYTES]; /* a name for finding the key; proves nothing */
    uint8_t key[32];
};

struct minisign_secret {
    uint8_t id[MINISIGN_ID_BYTES];
    uint8_t key[64]; /* seed and public key */
};

struct minisign_signature {
    bool is_prehashed;
    uint8_t id[MINISIGN_ID_BYTES];
    uint8_t signature[64];
    struct str comment; /* trusted: covered by `global`; a slice of the parsed text */
    uint8_t global[64]; /* over `signature` and `comment` */
};

/* Once, before anything else here; false if the machine has no randomness. */
bool
minisign_start(void);

/* A new key pair from the machine's randomness. */
void
minisign_generate(struct minisign_secret *secret);

struct minisign_public
minisign_public_of(const struct minisign_secret *secret);

/* Overwrites the secret. */
void
minisign_forget(struct minisign_secret *secret);

/* The text of a file. Strict readers: exactly the lines of the format, nothing after them. On false
 * *problem is a few plain words, such as "is not a minisign public key". */
bool
minisign_read_public(struct str text, struct minisign_public *out, const char **problem);

bool
minisign_read_secret(struct str text, struct minisign_secret *out, const char **problem);

bool
minisign_read_signature(struct str text, struct minisign_signature *out, const char **problem);

/* What goes into a file; terminated, in the arena. The untrusted comments are minisign's own, so
 * that one signature has one spelling. */
struct str
minisign_write_public(struct arena *arena, const struct minisign_public *key);

struct str
minisign_write_secret(struct arena *arena, const struct minisign_secret *secret);

struct str
minisign_write_signature(struct arena *arena, const struct minisign_signature *signature);

/* `comment`: one line of printable text, at most MINISIGN_COMMENT_MAX bytes (asserted). */
#define MINISIGN_COMMENT_MAX 1024
struct minisign_signature
minisign_sign(const struct minisign_secret *secret, struct str message, struct str comment);

/* Both the message and the trusted comment are signed by this key. */
bool
minisign_verify(const struct minisign_public *key, struct str message,
                const struct minisign_signature *signature);

/* As minisign prints a key id: 16 capital hex digits. */
void
minisign_id_text(const uint8_t id[MINISIGN_ID_BYTES], char out[MINISIGN_ID_TEXT]);

#endif
