/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that a reader takes in as one, so that no line should end between them:
 *
 *   - a number and its unit, or the time of day: 6 p.m., 6 p. m., 48 hours, 60 días, 5 km, 8 U.S.C.
 *   - what goes before a number: No. 5, § 1357, pág. 3, $ 20
 *   - groups of digits: (213) 555 0100, +1 888 624 4752
 *   - dates: 12 June, June 12, 12 de junio de 2026
 *   - initials and doubled ones: J. García, p. m., EE. UU., Plyler v. Doe
 *   - a title and its name: Dr. Ruiz, Sra. Díaz
 *   - a word of one letter and the word after it (y, o, a, I ...: the custom in Spanish, a must in
 *     Czech and Polish)
 *   - a dash between blanks and the word before it
 *
 * Forms (digits, initials, one letter) hold for every language; the lists of words are those of
 * English and Spanish. In other languages the translator joins words by a no-break space.
 */
#ifndef KYR_TEXT_JOINS_H
#define KYR_TEXT_JOINS_H

#include <stdbool.h>

#include "base/str.h"

/* The words round a gap of blanks, without blanks; empty where there is none. */
struct word_gap {
    struct str before2, before; /* `before` ends at the gap */
    struct str after, after2;
};

bool
joins_gap(const struct word_gap *gap);

#endif
