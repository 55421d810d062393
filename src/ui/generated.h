/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages that the program makes itself, as ordinary documents: a contact's number screen, where a
 * page's words come from, who reviewed the pack, and the calm page shown in place of one that is
 * broken.
 */
#ifndef KYR_UI_GENERATED_H
#define KYR_UI_GENERATED_H

#include "content/pack.h"
#include "ui/words.h"

/* The parts that such a page is made of: sections with a headline, each with a list. */
struct doc *
generated_doc(struct arena *arena);

struct node *
generated_section(struct arena *arena, struct doc *doc, struct str headline);

struct node *
generated_list(struct arena *arena, struct doc *doc, struct node *section);

void
generated_item(struct arena *arena, struct doc *doc, struct node *list, struct str text);

/* The number screen of one contact. */
struct doc *
generated_number(struct arena *arena, const struct words *words, struct str contact_id);

/* Authorities and sources of every fact a page rests on, with dates. */
struct doc *
generated_sources(struct arena *arena, const struct words *words, const struct pack *pack,
                  const struct page *page);

/* Adds "Who checked these words" to the (translated) About page. */
void
generated_add_review(struct arena *arena, const struct words *words, const struct pack *pack,
                     struct doc *doc);

/*
 * "This page is not ready", in every language on offer, and the fallback contact. Without a pack
 * (NULL) the Los Angeles Rapid Response Network, which the program knows by itself.
 */
struct doc *
generated_fallback(struct arena *arena, const struct words *words, const struct pack *pack);

/* The contact known to the program itself: name, display form and E.164 number. Tests compare it
 * with the pack. */
const struct contact_card *
generated_builtin_card(struct arena *arena);

#endif
