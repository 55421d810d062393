/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asleep while a visit runs. Everything that takes long asks before each step whether somebody has
 * come; what is installed is found out anew each time, so nothing has to be kept in step. */
#include "install/installer_child.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/log.h"
#include "content/manifest.h"
#include "content/packsource.h"
#include "install/slots.h"
#include "install/stick.h"

#define LOOK_EVERY_MS 2000 /* staff wait beside the kiosk; an idle machine is to sleep */

struct worker {
    const struct installer_options *options;
    int words_fd, reports_fd;
    bool is_idle, is_loaded, is_over;
    uint64_t mark_before, mark_done;
};

/* One try: waits at most so long (-1: for ever), takes in what the parent has said. */
static void
take_words(struct worker *worker, int timeout_ms)
{
    struct pollfd fd = {.fd = worker->words_fd, .events = POLLIN};
    char words[64];
    if (poll(&fd, 1, timeout_ms) <= 0) {
        return;
    }
    ssize_t n = read(worker->words_fd, words, sizeof words);
    worker->is_over = n == 0 || (n < 0 && errno != EINTR);
    for (ssize_t i = 0; i < n; i++) {
        worker->is_loaded = worker->is_loaded || words[i] == WORD_LOADED;
        worker->is_idle = words[i] == WORD_LOADED ? worker->is_idle : words[i] == WORD_IDLE;
    }
}

/* Waits until nobody is there; false: the parent is gone. */
static bool
wait_until_idle(void *user)
{
    struct worker *worker = user;
    take_words(worker, 0);
    while (!worker->is_over && !worker->is_idle) {
        take_words(worker, -1);
    }
    return !worker->is_over;
}

static int64_t
now_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False: the parent is gone. */
static bool
sleep_until_look(struct worker *worker)
{
    int every_ms =
        worker->options->look_every_ms > 0 ? worker->options->look_every_ms : LOOK_EVERY_MS;
    int64_t until = now_ms() + every_ms;
    for (int64_t left = every_ms; left > 0 && !worker->is_over; left = until - now_ms()) {
        take_words(worker, (int)left);
    }
    return wait_until_idle(worker);
}

static void
tell(const struct worker *worker, enum installer_report_kind kind, long version, const char *text)
{
    struct installer_report report; /* every byte of it is sent */
    memset(&report, 0, sizeof report);
    report.kind = kind;
    report.version = version;
    (void)snprintf(report.text, sizeof report.text, "%s", text);
    log_line("%s", report.text);
    (void)!write(worker->reports_fd, &report, sizeof report); /* whole, or the parent is gone */
}

static void
tell_refused(const struct worker *worker, const struct diag_sink *sink)
{
    struct arena arena = {0};
    for (const struct diag *diag = sink->first; diag != NULL; diag = diag->next) {
        struct str text = str_printf(&arena, "The pack %s on the stick was not installed: %.*s.",
                                     diag->place.file, STR_ARG(diag->text));
        tell(worker, REPORT_REFUSED, 0, text.p);
    }
    arena_free(&arena);
}

/* "ana and ben" */
static struct str
list_names(struct arena *arena, const struct str *names, size_t n)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < n; i++) {
        strbuf_addz(&text, i == 0 ? "" : i + 1 < n ? ", " : " and ");
        strbuf_add(&text, names[i]);
    }
    struct str list = str_dup(arena, strbuf_str(&text));
    strbuf_free(&text);
    return list;
}

static struct str
list_signers(struct arena *arena, const struct packfile *pack, const struct trust *trust)
{
    struct str names[PACKFILE_SIGNATURES_MAX];
    for (size_t i = 0; i < pack->n_signers; i++) {
        names[i] = trust_name(trust, pack->signers[i]);
    }
    return list_names(arena, names, pack->n_signers);
}

/* What there is now, and what the stick has. */
struct work {
    struct arena arena;
    struct diag_sink sink;
    struct slot_pack slot;            /* pack NULL: no slot is installed */
    struct packfile *shipped;         /* or NULL */
    const struct packfile *installed; /* the newer of these two, which the kiosk shows; or NULL */
    struct trust trust;
    struct stick_find find;
};

/* Beside the program lies a signed folder, or in a build tree the source of a pack. */
static struct packfile *
open_shipped(struct arena *arena, const char *dir)
{
    const struct packsource_options options = {.dir = dir, .issued = {2000, 1, 1}};
    if (dir == NULL) {
        return NULL;
    }
    return fs_is_file(fs_join(arena, dir, MANIFEST_NAME)) ? packfile_open(dir, NULL, NULL)
                                                          : packsource_gather(&options, NULL);
}

static const struct packfile *
newer(const struct packfile *slot, const struct packfile *shipped)
{
    bool is_shipped =
        slot == NULL || (shipped != NULL && shipped->manifest->version > slot->manifest->version);
    return is_shipped ? shipped : slot;
}

static void
work_open(struct work *work, const struct installer_options *options)
{
    struct arena *arena = &work->arena;
    bool has_slot = slots_open(arena, options->state_dir, options->root, &work->slot, NULL);
    work->trust = has_slot ? work->slot.trust : *options->root;
    work->shipped = open_shipped(arena, options->shipped_dir);
    work->installed = newer(work->slot.pack, work->shipped);
    struct stick_place place = {.trust = &work->trust, .installed = work->installed};
    stick_look(arena, options->updates_dir, &place, &work->find, &work->sink);
}

static void
work_close(struct work *work)
{
    packfile_close(work->slot.pack);
    packfile_close(work->shipped);
    packfile_close(work->find.pack);
    diag_free(&work->sink);
    arena_free(&work->arena);
}

static void
tell_installed(const struct worker *worker, struct work *work)
{
    struct arena *arena = &work->arena;
    const struct stick_find *find = &work->find;
    struct str text = str_printf(
        arena, "The stick has version %ld of the pack, signed by %.*s. It was installed.",
        find->pack->manifest->version, STR_ARG(list_signers(arena, find->pack, &work->trust)));
    if (find->has_new_keys) {
        text = str_printf(arena, "%s From now on %.*s sign.", text.p,
                          STR_ARG(list_names(arena, find->new_keys.names, find->new_keys.keys.n)));
    }
    tell(worker, REPORT_INSTALLED, find->pack->manifest->version, text.p);
}

/* The old pack's slot, by its name in the state folder; NULL if none is in use. */
static const char *
slot_in_use(struct work *work)
{
    const char *dir = work->slot.pack == NULL ? NULL : fs_dirname(&work->arena, work->slot.dir);
    return dir == NULL ? NULL : strrchr(dir, '/') + 1;
}

/* The parent may read the catalogs of the old slot until it shows the new one. */
static void
tidy_when_loaded(struct worker *worker, const char *keep)
{
    while (!worker->is_loaded && !worker->is_over) {
        take_words(worker, -1);
    }
    if (worker->is_loaded && wait_until_idle(worker)) {
        slots_tidy(worker->options->state_dir, keep);
    }
}

/* NULL in the middle of the end of the parent, or with a finding. */
static const char *
stage(struct worker *worker, struct work *work)
{
    struct chain chain = work->slot.chain;
    struct slots_new job = {.state_dir = worker->options->state_dir,
                            .pack = work->find.pack,
                            .chain = &chain,
                            .may_go_on = wait_until_idle,
                            .user = worker};
    if (work->find.has_new_keys &&
        !chain_extend(&work->arena, &work->slot.chain, work->find.pack, &chain, &work->sink)) {
        return NULL;
    }
    return slots_stage(&work->arena, &job, &work->sink);
}

static void
install(struct worker *worker, struct work *work)
{
    const char *state_dir = worker->options->state_dir;
    const char *slot = stage(worker, work);
    worker->is_loaded = false;
    bool is_done =
        slot != NULL && wait_until_idle(worker) && slots_switch(state_dir, slot, &work->sink);
    if (is_done) {
        tell_installed(worker, work);
        tidy_when_loaded(worker, slot_in_use(work));
    } else if (!worker->is_over) {
        long version = work->find.pack->manifest->version;
        struct str text =
            str_printf(&work->arena,
                       "Version %ld of the pack could not be installed: %.*s. The old one stays.",
                       version, STR_ARG(work->sink.last->text));
        tell(worker, REPORT_FAILED, version, text.p);
        slots_tidy(state_dir, slot_in_use(work));
    }
}

static void
look(struct worker *worker)
{
    struct work work = {.slot = {.pack = NULL}};
    work_open(&work, worker->options);
    tell_refused(worker, &work.sink);
    if (work.find.pack != NULL) {
        install(worker, &work);
    } else if (work.find.is_installed) {
        long version = work.installed->manifest->version;
        struct str text = str_printf(
            &work.arena, "The stick has version %ld of the pack, which is installed already.",
            version);
        tell(worker, REPORT_SAME, version, text.p);
    }
    work_close(&work);
}

void
installer_child_run(const struct installer_child *child)
{
    struct worker worker = {
        .options = child->options, .words_fd = child->words_fd, .reports_fd = child->reports_fd};
    struct arena scratch = {0};
    if (wait_until_idle(&worker)) {
        slots_adopt(child->options->state_dir, child->options->root);
        slots_tidy(child->options->state_dir, NULL);
    }
    while (wait_until_idle(&worker)) {
        uint64_t mark = stick_mark(&scratch, child->options->updates_dir);
        arena_reset(&scratch);
        if (mark != 0 && mark == worker.mark_before && mark != worker.mark_done) {
            worker.mark_done = mark;
            look(&worker);
        }
        worker.mark_before = mark;
        worker.mark_done = mark == 0 ? 0 : worker.mark_done;
        if (!sleep_until_look(&worker)) {
            break;
        }
    }
    arena_free(&scratch);
}
