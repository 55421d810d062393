/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack file is refused with one finding, or it is byte for byte what the writer writes. CHECKSUM
 * is put right where it stands, so that changes get past it. Whom to trust is not asked: a fuzzer
 * cannot sign. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "content/packfile.h"
#include "fuzz.h"

#define TAIL 2048 /* CHECKSUM's header and text, and the end */

static void
read_once(struct str bytes)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct packfile *pack = packfile_read(bytes, "fuzz", NULL, &sink);
    if ((pack == NULL) != (sink.n_errors == 1) ||
        (pack != NULL && !str_eq(packfile_write(&arena, pack), bytes))) {
        abort();
    }
    packfile_close(pack);
    diag_free(&sink);
    arena_free(&arena);
}

static void
repair(char *bytes, size_t size)
{
    uint8_t hash[32];
    char text[65];
    (void)crypto_generichash(hash, sizeof hash, (const uint8_t *)bytes, size - TAIL, NULL, 0);
    (void)sodium_bin2hex(text, sizeof text, hash, sizeof hash);
    memcpy(bytes + size - TAIL + 512, text, 64);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_once((struct str){(const char *)data, size});
    if (size > TAIL) {
        char *bytes = malloc(size);
        if (bytes == NULL) {
            return 0;
        }
        memcpy(bytes, data, size);
        repair(bytes, size);
        read_once((struct str){bytes, size});
        free(bytes);
    }
    return 0;
}
