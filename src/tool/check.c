/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack check: the pack's own lints, then each language, then real layout. All findings, then
 * one line of count. */
#include "tool/check.h"

#include <stdio.h>

#include "base/fs.h"
#include "content/verify.h"
#include "tool/commands.h"

/* The folder of translators' files that belongs to a pack in the source tree; NULL for an installed
 * pack. */
static const char *
po_dir(struct arena *arena, const char *pack_dir)
{
    const char *dir = fs_join(arena, pack_dir, "../../po/pack");
    return fs_is_directory(dir) ? dir : NULL;
}

static void
check_language(struct stage *stage, const char *path, struct str catalog)
{
    struct arena *arena = &stage->data.arena;
    struct translation translation = {.language = lang_find_catalog(catalog)};
    if (translation.language == NULL) {
        diag_error(&stage->sink, diag_file(path), "language-unknown",
                   "'%.*s' is not the name of a language this program knows", STR_ARG(catalog));
        return;
    }
    if (po_read(arena, path, &translation.po, &stage->sink)) {
        check_po(stage->data.pack, &translation, &stage->sink);
        check_layout(stage, &translation, &stage->sink);
    }
}

static bool
is_wanted(const struct args *args, struct str catalog)
{
    for (size_t i = 0; i < args->n_langs; i++) {
        const struct language *language = lang_find(str_from(args->langs[i]));
        if (language != NULL && str_eqz(catalog, language->catalog)) {
            return true;
        }
    }
    return args->n_langs == 0;
}

static void
check_languages(struct stage *stage, const struct args *args)
{
    struct arena *arena = &stage->data.arena;
    const char *dir = po_dir(arena, stage->data.pack_dir);
    size_t n = 0;
    const char **names = dir == NULL ? NULL : fs_list(arena, dir, ".po", &n);
    for (size_t i = 0; i < n; i++) {
        struct str catalog = str_from(names[i]);
        catalog.n -= 3; /* .po */
        catalog = str_dup(arena, catalog);
        if (is_wanted(args, catalog)) {
            check_language(stage, fs_join(arena, dir, names[i]), catalog);
        }
    }
}

enum exit_code
command_check(const struct args *args)
{
    if (args->n_words > 1) {
        log_line("usage: kyr-pack check [PACK] [--lang L]...");
        return EXIT_USAGE;
    }
    struct stage stage = {0};
    data_open(&stage.data, args_pack(args, 0), &stage.sink);
    bool is_there = fs_is_directory(stage.data.pack_dir);
    if (stage.data.pack != NULL) {
        verify_pack(stage.data.pack, args->today, &stage.sink);
        theme_verify(&stage.sink);
    }
    if (stage.data.pack != NULL && stage.data.fonts != NULL) {
        check_layout(&stage, NULL, &stage.sink);
        check_languages(&stage, args);
    }
    diag_print(&stage.sink, stdout);
    int n = stage.sink.n_errors + stage.sink.n_warnings;
    if (n > 0) {
        (void)printf("%d errors, %d warnings\n", stage.sink.n_errors, stage.sink.n_warnings);
    }
    stage_close(&stage);
    return !is_there ? EXIT_ENVIRONMENT : (n > 0 ? EXIT_FINDINGS : EXIT_OK);
}
