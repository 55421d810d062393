/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getopt_long, one line an option; numbers have bounds, and a value out of bounds names them. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* getopt_long */
#endif
#include "kiosk/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "platform/loop.h"
#include "ui/app.h"
#include "ui/idle.h"

static const char usage[] =
    "kyr-kiosk: know-your-rights guidance and hotlines on a touch screen, offline\n"
    "\n"
    "usage: kyr-kiosk [options]\n"
    "  --pack DIR|FILE  show this content pack\n"
    "  --lang L         first language (en, es, ...); qps-long, qps-rtl: made-up ones for tests\n"
    "  --kiosk          locked: no way out by key or window, signed packs only; refuses --trace\n"
    "                   and --edit; from a terminal it wants a PIN first (--set-pin)\n"
    "  --yes            with --kiosk: also without a PIN, though nobody can then leave it\n"
    "  --window WxH     in a window, not full screen\n"
    "  --scale PCT      text size at the start, 100-200\n"
    "  --theme T        light or dark\n"
    "  --dpi N          dots per inch of the display, 40-600, if it tells it wrongly\n"
    "  --distance MM    how far the reader stands, 300-20000 (a projector: the last row)\n"
    "  --idle S         clear the screen after S seconds without a touch, 60-600;\n"
    "                   off: never (a workshop; not with --kiosk)\n"
    "  --today DATE     pretend it is this day (YYYY-MM-DD)\n"
    "  --edit FILE.po   show each save of this translation at once, with what is wrong in it\n"
    "  --trace FILE     write what happens, a line an event, for tests\n"
    "  --set-pin        ask for the PIN of the staff and keep its hash in the settings\n"
    "  --notice         print the words and the number that stand in for a page, and end\n"
    "  --settings DIR   the folder of settings.yaml and keys/, usually " KYR_SETTINGS_DIR "\n"
    "  --updates DIR    with --kiosk: look for new packs there (a stick) and install them\n"
    "  --state DIR      with --kiosk: where installed packs are, usually " KYR_STATE_DIR "\n"
    "  --help, --version\n"
    "\n"
    "keys: Esc twice or Ctrl+Q (leave, not with --kiosk), Ctrl+Alt+S (with --kiosk: the PIN),\n"
    "      Tab, arrows, Enter, Backspace (back), Page Up/Down, Home, + and - (text size),\n"
    "      l (language), d (light or dark), f (workshop notes), Shift three times (hide)\n"
    "      with --edit: n, z, i (next untranslated, fuzzy, with a finding; with Shift: the one\n"
    "      before), Up and Down (the sentence before or after), b (English beside it)\n";

enum {
    OPT_PACK = 1,
    OPT_LANG,
    OPT_KIOSK,
    OPT_YES,
    OPT_WINDOW,
    OPT_SCALE,
    OPT_THEME,
    OPT_DPI,
    OPT_DISTANCE,
    OPT_IDLE,
    OPT_TODAY,
    OPT_EDIT,
    OPT_TRACE,
    OPT_SET_PIN,
    OPT_NOTICE,
    OPT_SETTINGS,
    OPT_UPDATES,
    OPT_STATE,
    OPT_HELP,
    OPT_VERSION,
};

static const struct option long_options[] = {
    {"pack", required_argument, NULL, OPT_PACK},
    {"lang", required_argument, NULL, OPT_LANG},
    {"kiosk", no_argument, NULL, OPT_KIOSK},
    {"yes", no_argument, NULL, OPT_YES},
    {"window", required_argument, NULL, OPT_WINDOW},
    {"scale", required_argument, NULL, OPT_SCALE},
    {"theme", required_argument, NULL, OPT_THEME},
    {"dpi", required_argument, NULL, OPT_DPI},
    {"distance", required_argument, NULL, OPT_DISTANCE},
    {"idle", required_argument, NULL, OPT_IDLE},
    {"today", required_argument, NULL, OPT_TODAY},
    {"edit", required_argument, NULL, OPT_EDIT},
    {"trace", required_argument, NULL, OPT_TRACE},
    {"set-pin", no_argument, NULL, OPT_SET_PIN},
    {"settings", required_argument, NULL, OPT_SETTINGS},
    {"updates", required_argument, NULL, OPT_UPDATES},
    {"state", required_argument, NULL, OPT_STATE},
    {"notice", no_argument, NULL, OPT_NOTICE},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0},
};

static bool
number(const char *name, const char *text, long low, long high, long *out)
{
    char *end = NULL;
    *out = strtol(text, &end, 10);
    if (text[0] == '\0' || *end != '\0' || *out < low || *out > high) {
        log_line("--%s takes a number from %ld to %ld, not '%s'", name, low, high, text);
        return false;
    }
    return true;
}

static bool
parse_window(const char *text, struct size *out)
{
    char extra = 0;
    int n = sscanf(text, "%dx%d%c", &out->w, &out->h, &extra);
    if (n != 2 || out->w < 1 || out->h < 1 || out->w > 16384 || out->h > 16384) {
        log_line("--window takes WIDTHxHEIGHT from 1x1 to 16384x16384, not '%s'", text);
        return false;
    }
    return true;
}

static bool
parse_theme(const char *text, enum theme *out)
{
    bool is_dark = strcmp(text, "dark") == 0;
    if (!is_dark && strcmp(text, "light") != 0) {
        log_line("--theme takes light or dark, not '%s'", text);
        return false;
    }
    *out = is_dark ? THEME_DARK : THEME_LIGHT;
    return true;
}

static bool
parse_idle(struct options *options, const char *text)
{
    if (strcmp(text, "off") == 0) {
        options->idle_s = 0;
        return true;
    }
    long value = 0;
    if (!number("idle", text, IDLE_LEAST_S, IDLE_MOST_S, &value)) {
        return false;
    }
    options->idle_s = (int)value;
    return true;
}

static bool
parse_language(struct options *options, const char *text)
{
    options->language = lang_find(str_from(text));
    if (options->language == NULL) {
        log_line("--lang: no language '%s' is known", text);
    }
    return options->language != NULL;
}

static bool
parse_number_option(struct options *options, int opt, const char *text)
{
    long value = 0;
    bool ok = false;
    switch (opt) {
    case OPT_SCALE:
        ok = number("scale", text, TEXT_PERCENT_LEAST, TEXT_PERCENT_MOST, &value);
        options->text_percent = (int)value;
        break;
    case OPT_DPI:
        ok = number("dpi", text, 40, 600, &value);
        options->dpi = (double)value;
        break;
    default:
        ok = number("distance", text, 300, 20000, &value);
        options->distance_mm = (double)value;
        break;
    }
    return ok;
}

static bool
parse_one(struct options *options, int opt, const char *text)
{
    switch (opt) {
    case OPT_PACK: options->pack_dir = text; return true;
    case OPT_LANG: return parse_language(options, text);
    case OPT_KIOSK: options->is_kiosk = true; return true;
    case OPT_YES: options->is_sure = true; return true;
    case OPT_WINDOW: return parse_window(text, &options->window);
    case OPT_THEME: return parse_theme(text, &options->theme);
    case OPT_SCALE:
    case OPT_DPI:
    case OPT_DISTANCE: return parse_number_option(options, opt, text);
    case OPT_IDLE: return parse_idle(options, text);
    case OPT_TODAY:
        options->is_today_fixed = true;
        if (!date_parse(str_from(text), &options->today)) {
            log_line("--today takes a date such as 2026-11-21, not '%s'", text);
            return false;
        }
        return true;
    case OPT_EDIT: options->edit_path = text; return true;
    case OPT_TRACE: options->trace_path = text; return true;
    case OPT_SET_PIN: options->is_set_pin = true; return true;
    case OPT_NOTICE: options->is_notice = true; return true;
    case OPT_SETTINGS: options->settings_dir = text; return true;
    case OPT_UPDATES: options->updates_dir = text; return true;
    case OPT_STATE: options->state_dir = text; return true;
    case OPT_HELP:
        (void)fputs(usage, stdout);
        options->is_done = true;
        return true;
    case OPT_VERSION:
        (void)puts(KYR_PROGRAM " " KYR_VERSION);
        options->is_done = true;
        return true;
    default: return false;
    }
}

static bool
check_kiosk(const struct options *options)
{
    if (options->is_kiosk && options->trace_path != NULL) {
        log_line("--kiosk refuses --trace: nothing may tell what a visitor read");
        return false;
    }
    if (options->is_kiosk && options->edit_path != NULL) {
        log_line("--kiosk refuses --edit: a locked screen shows what was reviewed");
        return false;
    }
    if (options->updates_dir != NULL && (!options->is_kiosk || options->pack_dir != NULL)) {
        log_line("--updates goes with --kiosk, and not with --pack");
        return false;
    }
    if (options->is_kiosk && options->idle_s == 0) {
        log_line("--kiosk refuses --idle off: the screen must clear itself");
        return false;
    }
    return true;
}

bool
options_parse(struct options *options, int argc, char **argv)
{
    *options = (struct options){.language = lang_source(),
                                .settings_dir = KYR_SETTINGS_DIR,
                                .state_dir = KYR_STATE_DIR,
                                .text_percent = 100,
                                .idle_s = IDLE_DEFAULT_S,
                                .today = loop_wall_clock().today};
    opterr = 0;
    for (int opt = 0; !options->is_done;) {
        opt = getopt_long(argc, argv, "", long_options, NULL);
        if (opt == -1) {
            break;
        }
        if (opt == '?' || opt == ':') {
            log_line("unknown or incomplete option '%s' (see --help)", argv[optind - 1]);
            return false;
        }
        if (!parse_one(options, opt, optarg)) {
            return false;
        }
    }
    if (!options->is_done && optind < argc) {
        log_line("'%s' is not an option (see --help)", argv[optind]);
        return false;
    }
    return options->is_done || check_kiosk(options);
}
