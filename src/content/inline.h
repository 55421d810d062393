/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one function that turns a block's text into its msgid, and the one that reads it back.
 *
 * Canonical form: single blanks, `**` for bold, `*` for emphasis, `***` where both change at once,
 * `{id}` for a token, `\` before a literal `* _ \ { }`. Extractor, program and linter all use these
 * two, so what was translated is what is looked up. Law, tested with random pages:
 * inline_parse(inline_msgid(x)) == x, and inline_msgid(inline_parse(m)) == m for every m that
 * inline_msgid can produce.
 */
#ifndef KYR_CONTENT_INLINE_H
#define KYR_CONTENT_INLINE_H

#include <stdbool.h>

#include "content/doc.h"

#define INLINE_BYTES_MAX 4096 /* a msgid or msgstr; longer is not one idea on one screen */

/* Small letters, digits and inner hyphens: ids of contacts, pages and sections. */
bool
inline_is_id(struct str s);

/* The canonical text of spans; terminated, in the arena. */
struct str
inline_msgid(struct arena *arena, struct spans spans);

/*
 * Parses a msgid or msgstr. False with *problem (plain words, a literal) if it holds anything but
 * text, bold, emphasis and tokens.
 */
bool
inline_parse(struct arena *arena, struct str text, struct spans *out, const char **problem);

/*
 * For titles, names and the like, which are plain words: single blanks, nothing that would need
 * mark-up or an escape. Terminated, in the arena; empty with *problem if `text` is not so.
 */
struct str
inline_words(struct arena *arena, struct str text, const char **problem);

/* Plain text without mark-up; tokens stay as {id}. For word counts, titles of windows, speech. */
struct str
inline_plain(struct arena *arena, struct spans spans);

/*
 * Does a translation keep what must be kept: the same tokens (as a multiset), bold present or
 * absent alike? False with *problem.
 */
bool
inline_same_markup(struct spans source, struct spans translation, const char **problem);

#endif
