/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells when a file was saved, without looking at it again and again.
 *
 * The folder is watched, not the file: most editors save by writing a new file and renaming it over
 * the old one. A thread sleeps in the kernel (inotify(7)) and calls `wake`; the one who is woken
 * asks what happened. It does not see what another machine does in a network folder.
 */
#ifndef KYR_EDIT_WATCH_H
#define KYR_EDIT_WATCH_H

struct watch;

enum watch_news {
    WATCH_NOTHING,
    WATCH_WRITING, /* somebody writes; there may be more to come */
    WATCH_SAVED,   /* it was closed after writing, or renamed into its place */
};

/* `wake` is called in the thread of the watch. NULL if the folder cannot be watched. */
struct watch *
watch_open(const char *path, void (*wake)(void));

void
watch_close(struct watch *watch); /* NULL-safe */

/* The most that has happened since the last call. */
enum watch_news
watch_take(struct watch *watch);

#endif
