/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SDL's surfaces and SDL_ttf need no video driver, so none is started. */
#include "tool/stage.h"

#include <stdio.h>

#include "base/fs.h"
#include "platform/image.h"

bool
stage_open(struct stage *stage, const struct args *args, const char *pack_dir, enum exit_code *code)
{
    *stage = (struct stage){0};
    data_open(&stage->data, pack_dir, &stage->sink);
    if (stage->sink.n_errors > 0) {
        diag_print(&stage->sink, stderr);
    }
    if (stage->data.pack == NULL || stage->data.fonts == NULL) {
        bool is_there = fs_is_directory(stage->data.pack_dir);
        log_line("there is no usable %s in %s", stage->data.pack == NULL ? "pack" : "font",
                 stage->data.pack == NULL ? stage->data.pack_dir : stage->data.share_dir);
        *code = stage->data.fonts == NULL || !is_there ? EXIT_ENVIRONMENT : EXIT_FINDINGS;
        return false;
    }
    stage->painter = painter_open(stage->data.fonts);
    stage->surface = image_new(args->size.w, args->size.h);
    if (stage->surface == NULL) {
        log_fatal("out of memory");
    }
    return true;
}

void
stage_close(struct stage *stage)
{
    app_close(stage->app);
    painter_close(stage->painter);
    SDL_FreeSurface(stage->surface);
    data_close(&stage->data);
    diag_free(&stage->sink);
}

const struct language **
stage_languages(struct stage *stage, const struct args *args, size_t *n_out)
{
    size_t n_offered = catalog_language_count(stage->data.catalog);
    const struct language **languages =
        arena_array(&stage->data.arena, n_offered + args->n_langs, sizeof(struct language *));
    *n_out = 0;
    for (size_t i = 0; i < n_offered && args->n_langs == 0; i++) {
        languages[(*n_out)++] = catalog_language(stage->data.catalog, i);
    }
    for (size_t i = 0; i < args->n_langs; i++) {
        const struct language *wanted = lang_find(str_from(args->langs[i]));
        if (wanted == NULL || !catalog_offer(stage->data.catalog, wanted)) {
            log_line("there is no usable translation for '%s'", args->langs[i]);
            return NULL;
        }
        languages[(*n_out)++] = wanted;
    }
    return languages;
}

void
stage_start(struct stage *stage, const struct args *args, const struct language *language)
{
    struct app_options options = {
        .pack = stage->data.pack,
        .catalog = stage->data.catalog,
        .metrics = fonts_metrics(stage->data.fonts),
        .today = args->today,
        .language = language,
        .text_percent = args->text_percent,
        .theme = args->theme,
        .screen_px = args->size,
        .dpi = args->dpi,
        .staff = staff_example(),
    };
    app_close(stage->app);
    stage->app = app_open(&options, 0);
}

void
stage_paint(struct stage *stage)
{
    struct frame frame = app_frame(stage->app);
    frame_paint(stage->painter, stage->surface, &frame);
}
