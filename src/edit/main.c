/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-edit: what `kyr-kiosk --edit FILE.po` goes on as; the same options. */
#include <stdio.h>

#include "edit/desk.h"
#include "kiosk/start.h"

static enum exit_code
run(const struct options *options, struct stage *stage, struct trace *trace)
{
    struct window *window = start_window(options);
    struct painter *painter = painter_open(stage->data.fonts);
    struct desk_options desk_options = {
        .path = options->edit_path,
        .stage = stage,
        .app = start_app_options(options, &stage->data, window, trace),
        .trace = trace,
    };
    struct desk *desk = desk_open(&desk_options);
    if (desk != NULL) {
        const struct loop_parts parts = {desk_app(desk),   window, painter, trace,
                                         desk_guest(desk), NULL,   NULL};
        loop_catch_signals();
        (void)loop_run(&parts);
    }
    desk_close(desk);
    painter_close(painter);
    window_close(window);
    return desk == NULL ? EXIT_ENVIRONMENT : EXIT_OK;
}

static enum exit_code
open_data(const struct options *options, struct trace *trace)
{
    struct stage stage = {0};
    data_open(&stage.data, options->pack_dir, &stage.sink);
    enum exit_code code = start_judge(options, &stage.data, &stage.sink);
    if (code == EXIT_OK) {
        code = run(options, &stage, trace);
    }
    data_close(&stage.data);
    diag_free(&stage.sink);
    return code;
}

int
main(int argc, char **argv)
{
    double start_ms = clock_ms();
    log_set_name("kyr-edit");
    struct options options;
    if (!options_parse(&options, argc, argv)) {
        return EXIT_USAGE;
    }
    if (options.is_done) {
        return EXIT_OK;
    }
    if (options.edit_path == NULL) {
        log_line("--edit FILE.po says which translation to show");
        return EXIT_USAGE;
    }
    bool has_failed = false;
    struct trace *trace = trace_open(options.trace_path, start_ms, &has_failed);
    if (has_failed) {
        log_line("cannot write the trace to '%s'", options.trace_path);
        return EXIT_ENVIRONMENT;
    }
    enum exit_code code = open_data(&options, trace);
    trace_close(trace);
    return code;
}
