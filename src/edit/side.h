/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the translator is told beside the screen: the message at hand at the side, the state of the
 * file at the bottom. In English, which is what they translate from.
 */
#ifndef KYR_EDIT_SIDE_H
#define KYR_EDIT_SIDE_H

#include "edit/book.h"
#include "layout/list.h"

/* The parts of the window. */
struct parts {
    struct rect app;    /* the kiosk, in the translation */
    struct rect source; /* the kiosk in English; w 0: not shown */
    struct rect side;   /* w 0: the window is too small for it */
    struct rect bottom; /* likewise h */
    int text_px;
};

struct parts
parts_of(struct size window, bool has_source);

struct side {
    const struct text_metrics *metrics;
    const struct book *book; /* NULL: no save could be used yet */
    const char *path;
    int entry;          /* at hand; -1: none */
    bool is_on_screen;  /* the screen shows it */
    struct str problem; /* why the last save is not shown; empty: it is */
};

void
side_draw(const struct side *side, const struct parts *parts, struct list *list);

void
bottom_draw(const struct side *side, const struct parts *parts, struct list *list);

#endif
