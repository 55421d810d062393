/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The message at hand, and the ways to another one.
 */
#ifndef KYR_EDIT_CURSOR_H
#define KYR_EDIT_CURSOR_H

#include "edit/where.h"

struct cursor {
    const struct where *where; /* not owned, as all of these */
    const struct book *book;   /* NULL: nothing is at hand */
    struct app *app;
    int entry; /* at hand; -1: none */
    struct seen seen[SEEN_MAX];
    size_t n_seen;
    struct place place; /* where that was seen */
    size_t screen;
    int focus;
};

/* After the app or the book has changed. Another place brings another message to hand: the first,
 * or the one that the keyboard's focus stands on. */
void
cursor_look(struct cursor *cursor);

/* The words on the screen are now those of `book`; the one before is still there. The same message
 * stays at hand, and on the screen if it was there. */
void
cursor_rebind(struct cursor *cursor, const struct book *book);

/* Of a message among those the screen shows, or -1. */
int
cursor_index(const struct cursor *cursor, int entry);

/* To the next (by 1) or an earlier (by -1) message of that kind and the screen that shows it. */
void
cursor_walk(struct cursor *cursor, int by, enum book_goal goal);

/* To the message below (1) or above (-1); past the last one to the next screen. */
void
cursor_step(struct cursor *cursor, int by);

#endif
