/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk/notice.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "ui/generated.h"

#define CLEAR_TERMINAL "\033[H\033[2J"

static struct catalog *
open_catalog(struct arena *arena)
{
    const char *share = fs_join(arena, fs_dirname(arena, fs_program_dir(arena)), "share/kyr-kiosk");
    struct catalog_options options = {.anchor_dir = fs_join(arena, share, "anchor"),
                                      .ui_dir = fs_join(arena, share, "locale"),
                                      .pack_dir = fs_join(arena, share, "locale")};
    struct diag_sink sink = {0};
    struct catalog *catalog = catalog_open(&options, &sink);
    diag_print(&sink, stderr);
    diag_free(&sink);
    return catalog;
}

enum exit_code
notice_print(void)
{
    struct arena arena = {0};
    struct catalog *catalog = open_catalog(&arena);
    struct strbuf text = {0};
    strbuf_addz(&text, isatty(STDOUT_FILENO) ? CLEAR_TERMINAL "\n" : "");
    for (size_t i = 0; i < catalog_language_count(catalog); i++) {
        const struct language *language = catalog_language(catalog, i);
        struct str page = word_in(catalog, language, WORD_BROKEN_PAGE);
        struct str help = word_in(catalog, language, WORD_BROKEN_HELP);
        strbuf_printf(&text, "    %.*s\n    %.*s\n\n", (int)page.n, page.p, (int)help.n, help.p);
    }
    const struct contact_card *card = generated_builtin_card(&arena);
    struct str number = card->numbers[0].display;
    strbuf_printf(&text, "    %.*s\n    %.*s\n", (int)card->name.n, card->name.p, (int)number.n,
                  number.p);
    bool is_written = fs_write_all(STDOUT_FILENO, strbuf_str(&text));
    if (!is_written) {
        log_line("the notice cannot be written: %s", strerror(errno));
    }
    strbuf_free(&text);
    catalog_close(catalog);
    arena_free(&arena);
    return is_written ? EXIT_OK : EXIT_ENVIRONMENT;
}
