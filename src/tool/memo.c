/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths in a hash table of lists, extents in a short list, coverage in a byte for each letter. */
#include "tool/memo.h"

#include <string.h>

struct memo_width {
    struct memo_width *next;
    struct text_style style;
    enum direction dir;
    struct str text;
    int width;
};

static bool
same_style(struct text_style a, struct text_style b)
{
    return a.face == b.face && a.size_px == b.size_px && a.fallback == b.fallback;
}

/* FNV-1a */
static size_t
slot_of(struct text_style style, struct str text)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)style.size_px ^ ((uint64_t)style.face << 16) ^
                    ((uint64_t)style.fallback << 24);
    for (size_t i = 0; i < text.n; i++) {
        hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211u;
    }
    return (size_t)(hash % MEMO_SLOTS);
}

static int
width(void *user, struct text_style style, enum direction dir, struct str text)
{
    struct memo *memo = user;
    struct memo_width **slot = &memo->slots[slot_of(style, text)];
    for (struct memo_width *known = *slot; known != NULL; known = known->next) {
        if (known->dir == dir && same_style(known->style, style) && str_eq(known->text, text)) {
            return known->width;
        }
    }
    struct memo_width *made = arena_new(&memo->arena, struct memo_width);
    *made = (struct memo_width){*slot, style, dir, str_dup(&memo->arena, text),
                                memo->real.width(memo->real.user, style, dir, text)};
    *slot = made;
    return made->width;
}

static struct text_extents
extents(void *user, struct text_style style)
{
    struct memo *memo = user;
    for (size_t i = 0; i < memo->n_styles; i++) {
        if (same_style(memo->styles[i].style, style)) {
            return memo->styles[i].extents;
        }
    }
    struct text_extents found = memo->real.extents(memo->real.user, style);
    if (memo->n_styles < MEMO_STYLES) {
        memo->styles[memo->n_styles].style = style;
        memo->styles[memo->n_styles++].extents = found;
    }
    return found;
}

static bool
covers(void *user, struct text_style style, uint32_t code)
{
    struct memo *memo = user;
    if (code >= MEMO_CODES || style.fallback < 0 || style.fallback >= MEMO_FAMILIES) {
        return memo->real.covers(memo->real.user, style, code);
    }
    unsigned char *known = &memo->covered[style.face][style.fallback][code];
    if (*known == 0) {
        *known = memo->real.covers(memo->real.user, style, code) ? 2 : 1;
    }
    return *known == 2;
}

static int
family_of(void *user, const char *tag)
{
    struct memo *memo = user;
    return memo->real.family_of(memo->real.user, tag);
}

struct text_metrics
memo_metrics(struct memo *memo, struct text_metrics real)
{
    memo->real = real;
    real.user = memo;
    real.width = width;
    real.extents = extents;
    real.covers = covers;
    real.family_of = real.family_of == NULL ? NULL : family_of;
    return real;
}

void
memo_reset(struct memo *memo)
{
    arena_reset(&memo->arena);
    memset(memo->slots, 0, sizeof memo->slots);
    memo->n_styles = 0;
}

void
memo_free(struct memo *memo)
{
    arena_free(&memo->arena);
}
