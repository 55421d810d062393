/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a line may break. A line must look the same whatever version of a library is installed
 * (6 p.m. broke after "p." with one and before "p.m." with the next), so the rules are ours for
 * every script written with blanks between words; libunistring's UAX 14 says where a line must end,
 * and decides where a letter of another script (Chinese, Japanese, Thai ...) stands on either side.
 *
 * Ours: a line breaks after blanks, and inside a word only
 *   - after a hyphen or a slash with two letters on either side (low-|cost, either/|or; 24-|hour,
 *     as two digits will do before it), but not in A-number, I-9, COVID-19, 1-800-HELP, --set-pin;
 *   - after a dash between letters (yes—|no, but 9–5);
 *   - after a soft hyphen, a zero width space.
 * No line begins with a closing mark or ends with an opening one. Between words that a reader takes
 * in as one, a break is to be avoided: text/joins.h.
 */
#ifndef KYR_TEXT_BREAKS_H
#define KYR_TEXT_BREAKS_H

#include "base/str.h"

/* AVOID: only where a line would otherwise have to break inside a word. */
enum break_kind { BREAK_NO = 0, BREAK_AVOID, BREAK_ALLOWED, BREAK_MUST };

/*
 * breaks[i] says whether a line may break *before* byte i of text (valid UTF-8); breaks has text.n
 * entries and breaks[0] is BREAK_NO. Korean words, which have blanks between them, never break.
 */
void
breaks_find(struct str text, unsigned char *breaks);

/* Bytes of the first letter of text with its combining marks (UAX 29); 0 at the end. The smallest
 * piece that a line may be broken into as the last resort. */
size_t
breaks_letter(struct str text);

#endif
