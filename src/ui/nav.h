/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the visitor is and came from. A place is a kind, a name and a node, never a pixel.
 */
#ifndef KYR_UI_NAV_H
#define KYR_UI_NAV_H

#include <stdbool.h>

#include "base/str.h"

enum place_kind {
    PLACE_ATTRACT, /* waiting for somebody */
    PLACE_HIDDEN,  /* the neutral screen */
    PLACE_HOME,
    PLACE_TOPICS,    /* all topics */
    PLACE_PAGE,      /* name: page id */
    PLACE_NUMBER,    /* name: contact id */
    PLACE_SOURCES,   /* name: page id; where its words come from */
    PLACE_LANGUAGES, /* all languages, each under its own name */
    PLACE_STAFF_PIN, /* the pad */
    PLACE_STAFF,     /* what staff is shown */
};

struct place {
    enum place_kind kind;
    struct str name; /* slice of the pack; empty where there is none */
    int node_id;     /* anchor of the screen shown; 0: the first */
    int entry_id;    /* anchor of the screen it was entered by; 0: the first */
    int screen;      /* of HOME, TOPICS and LANGUAGES, which have no nodes */
};

#define NAV_DEPTH_MAX 32 /* further back nobody remembers; the oldest step is dropped */

struct nav {
    struct place here;
    struct place back[NAV_DEPTH_MAX];
    int n_back;
};

/* To one place with no way back (home, reset). */
void
nav_reset(struct nav *nav, enum place_kind kind);

void
nav_go(struct nav *nav, struct place place);

/* False if there is nothing to go back to. */
bool
nav_back(struct nav *nav);

#endif
