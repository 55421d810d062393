/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the translators' files of a pack are.
 */
#ifndef KYR_TOOL_PO_DIR_H
#define KYR_TOOL_PO_DIR_H

#include "base/arena.h"

/*
 * The folder po/ of a pack in the source tree, two above it; of an installed pack there is none.
 * "assets/pack" gives "po", since every finding begins with it.
 */
const char *
po_dir(struct arena *arena, const char *pack_dir);

/*
 * The glossary: in the pack's po/, else above the translator's file `po` (po/pack/es.po:
 * po/glossary.yaml), else the one that was installed with the program. `po` NULL: not asked about.
 * None of them need be there.
 */
const char *
po_glossary(struct arena *arena, const char *po, const char *pack_dir, const char *share_dir);

#endif
