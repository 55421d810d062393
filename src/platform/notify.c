/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One connected datagram socket. WATCHDOG_PID is not looked at: the service's first process is the
 * compositor, which hands its environment on to us, and it is us whom the watchdog is about.
 */
#include "platform/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define WATCHDOG_LEAST_US 200000 /* two wakes in ten a second would be a busy loop */
#define WATCHDOG_MOST_US 3600000000LL

static int
connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t n = strlen(path);
    bool is_sound = (path[0] == '/' || path[0] == '@') && n > 1 && n < sizeof address.sun_path;
    int fd = is_sound ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) : -1;
    if (fd < 0) {
        return -1;
    }
    memcpy(address.sun_path, path, n);
    if (path[0] == '@') { /* an abstract name begins with a NUL */
        address.sun_path[0] = '\0';
    }
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
    if (connect(fd, (const struct sockaddr *)&address, size) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

static int64_t
half_of_patience_ms(const char *text)
{
    char *end = NULL;
    long long us = text == NULL ? 0 : strtoll(text, &end, 10);
    bool is_number = end != NULL && end != text && *end == '\0';
    if (!is_number || us < WATCHDOG_LEAST_US || us > WATCHDOG_MOST_US) {
        return 0;
    }
    return us / 2000;
}

void
notify_open(struct notify *notify)
{
    const char *path = getenv("NOTIFY_SOCKET");
    *notify = (struct notify){.fd = path == NULL ? -1 : connect_to(path)};
    if (notify->fd >= 0) {
        notify->every_ms = half_of_patience_ms(getenv("WATCHDOG_USEC"));
    }
}

void
notify_close(struct notify *notify)
{
    if (notify->fd >= 0) {
        (void)close(notify->fd);
    }
    *notify = (struct notify){.fd = -1};
}

/* A manager that does not listen for the moment is none of the visitor's concern. */
static void
tell(const struct notify *notify, const char *what)
{
    (void)send(notify->fd, what, strlen(what), MSG_NOSIGNAL);
}

void
notify_turn(struct notify *notify, bool is_shown, int64_t now_ms)
{
    if (notify->fd < 0 || !is_shown) {
        return;
    }
    if (!notify->is_ready) {
        notify->is_ready = true;
        tell(notify, "READY=1");
    }
    if (notify->every_ms > 0 && now_ms >= notify->next_ms) {
        notify->next_ms = now_ms + notify->every_ms;
        tell(notify, "WATCHDOG=1");
    }
}

int64_t
notify_wake_ms(const struct notify *notify, int64_t wake_ms)
{
    if (notify->fd < 0 || notify->every_ms == 0) {
        return wake_ms;
    }
    return wake_ms < 0 || wake_ms > notify->next_ms ? notify->next_ms : wake_ms;
}
