/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contacts: every phone number, web address and e-mail of the pack, once. Format: assets/README.md.
 */
#ifndef KYR_CONTENT_HOTLINES_H
#define KYR_CONTENT_HOTLINES_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"

enum contact_status { CONTACT_VERIFIED, CONTACT_CALL_FIRST };

/* Words of a contact that are translated. */
enum contact_text {
    CONTACT_NAME,
    CONTACT_FOR,
    CONTACT_AREA,
    CONTACT_HOURS,
    CONTACT_NOTE,
    CONTACT_TEXTS
};

struct contact_phone {
    struct str number;  /* valid (phone.h) */
    struct str display; /* "888-624-4752" */
    struct str label;   /* msgid, msgctxt "phone label"; may be empty */
    struct diag_place label_place;
    struct str *languages; /* BCP 47 tags */
    size_t n_languages;
};

struct contact {
    struct str id;
    struct str texts[CONTACT_TEXTS]; /* msgids in canonical form; msgctxt: see contact_context;
                                        empty if absent */
    struct diag_place text_places[CONTACT_TEXTS];
    bool is_government;
    struct contact_phone *phones;
    size_t n_phones;
    struct str web, email; /* empty if absent */
    struct str *languages;
    size_t n_languages;
    struct str *sources;
    size_t n_sources;
    struct date checked;
    enum contact_status status;
    struct diag_place place;
};

struct contacts {
    struct contact *items; /* in file order */
    size_t n;
    struct str *left_out; /* ids of contacts that had errors */
    size_t n_left_out;
};

/* Never NULL; a contact with errors is left out (no unverified number is ever shown). */
struct contacts *
hotlines_parse(struct arena *arena, struct str text, const char *file, struct diag_sink *sink);

const struct contact *
hotlines_find(const struct contacts *contacts, struct str id); /* NULL if there is none */

/* Stands in the file, but had errors: whoever names it need not be told again. */
bool
hotlines_is_left_out(const struct contacts *contacts, struct str id);

/* msgctxt of each text ("contact name", "contact hours", ...). */
const char *
contact_context(enum contact_text text);

#endif
