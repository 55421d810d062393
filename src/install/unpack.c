/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The child tells the name of the folder through one pipe and then waits for the end of another,
 * which comes when the parent closes it or is gone. */
#include "install/unpack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "install/slots.h"

#define DIR_BYTES 512

struct unpacked {
    pid_t child;
    int hold; /* open as long as the folder is needed */
    char dir[DIR_BYTES];
};

struct job {
    const char *path;
    const struct packfile_trust *trust;
    bool (*enter_cell)(const char *dir);
    int tell, hold;
};

static const char *
unpack(struct arena *arena, const struct job *job)
{
    struct diag_sink sink = {0};
    struct packfile *pack = packfile_open(job->path, job->trust, &sink);
    const char *dir = pack == NULL ? NULL : slots_unpack(arena, pack, &sink);
    diag_print(&sink, stderr);
    packfile_close(pack);
    diag_free(&sink);
    return dir;
}

/* Never returns. */
static void
run_child(const struct job *job)
{
    struct arena arena = {0};
    char end;
    if (job->enter_cell != NULL && !job->enter_cell(slots_unpack_base())) {
        _exit(EXIT_ENVIRONMENT);
    }
    const char *dir = unpack(&arena, job);
    bool is_told = dir != NULL && strlen(dir) < DIR_BYTES &&
                   write(job->tell, dir, strlen(dir)) == (ssize_t)strlen(dir);
    (void)close(job->tell);
    while (is_told && read(job->hold, &end, 1) < 0 && errno == EINTR) {
    }
    if (dir != NULL) {
        slots_unpack_remove(dir);
    }
    arena_free(&arena);
    _exit(EXIT_OK);
}

static bool
read_dir(struct unpacked *unpacked, int told)
{
    size_t n = 0;
    ssize_t got = 0;
    while (n < DIR_BYTES - 1 && (got = read(told, unpacked->dir + n, DIR_BYTES - 1 - n)) != 0) {
        if (got < 0 && errno != EINTR) {
            break;
        }
        n += got > 0 ? (size_t)got : 0;
    }
    return n > 0;
}

struct unpacked *
unpack_start(const char *path, const struct packfile_trust *trust,
             bool (*enter_cell)(const char *dir))
{
    int told[2], hold[2];
    struct unpacked *unpacked = calloc(1, sizeof *unpacked);
    if (unpacked == NULL || pipe(told) != 0 || pipe(hold) != 0 || (unpacked->child = fork()) < 0) {
        log_fatal("cannot start another process: %s", strerror(errno));
    }
    if (unpacked->child == 0) {
        (void)close(told[0]);
        (void)close(hold[1]);
        run_child(&(struct job){path, trust, enter_cell, told[1], hold[0]});
    }
    (void)close(told[1]);
    (void)close(hold[0]);
    unpacked->hold = hold[1];
    bool is_there = read_dir(unpacked, told[0]);
    (void)close(told[0]);
    if (!is_there) {
        unpack_stop(unpacked);
        return NULL;
    }
    return unpacked;
}

const char *
unpack_dir(const struct unpacked *unpacked)
{
    return unpacked->dir;
}

void
unpack_stop(struct unpacked *unpacked)
{
    if (unpacked != NULL) {
        (void)close(unpacked->hold);
        (void)waitpid(unpacked->child, NULL, 0);
        free(unpacked);
    }
}
