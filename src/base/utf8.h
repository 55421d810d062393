/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
#ifndef KYR_BASE_UTF8_H
#define KYR_BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Decodes the code point at the start of s into *code and returns its length in bytes (1..4).
 * At the end of s returns 0. A broken byte gives U+FFFD and length 1.
 */
int
utf8_next(struct str s, uint32_t *code);

/* True if all of s is valid; otherwise *bad_offset (may be NULL) is where it first is not. */
bool
utf8_valid(struct str s, size_t *bad_offset);

size_t
utf8_count(struct str s); /* code points; a broken byte counts as one */

void
utf8_append(struct strbuf *buf, uint32_t code); /* an invalid code becomes U+FFFD */

#endif
