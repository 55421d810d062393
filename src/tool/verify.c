/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack verify: says in plain words whether a pack may be used, who signed it, what it would
 * change and, if it may not, why. */
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "content/update.h"
#include "tool/commands.h"
#include "tool/signing.h"

struct verifier {
    const struct args *args;
    struct arena arena;
    struct diag_sink sink;
    struct packfile_trust trust;
    struct packfile *pack;
    struct packfile *installed; /* NULL: nothing to compare with */
};

static void
print_day(const char *before, struct date day)
{
    if (day.year > 0) {
        (void)printf("%s%04d-%02d-%02d", before, day.year, day.month, day.day);
    }
}

static void
print_pack(const struct packfile *pack)
{
    const struct manifest *manifest = pack->manifest;
    size_t n_bytes = 0;
    for (size_t i = 0; i < manifest->n_files; i++) {
        n_bytes += manifest->files[i].size_bytes;
    }
    (void)printf("The pack %.*s, version %ld", STR_ARG(manifest->id), manifest->version);
    print_day(", issued on ", manifest->issued);
    print_day(", to be reviewed by ", manifest->review_by);
    (void)printf(".\n%zu files with %zu bytes; each of them is what was signed.\n",
                 manifest->n_files, n_bytes);
}

/* The file that the key came from, or NULL for a key that nobody here trusts. */
static const char *
find_signer(const struct verifier *verifier, const struct minisign_signature *signature)
{
    const struct packfile *pack = verifier->pack;
    for (size_t i = 0; i < pack->n_signers; i++) {
        if (memcmp(pack->signers[i]->id, signature->id, sizeof signature->id) == 0 &&
            minisign_verify(pack->signers[i], pack->manifest_text, signature)) {
            return verifier->args->trust[pack->signers[i] - verifier->trust.keys];
        }
    }
    return NULL;
}

static void
print_signatures(const struct verifier *verifier)
{
    for (size_t i = 0; i < verifier->pack->n_signatures; i++) {
        const struct minisign_signature *signature = &verifier->pack->signatures[i];
        const char *file = find_signer(verifier, signature);
        char id[MINISIGN_ID_TEXT];
        minisign_id_text(signature->id, id);
        if (file != NULL) {
            (void)printf("Signed with key %s (%s): trusted.\n", id, file);
        } else {
            (void)printf("Signed with key %s: not trusted here, so it does not count.\n", id);
        }
    }
}

static void
print_reach(const struct update_reach *reach)
{
    (void)printf("  %s %.*s %s ",
                 reach->is_added ? "new:    " : "removed:", STR_ARG(reach->contact), reach->kind);
    if (strcmp(reach->kind, "phone") == 0) {
        signing_print_words(reach->value);
    } else {
        (void)printf("%.*s\n", STR_ARG(reach->value));
    }
}

static void
print_update(const struct verifier *verifier, const struct update *update)
{
    (void)printf("Installed is version %ld. Files new: %zu, removed: %zu, changed: %zu.\n",
                 verifier->installed->manifest->version, update->n_files_added,
                 update->n_files_removed, update->n_files_changed);
    (void)printf("%s\n", update->n_reaches == 0
                             ? "No phone number, address or e-mail changes, and none goes to "
                               "another name."
                             : "Phone numbers, addresses, e-mails and names that change:");
    for (size_t i = 0; i < update->n_reaches; i++) {
        print_reach(&update->reaches[i]);
    }
    (void)printf("Trusted signatures needed: %zu; there: %zu.\n", update->n_keys_needed,
                 verifier->pack->n_signers);
}

static void
print_keys(const struct verifier *verifier, const struct update *update)
{
    if (!update->has_new_keys) {
        return;
    }
    (void)printf("The keys change (" TRUST_FILE "). From this pack on only these people sign:\n");
    for (size_t i = 0; i < update->new_keys.keys.n; i++) {
        char id[MINISIGN_ID_TEXT];
        minisign_id_text(update->new_keys.keys.keys[i].id, id);
        (void)printf("  %.*s (key %s)\n", STR_ARG(update->new_keys.names[i]), id);
    }
    (void)printf("Needed: %d signatures of the old keys (there: %zu), 1 of the new (there: %zu).\n",
                 UPDATE_KEYS_FOR_KEYS, verifier->pack->n_signers,
                 trust_count_signers(&update->new_keys.keys, verifier->pack));
}

static bool
judge(struct verifier *verifier)
{
    struct update update;
    if (!update_compare(&verifier->arena, verifier->installed, verifier->pack, &update,
                        &verifier->sink)) {
        return false;
    }
    if (verifier->installed != NULL) {
        print_update(verifier, &update);
    } else {
        (void)printf("Not compared with an installed pack (--installed), so nobody can say whether "
                     "a number changed; trusted signatures: %zu.\n",
                     verifier->pack->n_signers);
    }
    bool is_allowed = update_is_allowed(verifier->installed, verifier->pack, &update,
                                        &verifier->trust, &verifier->sink);
    print_keys(verifier, &update);
    return is_allowed;
}

static enum exit_code
verify(struct verifier *verifier)
{
    const char *path = verifier->args->words[0];
    bool is_there = fs_is_directory(path) || fs_is_file(path);
    verifier->pack = packfile_open(path, &verifier->trust, &verifier->sink);
    bool is_good = verifier->pack != NULL;
    if (is_good) {
        print_pack(verifier->pack);
        print_signatures(verifier);
        (void)puts("Check words of its phone numbers:");
        signing_print_numbers(verifier->pack, NULL);
        is_good = judge(verifier);
    }
    diag_print(&verifier->sink, stdout);
    (void)printf("%s\n", is_good ? "This pack may be used." : "This pack must not be used.");
    return is_good ? EXIT_OK : is_there ? EXIT_FINDINGS : EXIT_ENVIRONMENT;
}

enum exit_code
command_verify(const struct args *args)
{
    if (args->n_words != 1 || args->n_trust == 0) {
        return args_refuse(args);
    }
    struct verifier verifier = {.args = args};
    if (!minisign_start()) {
        log_fatal("libsodium does not start");
    }
    enum exit_code code = signing_trust(&verifier.arena, args, &verifier.trust);
    if (code == EXIT_OK && args->installed != NULL) {
        code = signing_open(args->installed, args, &verifier.installed);
    }
    if (code == EXIT_OK) {
        code = verify(&verifier);
    }
    packfile_close(verifier.pack);
    packfile_close(verifier.installed);
    diag_free(&verifier.sink);
    arena_free(&verifier.arena);
    return code;
}
