/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kinds of blocks, each adding its boxes to flow->boxes. Private to the layout floor.
 */
#ifndef KYR_LAYOUT_BLOCKS_H
#define KYR_LAYOUT_BLOCKS_H

#include "layout/flow.h"

/* flow.c: all blocks of a section, without its headline. */
void
flow_section(struct flow *flow, const struct node *section);

/* flow_parts.c: framed blocks and figures. */
void
flow_callout(struct flow *flow, const struct node *node);
void
flow_say(struct flow *flow, const struct node *node);
void
flow_figure(struct flow *flow, const struct node *node);

/* buttons.c: `first` and the buttons right after it; returns the last one taken. */
const struct node *
flow_buttons(struct flow *flow, const struct node *first);

/* contact.c: phone cards and QR plates. */
void
flow_phone_card(struct flow *flow, const struct node *node);
void
flow_qr(struct flow *flow, const struct node *node);

/* A phone card that is its section's only block: a whole screen, with the plate in BOX_SIDE. */
bool
flow_is_number_screen(const struct flow *flow, const struct node *section);
void
flow_number_screen(struct flow *flow, const struct node *section);

/* Its check words, for staff: small in BOX_SIDE, or as further lines. */
void
flow_check_box(struct flow *flow, const struct node *section);
void
flow_check_lines(struct flow *flow, const struct node *section);

/* How wide that plate wants to be; 0: there is none, or no room for one that can be read. */
int
flow_plate_width(struct flow *flow, const struct node *section);

/* show_card.c: the card that is shown to an officer, in words of size_px. */
void
flow_show_card(struct flow *flow, const struct node *section, int size_px);

#endif
