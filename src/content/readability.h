/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How hard running text is to read: Flesch-Kincaid grade for English, INFLESZ (the Flesch-Szigriszt
 * scale) for Spanish. Formulas count words, sentences and syllables only; they say nothing about
 * meaning.
 */
#ifndef KYR_CONTENT_READABILITY_H
#define KYR_CONTENT_READABILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum readability_language { READABILITY_ENGLISH, READABILITY_SPANISH };

#define READABILITY_WORDS_MIN 30      /* fewer measure nothing */
#define READABILITY_SENTENCE_WORDS 20 /* a longer sentence is two */
#define READABILITY_SCREEN_WORDS 60   /* one idea a screen */

struct readability {
    size_t words, sentences, syllables;
};

/* Cuts the next sentence off *text; false when there is none. A colon ends one too. */
bool
readability_sentence(struct str *text, struct str *sentence);

size_t
readability_words(struct str text);

size_t
readability_syllables(struct str word, enum readability_language language);

/* Counts a block of plain text: a block is at least one sentence. */
void
readability_add(struct readability *sum, struct str text, enum readability_language language);

/* English: a grade, lower is easier. Spanish: 0..100, higher is easier. 0 without words. */
double
readability_score(const struct readability *sum, enum readability_language language);

/* The limit of the project: 6.0 (legal pages 7.5), and 65 (legal pages 55). */
double
readability_limit(enum readability_language language, bool is_legal);

/* True if the text is easy enough, or too short to tell. */
bool
readability_is_good(const struct readability *sum, enum readability_language language,
                    bool is_legal);

#endif
