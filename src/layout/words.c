/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack has a few dozen contacts: a plain search is enough. */
#include "layout/words.h"

const struct contact_card *
words_card(const struct layout_words *words, struct str contact_id)
{
    for (size_t i = 0; i < words->n_cards; i++) {
        const struct contact *contact = words->cards[i].contact;
        if (contact != NULL && str_eq(contact->id, contact_id)) {
            return &words->cards[i];
        }
    }
    return NULL;
}
