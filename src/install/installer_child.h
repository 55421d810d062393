/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the installer does in its own process (installer.h). Apart from it so that the parent's half
 * holds no code that writes.
 */
#ifndef KYR_INSTALL_INSTALLER_CHILD_H
#define KYR_INSTALL_INSTALLER_CHILD_H

#include "install/installer.h"

/* What the parent says, a byte each. */
enum installer_word { WORD_BUSY = 'b', WORD_IDLE = 'i', WORD_LOADED = 'l' };

struct installer_child {
    const struct installer_options *options;
    int words_fd;   /* from the parent; at its end the work ends */
    int reports_fd; /* struct installer_report, each in one write */
};

/* Returns when the parent has closed its end. */
void
installer_child_run(const struct installer_child *child);

#endif
