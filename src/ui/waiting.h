/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens without header and footer, in all languages at once: waiting for somebody, hidden, "are
 * you still there?".
 */
#ifndef KYR_UI_WAITING_H
#define KYR_UI_WAITING_H

#include "layout/list.h"
#include "layout/scale.h"
#include "ui/words.h"

struct waiting {
    const struct scale *scale;
    const struct text_metrics *metrics;
    struct catalog *catalog;
    int second; /* of the day, on the clock of the hidden screen; -1: unknown */
};

/* Neutral: no word that marks the person who stands there. */
void
attract_draw(const struct waiting *waiting, struct list *list);

/* Welcome, and the time, as on any screen in a hallway. */
void
hidden_draw(const struct waiting *waiting, struct list *list);

/* Covers everything, so that what was read is out of sight while nobody answers. */
void
warning_draw(const struct waiting *waiting, int seconds_left, struct list *list);

#endif
