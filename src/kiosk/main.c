/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-kiosk: open the data, open a window, run. Whatever is wrong with the content, something calm
 * is shown. Editing is another program's work, for it needs the translators' library. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/log.h"
#include "install/unpack.h"
#include "kiosk/locked.h"
#include "kiosk/notice.h"
#include "kiosk/options.h"
#include "kiosk/set_pin.h"
#include "kiosk/start.h"
#include "platform/loop.h"

/* For who started it by hand. */
static void
say_how_to_leave(const struct options *options)
{
    if (isatty(STDERR_FILENO) == 1) {
        log_line("%s",
                 options->is_kiosk
                     ? "to leave, hold a finger in the top left corner for 5 seconds or press "
                       "Ctrl+Alt+S, and type the PIN"
                     : "to leave, press Esc twice, or Ctrl+Q");
    }
}

static void
run(const struct options *options, const struct data *data, struct trace *trace)
{
    struct loop_parts parts = {
        .window = start_window(options), .trace = trace, .painter = painter_open(data->fonts)};
    struct app_options app_options = start_app_options(options, data, parts.window, trace);
    parts.app = app_open(&app_options, (int64_t)clock_ms());
    loop_catch_signals();
    say_how_to_leave(options);
    (void)loop_run(&parts);
    app_close(parts.app);
    painter_close(parts.painter);
    window_close(parts.window);
}

/* Without a lock, whatever is there is shown; first it is looked whether there is anything. */
static enum exit_code
show(const struct options *options, struct trace *trace)
{
    const char *dir = options->pack_dir;
    struct unpacked *unpacked = NULL;
    if (dir != NULL && fs_is_file(dir)) {
        unpacked = minisign_start() ? unpack_start(dir, NULL, NULL) : NULL;
        if (unpacked == NULL) {
            return EXIT_FINDINGS;
        }
        dir = unpack_dir(unpacked);
    }
    struct diag_sink sink = {0};
    struct data data;
    data_open(&data, dir, &sink);
    enum exit_code code = start_judge(options, &data, &sink);
    if (code == EXIT_OK) {
        run(options, &data, trace);
    }
    data_close(&data);
    diag_free(&sink);
    unpack_stop(unpacked);
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

static enum exit_code
run_locked(const struct options *options, double start_ms)
{
    struct notify notify;
    notify_open(&notify);
    say_how_to_leave(options);
    enum exit_code code = locked_run(options, &notify, start_ms);
    notify_close(&notify);
    return code;
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
    if (options.is_set_pin) {
        return set_pin(options.settings_dir);
    }
    if (options.is_notice) {
        return notice_print();
    }
    if (options.edit_path != NULL) {
        return become_editor(argv);
    }
    if (options.is_kiosk) {
        return run_locked(&options, start_ms);
    }
    bool has_failed = false;
    struct trace *trace = trace_open(options.trace_path, start_ms, &has_failed);
    if (has_failed) {
        log_line("cannot write the trace to '%s'", options.trace_path);
        return EXIT_ENVIRONMENT;
    }
    enum exit_code code = show(&options, trace);
    trace_close(trace);
    return code;
}
