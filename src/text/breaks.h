/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a line may break: Unicode UAX 14 through libunistring, behind our own enum.
 */
#ifndef KYR_TEXT_BREAKS_H
#define KYR_TEXT_BREAKS_H

#include "base/str.h"

enum break_kind { BREAK_NO = 0, BREAK_ALLOWED, BREAK_MUST };

/*
 * breaks[i] says whether a line may break *before* byte i of text (valid UTF-8); breaks has text.n
 * entries and breaks[0] is BREAK_NO.
 *
 * Over the library lies a layer of our own, so that a newer library breaks no line elsewhere: never
 * inside phone numbers, words with a point or colon (p.m., U.S.), before a per cent sign, in
 * abbreviations with a blank ("6 p. m.",
 * "EE. UU.", "Dr. Ruiz"), behind a hyphen with one letter before it (A-number), in the name of an
 * option (--set-pin), or inside Korean words, which have blanks between them.
 */
void
breaks_find(struct str text, unsigned char *breaks);

/* Bytes of the first letter of text with its combining marks (UAX 29); 0 at the end. The smallest
 * piece that a line may be broken into as the last resort. */
size_t
breaks_letter(struct str text);

#endif
