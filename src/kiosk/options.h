/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line of kyr-kiosk.
 */
#ifndef KYR_KIOSK_OPTIONS_H
#define KYR_KIOSK_OPTIONS_H

#include <stdbool.h>

#include "base/date.h"
#include "base/geom.h"
#include "content/theme.h"
#include "i18n/lang.h"

struct options {
    const char *pack_dir;            /* NULL: the program's own */
    const struct language *language; /* never NULL */
    const char *edit_path;           /* a .po file to show while it is edited, or NULL */
    const char *trace_path;          /* or NULL */
    const char *settings_dir;        /* never NULL */
    const char *state_dir;           /* likewise */
    const char *updates_dir;         /* or NULL */
    struct size window;              /* w 0: full screen */
    int text_percent;
    enum theme theme;
    double dpi, distance_mm; /* 0: ask the display; usual */
    int idle_s;              /* 0: never */
    struct date today;
    bool is_today_fixed; /* --today */
    bool is_kiosk;
    bool is_sure;               /* --yes: --kiosk without a PIN, from a terminal too */
    bool is_set_pin, is_notice; /* nothing is shown */
    bool is_done;               /* --help or --version has been answered */
};

/* False after one clear line on standard error: exit with EXIT_USAGE. */
bool
options_parse(struct options *options, int argc, char **argv);

#endif
