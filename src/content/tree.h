/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of a folder and of the folders in it, for making a pack from them or checking one.
 */
#ifndef KYR_CONTENT_TREE_H
#define KYR_CONTENT_TREE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

struct tree {
    struct str *names; /* "pages/about.md", sorted bytewise, terminated */
    size_t n;
};

/* Every plain file whose name ends in `suffix`. False after one finding: a link, a device, too many
 * files, too deep. A missing folder has no files. */
bool
tree_list(struct arena *arena, const char *dir, const char *suffix, struct tree *out,
          struct diag_sink *sink);

#endif
