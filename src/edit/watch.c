/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread waits for the folder and for a pipe; a byte in the pipe ends it. What it saw waits in
 * one atomic number, so that a burst of events is one piece of news. */
#define _XOPEN_SOURCE 700 /* realpath, which POSIX.1-2008 keeps under XSI */
#include "edit/watch.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/fs.h"

#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY)

struct watch {
    struct arena arena;
    const char *name; /* of the file within the folder */
    int folder;       /* inotify; -1: none */
    int stop[2];      /* pipe; -1: none */
    pthread_t thread;
    bool has_thread;
    void (*wake)(void);
    atomic_int news;
};

static void
note(struct watch *watch, const struct inotify_event *event)
{
    bool is_overflow = (event->mask & IN_Q_OVERFLOW) != 0; /* some events are lost */
    if (!is_overflow && (event->len == 0 || strcmp(event->name, watch->name) != 0)) {
        return;
    }
    bool is_saved = is_overflow || (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0;
    int news = is_saved ? WATCH_SAVED : WATCH_WRITING;
    int before = atomic_load(&watch->news);
    while (before < news && !atomic_compare_exchange_weak(&watch->news, &before, news)) {
    }
    watch->wake(); /* for more of the same too: who waits for the end of writing waits on */
}

/* False at the end. */
static bool
read_events(struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    ssize_t n = read(watch->folder, bytes, sizeof bytes);
    if (n <= 0) {
        return n < 0 && (errno == EINTR || errno == EAGAIN);
    }
    for (char *at = bytes; at < bytes + n;) {
        const struct inotify_event *event = (const struct inotify_event *)(void *)at;
        note(watch, event);
        at += sizeof *event + event->len;
    }
    return true;
}

static void *
run(void *user)
{
    struct watch *watch = user;
    struct pollfd polled[2] = {{watch->folder, POLLIN, 0}, {watch->stop[0], POLLIN, 0}};
    for (;;) {
        if (poll(polled, 2, -1) < 0 && errno != EINTR) {
            return NULL;
        }
        if (polled[1].revents != 0) {
            return NULL;
        }
        if (polled[0].revents != 0 && !read_events(watch)) {
            return NULL;
        }
    }
}

/* With all signals blocked in it: they are for the main loop. */
static bool
start(struct watch *watch)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    watch->has_thread = pthread_create(&watch->thread, NULL, run, watch) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return watch->has_thread;
}

struct watch *
watch_open(const char *path, void (*wake)(void))
{
    struct watch *watch = calloc(1, sizeof *watch);
    if (watch == NULL) {
        return NULL;
    }
    watch->wake = wake;
    watch->stop[0] = watch->stop[1] = -1;
    char *real = realpath(path, NULL); /* an editor saves behind a symbolic link */
    struct str whole = str_dup(&watch->arena, str_from(real == NULL ? path : real));
    free(real);
    const char *slash = strrchr(whole.p, '/');
    watch->name = slash == NULL ? whole.p : slash + 1;
    watch->folder = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    bool is_watched =
        watch->folder >= 0 &&
        inotify_add_watch(watch->folder, fs_dirname(&watch->arena, whole.p), EVENTS) >= 0;
    if (!is_watched || pipe(watch->stop) != 0 || !start(watch)) {
        watch_close(watch);
        return NULL;
    }
    return watch;
}

static void
close_file(int file)
{
    if (file >= 0) {
        (void)close(file);
    }
}

void
watch_close(struct watch *watch)
{
    if (watch == NULL) {
        return;
    }
    if (watch->has_thread && write(watch->stop[1], "", 1) == 1) {
        (void)pthread_join(watch->thread, NULL);
    }
    close_file(watch->folder);
    close_file(watch->stop[0]);
    close_file(watch->stop[1]);
    arena_free(&watch->arena);
    free(watch);
}

enum watch_news
watch_take(struct watch *watch)
{
    return (enum watch_news)atomic_exchange(&watch->news, WATCH_NOTHING);
}
