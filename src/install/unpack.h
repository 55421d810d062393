/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A .kyrpack that is only to be shown: libintl reads catalogs from folders, so a child process
 * unpacks the file into a private one and removes it again when nobody needs it, however the parent
 * ended. Like the installer it starts before there is a window or a thread and has its own cell.
 */
#ifndef KYR_INSTALL_UNPACK_H
#define KYR_INSTALL_UNPACK_H

#include "content/packfile.h"

struct unpacked;

/*
 * NULL after one line on standard error: the file is no whole pack, not signed as `trust` wants
 * (NULL: anybody may show it), or there is no room for it. `enter_cell` is called in the child
 * before it reads anything, with the folder below which it will write; NULL: no cell.
 */
struct unpacked *
unpack_start(const char *path, const struct packfile_trust *trust,
             bool (*enter_cell)(const char *dir));

/* The folder, a pack in it; lives as long as the struct. */
const char *
unpack_dir(const struct unpacked *unpacked);

/* The folder goes. */
void
unpack_stop(struct unpacked *unpacked); /* NULL-safe */

#endif
