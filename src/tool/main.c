/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack: a table of commands. */
#include <stdio.h>
#include <string.h>

#include "tool/commands.h"

static const char usage[] =
    "kyr-pack: for the people who make content packs\n"
    "\n"
    "usage: kyr-pack check [PACK] [--lang L]... [--po FILE]\n"
    "       kyr-pack pot   [PACK] -o FILE\n"
    "       kyr-pack shot  [PACK] -o DIR [--lang L]... [--size WxH] [--scale PCT] [--theme T]\n"
    "                             [--dpi N] [--page ID] [--po FILE]\n"
    "       kyr-pack dump  doc|layout|list [PACK] --page ID [--lang L] [--size WxH] [--scale PCT]\n"
    "       kyr-pack facts [PACK] [--page ID] [--html FILE]\n"
    "       kyr-pack keygen -o NAME\n"
    "       kyr-pack build  [PACK] -o FILE --key KEYFILE...\n"
    "       kyr-pack sign   FILE --key KEYFILE... [-o FILE]\n"
    "       kyr-pack verify FILE|DIR --trust PUBFILE... [--installed FILE|DIR]\n"
    "       kyr-pack words  [PACK|FILE]\n"
    "\n"
    "PACK is a folder with a pack.yaml; without it, the pack beside the program.\n"
    "--today DATE pretends it is that day. Exit code: 0 ok, 1 findings, 2 usage, 3 machine.\n";

static const struct {
    const char *name;
    enum exit_code (*run)(const struct args *args);
} commands[] = {
    {"check", command_check}, {"pot", command_pot},     {"shot", command_shot},
    {"dump", command_dump},   {"facts", command_facts}, {"keygen", command_keygen},
    {"build", command_build}, {"sign", command_sign},   {"verify", command_verify},
    {"words", command_words},
};

int
main(int argc, char **argv)
{
    log_set_name("kyr-pack");
    if (argc < 2) {
        (void)fputs(usage, stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0) {
        (void)fputs(usage, stdout);
        return EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        (void)puts("kyr-pack " KYR_VERSION);
        return EXIT_OK;
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            struct args args;
            return args_parse(&args, argc - 1, argv + 1) ? commands[i].run(&args) : EXIT_USAGE;
        }
    }
    log_line("there is no command '%s' (see kyr-pack --help)", argv[1]);
    return EXIT_USAGE;
}
