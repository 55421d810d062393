/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A phone number that stands in words, where nobody compares it: in a page or in a translation.
 * Numbers belong in hotlines.yaml, and kyr-pack check refuses them elsewhere; but a
 * kiosk must not believe that whoever signed a pack ran it.
 */
#ifndef KYR_CONTENT_STRAY_NUMBER_H
#define KYR_CONTENT_STRAY_NUMBER_H

#include <stdbool.h>

#include "base/str.h"

/* Does a file of a pack hold something in words that a reader would take for a phone number
 * (phone.h)? Files that hold no words for visitors never do. */
bool
stray_number_in(struct str name, struct str bytes);

#endif
