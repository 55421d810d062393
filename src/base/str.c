/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices compare by bytes; the builder doubles its buffer and keeps a NUL after its last byte. */
#define _DEFAULT_SOURCE /* explicit_bzero */
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

struct str
str_from(const char *terminated)
{
    return (struct str){terminated, terminated == NULL ? 0 : strlen(terminated)};
}

bool
str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_eqz(struct str a, const char *terminated)
{
    return str_eq(a, str_from(terminated));
}

int
str_cmp(struct str a, struct str b)
{
    size_t common = a.n < b.n ? a.n : b.n;
    int order = common == 0 ? 0 : memcmp(a.p, b.p, common);
    if (order != 0) {
        return order;
    }
    return a.n < b.n ? -1 : a.n > b.n;
}

bool
str_starts(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool
str_ends(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

struct str
str_skip(struct str s, size_t n_bytes)
{
    size_t n = n_bytes < s.n ? n_bytes : s.n;
    return n == 0 ? s : (struct str){s.p + n, s.n - n};
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
    while (s.n > 0 && is_blank(s.p[0])) {
        s = str_skip(s, 1);
    }
    while (s.n > 0 && is_blank(s.p[s.n - 1])) {
        s.n--;
    }
    return s;
}

struct str
str_cut(struct str *s, char sep)
{
    const char *at = s->n == 0 ? NULL : memchr(s->p, sep, s->n);
    struct str head = *s;
    if (at == NULL) {
        *s = (struct str){NULL, 0};
        return head;
    }
    head.n = (size_t)(at - s->p);
    *s = str_skip(*s, head.n + 1);
    return head;
}

ptrdiff_t
str_find(struct str s, struct str needle)
{
    for (size_t i = 0; needle.n > 0 && i + needle.n <= s.n; i++) {
        if (memcmp(s.p + i, needle.p, needle.n) == 0) {
            return (ptrdiff_t)i;
        }
    }
    return -1;
}

struct str
str_dup(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.n + 1);
    if (s.n > 0) {
        memcpy(copy, s.p, s.n);
    }
    return (struct str){copy, s.n};
}

struct str
str_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) {
        return STR("");
    }
    char *text = arena_alloc(arena, (size_t)n + 1);
    va_start(args, format);
    (void)vsnprintf(text, (size_t)n + 1, format, args);
    va_end(args);
    return (struct str){text, (size_t)n};
}

/* As arena.c does: it may hold what a visitor read. */
static void
wipe(struct strbuf *buf)
{
    if (buf->p != NULL) {
        explicit_bzero(buf->p, buf->capacity);
    }
}

void
strbuf_free(struct strbuf *buf)
{
    if (buf != NULL) {
        wipe(buf);
        free(buf->p);
        *buf = (struct strbuf){0};
    }
}

void
strbuf_clear(struct strbuf *buf)
{
    buf->n = 0;
    if (buf->p != NULL) {
        buf->p[0] = '\0';
    }
}

static void
strbuf_reserve(struct strbuf *buf, size_t more)
{
    if (more >= SIZE_MAX / 4 - buf->n) {
        log_fatal("out of memory");
    }
    size_t need = buf->n + more + 1;
    if (need <= buf->capacity) {
        return;
    }
    size_t capacity = buf->capacity == 0 ? 64 : buf->capacity;
    while (capacity < need) {
        capacity *= 2;
    }
    char *grown = malloc(capacity); /* realloc would leave the old bytes behind */
    if (grown == NULL) {
        log_fatal("out of memory");
    }
    if (buf->p != NULL) {
        memcpy(grown, buf->p, buf->n + 1);
        wipe(buf);
        free(buf->p);
    }
    buf->p = grown;
    buf->capacity = capacity;
}

void
strbuf_add(struct strbuf *buf, struct str s)
{
    strbuf_reserve(buf, s.n);
    if (s.n > 0) {
        memcpy(buf->p + buf->n, s.p, s.n);
    }
    buf->n += s.n;
    buf->p[buf->n] = '\0';
}

void
strbuf_addz(struct strbuf *buf, const char *terminated)
{
    strbuf_add(buf, str_from(terminated));
}

void
strbuf_addc(struct strbuf *buf, char c)
{
    strbuf_add(buf, (struct str){&c, 1});
}

void
strbuf_printf(struct strbuf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) {
        return;
    }
    strbuf_reserve(buf, (size_t)n);
    va_start(args, format);
    (void)vsnprintf(buf->p + buf->n, (size_t)n + 1, format, args);
    va_end(args);
    buf->n += (size_t)n;
}

struct str
strbuf_str(const struct strbuf *buf)
{
    return (struct str){buf->p == NULL ? "" : buf->p, buf->n};
}
