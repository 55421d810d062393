/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One save of a translator's file: its messages, their states, and what is shown of them.
 *
 * A save that cannot be used at all (it does not parse, its plural rule is unsound) changes nothing
 * of what is shown. In one that can, a message that must not be shown (its mark-up is broken, it
 * holds a phone number, an invisible character) keeps the text of the save before.
 */
#ifndef KYR_EDIT_BOOK_H
#define KYR_EDIT_BOOK_H

#include "content/messages.h"
#include "i18n/catalog.h"
#include "tool/check.h"

enum entry_state { ENTRY_TRANSLATED, ENTRY_FUZZY, ENTRY_UNTRANSLATED };

/* What is wrong with one message. */
struct findings {
    struct str text; /* of the worst one */
    int line;        /* of that one */
    int n;
    bool refuses; /* it is why an earlier text is shown */
};

struct entry {
    const struct po_message *message;
    enum entry_state state;
    struct str shown; /* in place of the English; empty: English */
    struct findings findings;
    struct findings lints; /* those of them that only this message decides about */
};

struct book {
    struct arena arena;
    struct translation translation;
    struct entry *entries; /* in file order */
    size_t n_entries;
    size_t counts[3]; /* by enum entry_state */
    size_t n_with_findings;
    struct str notice; /* about the file as a whole (Windows line ends, ...); or empty */
};

struct book_source {
    const char *path;
    struct stage *stage; /* its data are what the words are checked against */
    const struct language *language;
    const struct glossary *glossary;
};

/*
 * NULL and the reason (terminated, in `scratch`; "file:line: what is wrong") if the save cannot be
 * used. `before` may be NULL.
 */
struct book *
book_read(const struct book_source *source, const struct book *before, struct arena *scratch,
          struct str *reason_out);

void
book_free(struct book *book); /* NULL-safe */

/* For catalog_set_override: answers with what is shown. `user` is the struct book. */
bool
book_find(void *user, const char *context, const char *msgid, struct str *out);

/* Index of a message in the file, or -1. */
int
book_index(const struct book *book, struct str context, struct str msgid);

enum book_goal { BOOK_UNTRANSLATED, BOOK_FUZZY, BOOK_FINDING };

/* The next (by 1) or earlier (by -1) entry of that kind, round the end; -1 if there is none. */
int
book_next(const struct book *book, int from, int by, enum book_goal goal);

enum book_domain { BOOK_OF_NOBODY, BOOK_OF_PACK, BOOK_OF_PROGRAM };

/* Whose words are they? By what the messages are, not by what the file is called. `messages` are
 * those of the pack. */
enum book_domain
book_domain(const struct book *book, const struct messages *messages);

#endif
