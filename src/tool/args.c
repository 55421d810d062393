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

static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},    {"lang", required_argument, NULL, 'l'},
    {"size", required_argument, NULL, 's'},      {"scale", required_argument, NULL, 'c'},
    {"theme", required_argument, NULL, 't'},     {"page", required_argument, NULL, 'p'},
    {"html", required_argument, NULL, 'h'},      {"today", required_argument, NULL, 'd'},
    {"dpi", required_argument, NULL, 'i'},       {"po", required_argument, NULL, 'f'},
    {"key", required_argument, NULL, 'k'},       {"trust", required_argument, NULL, 'r'},
    {"installed", required_argument, NULL, 'n'}, {NULL, 0, NULL, 0},
};

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
    case 'p': args->page = text; return true;
    case 'h': args->html = text; return true;
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

bool
args_parse(struct args *args, int argc, char **argv)
{
    time_t now = time(NULL);
    *args = (struct args){.text_percent = 100, .size = {1920, 1080}};
    args->today = now < 0 ? (struct date){0} : date_from_days((int64_t)(now / 86400));
    opterr = 0;
    for (int opt = 0; (opt = getopt_long(argc, argv, "o:", long_options, NULL)) != -1;) {
        if (opt == '?') {
            log_line("unknown or incomplete option '%s' (see kyr-pack --help)", argv[optind - 1]);
            return false;
        }
        if (!parse_one(args, opt, optarg) || !add_more_keys(args, opt, argc, argv)) {
            return false;
        }
    }
    for (; optind < argc; optind++) {
        if (args->n_words == sizeof args->words / sizeof args->words[0]) {
            log_line("'%s' is one word too many", argv[optind]);
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
