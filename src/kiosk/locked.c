/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing that is wrong with settings, keys, packs or sticks ends the kiosk: it goes to standard
 * error and to the staff's page, and the visitor sees the next best thing.
 */
#include "kiosk/locked.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/settings.h"
#include "install/installer.h"
#include "install/unpack.h"
#include "kiosk/start.h"
#include "platform/loop.h"
#include "platform/proof.h"
#include "platform/sandbox.h"

#define FINDINGS_MAX 6 /* more than a screen of them helps nobody */
#define REPORTS_MAX 4  /* the latest ones */

struct locked {
    const struct options *options;
    double start_ms;
    struct arena arena;
    struct settings settings;
    struct trust root;
    struct diag_sink place_sink; /* of settings and keys */
    struct diag_sink pack_sink;  /* of the pack that is shown */
    struct window *window;
    struct notify *notify;
    struct unpacked *unpacked; /* --pack FILE; or NULL */

    struct installer *installer; /* or NULL */
    SDL_Thread *listener;
    SDL_mutex *mutex; /* over what follows */
    char reports[REPORTS_MAX][sizeof((struct installer_report *)0)->text];
    size_t n_reports;
    bool has_new; /* a pack was installed that is not shown yet */

    bool is_idle_told;
    struct str messages[FINDINGS_MAX + REPORTS_MAX]; /* findings first */
    size_t n_findings;
    char texts[REPORTS_MAX][sizeof((struct installer_report *)0)->text]; /* of the staff's page */
};

/* Staff. */

static bool
verify_pin(void *user, struct str pin)
{
    const struct locked *locked = user;
    return pin_verify(locked->settings.pin_hash, pin);
}

static void
add_findings(struct locked *locked, struct arena *arena, const struct diag_sink *sink)
{
    const struct diag *item = sink->first;
    for (; item != NULL && locked->n_findings < FINDINGS_MAX; item = item->next) {
        locked->messages[locked->n_findings++] =
            str_printf(arena, "%s: %.*s", item->place.file, STR_ARG(item->text));
    }
}

static void
probe(void *user, struct staff_report *report)
{
    struct locked *locked = user;
    proof_find(report);
    report->up_s = (int64_t)((clock_ms() - locked->start_ms) / 1000);
    report->messages = locked->messages;
    report->n_messages = locked->n_findings;
    (void)SDL_LockMutex(locked->mutex);
    for (size_t i = 0; i < locked->n_reports; i++) {
        (void)snprintf(locked->texts[i], sizeof locked->texts[i], "%s", locked->reports[i]);
        locked->messages[report->n_messages++] = str_from(locked->texts[i]);
    }
    (void)SDL_UnlockMutex(locked->mutex);
}

static struct staff_access
staff_access(struct locked *locked, const struct data *data)
{
    return (struct staff_access){
        .user = locked,
        .verify = locked->settings.pin_hash[0] == '\0' ? NULL : verify_pin,
        .probe = probe,
        .pack = &data->staff_pack,
        .version = KYR_VERSION,
    };
}

/* The installer. */

static void
keep_report(struct locked *locked, const struct installer_report *report)
{
    (void)SDL_LockMutex(locked->mutex);
    if (locked->n_reports == REPORTS_MAX) {
        memmove(locked->reports, locked->reports + 1,
                sizeof locked->reports[0] * (REPORTS_MAX - 1));
        locked->n_reports--;
    }
    (void)snprintf(locked->reports[locked->n_reports++], sizeof locked->reports[0], "%s",
                   report->text);
    locked->has_new = locked->has_new || report->kind == REPORT_INSTALLED;
    (void)SDL_UnlockMutex(locked->mutex);
}

static int
listen_to_installer(void *user)
{
    struct locked *locked = user;
    struct installer_report report;
    while (installer_wait_report(locked->installer, &report)) {
        keep_report(locked, &report);
        loop_wake();
    }
    report = (struct installer_report){
        .kind = REPORT_FAILED, .text = "Nobody looks for sticks any more. Start the kiosk again."};
    keep_report(locked, &report);
    return 0;
}

static bool
has_new_pack(struct locked *locked)
{
    (void)SDL_LockMutex(locked->mutex);
    bool has_new = locked->has_new;
    (void)SDL_UnlockMutex(locked->mutex);
    return has_new;
}

static bool
turn(void *user, bool is_idle)
{
    struct locked *locked = user;
    if (locked->installer == NULL) {
        return false;
    }
    if (is_idle != locked->is_idle_told) {
        installer_tell(locked->installer, is_idle);
        locked->is_idle_told = is_idle;
    }
    return is_idle && has_new_pack(locked);
}

static void
start_installer(struct locked *locked)
{
    struct arena *arena = &locked->arena;
    const char *share = fs_join(arena, fs_dirname(arena, fs_program_dir(arena)), "share/kyr-kiosk");
    const struct installer_options options = {
        .updates_dir = locked->options->updates_dir,
        .state_dir = locked->options->state_dir,
        .root = &locked->root,
        .shipped_dir = fs_join(arena, share, "pack"),
        .enter_cell = sandbox_enter_installer,
    };
    locked->installer = options.updates_dir == NULL ? NULL : installer_start(&options);
}

/* Behind the cell, so that they are in it too; signals first, so that no thread takes them. */
static void
start_threads(struct locked *locked)
{
    loop_catch_signals();
    if (locked->installer != NULL) {
        locked->listener = SDL_CreateThread(listen_to_installer, "installer", locked);
    }
}

/* The parts. */

static void
open_settings(struct locked *locked)
{
    struct arena *arena = &locked->arena;
    const char *dir = locked->options->settings_dir;
    if (!minisign_start()) {
        log_fatal("libsodium does not start");
    }
    settings_load(arena, dir, &locked->settings, &locked->place_sink);
    trust_load(arena, fs_join(arena, dir, "keys"), &locked->root, &locked->place_sink);
    diag_print(&locked->place_sink, stderr);
}

/* One line in any case: in the journal of a service, or for who sits before the terminal. */
static bool
may_lock(const struct locked *locked)
{
    if (locked->settings.pin_hash[0] != '\0') {
        return true;
    }
    bool is_asked = isatty(STDIN_FILENO) == 1 && !locked->options->is_sure;
    bool is_told = locked->place_sink.n_errors > 0; /* why there is none */
    if (is_asked) {
        log_line("no PIN is set, so nobody could leave the kiosk at its screen: set one first "
                 "(kyr-kiosk --set-pin), or add --yes");
    } else if (!is_told) {
        log_line("no PIN is set (kyr-kiosk --set-pin), so staff cannot leave the kiosk at its "
                 "screen");
    }
    return !is_asked;
}

/* What is said of a pack goes with the pack. */
static void
open_data(struct locked *locked, struct data *data)
{
    const struct options *options = locked->options;
    const struct data_trust trust = {
        .pack_dir = locked->unpacked != NULL ? unpack_dir(locked->unpacked) : options->pack_dir,
        .state_dir = options->state_dir,
        .root = &locked->root,
    };
    diag_free(&locked->pack_sink);
    locked->pack_sink = (struct diag_sink){0};
    data_open_signed(data, &trust, &locked->pack_sink);
    locked->n_findings = 0;
    add_findings(locked, &data->arena, &locked->place_sink);
    add_findings(locked, &data->arena, &locked->pack_sink);
}

static enum loop_end
show_pack(struct locked *locked, const struct data *data)
{
    struct loop_parts parts = {.window = locked->window,
                               .notify = locked->notify,
                               .painter = painter_open(data->fonts),
                               .host = &(struct host){locked, turn}};
    struct app_options options = start_app_options(locked->options, data, locked->window, NULL);
    options.staff = staff_access(locked, data);
    parts.app = app_open(&options, (int64_t)clock_ms());
    enum loop_end end = loop_run(&parts);
    app_close(parts.app);
    painter_close(parts.painter);
    return end;
}

/* It is open now, so the slot before it may go. */
static void
accept_new_pack(struct locked *locked)
{
    (void)SDL_LockMutex(locked->mutex);
    bool had_new = locked->has_new;
    locked->has_new = false;
    (void)SDL_UnlockMutex(locked->mutex);
    if (had_new) {
        installer_loaded(locked->installer);
    }
}

static enum exit_code
show_packs(struct locked *locked)
{
    enum loop_end end = LOOP_RELOAD;
    while (end == LOOP_RELOAD) {
        struct data data;
        open_data(locked, &data);
        accept_new_pack(locked);
        enum exit_code code = start_judge(locked->options, &data, &locked->pack_sink);
        if (code != EXIT_OK) {
            data_close(&data);
            return code;
        }
        end = show_pack(locked, &data);
        data_close(&data);
    }
    return end == LOOP_STAFF_LEFT ? EXIT_STAFF : EXIT_OK;
}

static void
close_all(struct locked *locked)
{
    installer_stop(locked->installer);
    if (locked->listener != NULL) {
        SDL_WaitThread(locked->listener, NULL);
    }
    installer_free(locked->installer);
    if (locked->mutex != NULL) {
        SDL_DestroyMutex(locked->mutex);
    }
    window_close(locked->window);
    unpack_stop(locked->unpacked);
    diag_free(&locked->place_sink);
    diag_free(&locked->pack_sink);
    arena_free(&locked->arena);
}

enum exit_code
locked_run(const struct options *options, struct notify *notify, double start_ms)
{
    struct locked locked = {.options = options, .notify = notify, .start_ms = start_ms};
    enum exit_code code = EXIT_ENVIRONMENT;
    if (!sandbox_prepare()) {
        return code;
    }
    open_settings(&locked);
    if (!may_lock(&locked)) {
        close_all(&locked);
        return EXIT_USAGE;
    }
    start_installer(&locked);
    if (options->pack_dir != NULL && fs_is_file(options->pack_dir)) {
        locked.unpacked = unpack_start(options->pack_dir, NULL, sandbox_enter_installer);
    }
    locked.window = start_window(options);
    locked.mutex = SDL_CreateMutex();
    if (locked.mutex != NULL && sandbox_enter()) {
        start_threads(&locked);
        code = show_packs(&locked);
    }
    close_all(&locked);
    return code;
}
