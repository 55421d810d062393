/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen of the program itself, header and footer included, as a visitor would meet it.
 */
#ifndef KYR_TOOL_CHECK_SCREENS_H
#define KYR_TOOL_CHECK_SCREENS_H

#include "tool/stage.h"

/*
 * Waiting screens, home, topics, languages, every page with its sources, every number screen, at
 * the supported sizes and at 100 % and 200 %: nothing is cut, no words stand over others or leave
 * their button, no targets overlap, every letter has a glyph, every phone number stands there as it
 * is and reads from left to right. One finding a place and kind of mistake.
 */
void
check_screens(struct stage *stage, const struct language *language, struct diag_sink *sink);

#endif
