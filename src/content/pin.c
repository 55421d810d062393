/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cryptography is libsodium's. Its costs come from a file, so they are looked at before it
 * is asked to spend them. */
#include "content/pin.h"

#include <sodium.h>
#include <string.h>

#define COST_MEMORY_BYTES (19456u * 1024)
#define COST_PASSES 2
#define MEMORY_KIB_LEAST 7168 /* the smallest that OWASP names */
#define MEMORY_KIB_MOST 65536 /* m=4194304 would have the service killed at each try */
#define PASSES_MOST 10        /* t=1000000 would hold the screen for hours */
#define SALT_BYTES 16
#define DIGEST_BYTES 32
#define BASE64 sodium_base64_VARIANT_ORIGINAL_NO_PADDING

_Static_assert(PIN_HASH_BYTES == crypto_pwhash_STRBYTES, "libsodium's hashes have this length");

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool
pin_is_digits(struct str pin)
{
    for (size_t i = 0; i < pin.n; i++) {
        if (!is_digit(pin.p[i])) {
            return false;
        }
    }
    return pin.n >= PIN_DIGITS_LEAST && pin.n <= PIN_DIGITS_MOST;
}

/* Each digit is the one before it plus `step`; 0 stands beside 9 as on a pad. */
static bool
is_row(struct str pin, int step)
{
    for (size_t i = 1; i < pin.n; i++) {
        if ((pin.p[i] - pin.p[i - 1] - step) % 10 != 0) {
            return false;
        }
    }
    return true;
}

const char *
pin_problem(struct str pin)
{
    if (!pin_is_digits(pin)) {
        return "a PIN has 4 to 12 digits and nothing else";
    }
    if (is_row(pin, 0)) {
        return "the same digit again and again is too easy to guess";
    }
    if (is_row(pin, 1) || is_row(pin, -1)) {
        return "digits in a row, up or down, are too easy to guess";
    }
    return NULL;
}

bool
pin_hash(struct str pin, char hash_out[PIN_HASH_BYTES])
{
    memset(hash_out, 0, PIN_HASH_BYTES);
    return pin_is_digits(pin) && sodium_init() >= 0 &&
           crypto_pwhash_str_alg(hash_out, pin.p, pin.n, COST_PASSES, COST_MEMORY_BYTES,
                                 crypto_pwhash_ALG_ARGON2ID13) == 0;
}

static bool
cut_prefix(struct str *text, const char *prefix)
{
    bool is_there = str_starts(*text, prefix);
    *text = str_skip(*text, is_there ? strlen(prefix) : 0);
    return is_there;
}

/* A decimal number up to `end`, without zeros in front. */
static bool
cut_number(struct str *text, char end, long least, long most)
{
    struct str digits = str_cut(text, end);
    long value = 0;
    if (digits.n == 0 || digits.n > 7 || digits.p[0] == '0') {
        return false;
    }
    for (size_t i = 0; i < digits.n; i++) {
        if (!is_digit(digits.p[i])) {
            return false;
        }
        value = value * 10 + (digits.p[i] - '0');
    }
    return value >= least && value <= most;
}

static bool
is_base64(struct str text, size_t n_bytes)
{
    unsigned char bytes[DIGEST_BYTES];
    size_t n = 0;
    return text.n == sodium_base64_encoded_len(n_bytes, BASE64) - 1 &&
           sodium_base642bin(bytes, n_bytes, text.p, text.n, NULL, &n, NULL, BASE64) == 0 &&
           n == n_bytes;
}

bool
pin_hash_is_sound(struct str hash)
{
    bool has_costs = hash.n < PIN_HASH_BYTES && cut_prefix(&hash, "$argon2id$v=19$m=") &&
                     cut_number(&hash, ',', MEMORY_KIB_LEAST, MEMORY_KIB_MOST) &&
                     cut_prefix(&hash, "t=") && cut_number(&hash, ',', 1, PASSES_MOST) &&
                     cut_prefix(&hash, "p=1$");
    struct str salt = str_cut(&hash, '$');
    return has_costs && is_base64(salt, SALT_BYTES) && is_base64(hash, DIGEST_BYTES);
}

bool
pin_verify(const char *hash, struct str pin)
{
    return pin_is_digits(pin) && pin_hash_is_sound(str_from(hash)) && sodium_init() >= 0 &&
           crypto_pwhash_str_verify(hash, pin.p, pin.n) == 0;
}

void
pin_forget(void *bytes, size_t n)
{
    sodium_memzero(bytes, n);
}
