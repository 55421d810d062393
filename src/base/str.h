/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strings: slices of a buffer that outlives them, and one explicit builder.
 *
 * A slice (struct str) owns nothing and need not end in NUL. Where a header says "terminated", p[n]
 * is a NUL that may be read. A builder (struct strbuf) owns its bytes and always keeps them
 * terminated.
 */
#ifndef KYR_BASE_STR_H
#define KYR_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct str {
    const char *p; /* may be NULL when n is 0 */
    size_t n;      /* bytes */
};

#define STR(literal) ((struct str){("" literal), sizeof(literal) - 1})
#define STR_INIT(literal) /* for static data */                                                    \
    {                                                                                              \
        ("" literal), sizeof(literal) - 1                                                          \
    }
#define STR_ARG(s) ((int)(s).n), ((s).p == NULL ? "" : (s).p) /* for "%.*s" */

struct str
str_from(const char *terminated); /* NULL gives the empty slice */

bool
str_eq(struct str a, struct str b);

bool
str_eqz(struct str a, const char *terminated);

int
str_cmp(struct str a, struct str b); /* bytewise, like strcmp */

bool
str_starts(struct str s, const char *prefix);

bool
str_ends(struct str s, const char *suffix);

struct str
str_skip(struct str s, size_t n_bytes); /* without its first n bytes, or empty */

struct str
str_trim(struct str s); /* without ASCII blanks at both ends */

/* Cuts s at the first `sep`: the part before it is returned, s becomes the rest after it (empty if
 * no sep). */
struct str
str_cut(struct str *s, char sep);

/* Offset of `needle` in s, or -1. */
ptrdiff_t
str_find(struct str s, struct str needle);

/* A terminated copy in the arena. */
struct str
str_dup(struct arena *arena, struct str s);

struct str
str_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct strbuf {
    char *p; /* owned; NULL while empty */
    size_t n;
    size_t capacity;
};

void
strbuf_free(struct strbuf *buf); /* NULL-safe */

void
strbuf_clear(struct strbuf *buf);

void
strbuf_add(struct strbuf *buf, struct str s);

void
strbuf_addz(struct strbuf *buf, const char *terminated);

void
strbuf_addc(struct strbuf *buf, char c);

void
strbuf_printf(struct strbuf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct str
strbuf_str(const struct strbuf *buf); /* valid until the next change of buf */

#endif
