/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * May this pack take the place of that one? Wording needs one trusted signature; a phone number,
 * web address or e-mail of hotlines.yaml that is added, removed or changed needs two, by different
 * people, and so does the name of whoever is reached by it (two swapped names are two wrong
 * numbers), and a new or changed page or translation that holds a number in its words. Other keys
 * (keys.yaml, trust.h) need two of the old ones, and one of the new ones so that nobody is locked
 * out. A counter never goes back. No clock is asked.
 */
#ifndef KYR_CONTENT_UPDATE_H
#define KYR_CONTENT_UPDATE_H

#include "content/trust.h"

#define UPDATE_KEYS_FOR_WORDING 1
#define UPDATE_KEYS_FOR_NUMBERS 2
#define UPDATE_KEYS_FOR_KEYS 2 /* of the old keys */

/* One way to reach somebody that only one of the two packs has. A changed number is one taken away
 * and one added. */
struct update_reach {
    bool is_added;      /* else removed */
    struct str contact; /* id; of a number in words: the file */
    const char *kind;   /* "phone", "web", "email", "name", "number in words" */
    struct str value;
};

struct update {
    struct update_reach *reaches; /* sorted by contact, kind, value; numbers in words last */
    size_t n_reaches;
    size_t n_files_added, n_files_removed, n_files_changed;
    size_t n_keys_needed;
    struct trust new_keys; /* what keys.yaml of the candidate says; empty if it has none */
    bool has_new_keys;     /* and they are others than those trusted */
};

/*
 * What would change; in the arena. False (one finding) if either hotlines.yaml cannot be read
 * without an error (then nobody can say which numbers changed), or keys.yaml cannot. `installed`
 * NULL: nothing is installed, so nothing changes.
 */
bool
update_compare(struct arena *arena, const struct packfile *installed,
               const struct packfile *candidate, struct update *out, struct diag_sink *sink);

/*
 * True if the candidate may replace the installed pack. `trust` is what the candidate was opened
 * with; it also settles update->has_new_keys. False after one finding whose code is other-pack,
 * older, two-keys, keys. The same counter with other content is allowed with a warning.
 */
bool
update_is_allowed(const struct packfile *installed, const struct packfile *candidate,
                  struct update *update, const struct packfile_trust *trust,
                  struct diag_sink *sink);

#endif
