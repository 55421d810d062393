/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixed names under one folder; nothing is searched for. */
#include "platform/data.h"

#include "base/fs.h"

/* A language whose name would be a row of empty boxes is not put before a visitor. */
static void
check_fonts(const struct data *data, struct diag_sink *sink)
{
    size_t n = data->fonts == NULL ? 0 : catalog_language_count(data->catalog);
    while (n-- > 1) {
        const struct language *language = catalog_language(data->catalog, n);
        struct str name = str_from(language->native_name);
        if (!fonts_check_language(data->fonts, language->tag, name, sink)) {
            catalog_withdraw(data->catalog, language);
        }
    }
}

void
data_open(struct data *data, const char *pack_dir, struct diag_sink *sink)
{
    *data = (struct data){0};
    struct arena *arena = &data->arena;
    const char *program_dir = fs_program_dir(arena);
    data->share_dir = fs_join(arena, fs_dirname(arena, program_dir), "share/kyr-kiosk");
    data->pack_dir = pack_dir != NULL ? pack_dir : fs_join(arena, data->share_dir, "pack");
    data->fonts = fonts_open(fs_join(arena, data->share_dir, "fonts"), sink);
    data->pack = pack_open(data->pack_dir, sink);

    const char *locale_dir = fs_join(arena, data->pack_dir, "locale");
    if (!fs_is_directory(locale_dir)) {
        locale_dir = fs_join(arena, data->share_dir, "pack/locale");
    }
    struct catalog_options options = {
        .anchor_dir = fs_join(arena, data->share_dir, "anchor"),
        .ui_dir = fs_join(arena, data->share_dir, "locale"),
        .pack_dir = locale_dir,
        .pack_domain = data->pack == NULL ? NULL : data->pack->id.p,
    };
    data->catalog = catalog_open(&options, sink);
    check_fonts(data, sink);
}

void
data_close(struct data *data)
{
    catalog_close(data->catalog);
    pack_close(data->pack);
    fonts_close(data->fonts);
    arena_free(&data->arena);
}
