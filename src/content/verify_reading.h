/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a page easy to read, in English or in a translation? Its reading level, long sentences and
 * crowded screens (readability.h has the limits).
 */
#ifndef KYR_CONTENT_VERIFY_READING_H
#define KYR_CONTENT_VERIFY_READING_H

#include "content/page.h"
#include "content/readability.h"

struct verify_reading {
    const struct page *page;
    const struct doc *doc; /* the page's own, or its translation */
    enum readability_language language;
    /* Where a finding about a node stands; `node` NULL: about the page. NULL: where the page has
     * it. */
    struct diag_place (*place_of)(void *user, const struct node *node);
    void *user;
};

void
verify_reading(const struct verify_reading *check, struct diag_sink *sink);

#endif
