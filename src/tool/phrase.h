/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a text, and phrases looked for among them, for lints that compare words.
 *
 * Mark-up, {names} and punctuation are no words. Hyphens and apostrophes hold a word together. A
 * word of a phrase may begin or end in `~`, which stands for any letters there ("abogad~").
 */
#ifndef KYR_TOOL_PHRASE_H
#define KYR_TOOL_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct phrase {
    struct str *words;
    size_t n;
    struct str written; /* what it was made from; outlives the phrase */
};

struct phrases {
    struct phrase *items;
    size_t n;
};

enum phrase_case { PHRASE_FOLDED, PHRASE_AS_WRITTEN };

/* Folded words are in NFC and small letters by the Unicode rules. */
struct phrase
phrase_make(struct arena *arena, struct str text, enum phrase_case letters);

struct phrases
phrases_make(struct arena *arena, const struct str *texts, size_t n, enum phrase_case letters);

/* How often `wanted` stands in `text`; both made with the same letters. */
size_t
phrase_count(const struct phrase *text, const struct phrase *wanted);

/* The first of them that stands in `text`, or NULL. */
const struct phrase *
phrases_find(const struct phrases *wanted, const struct phrase *text);

size_t
phrases_count(const struct phrases *wanted, const struct phrase *text);

#endif
