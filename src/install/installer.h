/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The installer: a child process that looks for packs on a stick and installs them while nobody
 * uses the kiosk. It is a process of its own so that the one that people touch never needs the
 * right to write.
 *
 * It starts before there is a window, a thread or a filter, keeps nothing of its parent's but two
 * pipes and standard error, and enters a cell of its own. Every two seconds while nobody is there
 * it looks at the folder; a pack must look the same twice before it is opened (somebody may still
 * be copying it). A visit that begins stops it before the next file. It dies with its parent. No
 * clock is asked but the one that counts from boot.
 *
 * The parent ignores SIGPIPE (sandbox_prepare does that), for the child may die.
 */
#ifndef KYR_INSTALL_INSTALLER_H
#define KYR_INSTALL_INSTALLER_H

#include "content/trust.h"

struct installer_options {
    const char *updates_dir; /* may come and go */
    const char *state_dir;
    const struct trust *root; /* the keys of the settings */
    /* The pack beside the program: packs are compared with it while none is installed. A signed
     * folder or a source tree; NULL: there is none. */
    const char *shipped_dir;
    bool (*enter_cell)(const char *state_dir); /* in the child, before it reads; NULL: none */
    int look_every_ms;                         /* 0: 2000 */
};

enum installer_report_kind {
    REPORT_INSTALLED, /* show it between visits, then say installer_loaded */
    REPORT_SAME,      /* the stick has what is installed already */
    REPORT_REFUSED,   /* a pack on the stick is not good */
    REPORT_FAILED,    /* a good pack could not be written */
};

struct installer_report {
    enum installer_report_kind kind;
    long version;   /* of the pack; 0 if nobody can say */
    char text[512]; /* plain words for staff, in English */
};

struct installer;

/* NULL after one line on standard error. The options are needed only during the call. */
struct installer *
installer_start(const struct installer_options *options);

/* Nobody is there, or a visit runs; it begins with the latter. Never waits, never fails. */
void
installer_tell(struct installer *installer, bool is_idle);

/* The parent shows the new pack now and needs the slot before it no longer. Until then nothing else
 * is installed. */
void
installer_loaded(struct installer *installer);

/* Waits for the next report; for a thread of the parent. False: the child is gone. */
bool
installer_wait_report(struct installer *installer, struct installer_report *out);

/* The descriptor that installer_wait_report reads, for a poll loop. */
int
installer_report_fd(const struct installer *installer);

/* The child ends at the next file and is reaped; a thread in installer_wait_report gets false. One
 * that does not end within two seconds is left to die with its parent. */
void
installer_stop(struct installer *installer); /* NULL-safe */

/* After installer_stop, and after the thread has ended. */
void
installer_free(struct installer *installer); /* NULL-safe */

#endif
