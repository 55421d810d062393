/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole program without SDL: events and a clock in, effects and something to draw out.
 *
 * A visit begins with the tap that wakes the attract screen and ends when the screen is hidden or
 * left alone; then everything that tells of the visitor is wiped: language, place, way back, text
 * size, theme, laid-out pages.
 */
#ifndef KYR_UI_APP_H
#define KYR_UI_APP_H

#include "layout/screens.h"
#include "ui/event.h"
#include "ui/staff.h"
#include "ui/words.h"

#define TEXT_PERCENT_LEAST 100
#define TEXT_PERCENT_MOST 200

struct app_options {
    const struct pack *pack; /* not owned; NULL: only the built-in page with the hotline */
    struct catalog *catalog; /* not owned */
    struct text_metrics metrics;
    struct date today;               /* may warn about age, hides nothing; year 0: unknown */
    bool is_today_fixed;             /* --today: app_set_clock does not change it */
    const struct language *language; /* at the start of each visit */
    int text_percent;                /* likewise; 0: 100 */
    enum theme theme;                /* likewise */
    struct size screen_px;           /* first size of the window */
    double dpi;                      /* of the display; 0: unknown */
    bool is_dpi_fixed;               /* --dpi: a RESIZE does not change it */
    double distance_mm;              /* 0: usual */
    int idle_s;                      /* 0: never (a workshop) */
    bool is_kiosk;                   /* no way to quit by key or window */
    struct staff_access staff;       /* the way out of a kiosk */
    /* Called for what a trace shows; never in a kiosk. May be NULL. */
    void (*trace)(void *user, const char *what, const char *details);
    void *trace_user;
};

struct app;

/* Starts on the attract screen. Never NULL. */
struct app *
app_open(const struct app_options *options, int64_t now_ms);

void
app_close(struct app *app); /* NULL-safe */

struct effects {
    bool redraw;
    bool quit;
    bool has_staff_left; /* quits because staff asked for it, PIN in hand */
    bool shows_pointer;  /* the mouse moved; hidden again by a touch or key */
    bool forget;         /* a visit ended: caches that hold what was read must go */
    int64_t wake_ms;     /* step again at this time at the latest; -1: only on events */
};

/*
 * What the wall clock says; before a step. It makes facts old and is shown on the hidden screen,
 * nothing else: a kiosk's clock is not to be trusted.
 */
struct wall_clock {
    struct date today; /* year 0: unknown */
    int second;        /* of the local day; -1: unknown */
};

void
app_set_clock(struct app *app, struct wall_clock clock);

/* Is nobody there: neither a visitor nor staff? */
bool
app_is_waiting(const struct app *app);

/* `events` in order of arrival; n may be 0 (the deadline came). */
struct effects
app_step(struct app *app, const struct event *events, size_t n, int64_t now_ms);

/* What to draw, bottom to top. Valid until the next app_step. */
struct frame {
    enum theme theme;
    struct size screen_px;
    struct rect content;          /* layers are clipped to this */
    const struct list *layers[2]; /* the screen and, while it slides, its neighbour; or NULL */
    int layer_dx[2];
    const struct list *chrome;  /* header and footer */
    const struct list *overlay; /* focus and press rings */
};

struct frame
app_frame(const struct app *app);

#endif
