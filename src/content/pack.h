/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A content pack: pack.yaml, its pages, its contacts, the facts it rests on. Format:
 * assets/README.md.
 */
#ifndef KYR_CONTENT_PACK_H
#define KYR_CONTENT_PACK_H

#include "content/facts.h"
#include "content/hotlines.h"
#include "content/page.h"

struct page_list {
    struct page **items;
    size_t n;
};

struct pack_text {
    struct str msgid;
    struct diag_place place;
};

struct pack {
    struct arena arena; /* owns everything below */
    const char *dir;
    struct str id;
    long version;
    struct pack_text title;  /* msgctxt "pack title" */
    struct pack_text region; /* `place:` in pack.yaml, msgctxt "pack place" */
    struct pack_text welcome[2];
    size_t n_welcome;
    struct page_list urgent, learn, more; /* as pack.yaml orders them */
    struct page_list pages;               /* all of them: urgent, learn, more */
    struct contacts *contacts;
    const struct contact *fallback; /* NULL only if there is no contact at all */
    struct facts *facts;
    long court_days, phone_days;
    long least_coverage;    /* percent; a language below it is marked as incomplete */
    struct str reviewed_by; /* empty: nobody has */
    struct date reviewed_on, review_by;
};

/*
 * Reads a pack folder. Facts come from DIR/seeds, else DIR/../../seeds (the source tree).
 * NULL if there is nothing to show at all (no readable pack.yaml or no page); a pack with broken
 * pages is returned, with those pages marked.
 */
struct pack *
pack_open(const char *dir, struct diag_sink *sink);

/* The same from a signed pack that has been opened with trust (packfile.h), which must outlive it.
 * No file is read. */
struct pack *
pack_open_signed(const struct packfile *packfile, struct diag_sink *sink);

void
pack_close(struct pack *pack); /* NULL-safe */

const struct page *
pack_page(const struct pack *pack, struct str id); /* NULL if there is none */

/*
 * Oldest `seen` date of the perishable facts under a node: a screen (SECTION) or a whole page (its
 * root). Year 0 if all of them are lasting. Workshop
 * notes do not count.
 */
struct date
pack_checked(const struct pack *pack, const struct node *root);

#endif
