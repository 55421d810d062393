/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a translation: what is accepted has one canonical form, which is stable. */
#include <stdlib.h>

#include "content/inline.h"
#include "content/phone.h"
#include "content/readability.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct spans spans = {0};
    struct spans again = {0};
    struct readability sum = {0};
    const char *problem = NULL;
    struct str text = {(const char *)bytes, size};
    if (inline_parse(&arena, text, &spans, &problem)) {
        struct str msgid = inline_msgid(&arena, spans);
        if (!inline_parse(&arena, msgid, &again, &problem) ||
            !str_eq(inline_msgid(&arena, again), msgid) ||
            !inline_same_markup(spans, again, &problem)) {
            abort();
        }
    } else if (problem == NULL) {
        abort();
    }
    readability_add(&sum, text, READABILITY_ENGLISH);
    readability_add(&sum, text, READABILITY_SPANISH);
    (void)phone_looks_like(text);
    arena_free(&arena);
    return 0;
}
