/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A manifest that is accepted has one spelling, the one that was read. */
#include <stdlib.h>

#include "content/manifest.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct str text = {(const char *)data, size};
    const struct manifest *manifest = manifest_parse(&arena, text, "MANIFEST", &sink);
    if ((manifest == NULL) != (sink.n_errors == 1) ||
        (manifest != NULL && !str_eq(manifest_write(&arena, manifest), text))) {
        abort();
    }
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
