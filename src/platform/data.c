/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixed names under one folder; nothing is searched for. */
#include "platform/data.h"

#include "base/fs.h"
#include "install/slots.h"

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

static void
open_share(struct data *data, struct diag_sink *sink)
{
    *data = (struct data){0};
    struct arena *arena = &data->arena;
    const char *program_dir = fs_program_dir(arena);
    data->share_dir = fs_join(arena, fs_dirname(arena, program_dir), "share/kyr-kiosk");
    data->pack_dir = fs_join(arena, data->share_dir, "pack");
    data->fonts = fonts_open(fs_join(arena, data->share_dir, "fonts"), sink);
}

static void
open_catalog(struct data *data, struct diag_sink *sink)
{
    struct arena *arena = &data->arena;
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
data_open(struct data *data, const char *pack_dir, struct diag_sink *sink)
{
    open_share(data, sink);
    data->pack_dir = pack_dir != NULL ? pack_dir : data->pack_dir;
    data->pack = pack_open(data->pack_dir, sink);
    open_catalog(data, sink);
}

/* Signed packs. */

static struct trust
join_trust(struct arena *arena, const struct trust *a, const struct trust *b)
{
    size_t n = a->keys.n + b->keys.n;
    struct minisign_public *keys = arena_array(arena, n, sizeof *keys);
    struct str *names = arena_array(arena, n, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        const struct trust *from = i < a->keys.n ? a : b;
        size_t k = i < a->keys.n ? i : i - a->keys.n;
        keys[i] = from->keys.keys[k];
        names[i] = from->names[k];
    }
    return (struct trust){{keys, n}, names};
}

static struct trust
trust_of_program(struct data *data, const struct trust *root, struct diag_sink *sink)
{
    struct trust own;
    trust_load(&data->arena, fs_join(&data->arena, data->share_dir, "keys"), &own, sink);
    return join_trust(&data->arena, root, &own);
}

/* `trust`: of people; the key that came with the program is nobody's. */
static void
describe(struct data *data, const struct trust *trust, bool is_shipped)
{
    const struct packfile *signed_pack = data->signed_pack;
    struct staff_pack *told = &data->staff_pack;
    struct strbuf names = {0};
    for (size_t i = 0; i < signed_pack->n_signers; i++) {
        struct str name = trust_name(trust, signed_pack->signers[i]);
        strbuf_addz(&names, names.n > 0 && name.n > 0 ? ", " : "");
        strbuf_add(&names, name);
    }
    told->id = signed_pack->manifest->id;
    told->version = signed_pack->manifest->version;
    told->issued = signed_pack->manifest->issued;
    told->signers = str_dup(&data->arena, strbuf_str(&names));
    told->is_shipped = is_shipped;
    strbuf_free(&names);
}

static void
take_signed(struct data *data, struct packfile *signed_pack, const struct trust *trust,
            bool is_shipped, struct diag_sink *sink)
{
    if (signed_pack == NULL) {
        return;
    }
    data->signed_pack = signed_pack;
    data->pack_dir = signed_pack->path;
    data->pack = pack_open_signed(signed_pack, sink);
    describe(data, trust, is_shipped);
}

/* The newer one, so that a new program is not held back by an old stick. */
static void
choose_pack(struct data *data, const struct data_trust *options, struct diag_sink *sink)
{
    struct trust program = trust_of_program(data, options->root, sink);
    struct slot_pack slot = {0};
    bool has_slot = options->state_dir != NULL &&
                    slots_open(&data->arena, options->state_dir, options->root, &slot, sink);
    struct packfile *shipped = packfile_open(data->pack_dir, &program.keys, sink);
    bool is_slot_older =
        has_slot && shipped != NULL && slot.pack->manifest->version < shipped->manifest->version;
    if (has_slot && !is_slot_older) {
        packfile_close(shipped);
        take_signed(data, slot.pack, &slot.trust, false, sink);
    } else {
        packfile_close(has_slot ? slot.pack : NULL);
        take_signed(data, shipped, options->root, true, sink);
    }
}

void
data_open_signed(struct data *data, const struct data_trust *options, struct diag_sink *sink)
{
    open_share(data, sink);
    if (options->pack_dir != NULL) {
        struct trust program = trust_of_program(data, options->root, sink);
        data->pack_dir = options->pack_dir;
        take_signed(data, packfile_open(options->pack_dir, &program.keys, sink), options->root,
                    false, sink);
    } else {
        choose_pack(data, options, sink);
    }
    open_catalog(data, sink);
}

void
data_close(struct data *data)
{
    catalog_close(data->catalog);
    pack_close(data->pack);
    packfile_close(data->signed_pack);
    fonts_close(data->fonts);
    arena_free(&data->arena);
}
