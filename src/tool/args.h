/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line of kyr-pack: one set of options, of which each command takes those that its row
 * names; any other is refused.
 */
#ifndef KYR_TOOL_ARGS_H
#define KYR_TOOL_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/geom.h"
#include "base/log.h"
#include "content/theme.h"

#define ARGS_LANGS_MAX 32
#define ARGS_KEYS_MAX 8
#define ARGS_PAGES_MAX 64

struct args;

/* A command is one row (main.c), and all that is said of it comes from there. */
struct command {
    const char *name;
    const char *options; /* the letters of what it takes, as in args.c */
    const char *usage;   /* what follows the name */
    const char *what;    /* a sentence or two */
    const char *example; /* what follows the name; it works in the source tree */
    enum exit_code (*run)(const struct args *args);
};

struct args {
    const struct command *command;
    bool is_help;         /* --help: nothing else was looked at */
    const char *words[4]; /* what is not an option: [what] [PACK] */
    size_t n_words;
    const char *output; /* -o */
    const char *langs[ARGS_LANGS_MAX];
    size_t n_langs;
    struct size size; /* w 0: 1920x1080 */
    int text_percent; /* 0: 100 */
    enum theme theme;
    const char *pages[ARGS_PAGES_MAX]; /* --page */
    size_t n_pages;
    const char *html;
    const char *po;                  /* a translator's file instead of the one in the source tree */
    const char *keys[ARGS_KEYS_MAX]; /* --key: files with secret keys */
    size_t n_keys;
    const char *trust[ARGS_KEYS_MAX]; /* --trust: files with public keys */
    size_t n_trust;
    const char *installed; /* pack to compare with */
    struct date today;
    bool has_today; /* --today was given */
    double dpi;
};

/* argv[0] is the command's name. False after one clear line: exit with EXIT_USAGE. */
bool
args_parse(struct args *args, const struct command *command, int argc, char **argv);

/* One line: how the command is called. For what only it can know to be wrong. */
enum exit_code
args_refuse(const struct args *args);

/* What --help says of a command. */
void
args_print_help(const struct command *command);

/* The pack folder: words[index]; NULL stands for the one beside the program. */
const char *
args_pack(const struct args *args, size_t index);

#endif
