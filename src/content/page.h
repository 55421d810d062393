/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One page file: front matter and body.
 */
#ifndef KYR_CONTENT_PAGE_H
#define KYR_CONTENT_PAGE_H

#include "content/doc.h"

#define PAGE_BYTES_MAX                                                                             \
    (64u * 1024) /* a topic of 60-word screens is far below; a 10 MB page is a mistake */

enum page_kind { PAGE_TOPIC, PAGE_SCENARIO, PAGE_CARD, PAGE_ABOUT };

struct page {
    struct str id; /* file name without .md: a-z 0-9 - */
    const char *file;
    struct str title; /* msgid, msgctxt "title" */
    struct str tile;  /* msgid, msgctxt "tile"; the title if the page gives none */
    struct diag_place title_place, tile_place;
    struct str icon; /* Material Icons name */
    enum page_kind kind;
    bool is_legal;
    bool is_broken; /* had errors: the program shows the fallback page instead */
    struct doc *doc;
};

/* `text` is the whole file. Never NULL. */
struct page *
page_parse(struct arena *arena, struct str id, const char *file, struct str text,
           struct diag_sink *sink);

#endif
