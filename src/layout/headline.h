/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headline of a screen and its smaller form on continued screens. Private to the floor. */
#ifndef KYR_LAYOUT_HEADLINE_H
#define KYR_LAYOUT_HEADLINE_H

#include "layout/flow.h"

/* Sized to take at most a good third of `height` and to hold every word whole. */
const struct box *
headline_make(struct flow *flow, const struct node *section, int width, int height);

#define HEADLINE_COMPACT_PERCENT 112 /* of running text */

/* Hardly larger than running text: where that keeps a section on one screen, or a block whole. */
const struct box *
headline_compact(struct flow *flow, const struct node *section, int width);

/* As small as a label: where otherwise not even one line would stand under it. */
const struct box *
headline_least(struct flow *flow, const struct node *section, int width);

/* One line with words->continued after it. */
const struct box *
headline_continued(struct flow *flow, const struct node *section, int width);

#endif
