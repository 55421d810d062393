/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack check: the pack's own lints, then each language, then real layout. All findings, then
 * one line of count. */
#include "tool/check.h"

#include <stdio.h>

#include "base/fs.h"
#include "content/verify.h"
#include "i18n/plural.h"
#include "i18n/pseudo.h"
#include "tool/beside.h"
#include "tool/check_screens.h"
#include "tool/commands.h"
#include "tool/po_dir.h"

static bool
is_wanted(const struct args *args, const char *tag)
{
    for (size_t i = 0; i < args->n_langs; i++) {
        if (lang_find(str_from(args->langs[i])) == lang_find(str_from(tag))) {
            return true;
        }
    }
    return args->n_langs == 0;
}

/* libgettextpo looks at the plural rule only where there are plurals; the kiosk always does. */
static bool
read_file(struct arena *arena, const char *path, struct po_file *po, struct diag_sink *sink)
{
    int n_before = sink->n_errors;
    unsigned n_forms = 0;
    if (!po_read(arena, path, po, sink)) {
        return false;
    }
    const char *problem = plural_check(po->header, &n_forms);
    if (problem != NULL && sink->n_errors == n_before) {
        struct diag_place place = {path, po->header_line, 0};
        diag_error(sink, place, "plural", "the header %s; msginit writes it as it should be",
                   problem);
    }
    return true;
}

/* The words of a pack, or of the program (`is_pack` false), in one language. */
static void
check_file(struct stage *stage, const char *path, const struct language *language, bool is_pack)
{
    struct arena *arena = &stage->data.arena;
    const char *glossary_path =
        po_glossary(arena, path, stage->data.pack_dir, stage->data.share_dir);
    struct glossary glossary;
    struct translation translation = {.language = language, .glossary = &glossary};
    /* its mistakes are told once, with the pack's words */
    struct diag_sink unheard = {0};
    (void)glossary_read(arena, glossary_path, language->tag, &glossary,
                        is_pack ? &stage->sink : &unheard);
    diag_free(&unheard);
    if (!read_file(arena, path, &translation.po, &stage->sink)) {
        return;
    }
    if (!is_pack) {
        check_entries(stage, &translation, &stage->sink);
    } else if (check_coverage(stage->data.pack, &translation, &stage->sink)) {
        check_entries(stage, &translation, &stage->sink);
        check_reading(stage->data.pack, &translation, &stage->sink);
        check_layout(stage, &translation, &stage->sink);
    }
}

static void
check_folder(struct stage *stage, const struct args *args, const char *folder, bool is_pack)
{
    struct arena *arena = &stage->data.arena;
    const char *dir = fs_join(arena, po_dir(arena, stage->data.pack_dir), folder);
    size_t n = 0;
    const char **names = fs_list(arena, dir, ".po", &n);
    for (size_t i = 0; i < n; i++) {
        const char *path = fs_join(arena, dir, names[i]);
        struct str catalog = str_from(names[i]);
        catalog.n -= 3; /* .po */
        const struct language *language = lang_find_catalog(str_dup(arena, catalog));
        if (language == NULL) {
            diag_error(&stage->sink, diag_file(path), "language-unknown",
                       "'%.*s' is not the name of a language this program knows", STR_ARG(catalog));
        } else if (is_wanted(args, language->tag)) {
            check_file(stage, path, language, is_pack);
        }
    }
}

static void
check_languages(struct stage *stage, const struct args *args)
{
    if (args->po != NULL) {
        check_file(stage, args->po, lang_find(str_from(args->langs[0])), true);
        return;
    }
    check_folder(stage, args, "pack", true);
    check_folder(stage, args, "ui", false);
}

/* A language asked for must be there, or "no findings" would be a lie. */
static bool
has_language(struct arena *arena, const struct args *args, const char *pack_dir, const char *asked)
{
    const struct language *language = lang_find(str_from(asked));
    if (language == NULL) {
        log_line("'%s' is not a language this program knows", asked);
        return false;
    }
    if (pseudo_is(language)) {
        return true;
    }
    const char *dir = po_dir(arena, pack_dir);
    struct str path = str_printf(arena, "%s/pack/%s.po", dir, language->catalog);
    bool is_there = language == lang_source() || args->po != NULL || fs_is_file(path.p);
    if (!is_there) {
        log_line("there is no translation for '%s': %s is missing (--po FILE.po is another)", asked,
                 path.p);
    }
    return is_there;
}

static bool
check_args(const struct args *args, struct arena *arena, const char *pack_dir)
{
    if (args->n_words > 1 || (args->po != NULL && args->n_langs != 1)) {
        (void)args_refuse(args);
        return false;
    }
    for (size_t i = 0; i < args->n_langs; i++) {
        if (!has_language(arena, args, pack_dir, args->langs[i])) {
            return false;
        }
    }
    return true;
}

/* Nobody translates them: what they find is wrong with the program, or too tight in English. */
static void
check_pseudo(struct stage *stage, const struct args *args)
{
    for (size_t i = 0; i < args->n_langs; i++) {
        const struct language *language = lang_find(str_from(args->langs[i]));
        if (pseudo_is(language) && catalog_offer(stage->data.catalog, language)) {
            check_screens(stage, language, &stage->sink);
        }
    }
}

struct job {
    struct stage *stage;
    const struct args *args;
};

static void
check_translations(void *context)
{
    const struct job *job = context;
    check_languages(job->stage, job->args);
    check_pseudo(job->stage, job->args);
}

/* The English and its translations, side by side. */
static void
check_all(struct stage *stage, const struct args *args)
{
    struct job job = {stage, args};
    struct beside beside = {0};
    bool has_fonts = stage->data.fonts != NULL;
    if (stage->data.pack == NULL) {
        return;
    }
    if (has_fonts) {
        beside = beside_start(check_translations, &job, &stage->sink);
        check_layout(stage, NULL, &stage->sink);
    }
    verify_pack(stage->data.pack, args->today, &stage->sink);
    theme_verify(&stage->sink);
    if (has_fonts && !beside_join(&beside, &stage->sink)) {
        check_translations(&job);
    }
}

enum exit_code
command_check(const struct args *args)
{
    struct stage stage = {0};
    data_open(&stage.data, args_pack(args, 0), &stage.sink);
    if (!check_args(args, &stage.data.arena, stage.data.pack_dir)) {
        stage_close(&stage);
        return EXIT_USAGE;
    }
    bool is_there = fs_is_directory(stage.data.pack_dir);
    check_all(&stage, args);
    diag_print(&stage.sink, stdout);
    int n = stage.sink.n_errors + stage.sink.n_warnings;
    if (n > 0) {
        (void)printf("%d errors, %d warnings\n", stage.sink.n_errors, stage.sink.n_warnings);
    }
    stage_close(&stage);
    return !is_there ? EXIT_ENVIRONMENT : (n > 0 ? EXIT_FINDINGS : EXIT_OK);
}
