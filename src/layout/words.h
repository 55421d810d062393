/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words that layout itself puts on a screen, already in the visitor's language, and contacts
 * ready to show. Filled in by the ui floor; all strings live as long as the language is shown.
 */
#ifndef KYR_LAYOUT_WORDS_H
#define KYR_LAYOUT_WORDS_H

#include <stdbool.h>

#include "content/hotlines.h"

struct contact_line {
    struct str icon; /* Material Icons name */
    struct str text;
};

struct contact_number {
    struct str label;   /* "Toll-free · Spanish", or empty */
    struct str display; /* "888-624-4752" */
    struct str uri;     /* "tel:+18886244752" */
    struct str check;   /* "Check words: river, spoon, ... · río, cuchara, ..." (check_words.h) */
};

/* A contact in words, in the order they are shown. */
struct contact_card {
    const struct contact *contact;
    struct str name;
    struct contact_number *numbers;
    size_t n_numbers;
    struct contact_line *lines; /* what for, area, languages, hours, web, e-mail, note */
    size_t n_lines;
    struct str government;  /* "This is the government." or empty */
    struct str unconfirmed; /* "We have not yet called this number." or empty */
    struct str checked;     /* "Checked on June 30, 2026", maybe with "may have changed" */
    bool is_stale;
    struct str web_uri; /* for its QR plate when it has no phone; or empty */
};

struct layout_words {
    struct str say;             /* "Say this" / "Diga en inglés" */
    struct str say_meaning;     /* "It means" ... or empty */
    struct str callouts[5];     /* by enum callout_kind: "For your safety", ... */
    struct str scan_to_call;    /* "Point your phone here to call" */
    struct str scan_to_open;    /* "Point your phone here to open the page" */
    struct str continued;       /* put after a headline that goes on: "(continued)" */
    struct str in_english_only; /* mark on a block that has no translation yet */
    const struct contact_card *cards;
    size_t n_cards;
};

const struct contact_card *
words_card(const struct layout_words *words, struct str contact_id); /* NULL if there is none */

#endif
