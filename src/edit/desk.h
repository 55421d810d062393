/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The translator's desk: the kiosk in the language of a .po file that is being edited, the same in
 * English beside it when asked for, and what is to be known about the message at hand.
 */
#ifndef KYR_EDIT_DESK_H
#define KYR_EDIT_DESK_H

#include "platform/loop.h"
#include "tool/stage.h"

struct desk;

struct desk_options {
    const char *path;       /* of the .po */
    struct stage *stage;    /* data only; not owned */
    struct app_options app; /* language, idle time and size are the desk's to set */
    struct trace *trace;    /* or NULL */
};

/* Reads the file, which may be unusable for now. NULL after one clear line if it can never be used:
 * not there, of no known language, of neither the pack nor the program. */
struct desk *
desk_open(const struct desk_options *options);

void
desk_close(struct desk *desk); /* NULL-safe */

struct app *
desk_app(struct desk *desk); /* for the loop; the desk's */

/* Valid until desk_close. */
const struct guest *
desk_guest(const struct desk *desk);

#endif
