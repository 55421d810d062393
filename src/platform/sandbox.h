/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cell of a kiosk: once the window is open, the kernel lets this process draw, listen to the
 * display and read files, and nothing else.
 *
 * Two steps. sandbox_prepare comes before anything: no core file, no other process of the user may
 * look in, a closed terminal ends nothing. sandbox_enter comes behind the window and before the
 * first byte of content is parsed: opening a window needs whatever the display's driver needs
 * (sockets, the graphics card opened for writing), but it reads nothing that came on a stick. After
 * it the display's socket is the last one this process will ever have: no socket of any family, no
 * file opened for writing, no program started, no process but its own threads, no name space, no
 * other process looked into. There is no way back out of it.
 *
 * It does not stop what the display server lets its clients do, and not what the kernel gets wrong.
 */
#ifndef KYR_PLATFORM_SANDBOX_H
#define KYR_PLATFORM_SANDBOX_H

#include <stdbool.h>

/* False with one line on standard error if the kernel refuses. */
bool
sandbox_prepare(void);

/* For all threads there are and will be. False with one line on standard error if there can be no
 * filter. */
bool
sandbox_enter(void);

/*
 * The cell of the installer (install/installer.h), a process without a window: it may read, and
 * below one folder write files, make and remove folders and links; no socket, no program, no other
 * process or thread, no change of rights or owners, no device. Where the kernel has no Landlock,
 * only the service says where it may write (ProtectSystem=strict). Needs sandbox_prepare. False
 * with one line on standard error.
 */
bool
sandbox_enter_installer(const char *state_dir);

#endif
