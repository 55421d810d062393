/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings give one finding or none, a PIN's hash only if it may be compared, and a new PIN either
 * takes or is refused. */
#include <stdlib.h>
#include <string.h>

#include "content/settings.h"
#include "fuzz.h"

static const char new_hash[] = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
                               "$Z+Qr9ySwtBJowR3dq/C+J+gVLBD+gTS57yas9LYj3To";

static void
expect(bool is_so)
{
    if (!is_so) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0}, change_sink = {0};
    struct settings settings;
    struct str text = {(const char *)data, size};
    bool is_sound = settings_parse(&arena, text, "settings.yaml", &settings, &sink);
    expect(sink.n_errors + sink.n_warnings == (is_sound ? 0 : 1));
    expect(settings.pin_hash[0] == '\0' ||
           (is_sound && pin_hash_is_sound(str_from(settings.pin_hash))));
    struct str made = settings_with_pin(&arena, text, "settings.yaml", new_hash, &change_sink);
    expect(change_sink.n_errors == (made.p == NULL));
    expect(made.p == NULL || (settings_parse(&arena, made, "settings.yaml", &settings, NULL) &&
                              strcmp(settings.pin_hash, new_hash) == 0));
    diag_free(&change_sink);
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
