/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack sign: adds a signature to a pack file, as the second person does. The content stays what
 * it was, byte for byte. */
#include <stdio.h>

#include "base/fs.h"
#include "tool/commands.h"
#include "tool/signing.h"

static enum exit_code
add_signatures(struct packfile *pack, const struct args *args)
{
    struct arena arena = {0};
    const char *path = args->output != NULL ? args->output : args->words[0];
    enum exit_code code = signing_sign(pack, args);
    if (code == EXIT_OK) {
        code = signing_write(path, packfile_write(&arena, pack));
    }
    if (code == EXIT_OK) {
        (void)printf("%s: %.*s version %ld, %zu signatures\n", path, STR_ARG(pack->manifest->id),
                     pack->manifest->version, pack->n_signatures);
    }
    arena_free(&arena);
    return code;
}

enum exit_code
command_sign(const struct args *args)
{
    if (args->n_words != 1 || args->n_keys == 0 || fs_is_directory(args->words[0])) {
        return args_refuse(args);
    }
    struct packfile *pack = NULL;
    if (!minisign_start()) {
        log_fatal("libsodium does not start");
    }
    enum exit_code code = signing_open(args->words[0], args, &pack);
    if (code == EXIT_OK) {
        code = add_signatures(pack, args);
    }
    packfile_close(pack);
    return code;
}
