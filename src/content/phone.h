/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Phone numbers as data: E.164 ("+18886244752") or a known short code ("911"), how they are shown
 * and dialled.
 */
#ifndef KYR_CONTENT_PHONE_H
#define KYR_CONTENT_PHONE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * True for a North American E.164 number (+1 and ten digits, area and exchange codes from 2 up),
 * any other E.164 number of 8 to 15 digits, or one of the short codes 211 311 411 511 711 811 911
 * 988.
 */
bool
phone_is_valid(struct str number);

/* As people here read it: "888-624-4752", "911", "+52 ..." kept as it is. Terminated. */
struct str
phone_display(struct arena *arena, struct str number);

/* RFC 3966: "tel:+18886244752", "tel:911". Terminated. */
struct str
phone_uri(struct arena *arena, struct str number);

/* Does plain text hold something that a reader would take for a phone number (7 or more digits in a
 * row, blanks, dots, hyphens and brackets between them)? */
bool
phone_looks_like(struct str text);

#endif
