/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of minisign: what is accepted is read the same again after it has been written. */
#include <stdlib.h>
#include <string.h>

#include "content/minisign.h"
#include "fuzz.h"

static void
check_signature(struct arena *arena, struct str text)
{
    struct minisign_signature first, second;
    struct minisign_public key = {{0}, {0}};
    const char *problem = NULL;
    if (!minisign_read_signature(text, &first, &problem)) {
        return;
    }
    struct str written = minisign_write_signature(arena, &first);
    if (!minisign_read_signature(written, &second, &problem) ||
        !str_eq(written, minisign_write_signature(arena, &second))) {
        abort();
    }
    memcpy(key.id, first.id, sizeof key.id);
    if (minisign_verify(&key, text, &first)) {
        abort(); /* nobody has this key */
    }
}

static void
check_keys(struct arena *arena, struct str text)
{
    struct minisign_public key, key_again;
    struct minisign_secret secret;
    const char *problem = NULL;
    if (minisign_read_public(text, &key, &problem) &&
        (!minisign_read_public(minisign_write_public(arena, &key), &key_again, &problem) ||
         memcmp(&key, &key_again, sizeof key) != 0)) {
        abort();
    }
    if (minisign_read_secret(text, &secret, &problem) != (problem == NULL)) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str text = {(const char *)data, size};
    check_signature(&arena, text);
    check_keys(&arena, text);
    arena_free(&arena);
    return 0;
}
