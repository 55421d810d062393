/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each pack becomes a sorted list of (contact, kind, value); what stands in only one of the lists
 * has changed. A number that moves to another contact therefore counts, and so does the name of the
 * contact; a new label does not. */
#include "content/update.h"

#include <stdlib.h>
#include <string.h>

#include "content/hotlines.h"
#include "content/stray_number.h"

struct reaches {
    struct update_reach *items;
    size_t n;
};

static int
compare(const void *a, const void *b)
{
    const struct update_reach *x = a, *y = b;
    int order = str_cmp(x->contact, y->contact);
    order = order != 0 ? order : strcmp(x->kind, y->kind);
    return order != 0 ? order : str_cmp(x->value, y->value);
}

static void
add(struct reaches *reaches, const struct contact *contact, const char *kind, struct str value)
{
    if (value.n > 0) {
        reaches->items[reaches->n++] =
            (struct update_reach){.contact = contact->id, .kind = kind, .value = value};
    }
}

static bool
read_reaches(struct arena *arena, const struct packfile *pack, struct reaches *out,
             struct diag_sink *sink)
{
    struct str text = {0};
    struct diag_sink own = {0};
    (void)packfile_find(pack, STR("hotlines.yaml"), &text);
    const char *file = str_printf(arena, "%s:hotlines.yaml", pack->path).p;
    const struct contacts *contacts = hotlines_parse(arena, text, file, &own);
    bool is_good = own.n_errors == 0 && contacts->n_left_out == 0;
    diag_free(&own);
    size_t n = 0;
    for (size_t i = 0; i < contacts->n; i++) {
        n += contacts->items[i].n_phones + 3;
    }
    out->items = arena_array(arena, n + 1, sizeof *out->items);
    for (size_t i = 0; i < contacts->n; i++) {
        const struct contact *contact = &contacts->items[i];
        for (size_t k = 0; k < contact->n_phones; k++) {
            add(out, contact, "phone", contact->phones[k].number);
        }
        add(out, contact, "web", contact->web);
        add(out, contact, "email", contact->email);
        add(out, contact, "name", contact->texts[CONTACT_NAME]);
    }
    qsort(out->items, out->n, sizeof *out->items, compare);
    if (!is_good) {
        diag_error(sink, diag_file(file), "hotlines",
                   "the numbers cannot be compared, because there are errors in them");
    }
    return is_good;
}

static void
take(struct update *update, struct update_reach reach, bool is_added)
{
    reach.is_added = is_added;
    update->reaches[update->n_reaches++] = reach;
}

/* Merges two sorted lists and keeps what only one of them has. */
static void
compare_reaches(struct update *update, const struct reaches *before, const struct reaches *after)
{
    size_t i = 0, k = 0;
    while (i < before->n || k < after->n) {
        int order = i == before->n  ? 1
                    : k == after->n ? -1
                                    : compare(&before->items[i], &after->items[k]);
        if (order < 0) {
            take(update, before->items[i], false);
        } else if (order > 0) {
            take(update, after->items[k], true);
        }
        i += order <= 0;
        k += order >= 0;
    }
}

static void
compare_files(struct update *update, const struct manifest *before, const struct manifest *after)
{
    size_t n_common = 0;
    for (size_t i = 0; i < after->n_files; i++) {
        const struct manifest_file *file = &after->files[i];
        const struct manifest_file *old = manifest_find(before, file->name);
        n_common += old != NULL;
        update->n_files_added += old == NULL;
        update->n_files_changed +=
            old != NULL && memcmp(old->sha256, file->sha256, sizeof file->sha256) != 0;
    }
    update->n_files_removed = before->n_files - n_common;
}

/* Numbers that come with words: a new or changed file that holds one. */
static void
add_stray_numbers(struct update *update, const struct packfile *before,
                  const struct packfile *after)
{
    for (size_t i = 0; i < after->manifest->n_files; i++) {
        const struct manifest_file *file = &after->manifest->files[i];
        const struct manifest_file *old = manifest_find(before->manifest, file->name);
        bool is_same = old != NULL && memcmp(old->sha256, file->sha256, sizeof file->sha256) == 0;
        if (!is_same && stray_number_in(file->name, after->files[i])) {
            struct update_reach reach = {.contact = file->name, .kind = "number in words"};
            take(update, reach, true);
        }
    }
}

/* False after one finding if there is a keys.yaml that cannot be read. */
static bool
read_keys(struct arena *arena, const struct packfile *candidate, struct trust *out,
          struct diag_sink *sink)
{
    struct str text = {0};
    struct diag_sink own = {0};
    const char *file = str_printf(arena, "%s:" TRUST_FILE, candidate->path).p;
    bool is_good = !packfile_find(candidate, STR(TRUST_FILE), &text) ||
                   trust_parse(arena, text, file, out, &own);
    if (!is_good) {
        diag_error(sink, diag_file(file), "keys", "the new keys cannot be used: %.*s",
                   STR_ARG(own.first->text));
    }
    diag_free(&own);
    return is_good;
}

bool
update_compare(struct arena *arena, const struct packfile *installed,
               const struct packfile *candidate, struct update *out, struct diag_sink *sink)
{
    struct reaches before = {0}, after = {0};
    *out = (struct update){.n_keys_needed = UPDATE_KEYS_FOR_WORDING};
    if (!read_reaches(arena, candidate, &after, sink) ||
        !read_keys(arena, candidate, &out->new_keys, sink)) {
        return false;
    }
    if (installed == NULL) {
        return true;
    }
    if (!read_reaches(arena, installed, &before, sink)) {
        return false;
    }
    size_t most = before.n + after.n + candidate->manifest->n_files;
    out->reaches = arena_array(arena, most, sizeof *out->reaches);
    compare_reaches(out, &before, &after);
    add_stray_numbers(out, installed, candidate);
    compare_files(out, installed->manifest, candidate->manifest);
    if (out->n_reaches > 0) {
        out->n_keys_needed = UPDATE_KEYS_FOR_NUMBERS;
    }
    return true;
}

/* The old keys decide who comes after them; one of the new ones must be able to sign. */
static bool
are_keys_allowed(const struct packfile *candidate, const struct update *update,
                 struct diag_sink *sink)
{
    struct diag_place place = diag_file(candidate->path);
    if (candidate->n_signers < UPDATE_KEYS_FOR_KEYS) {
        diag_error(sink, place, "keys",
                   "the keys change, so %d trusted people must sign, but only %zu did",
                   UPDATE_KEYS_FOR_KEYS, candidate->n_signers);
        return false;
    }
    if (trust_count_signers(&update->new_keys.keys, candidate) == 0) {
        diag_error(sink, place, "keys",
                   "the keys change, so one of the people who sign from now on must sign too, but "
                   "none did");
        return false;
    }
    return true;
}

static bool
is_counter_allowed(const struct packfile *installed, const struct packfile *candidate,
                   struct diag_sink *sink)
{
    struct diag_place place = diag_file(candidate->path);
    const struct manifest *old = installed->manifest, *new = candidate->manifest;
    if (!str_eq(old->id, new->id)) {
        diag_error(sink, place, "other-pack", "this is the pack '%.*s', but '%.*s' is installed",
                   STR_ARG(new->id), STR_ARG(old->id));
        return false;
    }
    if (new->version < old->version) {
        diag_error(sink, place, "older", "this is version %ld, but version %ld is installed",
                   new->version, old->version);
        return false;
    }
    return true;
}

bool
update_is_allowed(const struct packfile *installed, const struct packfile *candidate,
                  struct update *update, const struct packfile_trust *trust, struct diag_sink *sink)
{
    struct diag_place place = diag_file(candidate->path);
    size_t n_changes = update->n_files_added + update->n_files_removed + update->n_files_changed;
    update->has_new_keys =
        update->new_keys.keys.n > 0 && !trust_is_same(&update->new_keys.keys, trust);
    if (installed != NULL && !is_counter_allowed(installed, candidate, sink)) {
        return false;
    }
    if (candidate->n_signers < update->n_keys_needed) {
        diag_error(sink, place, "two-keys",
                   "a phone number, address or e-mail changes, or whose it is, so %zu trusted "
                   "people must sign, but only %zu did",
                   update->n_keys_needed, candidate->n_signers);
        return false;
    }
    if (update->has_new_keys && !are_keys_allowed(candidate, update, sink)) {
        return false;
    }
    if (installed != NULL && n_changes > 0 &&
        candidate->manifest->version == installed->manifest->version) {
        diag_warning(sink, place, "same-version",
                     "the pack has changed, but its version is still %ld",
                     candidate->manifest->version);
    }
    return true;
}
