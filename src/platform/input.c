/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case an SDL event; whatever is not listed is nothing to us. */
#include "platform/input.h"

#include "base/log.h"

#define MOUSE_AFTER_TOUCH_MS 700 /* a server's made-up mouse event comes well within this */

static enum key
key_of(const SDL_Keysym *keysym)
{
    bool has_shift = (keysym->mod & KMOD_SHIFT) != 0;
    bool has_both = (keysym->mod & KMOD_CTRL) != 0 && (keysym->mod & KMOD_ALT) != 0;
    if (keysym->sym == SDLK_s && has_both) {
        return KEY_STAFF;
    }
    switch (keysym->sym) {
    case SDLK_TAB: return has_shift ? KEY_BACKTAB : KEY_TAB;
    case SDLK_LEFT: return KEY_LEFT;
    case SDLK_RIGHT: return KEY_RIGHT;
    case SDLK_UP: return KEY_UP;
    case SDLK_DOWN: return KEY_DOWN;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return KEY_ENTER;
    case SDLK_ESCAPE: return KEY_ESCAPE;
    case SDLK_BACKSPACE: return KEY_BACK;
    case SDLK_PAGEDOWN:
    case SDLK_SPACE: return KEY_NEXT;
    case SDLK_PAGEUP: return KEY_PREVIOUS;
    case SDLK_HOME: return KEY_HOME;
    case SDLK_LSHIFT:
    case SDLK_RSHIFT: return KEY_SHIFT;
    case SDLK_PLUS:
    case SDLK_EQUALS:
    case SDLK_KP_PLUS: return KEY_LARGER;
    case SDLK_MINUS:
    case SDLK_KP_MINUS: return KEY_SMALLER;
    case SDLK_l: return KEY_LANGUAGE;
    case SDLK_d: return KEY_THEME;
    case SDLK_f: return KEY_FACILITATOR;
    default: return KEY_OTHER;
    }
}

static char
digit_of(SDL_Keycode code)
{
    if (code >= SDLK_0 && code <= SDLK_9) {
        return (char)('0' + (code - SDLK_0));
    }
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9) {
        return (char)('1' + (code - SDLK_KP_1));
    }
    return code == SDLK_KP_0 ? '0' : 0;
}

static char
letter_of(const SDL_Keysym *keysym)
{
    if (digit_of(keysym->sym) != 0) {
        return digit_of(keysym->sym);
    }
    if (keysym->sym < SDLK_a || keysym->sym > SDLK_z ||
        (keysym->mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0) {
        return 0;
    }
    bool has_shift = (keysym->mod & KMOD_SHIFT) != 0;
    return (char)((has_shift ? 'A' : 'a') + (keysym->sym - SDLK_a));
}

static void
add(struct input *input, struct event event)
{
    struct event *last = input->n > 0 ? &input->events[input->n - 1] : NULL;
    bool is_same_motion = last != NULL && event.kind == EVENT_MOVE && last->kind == EVENT_MOVE &&
                          last->source == event.source && last->pointer == event.pointer;
    if (is_same_motion) {
        *last = event;
    } else if (input->n < INPUT_EVENTS_MAX) {
        input->events[input->n++] = event;
    }
}

static void
on_touch(struct input *input, const SDL_TouchFingerEvent *touch, const struct window *window,
         int64_t now_ms)
{
    struct size size = window_size(window);
    enum event_kind kind = touch->type == SDL_FINGERDOWN ? EVENT_DOWN
                           : touch->type == SDL_FINGERUP ? EVENT_UP
                                                         : EVENT_MOVE;
    input->has_touch = true;
    input->last_touch_ms = now_ms;
    add(input, (struct event){.kind = kind,
                              .source = SOURCE_TOUCH,
                              .pointer = touch->fingerId + 1, /* 0 is the mouse */
                              .x = (int)(touch->x * (float)size.w),
                              .y = (int)(touch->y * (float)size.h)});
}

static void
on_mouse(struct input *input, enum event_kind kind, Uint32 which, SDL_Point at, int64_t now_ms)
{
    bool is_after_touch = input->has_touch && now_ms - input->last_touch_ms < MOUSE_AFTER_TOUCH_MS;
    if (which == SDL_TOUCH_MOUSEID || is_after_touch) {
        return;
    }
    add(input, (struct event){.kind = kind, .source = SOURCE_MOUSE, .x = at.x, .y = at.y});
}

static void
on_window(struct input *input, Uint8 what, struct window *window)
{
    window_follow_screen(window);
    switch (what) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED: {
        struct size size = window_size(window);
        add(input, (struct event){
                       .kind = EVENT_RESIZE, .w = size.w, .h = size.h, .dpi = window_dpi(window)});
        break;
    }
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_FOCUS_GAINED: add(input, (struct event){.kind = EVENT_EXPOSE}); break;
    case SDL_WINDOWEVENT_CLOSE: add(input, (struct event){.kind = EVENT_QUIT}); break;
    default: break;
    }
}

static bool
is_ctrl_q(const SDL_Keysym *keysym)
{
    bool has_other = (keysym->mod & (KMOD_ALT | KMOD_GUI)) != 0;
    return keysym->sym == SDLK_q && (keysym->mod & KMOD_CTRL) != 0 && !has_other;
}

static void
on_key(struct input *input, const SDL_Keysym *keysym)
{
    if (is_ctrl_q(keysym)) { /* as if the window were closed: without a manager it has no button */
        add(input, (struct event){.kind = EVENT_QUIT});
        return;
    }
    add(input, (struct event){.kind = EVENT_KEY,
                              .source = SOURCE_KEY,
                              .key = key_of(keysym),
                              .letter = letter_of(keysym)});
}

static void
on_event(struct input *input, const SDL_Event *event, struct window *window, int64_t now_ms)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION: on_touch(input, &event->tfinger, window, now_ms); break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.button == SDL_BUTTON_LEFT) {
            on_mouse(input, event->type == SDL_MOUSEBUTTONDOWN ? EVENT_DOWN : EVENT_UP,
                     event->button.which, (SDL_Point){event->button.x, event->button.y}, now_ms);
        }
        break;
    case SDL_MOUSEMOTION:
        if (event->motion.xrel != 0 || event->motion.yrel != 0) { /* else a window came under it */
            on_mouse(input, EVENT_MOVE, event->motion.which,
                     (SDL_Point){event->motion.x, event->motion.y}, now_ms);
        }
        break;
    case SDL_KEYDOWN:
        if (event->key.repeat == 0) {
            on_key(input, &event->key.keysym);
        }
        break;
    case SDL_WINDOWEVENT: on_window(input, event->window.event, window); break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET: add(input, (struct event){.kind = EVENT_EXPOSE}); break;
    case SDL_QUIT: /* a window that is closed does not send it (window.c), nor does a signal */
        log_fatal("the connection to the display is lost");
    default: break;
    }
}

void
input_collect(struct input *input, struct window *window, int64_t now_ms)
{
    input->n = 0;
    SDL_Event event;
    while (input->n < INPUT_EVENTS_MAX && SDL_PollEvent(&event) != 0) {
        on_event(input, &event, window, now_ms);
    }
}
