/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fonts through SDL2_ttf, and the text metrics made from them. One TTF_Font per file and size:
 * changing the size of an open font flushes its glyph cache and costs most of a millisecond.
 */
#ifndef KYR_PLATFORM_FONTS_H
#define KYR_PLATFORM_FONTS_H

#include <SDL_ttf.h>

#include "base/diag.h"
#include "text/metrics.h"

struct fonts;

/*
 * `dir` holds NotoSans-Regular.ttf, -Bold.ttf, -Italic.ttf, MaterialIcons-Regular.ttf and, as the
 * last fallback family, DejaVuSans.ttf and DejaVuSans-Bold.ttf. A missing file is reported and
 * replaced by the next best one. Beside them those of font_list.h that the languages need; a
 * font is opened when the first letter asks for it. NULL if no text font can be opened at all.
 */
struct fonts *
fonts_open(const char *dir, struct diag_sink *sink);

void
fonts_close(struct fonts *fonts); /* NULL-safe */

/* The words whose widths were remembered are overwritten. */
void
fonts_forget(struct fonts *fonts);

/* Valid while `fonts` is open. */
struct text_metrics
fonts_metrics(struct fonts *fonts);

/* The font of a style; owned by `fonts`. NULL if it cannot be opened at that size. */
TTF_Font *
fonts_get(struct fonts *fonts, struct text_style style);

/* The same, set up to shape this run: direction and script. */
TTF_Font *
fonts_for_run(struct fonts *fonts, struct text_style style, enum direction dir, struct str text);

/*
 * Reports (font-script) if the font made for a language's script is missing, with the Debian
 * package that brings it. False if not even the language's name could be drawn.
 */
bool
fonts_check_language(struct fonts *fonts, const char *tag, struct str native_name,
                     struct diag_sink *sink);

/* Closes the fonts of sizes not asked for since the last call but one; for when the text size
 * changes. */
void
fonts_trim(struct fonts *fonts);

#endif
