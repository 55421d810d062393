/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a text is drawn: titles, tiles and the words of contacts have no node of their own, so they
 * are looked for among the runs of a display list.
 */
#ifndef KYR_TOOL_SHOT_FIND_H
#define KYR_TOOL_SHOT_FIND_H

#include "layout/list.h"

struct find {
    const struct list *list; /* NULL: nothing is found */
    int node_id;             /* only what shows this node; 0: whatever */
    struct rect within;      /* only what stands in here; w 0: anywhere */
    bool is_begin;           /* other words may follow in the same run */
};

/* The rectangle around the runs that, one after the other, are `text`; w 0 if there are none. */
struct rect
find_text(const struct find *find, struct str text);

#endif
