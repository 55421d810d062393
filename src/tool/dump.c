/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack dump: a page as document, as laid-out screens, or as display list, in text. */
#include <stdio.h>
#include <string.h>

#include "tool/commands.h"
#include "tool/stage.h"
#include "ui/app_show.h"

static void
dump_lists(const struct app *app, struct strbuf *out)
{
    const struct screens *screens = app_screens(app);
    for (size_t i = 0; i < screens->n; i++) {
        strbuf_printf(out, "screen %zu\n", i + 1);
        list_dump(&screens->items[i].list, out);
    }
}

static enum exit_code
dump(struct stage *stage, const struct args *args)
{
    size_t n = 0;
    const struct language **languages = stage_languages(stage, args, &n);
    if (languages == NULL) {
        return EXIT_USAGE;
    }
    stage_start(stage, args, languages[0]);
    if (!app_show_page(stage->app, str_from(args->pages[0]))) {
        log_line("there is no page '%s'", args->pages[0]);
        return EXIT_USAGE;
    }
    struct strbuf out = {0};
    if (strcmp(args->words[0], "doc") == 0) {
        doc_dump(app_doc(stage->app), &out);
    } else if (strcmp(args->words[0], "layout") == 0) {
        screens_dump(app_screens(stage->app), &out);
    } else {
        dump_lists(stage->app, &out);
    }
    (void)fwrite(out.p, 1, out.n, stdout);
    strbuf_free(&out);
    return EXIT_OK;
}

enum exit_code
command_dump(const struct args *args)
{
    static const char *const whats[] = {"doc", "layout", "list"};
    bool is_known = false;
    for (size_t i = 0; args->n_words > 0 && i < 3; i++) {
        is_known = is_known || strcmp(args->words[0], whats[i]) == 0;
    }
    if (!is_known || args->n_pages != 1 || args->n_words > 2) {
        return args_refuse(args);
    }
    struct stage stage;
    enum exit_code code = EXIT_ENVIRONMENT;
    if (stage_open(&stage, args, args_pack(args, 1), &code)) {
        code = dump(&stage, args);
    }
    stage_close(&stage);
    return code;
}
