/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stack that forgets its oldest entry when full. */
#include "ui/nav.h"

#include <string.h>

void
nav_reset(struct nav *nav, enum place_kind kind)
{
    memset(nav, 0, sizeof *nav); /* nothing of the last visitor stays */
    nav->here.kind = kind;
}

void
nav_go(struct nav *nav, struct place place)
{
    if (nav->n_back == NAV_DEPTH_MAX) {
        memmove(nav->back, nav->back + 1, sizeof nav->back[0] * (NAV_DEPTH_MAX - 1));
        nav->n_back--;
    }
    nav->back[nav->n_back++] = nav->here;
    nav->here = place;
}

bool
nav_back(struct nav *nav)
{
    if (nav->n_back == 0) {
        return false;
    }
    nav->here = nav->back[--nav->n_back];
    return true;
}
