/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells the service manager that the screen is alive: sd_notify(3), without its library.
 *
 * READY=1 goes out with the first frame, WATCHDOG=1 from the main loop itself (R2: no timer thread
 * that would go on while the screen hangs), and only while the last frame that was asked for stands
 * on the screen. With no NOTIFY_SOCKET all of this does nothing.
 */
#ifndef KYR_PLATFORM_NOTIFY_H
#define KYR_PLATFORM_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

struct notify {
    int fd;           /* connected; -1: nobody to tell */
    int64_t every_ms; /* half of the watchdog's patience; 0: there is no watchdog */
    int64_t next_ms;
    bool is_ready; /* has been said */
};

/* From the environment (NOTIFY_SOCKET, WATCHDOG_USEC). Before sandbox_enter: it makes a socket. */
void
notify_open(struct notify *notify);

void
notify_close(struct notify *notify);

/* Once each turn of the loop. `is_shown`: the last frame asked for has been presented. */
void
notify_turn(struct notify *notify, bool is_shown, int64_t now_ms);

/* The earlier of `wake_ms` (-1: never) and the time by which the loop must turn again. */
int64_t
notify_wake_ms(const struct notify *notify, int64_t wake_ms);

#endif
