/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.yaml is refused with a finding, or names some different keys. */
#include <stdlib.h>

#include "content/trust.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct trust trust;
    struct str text = {(const char *)data, size};
    bool is_good = trust_parse(&arena, text, TRUST_FILE, &trust, &sink);
    if (is_good != (sink.n_errors == 0) || is_good != (trust.keys.n >= TRUST_KEYS_MIN) ||
        trust.keys.n > TRUST_KEYS_MAX) {
        abort();
    }
    for (size_t i = 0; i < trust.keys.n; i++) {
        if (!str_eq(trust_name(&trust, &trust.keys.keys[i]), trust.names[i])) {
            abort(); /* a key stands there twice */
        }
    }
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
