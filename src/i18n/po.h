/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Translators' files: reading .po and writing .pot through libgettextpo. For the tool only; the
 * kiosk never links it.
 */
#ifndef KYR_I18N_PO_H
#define KYR_I18N_PO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define PO_BYTES_MAX (16u * 1024 * 1024)

struct po_message {
    struct str context; /* p == NULL: none */
    struct str msgid;
    struct str plural; /* p == NULL: not a plural */
    struct str msgstr; /* first form; empty: untranslated */
    struct str notes;  /* for translators ("#." and "#" lines); empty if there are none */
    bool is_fuzzy;
    int line; /* of its msgid (or msgctxt) in the file, from 1; 0 if unknown */
};

struct po_file {
    const char *path;
    struct po_message *messages; /* without header and obsolete entries; in file order */
    size_t n_messages;
    struct str header; /* the msgstr of the header entry */
    int header_line;   /* 0 if unknown */

    const struct po_message **slots; /* hash table of po_find; NULL if there are no messages */
    size_t n_slots;
};

/*
 * Everything lives in the arena. Findings carry path:line. False if the file cannot be used at all
 * (missing, too large, not UTF-8, another charset, conflict markers, syntax error, a message
 * twice); what a translator can still work with is only reported: byte-order mark, line ends, and
 * all that `msgfmt -c` finds (header fields, plural forms, lost {names}).
 */
bool
po_read(struct arena *arena, const char *path, struct po_file *out, struct diag_sink *sink);

/* NULL if there is no such message. Uses a hash built by po_read; context may be NULL. */
const struct po_message *
po_find(const struct po_file *file, const char *context, const char *msgid);

/* One entry of a template. All strings terminated; NULL where absent. */
struct pot_entry {
    const char *context;
    const char *msgid;
    const char *const *comments; /* extracted comments ("#."), NULL-ended */
    const char *reference_file;
    int reference_line;
    bool is_brace_format; /* "#, python-brace-format" */
};

struct pot_info {
    const char *project; /* Project-Id-Version */
    const char *bugs_to; /* Report-Msgid-Bugs-To */
    const char *date;    /* POT-Creation-Date; NULL: SOURCE_DATE_EPOCH, else now (UTC) */
};

/*
 * Entries with the same context and msgid are merged (comments and references kept). Strings must
 * be UTF-8. A file that would differ in its date alone is left as it is. False on a write error.
 */
bool
pot_write(const char *path, const struct pot_info *info, const struct pot_entry *entries, size_t n,
          struct diag_sink *sink);

#endif
