/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc + look-up -> the same doc in another language. Node ids, links and facts stay; leaves get new
 * spans.
 *
 * A leaf without a translation, or with one whose mark-up is broken, stays English and says so
 * (is_fallback).
 */
#ifndef KYR_CONTENT_TRANSLATE_H
#define KYR_CONTENT_TRANSLATE_H

#include "content/doc.h"

/* A way to look a message up: the run-time catalog, or a .po file in the tool. False: no
 * translation. */
struct lookup {
    void *user;
    bool (*find)(void *user, const char *context, const char *msgid, struct str *out);
};

/* `lookup` NULL means English: a plain copy. Findings are placed at the English leaf. Never NULL.
 */
struct doc *
doc_translate(struct arena *arena, const struct doc *doc, const struct lookup *lookup,
              struct diag_sink *sink);

#endif
