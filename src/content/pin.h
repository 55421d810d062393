/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The PIN of the staff: 4 to 12 digits, kept only as an argon2id hash (RFC 9106).
 *
 * A hash costs 19 MiB and two passes (OWASP Password Storage Cheat Sheet, 2024), some 30 ms on an
 * old machine. It slows down who has stolen the file; four digits can still be tried through in
 * minutes, so the file is for the kiosk's group only. What slows down who stands at the screen is
 * ui/staff_lock.h. The hash is made and compared by libsodium, also in the kiosk's cell; what it
 * needed on the way is given back or wiped.
 */
#ifndef KYR_CONTENT_PIN_H
#define KYR_CONTENT_PIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define PIN_DIGITS_LEAST 4
#define PIN_DIGITS_MOST 12
#define PIN_HASH_BYTES 128 /* "$argon2id$v=19$m=19456,t=2,p=1$...$..." and its NUL fit */

/* True for 4 to 12 digits and nothing else. */
bool
pin_is_digits(struct str pin);

/* Why nobody should choose this PIN, as the end of a sentence; NULL: it will do. */
const char *
pin_problem(struct str pin);

/* `pin` must be pin_is_digits. False if the machine has no memory or randomness for it. */
bool
pin_hash(struct str pin, char hash_out[PIN_HASH_BYTES]);

/*
 * True for a hash that pin_verify will compare: argon2id version 19, m 7168..65536 KiB, t 1..10,
 * p 1, a salt of 16 and a hash of 32 bytes, each number in its one spelling.
 */
bool
pin_hash_is_sound(struct str hash);

/* False for a wrong PIN, for one that is no PIN, and for a hash that is not sound. */
bool
pin_verify(const char *hash, struct str pin);

/* Overwrites the n bytes that held a PIN; the compiler may not leave it out. */
void
pin_forget(void *bytes, size_t n);

#endif
