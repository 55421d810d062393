/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-kiosk: open the data, open a window, run. Whatever is wrong with the content, something calm
 * is shown. Editing is another program's work, for it needs the translators' library. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/log.h"
#include "kiosk/options.h"
#include "kiosk/start.h"
#include "platform/loop.h"
#include "platform/sandbox.h"

static void
run(const struct options *options, const struct data *data, struct loop_parts parts)
{
    parts.painter = painter_open(data->fonts);
    struct app_options app_options = start_app_options(options, data, parts.window, parts.trace);
    parts.app = app_open(&app_options, (int64_t)clock_ms());
    loop_run(&parts);
    app_close(parts.app);
    painter_close(parts.painter);
}

/* A locked kiosk opens its window first and then, in its cell, the content; all others find out
 * first whether there is anything to show. */
static enum exit_code
show(const struct options *options, struct loop_parts parts)
{
    if (options->is_kiosk) {
        parts.window = start_window(options);
        if (!sandbox_enter()) {
            return EXIT_ENVIRONMENT;
        }
    }
    struct diag_sink sink = {0};
    struct data data;
    data_open(&data, options->pack_dir, &sink);
    enum exit_code code = start_judge(options, &data, &sink);
    if (code == EXIT_OK && parts.window == NULL) {
        parts.window = start_window(options);
    }
    if (code == EXIT_OK) {
        run(options, &data, parts);
    }
    window_close(parts.window);
    data_close(&data);
    diag_free(&sink);
    return code;
}

/* Goes on as the kyr-edit beside this program; returns only if there is none. */
static enum exit_code
become_editor(char **argv)
{
    struct arena arena = {0};
    const char *program = fs_join(&arena, fs_program_dir(&arena), "kyr-edit");
    (void)execv(program, argv);
    log_line(errno == ENOENT ? "--edit needs the program %s, which is not installed (it comes with "
                               "the authoring tools)"
                             : "--edit cannot start %s",
             program);
    arena_free(&arena);
    return EXIT_ENVIRONMENT;
}

int
main(int argc, char **argv)
{
    double start_ms = clock_ms();
    fs_hold_standard_files();
    log_set_name("kyr-kiosk");
    struct options options;
    if (!options_parse(&options, argc, argv)) {
        return EXIT_USAGE;
    }
    if (options.is_done) {
        return EXIT_OK;
    }
    if (options.edit_path != NULL) {
        return become_editor(argv);
    }
    bool has_failed = false;
    struct trace *trace = trace_open(options.trace_path, start_ms, &has_failed);
    if (has_failed) {
        log_line("cannot write the trace to '%s'", options.trace_path);
        return EXIT_ENVIRONMENT;
    }
    if (options.is_kiosk && !sandbox_prepare()) {
        return EXIT_ENVIRONMENT;
    }
    struct notify notify;
    notify_open(&notify);
    enum exit_code code = show(&options, (struct loop_parts){.trace = trace, .notify = &notify});
    notify_close(&notify);
    trace_close(trace);
    return code;
}
