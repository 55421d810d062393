/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-kiosk: open the data, open a window, run. Whatever is wrong with the content, something calm
 * is shown. */
#include <stdio.h>

#include "base/fs.h"
#include "base/log.h"
#include "kiosk/options.h"
#include "platform/data.h"
#include "platform/loop.h"

static void
on_trace(void *user, const char *what, const char *details)
{
    trace_line(user, "%s %s", what, details);
}

static const struct language *
offered(const struct catalog *catalog, const struct language *wanted)
{
    for (size_t i = 0; i < catalog_language_count(catalog); i++) {
        if (catalog_language(catalog, i) == wanted) {
            return wanted;
        }
    }
    log_line("there is no usable translation for '%s'; English is shown", wanted->tag);
    return lang_source();
}

static void
run(const struct options *options, const struct data *data, struct trace *trace)
{
    bool is_windowed = options->window.w > 0;
    struct window_options window_options = {
        .title = "Welcome",
        .is_fullscreen = !is_windowed,
        .size = is_windowed ? options->window : (struct size){1280, 720},
        .is_kiosk = options->is_kiosk,
    };
    struct window *window = window_open(&window_options);
    struct painter *painter = painter_open(data->fonts);
    struct app_options app_options = {
        .pack = data->pack,
        .catalog = data->catalog,
        .metrics = fonts_metrics(data->fonts),
        .today = options->today,
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
    struct app *app = app_open(&app_options, (int64_t)clock_ms());
    loop_run(app, window, painter, trace);
    app_close(app);
    painter_close(painter);
    window_close(window);
}

/* What is wrong with the content, told to staff; the exit code if the program cannot go on. */
static enum exit_code
judge(const struct options *options, const struct data *data, const struct diag_sink *sink)
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

int
main(int argc, char **argv)
{
    double start_ms = clock_ms();
    log_set_name("kyr-kiosk");
    struct options options;
    if (!options_parse(&options, argc, argv)) {
        return EXIT_USAGE;
    }
    if (options.is_done) {
        return EXIT_OK;
    }
    bool has_failed = false;
    struct trace *trace = trace_open(options.trace_path, start_ms, &has_failed);
    if (has_failed) {
        log_line("cannot write the trace to '%s'", options.trace_path);
        return EXIT_ENVIRONMENT;
    }
    struct diag_sink sink = {0};
    struct data data;
    data_open(&data, options.pack_dir, &sink);
    enum exit_code code = judge(&options, &data, &sink);
    if (code == EXIT_OK) {
        run(&options, &data, trace);
    }
    data_close(&data);
    diag_free(&sink);
    trace_close(trace);
    return code;
}
