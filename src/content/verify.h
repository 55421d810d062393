/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lints of a whole pack that need no fonts and no translation: links, names, tokens, facts,
 * words.
 */
#ifndef KYR_CONTENT_VERIFY_H
#define KYR_CONTENT_VERIFY_H

#include "content/pack.h"

/* `today` bounds dates ("a fact from the future"); year 0 leaves that out. */
void
verify_pack(const struct pack *pack, struct date today, struct diag_sink *sink);

#endif
