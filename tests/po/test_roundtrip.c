/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Round trip: every message of the real pack goes template -> translation -> catalog -> look-up.
 * The translation is made by roundtrip.cmake: each msgstr is its msgid with a mark at the end.
 */
#include <stdio.h>
#include <string.h>

#include "content/messages.h"
#include "i18n/catalog.h"

#define MARK "~"

static bool
is_marked(struct str text, struct str msgid)
{
    return text.n == msgid.n + 1 && str_starts(text, msgid.p) && str_ends(text, MARK);
}

static int
count_wrong(struct catalog *catalog, const struct messages *messages)
{
    int wrong = 0;
    const struct language *spanish = lang_find(STR("es"));
    for (size_t i = 0; i < messages->n; i++) {
        const struct message *message = &messages->items[i];
        struct str text;
        bool is_found = catalog_find(catalog, spanish, CATALOG_PACK, message->context.p,
                                     message->msgid.p, &text);
        if (!is_found || !is_marked(text, message->msgid)) {
            wrong++;
            (void)fprintf(stderr, "%s:%d: \"%s\" came back as \"%.*s\"\n", message->place.file,
                          message->place.line, message->msgid.p, STR_ARG(text));
        }
    }
    return wrong;
}

/* usage: test-roundtrip PACK ANCHOR-FOLDER LOCALE-FOLDER */
int
main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    struct diag_sink sink = {0};
    struct arena arena = {0};
    struct pack *pack = pack_open(argv[1], &sink);
    struct catalog_options options = {.anchor_dir = argv[2],
                                      .ui_dir = argv[3],
                                      .pack_dir = argv[3],
                                      .pack_domain = pack == NULL ? NULL : pack->id.p};
    struct catalog *catalog = catalog_open(&options, NULL);
    struct messages messages = {0};
    if (pack != NULL) {
        messages = pack_messages(&arena, pack);
    }
    int wrong = messages.n == 0 ? 1 : count_wrong(catalog, &messages);
    (void)printf("%zu messages, %d wrong\n", messages.n, wrong);
    catalog_close(catalog);
    pack_close(pack);
    arena_free(&arena);
    diag_free(&sink);
    return wrong == 0 ? 0 : 1;
}
