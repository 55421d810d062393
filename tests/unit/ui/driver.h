/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program under test without a display: the small pack of this folder, its Spanish catalogs,
 * invented text metrics, a clock that only the test moves.
 */
#ifndef KYR_TESTS_UI_DRIVER_H
#define KYR_TESTS_UI_DRIVER_H

#include "../i18n/fixture.h"
#include "ui/app_parts.h"
#include "ui/app_show.h"

/* Opened once a test program: libintl never reads a file again. */
struct world {
    struct fixture fixture;
    struct pack *pack;
    struct catalog *catalog;
};

void
world_open(struct world *world);

void
world_close(struct world *world);

struct driver {
    struct world *world;
    struct app_options options; /* change them before the first step */
    struct app *app;            /* opened by the first step */
    int64_t now_ms;
    struct effects last;    /* of the latest step */
    bool ever_forgot;       /* since the test last looked */
    int finger_x, finger_y; /* of finger 1 */
    struct arena names;     /* of targets and places */
};

/* English, 1366x768, 120 s, 2 July 2026. */
void
driver_init(struct driver *driver, struct world *world);

void
driver_close(struct driver *driver);

/* Nothing happens but time. */
void
driver_wait(struct driver *driver, int64_t ms);

void
driver_event(struct driver *driver, struct event event);

void
driver_pointer(struct driver *driver, enum event_kind kind, int64_t pointer, int x, int y);

void
driver_key(struct driver *driver, enum key key);

/* Finger 1 down and up. */
void
driver_tap(struct driver *driver, int x, int y);

/* Index of a target such as "page:door", "number:net", "language:es", "hide"; -1: there is none. */
int
driver_find(struct driver *driver, const char *name);

/* The name driver_find knows a target by; lives as long as the driver. */
const char *
driver_target_name(struct driver *driver, int index);

/* Fails the test if there is no such target. */
void
driver_tap_target(struct driver *driver, const char *name);

/* From the waiting screen to home. */
void
driver_start(struct driver *driver);

/* A finger across the middle of the content. */
void
driver_swipe(struct driver *driver, int dx, int64_t ms);

/* Do the words stand on the screen, whatever the line breaks? */
bool
driver_shows(struct driver *driver, const char *words);

const char *
driver_place(struct driver *driver); /* "home", "door", "number:net", "sources:door" ... */

#endif
