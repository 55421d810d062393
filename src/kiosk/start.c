/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line and the data, put into the words of the floors below. */
#include "kiosk/start.h"

#include <stdio.h>

#include "base/fs.h"

static void
on_trace(void *user, const char *what, const char *details)
{
    trace_line(user, "%s %s", what, details);
}

static const struct language *
offered(struct catalog *catalog, const struct language *wanted)
{
    if (catalog_offer(catalog, wanted)) {
        return wanted;
    }
    log_line("there is no usable translation for '%s'; English is shown", wanted->tag);
    return lang_source();
}

struct window *
start_window(const struct options *options)
{
    bool is_windowed = options->window.w > 0;
    struct window_options window_options = {
        .title = "Welcome",
        .is_fullscreen = !is_windowed,
        .size = is_windowed ? options->window : (struct size){1280, 720},
        .is_kiosk = options->is_kiosk,
    };
    return window_open(&window_options);
}

struct app_options
start_app_options(const struct options *options, const struct data *data,
                  const struct window *window, struct trace *trace)
{
    return (struct app_options){
        .pack = data->pack,
        .catalog = data->catalog,
        .metrics = fonts_metrics(data->fonts),
        .today = options->today,
        .is_today_fixed = options->is_today_fixed,
        .language = offered(data->catalog, options->language),
        .text_percent = options->text_percent,
        .theme = options->theme,
        .screen_px = window_size(window),
        .dpi = options->dpi > 0 ? options->dpi : window_dpi(window),
        .is_dpi_fixed = options->dpi > 0,
        .distance_mm = options->distance_mm,
        .idle_s = options->idle_s,
        .is_kiosk = options->is_kiosk,
        .trace = trace == NULL ? NULL : on_trace,
        .trace_user = trace,
    };
}

enum exit_code
start_judge(const struct options *options, const struct data *data, const struct diag_sink *sink)
{
    diag_print(sink, stderr);
    if (data->fonts == NULL) {
        log_line("no font can be opened in %s/fonts", data->share_dir);
        return EXIT_ENVIRONMENT;
    }
    if (data->pack != NULL) {
        return EXIT_OK;
    }
    if (options->is_kiosk) {
        log_line("there is no usable pack in %s; the built-in page is shown", data->pack_dir);
        return EXIT_OK;
    }
    if (sink->n_errors == 0) { /* else the first of them said so */
        log_line("there is no usable pack in %s", data->pack_dir);
    }
    return fs_is_directory(data->pack_dir) ? EXIT_FINDINGS : EXIT_ENVIRONMENT;
}
