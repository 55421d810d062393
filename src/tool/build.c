/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack build: one signed file from the source tree of a pack. Same input, same bytes. */
#include <stdio.h>

#include "tool/commands.h"
#include "tool/signing.h"

static size_t
count_catalogs(const struct manifest *manifest)
{
    size_t n = 0;
    for (size_t i = 0; i < manifest->n_files; i++) {
        n += str_starts(manifest->files[i].name, "locale/");
    }
    return n;
}

static enum exit_code
write_pack(const struct packfile *pack, const char *path)
{
    struct arena arena = {0};
    const struct manifest *manifest = pack->manifest;
    struct str bytes = packfile_write(&arena, pack);
    enum exit_code code = signing_write(path, bytes);
    if (code == EXIT_OK) {
        (void)printf("%s: %.*s version %ld, issued %04d-%02d-%02d, %zu files, %zu bytes, "
                     "%zu translations, %zu signatures\n",
                     path, STR_ARG(manifest->id), manifest->version, manifest->issued.year,
                     manifest->issued.month, manifest->issued.day, manifest->n_files, bytes.n,
                     count_catalogs(manifest), pack->n_signatures);
    }
    arena_free(&arena);
    return code;
}

enum exit_code
command_build(const struct args *args)
{
    if (args->n_words > 1 || args->output == NULL || args->n_keys == 0) {
        log_line("usage: kyr-pack build [PACK] -o FILE --key KEYFILE...");
        return EXIT_USAGE;
    }
    struct packfile *pack = NULL;
    if (!minisign_start()) {
        log_fatal("libsodium does not start");
    }
    enum exit_code code = signing_gather(args_pack(args, 0), args, &pack);
    if (code == EXIT_OK) {
        code = signing_sign(pack, args);
    }
    if (code == EXIT_OK) {
        code = write_pack(pack, args->output);
    }
    packfile_close(pack);
    return code;
}
