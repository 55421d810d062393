/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of kyr-pack check that go beyond content/verify.h: translations and real layout.
 */
#ifndef KYR_TOOL_CHECK_H
#define KYR_TOOL_CHECK_H

#include "i18n/po.h"
#include "tool/stage.h"

/* A language's translation as the translator's file has it. */
struct translation {
    const struct language *language;
    struct po_file po;
};

/* Every message of the pack against the .po: missing, fuzzy, mark-up, tokens, phone numbers, "do
 * not" lost. */
void
check_po(const struct pack *pack, const struct translation *translation, struct diag_sink *sink);

/*
 * Every page laid out with the real fonts at the supported sizes and at 100 % and 200 %: words too
 * wide, boxes higher than a screen, letters no font has. `translation` NULL: English.
 */
void
check_layout(struct stage *stage, const struct translation *translation, struct diag_sink *sink);

#endif
