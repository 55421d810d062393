/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getopt_long over one table for all commands. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* getopt_long */
#endif
#include "tool/args.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"

/* One row an option: the letter that command rows know it by, and what --help says. */
static const struct {
    char letter;
    const char *name, *value, *what;
} rows[] = {
    {'o', "output", "FILE", "or -o FILE: where to write; for pictures, a folder"},
    {'l', "lang", "L", "only this language; may be repeated"},
    {'p', "page", "ID", "only this page, or home, topics, attract ...; may be repeated"},
    {'s', "size", "WxH", "of the screen, usually 1920x1080"},
    {'c', "scale", "PCT", "text size, 100 to 200"},
    {'t', "theme", "T", "light or dark"},
    {'i', "dpi", "N", "dots per inch of the screen, 40 to 600"},
    {'f', "po", "FILE", "a translator's file instead of the one in the source tree"},
    {'m', "html", "FILE", "to print and mark up"},
    {'d', "today", "DATE", "pretend it is this day (YYYY-MM-DD)"},
    {'k', "key", "KEYFILE", "a secret key; may be repeated"},
    {'r', "trust", "PUBFILE", "a public key that is trusted; may be repeated"},
    {'n', "installed", "FILE", "a pack, or the folder of one, to compare with"},
};
enum { N_ROWS = sizeof rows / sizeof rows[0] };

#define OPT_HELP 'h' /* no row: every command takes it */

static void
fill_options(struct option options[N_ROWS + 2])
{
    for (size_t i = 0; i < N_ROWS; i++) {
        options[i] = (struct option){rows[i].name, required_argument, NULL, rows[i].letter};
    }
    options[N_ROWS] = (struct option){"help", no_argument, NULL, OPT_HELP};
    options[N_ROWS + 1] = (struct option){NULL, 0, NULL, 0};
}

void
args_print_help(const struct command *command)
{
    (void)printf("usage: kyr-pack %s %s\n\n%s\n", command->name, command->usage, command->what);
    for (size_t i = 0; i < N_ROWS; i++) {
        if (strchr(command->options, rows[i].letter) != NULL) {
            char option[32];
            (void)snprintf(option, sizeof option, "--%s %s", rows[i].name, rows[i].value);
            (void)printf("  %-20s %s\n", option, rows[i].what);
        }
    }
    (void)printf("\nexample: kyr-pack %s %s\n", command->name, command->example);
}

enum exit_code
args_refuse(const struct args *args)
{
    log_line("usage: kyr-pack %s %s", args->command->name, args->command->usage);
    return EXIT_USAGE;
}

static bool
number(const char *name, const char *text, int low, int high, int *out)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    if (text[0] == '\0' || *end != '\0' || value < low || value > high) {
        log_line("--%s takes a number from %d to %d, not '%s'", name, low, high, text);
        return false;
    }
    *out = (int)value;
    return true;
}

static bool
parse_size(struct args *args, const char *text)
{
    char extra = 0;
    int n = sscanf(text, "%dx%d%c", &args->size.w, &args->size.h, &extra);
    if (n != 2 || args->size.w < 1 || args->size.h < 1 || args->size.w > 8192 ||
        args->size.h > 8192) {
        log_line("--size takes WIDTHxHEIGHT from 1x1 to 8192x8192, not '%s'", text);
        return false;
    }
    return true;
}

static bool
parse_theme(struct args *args, const char *text)
{
    bool is_dark = strcmp(text, "dark") == 0;
    if (!is_dark && strcmp(text, "light") != 0) {
        log_line("--theme takes light or dark, not '%s'", text);
        return false;
    }
    args->theme = is_dark ? THEME_DARK : THEME_LIGHT;
    return true;
}

static bool
add_key(const char **keys, size_t *n, const char *path)
{
    if (*n == ARGS_KEYS_MAX) {
        log_line("at most %d keys", ARGS_KEYS_MAX);
        return false;
    }
    keys[(*n)++] = path;
    return true;
}

/* "--key A.key B.key": several files after one option, told from a pack by how they end. */
static bool
add_more_keys(struct args *args, int opt, int argc, char **argv)
{
    const char *suffix = opt == 'k' ? ".key" : ".pub";
    bool is_key = opt == 'k' || opt == 'r';
    while (is_key && optind < argc && argv[optind][0] != '-' &&
           str_ends(str_from(argv[optind]), suffix)) {
        if (!(opt == 'k' ? add_key(args->keys, &args->n_keys, argv[optind])
                         : add_key(args->trust, &args->n_trust, argv[optind]))) {
            return false;
        }
        optind++;
    }
    return true;
}

static bool
parse_one(struct args *args, int opt, const char *text)
{
    int value = 0;
    switch (opt) {
    case 'o': args->output = text; return true;
    case 'l':
        if (args->n_langs == ARGS_LANGS_MAX) {
            log_line("too many --lang");
            return false;
        }
        args->langs[args->n_langs++] = text;
        return true;
    case 's': return parse_size(args, text);
    case 'c': return number("scale", text, 100, 200, &args->text_percent);
    case 't': return parse_theme(args, text);
    case 'p':
        if (args->n_pages == ARGS_PAGES_MAX) {
            log_line("too many --page");
            return false;
        }
        args->pages[args->n_pages++] = text;
        return true;
    case 'm': args->html = text; return true;
    case 'f': args->po = text; return true;
    case 'k': return add_key(args->keys, &args->n_keys, text);
    case 'r': return add_key(args->trust, &args->n_trust, text);
    case 'n': args->installed = text; return true;
    case 'd':
        if (!date_parse(str_from(text), &args->today)) {
            log_line("--today takes a date such as 2026-11-21, not '%s'", text);
            return false;
        }
        args->has_today = true;
        return true;
    case 'i':
        if (!number("dpi", text, 40, 600, &value)) {
            return false;
        }
        args->dpi = value;
        return true;
    default: return false;
    }
}

/* Does the command take the option with this letter? */
static bool
takes(const struct command *command, int letter)
{
    if (strchr(command->options, letter) != NULL) {
        return true;
    }
    for (size_t i = 0; i < N_ROWS; i++) {
        if (rows[i].letter == letter) {
            log_line("%s takes no --%s (see kyr-pack %s --help)", command->name, rows[i].name,
                     command->name);
        }
    }
    return false;
}

static bool
parse_options(struct args *args, int argc, char **argv)
{
    struct option options[N_ROWS + 2];
    fill_options(options);
    opterr = 0;
    for (int opt = 0; (opt = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
        if (opt == OPT_HELP) {
            args->is_help = true;
            return true;
        }
        if (opt == '?') {
            log_line("unknown or incomplete option '%s' (see kyr-pack %s --help)", argv[optind - 1],
                     args->command->name);
            return false;
        }
        if (!takes(args->command, opt) || !parse_one(args, opt, optarg) ||
            !add_more_keys(args, opt, argc, argv)) {
            return false;
        }
    }
    return true;
}

bool
args_parse(struct args *args, const struct command *command, int argc, char **argv)
{
    time_t now = time(NULL);
    *args = (struct args){.command = command, .text_percent = 100, .size = {1920, 1080}};
    args->today = now < 0 ? (struct date){0} : date_from_days((int64_t)(now / 86400));
    if (!parse_options(args, argc, argv)) {
        return false;
    }
    for (; !args->is_help && optind < argc; optind++) {
        if (args->n_words == sizeof args->words / sizeof args->words[0]) {
            log_line("'%s' is one argument too many", argv[optind]);
            return false;
        }
        args->words[args->n_words++] = argv[optind];
    }
    return true;
}

const char *
args_pack(const struct args *args, size_t index)
{
    return index < args->n_words ? args->words[index] : NULL;
}
