/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Check words: four short words that belong to one phone number, so that two people can make sure
 * over the telephone that their screens show the same number, without reading digits. The words of
 * a language stand in the same places as those of the other.
 *
 * They find a slip and a changed number (two numbers share their words once in 4,294,967,296). They
 * do not say that a number is right: that is what the signature is for.
 */
#ifndef KYR_CONTENT_CHECK_WORDS_H
#define KYR_CONTENT_CHECK_WORDS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define CHECK_WORDS 4

struct check_words {
    uint8_t index[CHECK_WORDS]; /* into word_list */
};

enum check_words_language { CHECK_WORDS_ENGLISH, CHECK_WORDS_SPANISH };

/* `number` as in hotlines.yaml: E.164 or a short code. */
struct check_words
check_words_of(struct str number);

/* "river, spoon, garden, fox"; terminated, in the arena. */
struct str
check_words_text(struct arena *arena, struct check_words words, enum check_words_language language);

#endif
