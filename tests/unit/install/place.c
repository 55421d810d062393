/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "content/update.h"
#include "install/disk.h"

void
place_open(struct place *place)
{
    *place = (struct place){.dir = "/tmp/kyr-place-XXXXXX"};
    assert_non_null(mkdtemp(place->dir));
    place->state = fs_join(&place->arena, place->dir, "state");
    place->stick = fs_join(&place->arena, place->dir, "stick");
    assert_int_equal(mkdir(place->state, 0755), 0);
    assert_int_equal(mkdir(place->stick, 0755), 0);
    place->root = place_trust(place, "12");
}

void
place_close(struct place *place)
{
    disk_remove_tree(place->dir);
    assert_false(fs_is_directory(place->dir));
    arena_free(&place->arena);
}

struct trust
place_trust(struct place *place, const char *keys)
{
    size_t n = strlen(keys);
    struct minisign_public *list = arena_array(&place->arena, n, sizeof *list);
    struct str *names = arena_array(&place->arena, n, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        list[i] = sample_public((uint8_t)(keys[i] - '0'));
        names[i] = str_printf(&place->arena, "n%c", keys[i]);
    }
    return (struct trust){{list, n}, names};
}

const char *
place_keys(struct arena *arena, const char *keys)
{
    struct str text = STR("keys:\n");
    for (; *keys != '\0'; keys++) {
        struct minisign_public key = sample_public((uint8_t)(*keys - '0'));
        struct str file = minisign_write_public(arena, &key);
        (void)str_cut(&file, '\n');
        struct str line = str_cut(&file, '\n');
        text = str_printf(arena, "%.*s  - name: n%c\n    key: %.*s\n", STR_ARG(text), *keys,
                          STR_ARG(line));
    }
    return text.p;
}

struct packfile *
place_pack(struct place *place, long version, const char *page, const char *new_keys,
           const char *signers)
{
    struct sample_file files[4] = {{"hotlines.yaml", SAMPLE_HOTLINES}};
    size_t n = 1;
    if (new_keys != NULL) {
        files[n++] = (struct sample_file){"keys.yaml", place_keys(&place->arena, new_keys)};
    }
    files[n++] = (struct sample_file){"locale/es/LC_MESSAGES/sample.mo", "not a catalog"};
    files[n++] = (struct sample_file){"pages/a.md", page};
    struct packfile *pack = sample_pack(version, files, n);
    for (; *signers != '\0'; signers++) {
        struct minisign_secret secret = sample_secret((uint8_t)(*signers - '0'));
        assert_true(packfile_sign(pack, &secret, NULL));
    }
    return pack;
}

struct str
place_archive(struct place *place, long version, const char *new_keys, const char *signers)
{
    struct str page = str_printf(&place->arena, "page of %ld\n", version);
    struct packfile *pack = place_pack(place, version, page.p, new_keys, signers);
    struct str bytes = packfile_write(&place->arena, pack);
    packfile_close(pack);
    return bytes;
}

static void
install(struct place *place, const struct packfile *pack, const struct update *update,
        const struct slot_pack *installed)
{
    struct diag_sink sink = {0};
    struct chain chain = installed->chain;
    if (update->has_new_keys) {
        assert_true(chain_extend(&place->arena, &installed->chain, pack, &chain, &sink));
    }
    const struct slots_new job = {.state_dir = place->state, .pack = pack, .chain = &chain};
    const char *slot = slots_stage(&place->arena, &job, &sink);
    assert_n_findings(&sink, 0);
    assert_non_null(slot);
    assert_true(slots_switch(place->state, slot, &sink));
    slots_tidy(place->state, NULL);
    assert_n_findings(&sink, 0);
}

void
place_install(struct place *place, long version, const char *new_keys, const char *signers)
{
    struct slot_pack installed = {.trust = place->root};
    struct diag_sink sink = {0};
    struct update update;
    struct str bytes = place_archive(place, version, new_keys, signers);
    if (!slots_open(&place->arena, place->state, &place->root, &installed, NULL)) {
        installed = (struct slot_pack){.trust = place->root};
    }
    struct packfile *pack = packfile_read(bytes, "new", &installed.trust.keys, &sink);
    assert_n_findings(&sink, 0);
    assert_non_null(pack);
    assert_true(update_compare(&place->arena, installed.pack, pack, &update, &sink));
    assert_true(update_is_allowed(installed.pack, pack, &update, &installed.trust.keys, &sink));
    install(place, pack, &update, &installed);
    packfile_close(pack);
    packfile_close(installed.pack);
    diag_free(&sink);
}

long
place_version(struct place *place, const struct trust *root, int n)
{
    struct slot_pack slot;
    struct diag_sink sink = {0};
    bool is_open = slots_open(&place->arena, place->state, root, &slot, &sink);
    long version = is_open ? slot.pack->manifest->version : 0;
    assert_n_findings(&sink, n);
    assert_int_equal(is_open, slot.pack != NULL);
    assert_int_equal(is_open ? sink.n_errors : sink.n_warnings, 0);
    packfile_close(slot.pack);
    diag_free(&sink);
    return version;
}

void
place_write(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    assert_int_equal(fclose(file), 0);
}

size_t
place_count(struct place *place, const char *dir)
{
    size_t n = 0;
    (void)fs_list(&place->arena, dir, "", &n);
    return n;
}
