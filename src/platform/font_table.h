/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The font families, in the order a word tries them: Noto Sans, those of font_list.h, DejaVu
 * Sans. No file is touched here.
 */
#ifndef KYR_PLATFORM_FONT_TABLE_H
#define KYR_PLATFORM_FONT_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "text/metrics.h"

struct font_family {
    const char *languages;         /* BCP 47 tags with blanks between; NULL: of no one language */
    const char *script;            /* ISO 15924, how HarfBuzz is to shape it; NULL: several */
    uint32_t first, last;          /* no letter outside is asked for */
    const char *files[FACE_COUNT]; /* by enum text_face */
    int index;                     /* of the face in a collection (.ttc) */
    const char *package;           /* of Debian */
};

size_t
font_family_count(void);

const struct font_family *
font_family(size_t index);

/* The family made for a language (BCP 47); 0, the main one, if it needs no other. */
size_t
font_family_of(const char *tag);

/* The script of the first letter of `text` that has a family of its own, else "Latn". */
const char *
font_script_of(struct str text);

/* The package whose font has the letter; NULL if no family of the table claims it. */
const char *
font_package_of(uint32_t code);

#endif
