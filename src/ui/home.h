/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The home screen (welcome, three urgent tiles, learn tiles), the list of all topics and that of
 * all languages, as tiles on screens.
 */
#ifndef KYR_UI_HOME_H
#define KYR_UI_HOME_H

#include "layout/screens.h"
#include "ui/words.h"

struct home {
    const struct scale *scale;
    const struct text_metrics *metrics;
    const struct words *words;
    const struct pack *pack;
    struct rect content; /* of a home with one screen; a footer takes `footer_h` more when there are
                            several */
    int footer_h;
};

/* Everything lives in the arena; at least one screen. */
struct screens
home_make(struct arena *arena, const struct home *home);

struct screens
topics_make(struct arena *arena, const struct home *home);

/* Every language on offer under its own name; one that is not finished says so. pack may be NULL.
 */
struct screens
languages_make(struct arena *arena, const struct home *home);

#endif
