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

#define UI(text)                                                                                   \
    {                                                                                              \
        NULL, (text)                                                                               \
    }
#define UI_C(context, text)                                                                        \
    {                                                                                              \
        (context), (text)                                                                          \
    }

enum word {
    WORD_TOUCH_TO_START,
    WORD_WELCOME,
    WORD_STILL_THERE,
    WORD_CLEARS_IN,
    WORD_TOUCH_TO_STAY,
    WORD_LEARN,
    WORD_ALL_TOPICS,
    WORD_TOPICS,
    WORD_NUMBERS,
    WORD_HOME,
    WORD_BACK,
    WORD_NEXT,
    WORD_HIDE,
    WORD_TEXT_SIZE,
    WORD_SOURCES,
    WORD_CHECKED_ON,
    WORD_CHECKED_IN,
    WORD_SEEN,
    WORD_MAY_HAVE_CHANGED,
    WORD_NUMBER_MAY_HAVE_CHANGED,
    WORD_SAY,
    WORD_SAFETY,
    WORD_NOTE,
    WORD_CHANGING,
    WORD_FACILITATOR,
    WORD_SCAN_TO_CALL,
    WORD_SCAN_TO_OPEN,
    WORD_CONTINUED,
    WORD_ENGLISH_ONLY,
    WORD_GOVERNMENT,
    WORD_UNCONFIRMED,
    WORD_BROKEN_PAGE,
    WORD_BROKEN_HELP,
    WORD_REVIEW,
    WORD_NOT_REVIEWED,
    WORD_REVIEWED,
    WORD_REVIEW_BY,
    WORD_VERSION,
    WORD_DATE_DAY,
    WORD_DATE_MONTH,
    WORD_LANGUAGES,
    WORD_INCOMPLETE,
    WORD_CHECK_WORDS,
    WORD_CHECK_WORDS_OF,
    WORD_STAFF,
    WORD_STAFF_PIN,
    WORD_STAFF_WRONG,
    WORD_STAFF_LOCKED,
    WORD_STAFF_CLEAR,
    WORD_STAFF_ENTER,
    WORD_STAFF_LEAVE,
    WORD_PROOF,
    WORD_PROOF_LOCKED,
    WORD_PROOF_NOT_LOCKED,
    WORD_PROOF_NO_CONNECTION,
    WORD_PROOF_CONNECTION,
    WORD_PROOF_NO_FILE,
    WORD_PROOF_FILE,
    WORD_PROOF_OPEN,
    WORD_PROOF_WRITTEN,
    WORD_STAFF_SHOWN,
    WORD_STAFF_NO_PACK,
    WORD_STAFF_PACK,
    WORD_STAFF_ISSUED,
    WORD_STAFF_SHIPPED,
    WORD_STAFF_SIGNED,
    WORD_STAFF_UNSIGNED,
    WORD_STAFF_MESSAGES,
    WORD_STAFF_NO_MESSAGES,
    WORD_STAFF_MACHINE,
    WORD_STAFF_VERSION,
    WORD_STAFF_RUNNING,
    WORD_STAFF_MEMORY,
    WORD_COUNT,
};

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
