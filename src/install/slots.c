/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order is all: files, then their folders, then the name of the slot, then the link. Each step
 * is on the disk before the next begins. */
#include "install/slots.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/manifest.h"
#include "install/disk.h"

#define CURRENT "current"
#define CURRENT_NEW "current.new"
#define SLOT_PREFIX "slot."
#define NEW_PREFIX "new."
#define NUMBER_MAX 999999999L
#define TRIED_MAX 2 /* the current slot and the one before it */

/* The number behind the prefix; 0: this is no such name. */
static long
number_of(const char *name, const char *prefix)
{
    size_t n = strlen(prefix);
    long number = 0;
    if (strncmp(name, prefix, n) != 0 || name[n] == '0') {
        return 0;
    }
    for (const char *digit = name + n; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9' || number > NUMBER_MAX / 10) {
            return 0;
        }
        number = number * 10 + (*digit - '0');
    }
    return number <= NUMBER_MAX ? number : 0;
}

/* Where the link leads; 0: nowhere that could be a slot. */
static long
current_number(struct arena *arena, const char *state_dir)
{
    char target[64];
    ssize_t n = readlink(fs_join(arena, state_dir, CURRENT), target, sizeof target - 1);
    target[n < 0 ? 0 : n] = '\0';
    return number_of(target, SLOT_PREFIX);
}

/* The highest slot with a number below `limit`; 0: there is none. */
static long
highest_below(struct arena *arena, const char *state_dir, long limit)
{
    size_t n = 0;
    long best = 0;
    const char **names = fs_list(arena, state_dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        long number = number_of(names[i], SLOT_PREFIX);
        best = number > best && number < limit ? number : best;
    }
    return best;
}

static bool
open_slot(struct arena *arena, const char *slot, const struct trust *root, struct slot_pack *out,
          struct diag_sink *sink)
{
    struct chain_end end;
    struct diag_sink later = {0};
    bool is_whole = chain_walk(arena, fs_join(arena, slot, "keys"), root, &end, sink);
    out->dir = fs_join(arena, slot, "pack");
    out->trust = end.trust;
    out->chain = end.chain;
    out->pack = packfile_open(out->dir, &out->trust.keys, is_whole ? sink : &later);
    diag_free(&later); /* a broken chain has been told; what follows from it need not be */
    return out->pack != NULL;
}

/* What was found about one slot, as one finding. A slot that is used may still have a chain that
 * ends too early. */
static void
report(const struct diag_sink *found, const char *slot, bool is_used, bool is_other_used,
       struct diag_sink *sink)
{
    const char *what = is_used ? "" : "the installed pack cannot be used: ";
    enum diag_severity severity = is_used || is_other_used ? DIAG_WARNING : DIAG_ERROR;
    if (found->first != NULL) {
        diag_report(sink, severity, diag_file(slot), found->first->code, "%s%.*s", what,
                    STR_ARG(found->first->text));
    }
}

bool
slots_open(struct arena *arena, const char *state_dir, const struct trust *root,
           struct slot_pack *out, struct diag_sink *sink)
{
    struct diag_sink found[TRIED_MAX] = {{.first = NULL}};
    const char *slots[TRIED_MAX] = {NULL};
    long number = current_number(arena, state_dir);
    int n = 0;
    *out = (struct slot_pack){0};
    number = number > 0 ? number : highest_below(arena, state_dir, NUMBER_MAX + 1);
    for (; n < TRIED_MAX && number > 0 && out->pack == NULL; n++) {
        slots[n] = str_printf(arena, "%s/" SLOT_PREFIX "%ld", state_dir, number).p;
        (void)open_slot(arena, slots[n], root, out, &found[n]);
        number = highest_below(arena, state_dir, number);
    }
    for (int i = 0; i < n; i++) {
        bool is_last = i == n - 1;
        report(&found[i], slots[i], is_last && out->pack != NULL, out->pack != NULL, sink);
        diag_free(&found[i]);
    }
    return out->pack != NULL;
}

/* A number that no folder here has had. */
static long
next_number(struct arena *arena, const char *state_dir)
{
    size_t n = 0;
    long highest = current_number(arena, state_dir);
    const char **names = fs_list(arena, state_dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        long slot = number_of(names[i], SLOT_PREFIX), begun = number_of(names[i], NEW_PREFIX);
        highest = slot > highest ? slot : highest;
        highest = begun > highest ? begun : highest;
    }
    return highest + 1;
}

struct writer {
    struct arena arena; /* scratch */
    const struct slots_new *job;
    struct diag_sink *sink;
    bool is_synced;
};

static bool
write_one(struct writer *writer, const char *dir, struct str name, struct str bytes)
{
    const struct slots_new *job = writer->job;
    bool may_go_on = job == NULL || job->may_go_on == NULL || job->may_go_on(job->user);
    return may_go_on && disk_write(dir, name, bytes, writer->is_synced, writer->sink);
}

static bool
write_pack(struct writer *writer, const char *dir, const struct packfile *pack)
{
    struct arena *arena = &writer->arena;
    bool ok = write_one(writer, dir, STR(MANIFEST_NAME), pack->manifest_text);
    for (size_t i = 0; ok && i < pack->n_signatures; i++) {
        ok = write_one(writer, dir, str_from(chain_signature_name(arena, i)),
                       minisign_write_signature(arena, &pack->signatures[i]));
    }
    for (size_t i = 0; ok && i < pack->manifest->n_files; i++) {
        ok = write_one(writer, dir, pack->manifest->files[i].name, pack->files[i]);
    }
    return ok;
}

static bool
write_link(struct writer *writer, const char *dir, const struct chain_link *link)
{
    bool ok = disk_make_folder(dir, writer->sink) &&
              write_one(writer, dir, STR(MANIFEST_NAME), link->manifest) &&
              write_one(writer, dir, STR(TRUST_FILE), link->keys);
    for (size_t i = 0; ok && i < link->n_signatures; i++) {
        ok = write_one(writer, dir, str_from(chain_signature_name(&writer->arena, i)),
                       link->signatures[i]);
    }
    return ok;
}

/* Everything below the folder that becomes a slot, and all of it synced. Paths for findings live in
 * the caller's arena. */
static bool
fill(struct arena *arena, struct writer *writer, const char *begun)
{
    const struct slots_new *job = writer->job;
    const char *pack_dir = fs_join(arena, begun, "pack");
    const char *keys_dir = fs_join(arena, begun, "keys");
    bool ok = disk_make_folder(begun, writer->sink) && disk_make_folder(pack_dir, writer->sink) &&
              write_pack(writer, pack_dir, job->pack) && disk_make_folder(keys_dir, writer->sink);
    for (size_t i = 0; ok && i < job->chain->n; i++) {
        const char *dir = str_printf(arena, "%s/%zu", keys_dir, i + 1).p;
        ok = write_link(writer, dir, &job->chain->links[i]);
    }
    return ok && disk_sync_tree(begun, writer->sink);
}

static bool
rename_synced(const char *from, const char *to, const char *dir, struct diag_sink *sink)
{
    if (rename(from, to) != 0) {
        return disk_refuse(dir, errno, sink);
    }
    return disk_sync_folder(dir, sink);
}

const char *
slots_stage(struct arena *arena, const struct slots_new *job, struct diag_sink *sink)
{
    struct writer writer = {.job = job, .sink = sink, .is_synced = true};
    const char *state_dir = str_dup(arena, str_from(job->state_dir)).p;
    long number = next_number(arena, state_dir);
    const char *slot = str_printf(arena, SLOT_PREFIX "%ld", number).p;
    const char *begun = str_printf(arena, "%s/" NEW_PREFIX "%ld", state_dir, number).p;
    const char *whole = fs_join(arena, state_dir, slot);
    bool ok = fs_is_directory(state_dir) || disk_refuse(state_dir, ENOENT, sink);
    ok = ok && fill(arena, &writer, begun) && rename_synced(begun, whole, state_dir, sink);
    if (!ok) {
        disk_remove_tree(begun);
        disk_remove_tree(whole);
    }
    arena_free(&writer.arena);
    return ok ? slot : NULL;
}

/* The new link is on the disk before it takes the place of the old one. */
static bool
move_link(struct arena *arena, const char *state_dir, const char *slot, struct diag_sink *sink)
{
    const char *link_new = fs_join(arena, state_dir, CURRENT_NEW);
    (void)unlink(link_new);
    if (symlink(slot, link_new) != 0) {
        return disk_refuse(state_dir, errno, sink);
    }
    return disk_sync_folder(state_dir, sink) &&
           rename_synced(link_new, fs_join(arena, state_dir, CURRENT), state_dir, sink);
}

bool
slots_switch(const char *state_dir, const char *slot, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct diag_sink own = {0};
    bool ok = move_link(&arena, state_dir, slot, &own);
    if (!ok && current_number(&arena, state_dir) != number_of(slot, SLOT_PREFIX)) {
        disk_remove_tree(
            fs_join(&arena, state_dir, slot)); /* or it might be found without a link */
    }
    if (!ok) {
        diag_error(sink, diag_file(state_dir), "disk", "%.*s", STR_ARG(own.first->text));
    }
    diag_free(&own);
    arena_free(&arena);
    return ok;
}

void
slots_adopt(const char *state_dir, const struct trust *root)
{
    struct arena arena = {0};
    struct slot_pack found = {.pack = NULL};
    if (current_number(&arena, state_dir) == 0 &&
        slots_open(&arena, state_dir, root, &found, NULL)) {
        const char *slot = fs_dirname(&arena, found.dir);
        (void)move_link(&arena, state_dir, strrchr(slot, '/') + 1, NULL);
    }
    packfile_close(found.pack);
    arena_free(&arena);
}

static bool
is_ours(const char *name)
{
    return number_of(name, SLOT_PREFIX) > 0 || number_of(name, NEW_PREFIX) > 0;
}

void
slots_tidy(const char *state_dir, const char *keep)
{
    struct arena arena = {0};
    size_t n = 0;
    const char **names = fs_list(&arena, state_dir, "", &n);
    long current = current_number(&arena, state_dir);
    long first = current > 0 ? current : highest_below(&arena, state_dir, NUMBER_MAX + 1);
    long second =
        keep != NULL ? number_of(keep, SLOT_PREFIX) : highest_below(&arena, state_dir, first);
    for (size_t i = 0; i < n; i++) {
        long number = number_of(names[i], SLOT_PREFIX);
        if (is_ours(names[i]) && (number == 0 || (number != first && number != second))) {
            disk_remove_tree(fs_join(&arena, state_dir, names[i]));
        }
    }
    (void)unlink(fs_join(&arena, state_dir, CURRENT_NEW));
    arena_free(&arena);
}

const char *
slots_unpack_base(void)
{
    const char *base = getenv("TMPDIR");
    return base == NULL || base[0] == '\0' ? "/tmp" : base;
}

const char *
slots_unpack(struct arena *arena, const struct packfile *pack, struct diag_sink *sink)
{
    const char *base = slots_unpack_base();
    char *dir = (char *)str_printf(arena, "%s/kyr-pack-XXXXXX", base).p; /* ours until it is told */
    struct writer writer = {.sink = sink};
    if (mkdtemp(dir) == NULL) {
        (void)disk_refuse(str_dup(arena, str_from(base)).p, errno, sink);
        return NULL;
    }
    bool ok = write_pack(&writer, dir, pack);
    arena_free(&writer.arena);
    if (!ok) {
        disk_remove_tree(dir);
    }
    return ok ? dir : NULL;
}

void
slots_unpack_remove(const char *dir)
{
    disk_remove_tree(dir);
}
