/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Proves a compiled catalog (.mo) sound before libintl maps it.
 *
 * glibc trusts a .mo: a damaged one crashes or hangs it. Checked here, all of it: magic and
 * revision, tables in range, each string inside the file and ended by NUL, msgids strictly sorted,
 * the hash table (in range, every string found through it, each chain ends), no system-dependent
 * strings, UTF-8 throughout, charset=UTF-8, and the plural rule: parsed by our own parser, at most
 * 6 forms, evaluated for 0..1000 and always below nplurals, never dividing by zero. Little-endian
 * only (msgfmt --endianness=little). Source of the format: the GNU gettext manual, "The Format of
 * GNU MO Files".
 */
#ifndef KYR_I18N_MO_CHECK_H
#define KYR_I18N_MO_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define MO_BYTES_MAX (8u * 1024 * 1024) /* far above any pack; stops a stick full of zeros */

struct mo_report {
    const char *problem;    /* plain words for staff, to stand after "the catalog"; NULL if
                               sound. A literal. */
    uint32_t n_messages;    /* without the header entry */
    struct str sample_id;   /* a msgid (maybe with context\004) whose translation differs, for the
                               self-test; terminated, up to the plural msgid */
    struct str sample_text; /* and that translation (first form). Empty if there is none. Slices of
                               the input. */
};

/* Returns report->problem == NULL. */
bool
mo_check(struct str bytes, struct mo_report *report);

/* The key of message `i` of a sound catalog, 0 being the header: terminated, up to the plural
 * msgid. */
const char *
mo_key(struct str bytes, uint32_t i);

/* And its translation: terminated, the first form of a plural. */
const char *
mo_text(struct str bytes, uint32_t i);

#endif
