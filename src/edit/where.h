/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which message stands where: from a message to a place on the screen, and from what is on the
 * screen to its messages.
 */
#ifndef KYR_EDIT_WHERE_H
#define KYR_EDIT_WHERE_H

#include "content/messages.h"
#include "edit/book.h"
#include "ui/app_desk.h"

struct where {
    struct arena arena;
    const struct pack *pack;
    struct messages messages; /* of the pack */
};

void
where_open(struct where *where, const struct pack *pack);

void
where_close(struct where *where);

/* The place that shows a message; false if no place does (a word of the program, an old message).
 * A message that is shown in several places is found on `here` if it stands there. */
bool
where_is(const struct where *where, const struct po_message *message, struct place here,
         struct place *out);

/* One message on the screen. */
struct seen {
    int entry;   /* of the book */
    int node_id; /* that shows it; 0: none does */
};

#define SEEN_MAX 128

/* What of the book the screen shows, in reading order; at most SEEN_MAX. */
size_t
where_seen(const struct where *where, const struct book *book, struct app *app, struct seen *out);

#endif
