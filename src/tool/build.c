/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack build: one signed file from the source tree of a pack. Same input, same bytes. */
#include <stdio.h>

#include "tool/catalogs.h"
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
check_catalogs(const struct packfile *pack, const char *dir)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    catalogs_check(&arena, pack, dir, &sink);
    enum exit_code code = sink.n_errors > 0 ? EXIT_FINDINGS : EXIT_OK;
    diag_print(&sink, stdout);
    diag_free(&sink);
    arena_free(&arena);
    return code;
}

/* What was written is read back: it must be the same bytes, and a pack. */
static enum exit_code
read_back(const struct packfile *pack, const char *path)
{
    struct diag_sink sink = {0};
    struct packfile *read = packfile_open(path, NULL, &sink);
    bool is_same = read != NULL && read->manifest->n_files == pack->manifest->n_files;
    for (size_t i = 0; is_same && i < pack->manifest->n_files; i++) {
        is_same = str_eq(read->manifest->files[i].name, pack->manifest->files[i].name) &&
                  str_eq(read->files[i], pack->files[i]);
    }
    if (!is_same) {
        diag_print(&sink, stdout);
        log_line("%s is not what was written to it", path);
    }
    packfile_close(read);
    diag_free(&sink);
    return is_same ? EXIT_OK : EXIT_ENVIRONMENT;
}

static enum exit_code
write_pack(const struct packfile *pack, const char *path)
{
    struct arena arena = {0};
    const struct manifest *manifest = pack->manifest;
    struct str bytes = packfile_write(&arena, pack);
    enum exit_code code = signing_write(path, bytes);
    if (code == EXIT_OK) {
        code = read_back(pack, path);
    }
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
        return args_refuse(args);
    }
    struct packfile *pack = NULL;
    if (!minisign_start()) {
        log_fatal("libsodium does not start");
    }
    enum exit_code code = signing_gather(args_pack(args, 0), args, &pack);
    if (code == EXIT_OK) {
        code = check_catalogs(pack, args_pack(args, 0));
    }
    if (code == EXIT_OK) {
        code = signing_sign(pack, args);
    }
    if (code == EXIT_OK) {
        code = write_pack(pack, args->output);
    }
    packfile_close(pack);
    return code;
}
