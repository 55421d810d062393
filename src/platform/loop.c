/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SDL falls asleep again after a signal, so a thread waits for signals and wakes the loop with an
 * event. The only mutable file-scope variable is the flag that this thread sets.
 */
#define _DEFAULT_SOURCE /* explicit_bzero */
#include "platform/loop.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "platform/input.h"

static atomic_bool stop_asked;

void
loop_wake(void)
{
    SDL_Event wake = {.type = SDL_USEREVENT};
    (void)SDL_PushEvent(&wake);
}

static int
wait_for_signal(void *signals)
{
    int number = 0;
    (void)sigwait(signals, &number);
    stop_asked = true;
    loop_wake();
    return 0;
}

void
loop_catch_signals(void)
{
    static sigset_t signals; /* outlives the thread */
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    SDL_Thread *thread = NULL;
    if (pthread_sigmask(SIG_BLOCK, &signals, NULL) == 0) {
        thread = SDL_CreateThread(wait_for_signal, "signals", &signals);
    }
    if (thread == NULL) {
        log_fatal("cannot wait for signals: %s", SDL_GetError());
    }
    SDL_DetachThread(thread);
}

void
frame_paint_part(struct painter *painter, struct paint_target target, const struct frame *frame)
{
    target.theme = frame->theme;
    paint_fill(&target, COLOR_GROUND);
    for (int i = 0; i < 2; i++) {
        if (frame->layers[i] != NULL) {
            struct paint_target layer = target;
            layer.clip = frame->content;
            layer.clip.x += target.dx;
            layer.dx += frame->layer_dx[i];
            paint_list(painter, &layer, frame->layers[i]);
        }
    }
    paint_list(painter, &target, frame->chrome);
    paint_list(painter, &target, frame->overlay);
}

static void
paint_all(struct painter *painter, SDL_Surface *surface, const struct frame *frame,
          const struct guest *guest)
{
    struct paint_target target = {
        .surface = surface, .theme = frame->theme, .clip = {0, 0, surface->w, surface->h}};
    if (SDL_MUSTLOCK(surface) && SDL_LockSurface(surface) != 0) {
        return;
    }
    frame_paint_part(painter, target, frame);
    if (guest != NULL) {
        guest->paint(guest->user, painter, &target);
    }
    if (SDL_MUSTLOCK(surface)) {
        SDL_UnlockSurface(surface);
    }
}

void
frame_paint(struct painter *painter, SDL_Surface *surface, const struct frame *frame)
{
    paint_all(painter, surface, frame, NULL);
}

static void
wait_for_events(int64_t wake_ms)
{
    if (wake_ms < 0) {
        (void)SDL_WaitEvent(NULL);
        return;
    }
    double left = (double)wake_ms - clock_ms();
    (void)SDL_WaitEventTimeout(NULL, left <= 0 ? 0 : (left > 3600000 ? 3600000 : (int)left + 1));
}

static const char *
cause_of(const struct input *input)
{
    static const char *const names[] = {
        [SOURCE_TOUCH] = "touch", [SOURCE_MOUSE] = "mouse", [SOURCE_KEY] = "key"};
    for (size_t i = 0; i < input->n; i++) {
        enum event_kind kind = input->events[i].kind;
        if (kind >= EVENT_DOWN && kind <= EVENT_KEY) {
            return names[input->events[i].source];
        }
    }
    return input->n > 0 ? "window" : "time";
}

static void
trace_input(struct trace *trace, const struct input *input)
{
    static const char *const kinds[] = {
        [EVENT_DOWN] = "down",     [EVENT_MOVE] = "move", [EVENT_UP] = "up",
        [EVENT_CANCEL] = "cancel", [EVENT_KEY] = "press",
    };
    for (size_t i = 0; trace != NULL && i < input->n; i++) {
        const struct event *event = &input->events[i];
        if (event->kind >= EVENT_DOWN && event->kind <= EVENT_KEY) {
            struct input one = {.n = 1};
            one.events[0] = *event;
            trace_line(trace, "input kind=%s what=%s x=%d y=%d", cause_of(&one), kinds[event->kind],
                       event->x, event->y);
        }
    }
}

struct loop {
    struct loop_parts parts;
    bool has_shown; /* a frame */
    bool is_shown;  /* the last frame that was asked for */
};

/* `since_ms`: when what caused the frame was noticed. */
static void
show_frame(struct loop *loop, const char *cause, double since_ms)
{
    const struct loop_parts *parts = &loop->parts;
    SDL_Surface *surface = window_surface(parts->window);
    if (surface == NULL) { /* minimised, or a display that is gone for the moment */
        return;
    }
    struct frame frame = app_frame(parts->app);
    paint_all(parts->painter, surface, &frame, parts->guest);
    loop->is_shown = window_present(parts->window);
    if (loop->has_shown) {
        trace_line(parts->trace, "frame cause=%s ms=%.2f", cause, clock_ms() - since_ms);
    } else {
        trace_line(parts->trace, "first-frame ms=%.2f", clock_ms() - since_ms);
        window_fill_screen(parts->window);
    }
    loop->has_shown = true;
    if (parts->guest != NULL) {
        parts->guest->shown(parts->guest->user);
    }
}

struct wall_clock
loop_wall_clock(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (now < 0 || localtime_r(&now, &local) == NULL) {
        return (struct wall_clock){.second = -1};
    }
    return (struct wall_clock){{local.tm_year + 1900, local.tm_mon + 1, local.tm_mday},
                               local.tm_hour * 3600 + local.tm_min * 60 +
                                   int_min(local.tm_sec, 59)};
}

/* What the guest leaves of the input is the app's. */
static struct effects
step(const struct loop_parts *parts, struct input *input, int64_t now_ms)
{
    const struct guest *guest = parts->guest;
    size_t n = 0;
    for (size_t i = 0; i < input->n; i++) {
        if (guest == NULL || guest->event(guest->user, &input->events[i])) {
            input->events[n++] = input->events[i];
        }
    }
    app_set_clock(parts->app, loop_wall_clock());
    struct effects effects = app_step(parts->app, input->events, n, now_ms);
    if (guest != NULL) {
        guest->step(guest->user, &effects, now_ms);
    }
    return effects;
}

#define DEAD_STACK_BYTES (512u * 1024) /* what drawing ever used of it, several times over */

/* Functions leave on the stack what they worked with: vsnprintf alone the end of every string. A
 * compiler may not put this one into its caller, where the array would lie elsewhere. */
__attribute__((noinline)) static void
wipe_stack(void)
{
    unsigned char dead[DEAD_STACK_BYTES];
    explicit_bzero(dead, sizeof dead);
}

/* What was touched and typed goes with the visit; that there was a touch stays (input.h). */
static void
forget_input(struct input *input, bool is_over)
{
    if (is_over) {
        memset(input->events, 0, sizeof input->events);
        input->n = 0;
        wipe_stack();
    }
}

/* Returns by when the loop must turn again, for the app or for the service manager. */
static int64_t
tell(const struct loop *loop, int64_t wake_ms)
{
    struct notify *notify = loop->parts.notify;
    if (notify == NULL) {
        return wake_ms;
    }
    notify_turn(notify, loop->is_shown, (int64_t)clock_ms());
    return notify_wake_ms(notify, wake_ms);
}

static bool
must_reload(const struct loop_parts *parts)
{
    return parts->host != NULL && parts->host->turn(parts->host->user, app_is_waiting(parts->app));
}

enum loop_end
loop_run(const struct loop_parts *parts)
{
    static struct input input; /* too large for the stack; emptied by every input_collect */
    struct loop loop = {.parts = *parts};
    double woke_ms = clock_ms();
    input.n = 0;
    struct effects effects = step(parts, &input, (int64_t)woke_ms);
    effects.redraw = true;
    while (!effects.quit && !stop_asked) {
        if (must_reload(parts)) {
            return LOOP_RELOAD;
        }
        if (effects.redraw || !loop.is_shown) {
            loop.is_shown = false;
            show_frame(&loop, cause_of(&input), woke_ms);
        }
        forget_input(&input, effects.forget);
        wait_for_events(tell(&loop, effects.wake_ms));
        woke_ms = clock_ms();
        input_collect(&input, parts->window, (int64_t)woke_ms);
        trace_input(parts->trace, &input);
        effects = step(parts, &input, (int64_t)woke_ms);
        window_show_pointer(parts->window, effects.shows_pointer);
        if (effects.forget) {
            painter_forget(parts->painter);
        }
    }
    return effects.has_staff_left ? LOOP_STAFF_LEFT : LOOP_QUIT;
}
