/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First the kind and size of an entry, then the form, the signatures and the hashes (packfile.h),
 * then whether it may come here (update.h). The best so far is kept, all others are closed. */
#define _XOPEN_SOURCE 700 /* S_IFMT */
#include "install/stick.h"

#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "content/tar.h"
#include "content/update.h"

static void
mix(uint64_t *mark, const void *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        *mark = (*mark ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3u; /* FNV-1a */
    }
}

static void
mix_number(uint64_t *mark, uint64_t number)
{
    mix(mark, &number, sizeof number);
}

/* Some systems leave a hidden companion beside each file. */
static const char **
list(struct arena *arena, const char *dir, size_t *n_out)
{
    size_t n = 0, n_kept = 0;
    const char **names = fs_list(arena, dir, PACKFILE_SUFFIX, &n);
    for (size_t i = 0; i < n && n_kept < STICK_ENTRIES_MAX; i++) {
        if (names[i][0] != '.') {
            names[n_kept++] = names[i];
        }
    }
    *n_out = n_kept;
    return names;
}

uint64_t
stick_mark(struct arena *scratch, const char *dir)
{
    size_t n = 0;
    uint64_t mark = 0xcbf29ce484222325u;
    const char **names = list(scratch, dir, &n);
    for (size_t i = 0; i < n; i++) {
        struct stat info = {0};
        (void)lstat(fs_join(scratch, dir, names[i]), &info);
        mix(&mark, names[i], strlen(names[i]) + 1);
        mix_number(&mark, (uint64_t)info.st_size);
        mix_number(&mark, (uint64_t)info.st_mtim.tv_sec);
        mix_number(&mark, (uint64_t)info.st_mtim.tv_nsec);
        mix_number(&mark, (uint64_t)info.st_ino);
        mix_number(&mark, (uint64_t)(info.st_mode & S_IFMT));
    }
    return n == 0 ? 0 : mark | 1;
}

struct looker {
    struct arena *arena;
    const struct stick_place *place;
    struct stick_find *find;
    const char *name; /* of the pack that is looked at, as it may be printed */
    struct diag_sink *sink;
};

static void
refuse(struct looker *looker, const char *code, struct str text)
{
    diag_error(looker->sink, diag_file(looker->name), code, "%.*s", STR_ARG(text));
}

static bool
is_installed_pack(const struct looker *looker, const struct packfile *pack)
{
    const struct packfile *installed = looker->place->installed;
    return installed != NULL && str_eq(installed->manifest_text, pack->manifest_text);
}

static bool
has_counter_of_installed(struct looker *looker, const struct packfile *pack)
{
    const struct packfile *installed = looker->place->installed;
    if (installed == NULL || pack->manifest->version != installed->manifest->version) {
        return false;
    }
    refuse(looker, "same-version",
           str_printf(looker->arena,
                      "it differs from the installed pack, but its version is %ld too; the people "
                      "who made it must give it the next number",
                      pack->manifest->version));
    return true;
}

static void
take(struct looker *looker, struct packfile *pack, const struct update *update)
{
    struct stick_find *find = looker->find;
    packfile_close(find->pack);
    find->pack = pack;
    find->has_new_keys = update->has_new_keys;
    find->new_keys = update->new_keys;
}

/* True if the pack is kept. */
static bool
judge(struct looker *looker, struct packfile *pack, struct diag_sink *sink)
{
    const struct stick_place *place = looker->place;
    struct stick_find *find = looker->find;
    struct update update;
    if (is_installed_pack(looker, pack)) {
        find->is_installed = true;
        return false;
    }
    bool is_allowed = update_compare(looker->arena, place->installed, pack, &update, sink) &&
                      update_is_allowed(place->installed, pack, &update, &place->trust->keys, sink);
    if (!is_allowed || has_counter_of_installed(looker, pack) ||
        (find->pack != NULL && pack->manifest->version <= find->pack->manifest->version)) {
        return false;
    }
    take(looker, pack, &update);
    return true;
}

static void
look_at(struct looker *looker, const char *path)
{
    struct diag_sink own = {0};
    struct stat info;
    if (lstat(path, &info) != 0) {
        refuse(looker, "file", STR("the stick was pulled out, or it is broken"));
        return;
    }
    if (!S_ISREG(info.st_mode)) {
        refuse(looker, "kind", STR("it is not a plain file"));
        return;
    }
    struct packfile *pack = packfile_open(path, &looker->place->trust->keys, &own);
    if (pack == NULL || !judge(looker, pack, &own)) {
        packfile_close(pack);
    }
    if (own.n_errors > 0) {
        refuse(looker, own.first->code, own.first->text);
    }
    diag_free(&own);
}

void
stick_look(struct arena *arena, const char *dir, const struct stick_place *place,
           struct stick_find *out, struct diag_sink *sink)
{
    size_t n = 0;
    struct looker looker = {.arena = arena, .place = place, .find = out, .sink = sink};
    const char **names = list(arena, dir, &n);
    *out = (struct stick_find){0};
    for (size_t i = 0; i < n && i < STICK_OPENED_MAX; i++) {
        looker.name = tar_printable(arena, str_from(names[i])).p;
        look_at(&looker, fs_join(arena, dir, names[i]));
    }
    if (n > STICK_OPENED_MAX) {
        looker.name = tar_printable(arena, str_from(names[STICK_OPENED_MAX])).p;
        refuse(&looker, "too-many",
               str_printf(arena, "there are more than %d packs on the stick; the rest was left out",
                          STICK_OPENED_MAX));
    }
}
