/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every string of the program, in the visitor's language, and the pack's contacts put into words.
 *
 * UI, UI_C and UI_N only mark a string for xgettext (po/ui/POTFILES.in); the look-up is in words.c.
 */
#ifndef KYR_UI_WORDS_H
#define KYR_UI_WORDS_H

#include "content/messages.h"
#include "content/translate.h"
#include "i18n/catalog.h"
#include "layout/words.h"
#include "ui/word.h"

#define UI(text)                                                                                   \
    {                                                                                              \
        NULL, (text)                                                                               \
    }
#define UI_C(context, text)                                                                        \
    {                                                                                              \
        (context), (text)                                                                          \
    }

struct words {
    struct catalog *catalog; /* not owned */
    const struct language *language;
    struct arena *arena; /* not owned; where expanded strings live */
    struct str text[WORD_COUNT];
    struct layout_words layout;
};

/*
 * Looks everything up. `today` (year 0: unknown) decides what counts as old; pack may be NULL (no
 * contacts then). Lives as long as the arena.
 */
void
words_make(struct words *words, struct arena *arena, struct catalog *catalog,
           const struct language *language, const struct pack *pack, struct date today);

/* One string in any language, without a struct words. */
struct str
word_in(struct catalog *catalog, const struct language *language, enum word word);

/* Is it a string of the program? */
bool
words_has(const char *context, const char *msgid);

/* `template` with each {name} replaced; `pairs` is name, value, ... of n entries. Terminated. */
struct str
words_expand(struct arena *arena, struct str template, const struct str *pairs, size_t n);

/* "June 30, 2026", "June 2026" or "2026"; empty for no date. */
struct str
words_date(const struct words *words, struct date date);

/* "Checked on June 30, 2026" or "Checked in June 2026". */
struct str
words_checked(const struct words *words, struct date date);

/* How much of the program's words and of these messages of the pack is translated: 0..100, and 100
 * only if nothing is missing. */
int
words_coverage(struct catalog *catalog, const struct language *language,
               const struct messages *messages);

/* A message of the pack (title, tile, welcome ...). */
struct str
words_pack(const struct words *words, const char *context, struct str msgid);

/* Look-up of pack messages for doc_translate; `user` is the struct words. */
struct lookup
words_lookup(struct words *words);

#endif
