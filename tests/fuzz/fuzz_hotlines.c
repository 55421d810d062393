/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as hotlines.yaml: what is kept can be shown and dialled, and each is found by its id.
 */
#include <stdlib.h>

#include "content/hotlines.h"
#include "content/phone.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct str text = {(const char *)bytes, size};
    const struct contacts *contacts = hotlines_parse(&arena, text, "hotlines.yaml", &sink);
    for (size_t i = 0; i < contacts->n; i++) {
        const struct contact *contact = &contacts->items[i];
        if (contact->id.n == 0 || hotlines_find(contacts, contact->id) == NULL) {
            abort();
        }
        for (size_t k = 0; k < contact->n_phones; k++) {
            if (!phone_is_valid(contact->phones[k].number) ||
                phone_uri(&arena, contact->phones[k].number).n == 0) {
                abort();
            }
        }
    }
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
