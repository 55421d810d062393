/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cryptography is libsodium's; here are only the layouts of the three files. A signature file
 * is two Ed25519 signatures: one over the message (or its BLAKE2b-512), one over the first
 * signature and the trusted comment, which nobody can therefore exchange. */
#include "content/minisign.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* A key or signature file of minisign is under 400 bytes; more is some other file. */
#define TEXT_BYTES_MAX 2048

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "
#define PUBLIC_BYTES (2 + MINISIGN_ID_BYTES + 32)
#define SIGNATURE_BYTES (2 + MINISIGN_ID_BYTES + 64)
#define SECRET_ID_AT 54 /* after algorithms (6), salt (32) and the two costs (16) */
#define SECRET_BYTES (SECRET_ID_AT + MINISIGN_ID_BYTES + 64 + 32)
#define BASE64 sodium_base64_VARIANT_ORIGINAL

bool
minisign_start(void)
{
    return sodium_init() >= 0;
}

void
minisign_generate(struct minisign_secret *secret)
{
    uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
    (void)crypto_sign_keypair(public_key, secret->key);
    randombytes_buf(secret->id, sizeof secret->id);
}

struct minisign_public
minisign_public_of(const struct minisign_secret *secret)
{
    struct minisign_public key;
    memcpy(key.id, secret->id, sizeof key.id);
    memcpy(key.key, secret->key + 32, sizeof key.key);
    return key;
}

void
minisign_forget(struct minisign_secret *secret)
{
    sodium_memzero(secret, sizeof *secret);
}

/* A line that ends in a line feed, with or without a carriage return before it (minisign takes
 * both); false if there is none. */
static bool
cut_line(struct str *text, struct str *line)
{
    if (text->n == 0 || memchr(text->p, '\n', text->n) == NULL) {
        return false;
    }
    *line = str_cut(text, '\n');
    if (line->n > 0 && line->p[line->n - 1] == '\r') {
        line->n--;
    }
    return true;
}

#define TEXT_OF(size) sodium_base64_ENCODED_LEN(size, BASE64)

/* Encoded again and compared: libsodium 1.0.18 also decodes letters with the eighth bit set. */
static bool
decode(struct str line, uint8_t *out, size_t size)
{
    size_t n = 0;
    char again[TEXT_OF(SECRET_BYTES)];
    if (sodium_base642bin(out, size, line.p, line.n, NULL, &n, NULL, BASE64) != 0 || n != size) {
        return false;
    }
    (void)sodium_bin2base64(again, sizeof again, out, size, BASE64);
    bool is_same = str_eqz(line, again);
    sodium_memzero(again, sizeof again);
    return is_same;
}

static bool
is_printable(struct str comment)
{
    for (size_t i = 0; i < comment.n; i++) {
        unsigned char c = (unsigned char)comment.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) { /* minisign itself writes tabs */
            return false;
        }
    }
    return comment.n <= MINISIGN_COMMENT_MAX;
}

/* The untrusted comment and the line of base64 with which all three files begin. */
static bool
read_head(struct str *text, uint8_t *out, size_t size)
{
    struct str line = {0};
    return text->n <= TEXT_BYTES_MAX && cut_line(text, &line) && str_starts(line, UNTRUSTED) &&
           cut_line(text, &line) && decode(line, out, size);
}

bool
minisign_read_public(struct str text, struct minisign_public *out, const char **problem)
{
    uint8_t bytes[PUBLIC_BYTES];
    if (!read_head(&text, bytes, sizeof bytes) || text.n != 0 || memcmp(bytes, "Ed", 2) != 0) {
        *problem = "is not a minisign public key";
        return false;
    }
    memcpy(out->id, bytes + 2, sizeof out->id);
    memcpy(out->key, bytes + 2 + MINISIGN_ID_BYTES, sizeof out->key);
    return true;
}

/* The public half must belong to the seed: a damaged key would give signatures that nobody can
 * verify. */
static bool
is_whole(const struct minisign_secret *secret)
{
    uint8_t seed[crypto_sign_SEEDBYTES], public_key[crypto_sign_PUBLICKEYBYTES], key[64];
    memcpy(seed, secret->key, sizeof seed);
    (void)crypto_sign_seed_keypair(public_key, key, seed);
    bool is_same = sodium_memcmp(key, secret->key, sizeof key) == 0;
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(key, sizeof key);
    return is_same;
}

bool
minisign_read_secret(struct str text, struct minisign_secret *out, const char **problem)
{
    uint8_t bytes[SECRET_BYTES];
    bool is_read = read_head(&text, bytes, sizeof bytes) && text.n == 0;
    *problem = NULL;
    if (!is_read || memcmp(bytes, "Ed", 2) != 0 || memcmp(bytes + 4, "B2", 2) != 0) {
        *problem = "is not a minisign secret key";
    } else if (memcmp(bytes + 2, "\0\0", 2) != 0) {
        *problem = "is protected by a password; take the password off with minisign -C -W";
    } else {
        memcpy(out->id, bytes + SECRET_ID_AT, sizeof out->id);
        memcpy(out->key, bytes + SECRET_ID_AT + MINISIGN_ID_BYTES, sizeof out->key);
        *problem = is_whole(out) ? NULL : "is a damaged secret key";
    }
    sodium_memzero(bytes, sizeof bytes);
    return *problem == NULL;
}

bool
minisign_read_signature(struct str text, struct minisign_signature *out, const char **problem)
{
    uint8_t bytes[SIGNATURE_BYTES];
    struct str line = {0};
    *problem = "is not a minisign signature";
    if (!read_head(&text, bytes, sizeof bytes) || bytes[0] != 'E' ||
        (bytes[1] != 'D' && bytes[1] != 'd')) {
        return false;
    }
    out->is_prehashed = bytes[1] == 'D';
    memcpy(out->id, bytes + 2, sizeof out->id);
    memcpy(out->signature, bytes + 2 + MINISIGN_ID_BYTES, sizeof out->signature);
    if (!cut_line(&text, &line) || !str_starts(line, TRUSTED)) {
        return false;
    }
    out->comment = str_skip(line, sizeof TRUSTED - 1);
    if (!is_printable(out->comment) || !cut_line(&text, &line) || text.n != 0 ||
        !decode(line, out->global, sizeof out->global)) {
        return false;
    }
    *problem = NULL;
    return true;
}

void
minisign_id_text(const uint8_t id[MINISIGN_ID_BYTES], char out[MINISIGN_ID_TEXT])
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < MINISIGN_ID_BYTES; i++) {
        uint8_t byte =
            id[MINISIGN_ID_BYTES - 1 - i]; /* minisign prints it as a little-endian number */
        out[2 * i] = digits[byte >> 4];
        out[2 * i + 1] = digits[byte & 15];
    }
    out[MINISIGN_ID_TEXT - 1] = '\0';
}

struct str
minisign_write_public(struct arena *arena, const struct minisign_public *key)
{
    uint8_t bytes[PUBLIC_BYTES];
    char id[MINISIGN_ID_TEXT], text[TEXT_OF(PUBLIC_BYTES)];
    memcpy(bytes, "Ed", 2);
    memcpy(bytes + 2, key->id, sizeof key->id);
    memcpy(bytes + 2 + MINISIGN_ID_BYTES, key->key, sizeof key->key);
    (void)sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, BASE64);
    minisign_id_text(key->id, id);
    return str_printf(arena, UNTRUSTED "minisign public key %s\n%s\n", id, text);
}

struct str
minisign_write_secret(struct arena *arena, const struct minisign_secret *secret)
{
    uint8_t bytes[SECRET_BYTES] = {'E', 'd', 0, 0, 'B', '2'};
    char text[TEXT_OF(SECRET_BYTES)];
    memcpy(bytes + SECRET_ID_AT, secret->id, sizeof secret->id);
    memcpy(bytes + SECRET_ID_AT + MINISIGN_ID_BYTES, secret->key, sizeof secret->key);
    (void)sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, BASE64);
    struct str out = str_printf(arena, UNTRUSTED "minisign encrypted secret key\n%s\n", text);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(text, sizeof text);
    return out;
}

struct str
minisign_write_signature(struct arena *arena, const struct minisign_signature *signature)
{
    uint8_t bytes[SIGNATURE_BYTES] = {'E', signature->is_prehashed ? 'D' : 'd'};
    char first[TEXT_OF(SIGNATURE_BYTES)], second[TEXT_OF(64)];
    memcpy(bytes + 2, signature->id, sizeof signature->id);
    memcpy(bytes + 2 + MINISIGN_ID_BYTES, signature->signature, sizeof signature->signature);
    (void)sodium_bin2base64(first, sizeof first, bytes, sizeof bytes, BASE64);
    (void)sodium_bin2base64(second, sizeof second, signature->global, 64, BASE64);
    return str_printf(arena,
                      UNTRUSTED "signature from minisign secret key\n%s\n" TRUSTED "%.*s\n%s\n",
                      first, STR_ARG(signature->comment), second);
}

/* What the second signature is over. */
struct global {
    uint8_t bytes[64 + MINISIGN_COMMENT_MAX];
    size_t n;
};

static struct global
global_message(const struct minisign_signature *signature)
{
    struct global made = {.n = 64 + signature->comment.n};
    memcpy(made.bytes, signature->signature, 64);
    if (signature->comment.n > 0) {
        memcpy(made.bytes + 64, signature->comment.p, signature->comment.n);
    }
    return made;
}

static struct str
prehash(struct str message, uint8_t hash[64])
{
    (void)crypto_generichash(hash, 64, (const uint8_t *)message.p, message.n, NULL, 0);
    return (struct str){(const char *)hash, 64};
}

struct minisign_signature
minisign_sign(const struct minisign_secret *secret, struct str message, struct str comment)
{
    uint8_t hash[64];
    struct minisign_signature made = {.is_prehashed = true, .comment = comment};
    assert(is_printable(comment));
    memcpy(made.id, secret->id, sizeof made.id);
    message = prehash(message, hash);
    (void)crypto_sign_detached(made.signature, NULL, (const uint8_t *)message.p, message.n,
                               secret->key);
    struct global over = global_message(&made);
    (void)crypto_sign_detached(made.global, NULL, over.bytes, over.n, secret->key);
    return made;
}

bool
minisign_verify(const struct minisign_public *key, struct str message,
                const struct minisign_signature *signature)
{
    uint8_t hash[64];
    if (signature->comment.n > MINISIGN_COMMENT_MAX ||
        sodium_memcmp(key->id, signature->id, sizeof key->id) != 0) {
        return false;
    }
    if (signature->is_prehashed) {
        message = prehash(message, hash);
    }
    struct global over = global_message(signature);
    return crypto_sign_verify_detached(signature->signature, (const uint8_t *)message.p, message.n,
                                       key->key) == 0 &&
           crypto_sign_verify_detached(signature->global, over.bytes, over.n, key->key) == 0;
}
