/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files and folders that are to be there after a power cut, and trees that are not to be.
 */
#ifndef KYR_INSTALL_DISK_H
#define KYR_INSTALL_DISK_H

#include "base/diag.h"

/* Each of these returns false after one finding with the code "disk" for errno. */

/* A new file with these bytes; is_synced: they are on the disk when this returns. The folders of
 * its path below `dir` are made. */
bool
disk_write(const char *dir, struct str name, struct str bytes, bool is_synced,
           struct diag_sink *sink);

bool
disk_make_folder(const char *path, struct diag_sink *sink);

/* The names in this folder are on the disk when this returns. */
bool
disk_sync_folder(const char *path, struct diag_sink *sink);

/* The same for the folder and all folders in it. */
bool
disk_sync_tree(const char *path, struct diag_sink *sink);

/* Removes a folder with all that is in it, as far as it can; links are not followed. */
void
disk_remove_tree(const char *path);

/* The finding for errno at a path; false, so that a caller can return it. */
bool
disk_refuse(const char *path, int error, struct diag_sink *sink);

#endif
