/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Before a pack is signed: are its translations whole, and those that its sources name?
 */
#ifndef KYR_TOOL_CATALOGS_H
#define KYR_TOOL_CATALOGS_H

#include "content/packfile.h"

/*
 * Every catalog of the pack is sound (mo_check), holds translations, and keeps each {token}. Where
 * `pack_dir` is in a source tree (po/NAME/LINGUAS, two folders up), the pack has just the languages
 * that LINGUAS names. Findings, all errors: catalog (damaged), catalog-empty, catalog-token,
 * catalog-extra, catalog-missing. What findings name lives in the arena; `pack_dir` may be NULL.
 */
void
catalogs_check(struct arena *arena, const struct packfile *pack, const char *pack_dir,
               struct diag_sink *sink);

#endif
