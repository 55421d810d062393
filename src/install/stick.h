/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A stick: a folder with anything in it, made by anybody, gone at any moment. Only plain files
 * whose name ends in .kyrpack are opened, and nothing is written to it.
 */
#ifndef KYR_INSTALL_STICK_H
#define KYR_INSTALL_STICK_H

#include "install/chain.h"

#define STICK_ENTRIES_MAX 64 /* entries named *.kyrpack that are looked at */
#define STICK_OPENED_MAX 16  /* and opened: 34 MB each to read and hash */

/*
 * A number that changes when anything changes about the packs on the stick: their names, sizes,
 * times of change, inodes. 0: there is no stick, or no pack on it. Reads the folder, opens no file.
 */
uint64_t
stick_mark(struct arena *scratch, const char *dir);

/* What the packs are compared with. */
struct stick_place {
    const struct packfile *installed; /* NULL: nothing is */
    const struct trust *trust;
};

struct stick_find {
    struct packfile *pack; /* NULL: nothing to install. Owned by the caller: packfile_close */
    bool has_new_keys;     /* the pack brings other keys: its link goes into the chain */
    struct trust new_keys;
    bool is_installed; /* the stick has the very pack that is installed */
};

/*
 * The pack with the highest counter that may be installed here; the counter must be higher than
 * that of the installed one. Each pack that may not gives one finding whose file is the name on the
 * stick; codes as in packfile.h and update.h, and kind (a link, a device), same-version, too-many.
 */
void
stick_look(struct arena *arena, const char *dir, const struct stick_place *place,
           struct stick_find *out, struct diag_sink *sink);

#endif
