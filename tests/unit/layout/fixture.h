/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What layout tests start from: a page of tests/golden/pages in English or Spanish, invented
 * metrics, contacts and words, and the screen as the chrome divides it.
 */
#ifndef KYR_TESTS_LAYOUT_FIXTURE_H
#define KYR_TESTS_LAYOUT_FIXTURE_H

#include "layout/screens.h"

struct fixture {
    struct arena arena;
    struct text_metrics metrics;
    struct scale scale;
    struct layout_words words;
    struct layout layout;
    struct doc *doc;
};

struct fixture_options {
    const char *page; /* "door" */
    bool is_spanish;
    struct size size;
    int text_percent;
};

/* False (with a line on standard error) if the page cannot be read or has errors. */
bool
fixture_open(struct fixture *fixture, const struct fixture_options *options);

void
fixture_close(struct fixture *fixture);

#endif
