/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack: a table of commands. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tool/commands.h"

static const struct command commands[] = {
    {
        .name = "check",
        .options = "lfd",
        .usage = "[PACK] [--lang L]... [--po FILE --lang L]",
        .what = "Looks for every mistake: structure, facts, links, letters, lines that do not fit, "
                "reading\n"
                "level, translations. A finding is file:line:col: error|warning: text [code].",
        .example = "assets/pack --lang es",
        .run = command_check,
    },
    {
        .name = "pot",
        .options = "o",
        .usage = "[PACK] -o FILE",
        .what = "Writes the template for translators. After a change of the English, sh "
                "po/update.sh does\n"
                "this and merges it into every translation.",
        .example = "assets/pack -o build/pack.pot",
        .run = command_pot,
    },
    {
        .name = "shot",
        .options = "olpsctifd",
        .usage =
            "[PACK] -o DIR [--lang L]... [--page ID]... [--size WxH] [--scale PCT] [--theme T]\n"
            "       [--dpi N] [--po FILE --lang L]",
        .what = "Draws screens as pictures: DIR/<lang>/<page>-<n>.png, DIR/index.html (side by "
                "side) and\n"
                "DIR/shots.json (which message is where).",
        .example = "assets/pack -o build/shots --page home --page card --lang es",
        .run = command_shot,
    },
    {
        .name = "dump",
        .options = "lpsctid",
        .usage = "doc|layout|list [PACK] --page ID [--lang L] [--size WxH] [--scale PCT]",
        .what = "A page as the program has it: the document, its boxes, or what is drawn.",
        .example = "layout assets/pack --page card",
        .run = command_dump,
    },
    {
        .name = "facts",
        .options = "lpmd",
        .usage = "[PACK] [--page ID]... [--html FILE]",
        .what = "Statement on screen -> fact -> authority -> source -> date, for the lawyer who "
                "reviews.",
        .example = "assets/pack --page card --html build/statements.html",
        .run = command_facts,
    },
    {
        .name = "keygen",
        .options = "o",
        .usage = "-o NAME",
        .what = "Makes NAME.key (secret, without a password: keep it offline) and NAME.pub, in "
                "minisign's\n"
                "format.",
        .example = "-o build/ana",
        .run = command_keygen,
    },
    {
        .name = "build",
        .options = "okd",
        .usage = "[PACK] -o FILE --key KEYFILE...",
        .what = "Makes one signed file of a pack, its facts and its translations. Same input, same "
                "bytes.",
        .example = "assets/pack -o build/la.kyrpack --key build/ana.key",
        .run = command_build,
    },
    {
        .name = "sign",
        .options = "ok",
        .usage = "FILE --key KEYFILE... [-o FILE]",
        .what = "Adds a signature to a pack that is signed already.",
        .example = "build/la.kyrpack --key build/ben.key",
        .run = command_sign,
    },
    {
        .name = "verify",
        .options = "rnd",
        .usage = "FILE|DIR --trust PUBFILE... [--installed FILE|DIR]",
        .what = "May a kiosk use this pack? Who signed it, and what would change?",
        .example = "build/la.kyrpack --trust build/ana.pub",
        .run = command_verify,
    },
    {
        .name = "words",
        .options = "d",
        .usage = "[PACK|FILE]",
        .what = "The check words of every phone number, to compare over the phone.",
        .example = "assets/pack",
        .run = command_words,
    },
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static void
print_usage(FILE *out)
{
    (void)fputs("kyr-pack: for the people who make content packs\n\n", out);
    for (size_t i = 0; i < N_COMMANDS; i++) {
        (void)fprintf(out, "%s kyr-pack %s %s\n", i == 0 ? "usage:" : "      ", commands[i].name,
                      commands[i].usage);
    }
    (void)fputs(
        "       kyr-pack COMMAND --help, or kyr-pack help COMMAND\n"
        "       kyr-pack --help | --version\n"
        "\n"
        "PACK is a folder with a pack.yaml, such as assets/pack; without it, the pack beside the\n"
        "program. Exit code: 0 ok, 1 findings, 2 usage, 3 machine.\n",
        out);
}

/* NULL after one line. */
static const struct command *
find(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(name, commands[i].name) == 0) {
            return &commands[i];
        }
    }
    log_line("there is no command '%s' (see kyr-pack --help)", name);
    return NULL;
}

static bool
is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

/* `name` NULL: of all. */
static enum exit_code
help(const char *name)
{
    const struct command *command = NULL;
    if (name == NULL) {
        print_usage(stdout);
    } else if ((command = find(name)) != NULL) {
        args_print_help(command);
    }
    return name == NULL || command != NULL ? EXIT_OK : EXIT_USAGE;
}

static enum exit_code
run_command(const struct command *command, int argc, char **argv)
{
    struct args args;
    if (!args_parse(&args, command, argc, argv)) {
        return EXIT_USAGE;
    }
    if (args.is_help) {
        args_print_help(command);
        return EXIT_OK;
    }
    return command->run(&args);
}

static enum exit_code
run(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    if (is_help(argv[1])) {
        return help(argc > 2 ? argv[2] : NULL);
    }
    if (strcmp(argv[1], "--version") == 0) {
        (void)puts("kyr-pack " KYR_VERSION);
        return EXIT_OK;
    }
    const struct command *command = find(argv[1]);
    return command == NULL ? EXIT_USAGE : run_command(command, argc - 1, argv + 1);
}

/* Half a list must not pass for a whole one. */
int
main(int argc, char **argv)
{
    log_set_name("kyr-pack");
    enum exit_code code = run(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        log_line("not all of it could be written: %s", strerror(errno));
        return EXIT_ENVIRONMENT;
    }
    return code;
}
