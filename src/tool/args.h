/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line of kyr-pack: one set of options, of which each command takes those it knows.
 */
#ifndef KYR_TOOL_ARGS_H
#define KYR_TOOL_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/geom.h"
#include "content/theme.h"

#define ARGS_LANGS_MAX 32
#define ARGS_KEYS_MAX 8

struct args {
    const char *words[4]; /* what is not an option: [what] [PACK] */
    size_t n_words;
    const char *output; /* -o */
    const char *langs[ARGS_LANGS_MAX];
    size_t n_langs;
    struct size size; /* w 0: 1920x1080 */
    int text_percent; /* 0: 100 */
    enum theme theme;
    const char *page;
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

/* False after one clear line: exit with EXIT_USAGE. */
bool
args_parse(struct args *args, int argc, char **argv);

/* The pack folder: words[index], or the one beside the program. */
const char *
args_pack(const struct args *args, size_t index);

#endif
