/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every translatable message of a pack, in reading order: what the template holds and what a
 * translation must cover.
 */
#ifndef KYR_CONTENT_MESSAGES_H
#define KYR_CONTENT_MESSAGES_H

#include "content/pack.h"

struct message {
    struct str context; /* p == NULL: none */
    struct str msgid;
    struct diag_place place;
    const char *kind;        /* "paragraph", "numbered step", "page title", ... */
    const struct page *page; /* NULL for pack.yaml, hotlines.yaml and facts */
    const struct node *node; /* NULL likewise and for titles */
    struct str note;         /* the author's note to translators, or empty */
    bool has_tokens;
};

struct messages {
    struct message *items;
    size_t n;
};

/* Duplicates (same context and msgid) are kept: each has its own place. */
struct messages
pack_messages(struct arena *arena, const struct pack *pack);

/* Does any page rest a block on this fact? */
bool
pack_cites(const struct pack *pack, struct str fact);

#endif
