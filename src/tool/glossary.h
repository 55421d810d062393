/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * po/glossary.yaml: which words a translation must use, keep and avoid, one language at a time.
 * The format is described at the head of that file.
 */
#ifndef KYR_TOOL_GLOSSARY_H
#define KYR_TOOL_GLOSSARY_H

#include "base/diag.h"
#include "tool/phrase.h"

struct forbidden {
    struct phrase form;
    struct str why;
};

struct forbidden_list {
    struct forbidden *items;
    size_t n;
};

struct strings {
    struct str *items;
    size_t n;
};

struct term {
    struct phrases source;       /* English forms; the first one names it */
    struct phrases use;          /* one of these must stand in the translation; none: anything */
    struct forbidden_list never; /* where the English form stands */
    struct strings except;       /* msgids it does not count for */
};

struct glossary {
    struct phrases keep;           /* as written */
    struct phrases source_not;     /* English words that say no */
    struct phrases source_not_but; /* phrases in which they do not count */
    struct phrases not_words;      /* the same of the language; none: not known */
    struct phrases informal;       /* forms of address that guidance does not use */
    struct strings informal_except;
    struct str quote_open, quote_close; /* empty: not known */
    struct strings openings;            /* pairs such as "¿?" */
    struct forbidden_list never;        /* anywhere */
    struct term *terms;
    size_t n_terms;
};

#define GLOSSARY_BYTES_MAX (256u * 1024) /* a long glossary has a few hundred terms */

/*
 * Reads the file for the language with that BCP 47 tag ("es-MX" falls back to "es"). Everything
 * lives in the arena. A missing file is an empty glossary; false if it has mistakes (reported).
 */
bool
glossary_read(struct arena *arena, const char *path, const char *tag, struct glossary *out,
              struct diag_sink *sink);

/* Is `msgid` on the list? */
bool
strings_have(const struct strings *list, struct str msgid);

#endif
