/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parent's half: two pipes and a child. Nothing here waits for the child but the function that
 * says so. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* close_range */
#endif
#include "install/installer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "install/installer_child.h"

#define END_WAIT_MS 2000
#define END_STEP_MS 10

struct installer {
    pid_t child;
    int words_fd;   /* to the child; -1 after installer_stop */
    int reports_fd; /* from it */
};

/* Standard input and output lead nowhere, and standard error too if the parent has none: a file
 * that is opened later must not become what lines are written to. */
static void
fill_standard(void)
{
    int null = open("/dev/null", O_RDWR);
    (void)dup2(null, 0);
    (void)dup2(null, 1);
    if (fcntl(2, F_GETFD) < 0) {
        (void)dup2(null, 2);
    }
}

/* Leaves the two pipes and the standard ones; the others belong to the parent. */
static void
close_others(int a, int b)
{
    unsigned low = (unsigned)(a < b ? a : b), high = (unsigned)(a < b ? b : a);
    if (low > 3) {
        (void)close_range(3, low - 1, 0);
    }
    if (high > low + 1) {
        (void)close_range(low + 1, high - 1, 0);
    }
    (void)close_range(high + 1, ~0u, 0);
}

static _Noreturn void
run_child(const struct installer_options *options, pid_t parent, int words_fd, int reports_fd)
{
    const struct installer_child child = {options, words_fd, reports_fd};
    fill_standard();
    close_others(words_fd, reports_fd);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGINT, SIG_IGN); /* typed into a terminal: the parent decides */
    bool ok = prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid() == parent &&
              minisign_start() &&
              (options->enter_cell == NULL || options->enter_cell(options->state_dir));
    if (ok) {
        installer_child_run(&child);
    } else {
        log_line("the installer cannot start, so no updates are looked for");
    }
    _exit(ok ? EXIT_OK : EXIT_ENVIRONMENT);
}

/* Away from the numbers of the standard ones, which may be free; closed in programs that are
 * started. */
static bool
move_up(int *fd)
{
    int moved = fcntl(*fd, F_DUPFD_CLOEXEC, 3);
    (void)close(*fd);
    *fd = moved;
    return moved >= 0;
}

/* Read end, write end. */
static bool
make_pipe(int ends[2])
{
    if (pipe(ends) != 0) {
        return false;
    }
    bool has_first = move_up(&ends[0]), has_second = move_up(&ends[1]);
    return has_first && has_second;
}

static void
close_pipe(const int ends[2])
{
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0) {
            (void)close(ends[i]);
        }
    }
}

struct installer *
installer_start(const struct installer_options *options)
{
    int words[2] = {-1, -1}, reports[2] = {-1, -1};
    struct installer *installer = calloc(1, sizeof *installer);
    pid_t parent = getpid();
    bool ok = installer != NULL && make_pipe(words) && make_pipe(reports) &&
              fcntl(words[1], F_SETFL, O_NONBLOCK) == 0;
    pid_t child = ok ? fork() : -1;
    if (child == 0) {
        (void)close(words[1]);
        (void)close(reports[0]);
        run_child(options, parent, words[0], reports[1]);
    }
    if (child < 0) {
        log_line("no updates from sticks: the installer cannot start (%s)", strerror(errno));
        close_pipe(words);
        close_pipe(reports);
        free(installer);
        return NULL;
    }
    (void)close(words[0]);
    (void)close(reports[1]);
    *installer = (struct installer){child, words[1], reports[0]};
    return installer;
}

/* A child that is gone or hangs is no reason for the kiosk to stop. */
static void
say(struct installer *installer, enum installer_word word)
{
    char byte = (char)word;
    if (installer->words_fd >= 0) {
        (void)!write(installer->words_fd, &byte, 1);
    }
}

void
installer_tell(struct installer *installer, bool is_idle)
{
    say(installer, is_idle ? WORD_IDLE : WORD_BUSY);
}

void
installer_loaded(struct installer *installer)
{
    say(installer, WORD_LOADED);
}

bool
installer_wait_report(struct installer *installer, struct installer_report *out)
{
    ssize_t n = -1;
    do {
        n = read(installer->reports_fd, out, sizeof *out);
    } while (n < 0 && errno == EINTR);
    if (n != (ssize_t)sizeof *out) {
        return false;
    }
    out->text[sizeof out->text - 1] = '\0';
    return true;
}

int
installer_report_fd(const struct installer *installer)
{
    return installer->reports_fd;
}

void
installer_stop(struct installer *installer)
{
    const struct timespec step = {0, END_STEP_MS * 1000000L};
    if (installer == NULL || installer->words_fd < 0) {
        return;
    }
    (void)close(installer->words_fd);
    installer->words_fd = -1;
    for (int ms = 0; ms < END_WAIT_MS && waitpid(installer->child, NULL, WNOHANG) == 0;
         ms += END_STEP_MS) {
        (void)nanosleep(&step, NULL);
    }
}

void
installer_free(struct installer *installer)
{
    if (installer != NULL) {
        installer_stop(installer);
        (void)close(installer->reports_fd);
        free(installer);
    }
}
