/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Languages by their BCP 47 tags: native name, direction, catalog folder.
 *
 * The table holds what a kiosk in Los Angeles may meet; a language outside it still works, named by
 * its tag.
 */
#ifndef KYR_I18N_LANG_H
#define KYR_I18N_LANG_H

#include <stddef.h>

#include "base/geom.h"
#include "base/str.h"

struct language {
    const char *tag;         /* BCP 47: "en", "es", "zh-Hans" */
    const char *catalog;     /* the name libintl knows it by: "es", "zh_CN" */
    const char *native_name; /* "Español" */
    enum direction dir;
};

/* The language the pack is written in. Never NULL; always the same pointer. */
const struct language *
lang_source(void);

/* By BCP 47 tag, letter case and '_' for '-' forgiven; then by the primary subtag ("es-MX" -> es).
 * NULL if unknown. */
const struct language *
lang_find(struct str tag);

/* By catalog folder ("zh_CN"). NULL if unknown. */
const struct language *
lang_find_catalog(struct str catalog);

#endif
