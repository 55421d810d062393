/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack words: the check words of every phone number, to be compared over the telephone. */
#include <stdio.h>

#include "tool/commands.h"
#include "tool/signing.h"

static enum exit_code
print_words(const struct packfile *pack)
{
    struct diag_sink sink = {0};
    signing_print_numbers(pack, &sink);
    diag_print(&sink, stdout);
    enum exit_code code = sink.n_errors > 0 ? EXIT_FINDINGS : EXIT_OK;
    diag_free(&sink);
    return code;
}

enum exit_code
command_words(const struct args *args)
{
    if (args->n_words > 1) {
        return args_refuse(args);
    }
    struct packfile *pack = NULL;
    if (!minisign_start()) {
        log_fatal("libsodium does not start");
    }
    enum exit_code code = signing_open(args_pack(args, 0), args, &pack);
    if (code == EXIT_OK) {
        code = print_words(pack);
    }
    packfile_close(pack);
    return code;
}
