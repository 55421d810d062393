/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop of platform/loop.c without its waiting. */
#include "headless.h"

#include <stdio.h>

#include "base/log.h"
#include "platform/image.h"
#include "ui/idle.h"

#define W 1366
#define H 768

void
headless_open(struct headless *headless)
{
    *headless = (struct headless){0};
    struct data *data = &headless->data;
    data_open(data, NULL, &headless->sink);
    diag_print(&headless->sink, stderr);
    if (data->fonts == NULL || data->pack == NULL) {
        log_fatal("there is no usable %s in %s", data->fonts == NULL ? "font" : "pack",
                  data->share_dir);
    }
    headless->painter = painter_open(data->fonts);
    headless->surface = image_new(W, H);
    if (headless->surface == NULL) {
        log_fatal("out of memory");
    }
    struct app_options options = {
        .pack = data->pack,
        .catalog = data->catalog,
        .metrics = fonts_metrics(data->fonts),
        .today = {2026, 7, 2},
        .language = lang_source(),
        .screen_px = {W, H},
        .dpi = 102,
        .idle_s = IDLE_DEFAULT_S,
        .is_kiosk = true,
    };
    headless->app = app_open(&options, 0);
}

void
headless_close(struct headless *headless)
{
    app_close(headless->app);
    painter_close(headless->painter);
    SDL_FreeSurface(headless->surface);
    data_close(&headless->data);
    diag_free(&headless->sink);
}

static void
step(struct headless *headless, const struct event *event)
{
    size_t n = event == NULL ? 0 : 1;
    struct effects effects = app_step(headless->app, event, n, headless->now_ms);
    if (effects.forget) {
        painter_forget(headless->painter);
    }
}

void
headless_event(struct headless *headless, struct event event)
{
    step(headless, &event);
}

void
headless_wait(struct headless *headless, int64_t ms)
{
    headless->now_ms += ms;
    step(headless, NULL);
}

void
headless_key(struct headless *headless, enum key key)
{
    headless->now_ms += 50;
    headless_event(headless, (struct event){.kind = EVENT_KEY, .source = SOURCE_KEY, .key = key});
}

void
headless_tap(struct headless *headless, int x, int y)
{
    struct event event = {.kind = EVENT_DOWN, .pointer = 1, .x = x, .y = y};
    headless_event(headless, event);
    headless->now_ms += 60;
    event.kind = EVENT_UP;
    headless_event(headless, event);
}

void
headless_tap_index(struct headless *headless, size_t index)
{
    struct rect r = app_targets(headless->app)->items[index].rect;
    headless_tap(headless, r.x + r.w / 2, r.y + r.h / 2);
}

bool
headless_tap_target(struct headless *headless, enum target_kind kind, const char *arg)
{
    const struct targets *targets = app_targets(headless->app);
    for (size_t i = 0; i < targets->n; i++) {
        const struct target *target = &targets->items[i];
        if (target->kind == kind && (arg[0] == '\0' || str_eqz(target->arg, arg))) {
            headless_tap_index(headless, i);
            return true;
        }
    }
    return false;
}

bool
headless_tap_action(struct headless *headless, int action)
{
    const struct targets *targets = app_targets(headless->app);
    for (size_t i = 0; i < targets->n; i++) {
        if (targets->items[i].kind == TARGET_ACTION && targets->items[i].action == action) {
            headless_tap_index(headless, i);
            return true;
        }
    }
    return false;
}

void
headless_paint(struct headless *headless)
{
    struct frame frame = app_frame(headless->app);
    frame_paint(headless->painter, headless->surface, &frame);
    headless->n_frames++;
}

uint64_t
headless_hash(const struct headless *headless)
{
    const SDL_Surface *surface = headless->surface;
    uint64_t hash = 14695981039346656037u;
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)((const char *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            hash = (hash ^ row[x]) * 1099511628211u;
        }
    }
    return hash;
}
