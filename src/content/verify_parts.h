/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of verify_pack. Internal to it.
 */
#ifndef KYR_CONTENT_VERIFY_PARTS_H
#define KYR_CONTENT_VERIFY_PARTS_H

#include "content/pack.h"

/* Citations, sources, dates. */
void
verify_facts(const struct pack *pack, struct date today, struct diag_sink *sink);

/* Length, reading level, promises, phone numbers in text. */
void
verify_words(const struct pack *pack, struct diag_sink *sink);

/* A practice page as a graph of screens: every choice leads on, every branch ends. */
void
verify_scenario(const struct page *page, struct diag_sink *sink);

#endif
