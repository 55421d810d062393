/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A first look at a .po file, before libgettextpo: what a translator's editor or version control
 * may have done to it (byte-order mark, other encodings, Windows line ends, conflict markers), and
 * the line of each message, which libgettextpo does not tell.
 */
#ifndef KYR_I18N_PO_SCAN_H
#define KYR_I18N_PO_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

struct po_scan {
    struct str text; /* without byte-order mark and carriage returns; the lines are the same */
    int *lines;      /* of each entry's msgid or msgctxt, header included, obsolete ones not */
    size_t n_lines;
};

/*
 * Everything lives in the arena. False if libgettextpo must not see the file: not UTF-8, another
 * charset named, NUL bytes, conflict markers. `path` names the file in findings.
 */
bool
po_scan(struct arena *arena, const char *path, struct str bytes, struct po_scan *out,
        struct diag_sink *sink);

#endif
