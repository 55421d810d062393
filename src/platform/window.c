/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's own surface, or a surface of ours that is uploaded to a texture each frame. */
#include "platform/window.h"

#include <SDL_syswm.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "platform/image.h"

struct window {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: the window's own surface is used */
    SDL_Texture *texture;
    SDL_Surface *pixels; /* owned; only with a renderer */
    struct size screen;  /* of X11's; 0 elsewhere */
    bool is_fullscreen;
    bool shows_pointer;
    bool is_fullscreen_due; /* to be asked for after the first frame */
};

static void
set_hints(void)
{
    /* real displays only: SDL would go on with one that nobody sees; and libwayland complains in
     * words of its own where there cannot be a compositor */
    bool has_wayland = getenv("XDG_RUNTIME_DIR") != NULL || getenv("WAYLAND_SOCKET") != NULL;
    (void)SDL_SetHint(SDL_HINT_VIDEODRIVER, has_wayland ? "x11,wayland,kmsdrm" : "x11,kmsdrm");
    (void)SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    (void)SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2"); /* "opengl" loses a Wayland window */
    (void)SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    (void)SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    (void)SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* one tap is one event, never two */
    (void)SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    (void)SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); /* the first click counts too */
    (void)SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    (void)SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    (void)SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    /* its plug-in waits for a desktop's settings before the first frame; full screen needs no frame
     */
    (void)SDL_SetHint("SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR", "0");
    (void)SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* input.c */
}

/* What SDL's libraries would do for a program that somebody types into. */
static void
set_environment(void)
{
    /* libX11 reads 5,000 ways to type an accent: a quarter of the start */
    (void)setenv("XCOMPOSEFILE", "/dev/null", 0);
    /* libdbus starts a session bus, another program, where there is none */
    (void)setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

/* The display server is gone. libX11 would end the program with words and a code of its own. */
static int
on_lost(Display *display)
{
    (void)display;
    log_fatal("the connection to the display is lost");
}

/* For what SDL does not do itself; false elsewhere than on X11. */
static bool
get_x11(const struct window *window, SDL_SysWMinfo *info)
{
    SDL_VERSION(&info->version);
    return SDL_GetWindowWMInfo(window->window, info) == SDL_TRUE &&
           info->subsystem == SDL_SYSWM_X11;
}

static struct size
x11_screen_size(const SDL_SysWMinfo *info)
{
    Display *display = info->info.x11.display;
    XWindowAttributes root;
    (void)XGetWindowAttributes(display, DefaultRootWindow(display), &root);
    return (struct size){root.width, root.height};
}

static void
watch_x11(struct window *window)
{
    SDL_SysWMinfo info;
    if (get_x11(window, &info)) {
        (void)XSetIOErrorHandler(on_lost);
        window->screen = x11_screen_size(&info);
    }
}

void
window_follow_screen(struct window *window)
{
    SDL_SysWMinfo info;
    if (!window->is_fullscreen || !get_x11(window, &info) || SDL_GetNumVideoDisplays() != 1) {
        return;
    }
    struct size now = x11_screen_size(&info);
    if (now.w != window->screen.w || now.h != window->screen.h) {
        window->screen = now;
        (void)XMoveResizeWindow(info.info.x11.display, info.info.x11.window, 0, 0, (unsigned)now.w,
                                (unsigned)now.h);
    }
}

static bool
open_renderer(struct window *window)
{
    window->renderer = SDL_CreateRenderer(window->window, -1, 0);
    return window->renderer != NULL;
}

/*
 * On X11 a borderless window of the display's size comes first, which fills the screen without a
 * window manager too. SDL waits 100 ms for one to answer when it asks for full screen:
 * window_fill_screen does that behind the first frame.
 */
static Uint32
fullscreen_flags(struct window *window, SDL_Rect *place)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    window->is_fullscreen_due =
        driver != NULL && strcmp(driver, "x11") == 0 && SDL_GetDisplayBounds(0, place) == 0;
    return window->is_fullscreen_due ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
}

struct window *
window_open(const struct window_options *options)
{
    set_hints();
    set_environment();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) { /* video only: other subsystems bring polling back */
        log_fatal("cannot open a display, and everything but --help, --version, --set-pin and "
                  "--notice needs one: %s",
                  SDL_GetError());
    }
    struct window *window = calloc(1, sizeof *window);
    if (window == NULL) {
        log_fatal("out of memory");
    }
    SDL_Rect place = {SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options->size.w,
                      options->size.h};
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
    flags |= options->is_fullscreen ? fullscreen_flags(window, &place) : SDL_WINDOW_RESIZABLE;
    if (options->is_kiosk) {
        (void)SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
        (void)SDL_SetHint(SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1");
        flags |= SDL_WINDOW_KEYBOARD_GRABBED;
    }
    window->window = SDL_CreateWindow(options->title, place.x, place.y, place.w, place.h, flags);
    if (window->window == NULL) {
        log_fatal("cannot open a window: %s", SDL_GetError());
    }
    if (SDL_GetWindowSurface(window->window) == NULL && !open_renderer(window)) {
        log_fatal("cannot draw on this display: %s", SDL_GetError());
    }
    window->is_fullscreen = options->is_fullscreen;
    watch_x11(window);
    (void)SDL_ShowCursor(SDL_DISABLE);
    return window;
}

static void
drop_pixels(struct window *window)
{
    if (window->texture != NULL) {
        SDL_DestroyTexture(window->texture);
    }
    SDL_FreeSurface(window->pixels);
    window->texture = NULL;
    window->pixels = NULL;
}

void
window_close(struct window *window)
{
    if (window == NULL) {
        return;
    }
    drop_pixels(window);
    if (window->renderer != NULL) {
        SDL_DestroyRenderer(window->renderer);
    }
    SDL_DestroyWindow(window->window);
    free(window);
    SDL_Quit();
}

struct size
window_size(const struct window *window)
{
    struct size size = {0};
    SDL_GetWindowSizeInPixels(window->window, &size.w, &size.h);
    return (struct size){int_max(size.w, 1), int_max(size.h, 1)};
}

double
window_dpi(const struct window *window)
{
    float dpi = 0;
    int display = SDL_GetWindowDisplayIndex(window->window);
    if (display < 0 || SDL_GetDisplayDPI(display, NULL, &dpi, NULL) != 0) {
        return 0;
    }
    bool is_made_up = fabsf(dpi - 96) < 1; /* what the X server says when no one has told it */
    return is_made_up || dpi < 40 || dpi > 600 ? 0 : (double)dpi;
}

static SDL_Surface *
texture_surface(struct window *window)
{
    struct size size = window_size(window);
    bool fits =
        window->pixels != NULL && window->pixels->w == size.w && window->pixels->h == size.h;
    if (fits) {
        return window->pixels;
    }
    drop_pixels(window);
    window->texture = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_XRGB8888,
                                        SDL_TEXTUREACCESS_STREAMING, size.w, size.h);
    window->pixels = window->texture == NULL ? NULL : image_new(size.w, size.h);
    return window->pixels;
}

SDL_Surface *
window_surface(struct window *window)
{
    if (window->renderer != NULL) {
        return texture_surface(window);
    }
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);
    bool is_usable = surface != NULL && surface->format->BytesPerPixel == 4;
    return is_usable ? surface : NULL;
}

bool
window_present(struct window *window)
{
    if (window->renderer == NULL) {
        return SDL_UpdateWindowSurface(window->window) == 0;
    }
    (void)SDL_UpdateTexture(window->texture, NULL, window->pixels->pixels, window->pixels->pitch);
    if (SDL_RenderCopy(window->renderer, window->texture, NULL, NULL) != 0) {
        drop_pixels(window); /* the renderer was reset: a new texture next time */
        return false;
    }
    SDL_RenderPresent(window->renderer);
    return true;
}

void
window_fill_screen(struct window *window)
{
    if (window->is_fullscreen_due) {
        window->is_fullscreen_due = false;
        (void)SDL_SetWindowFullscreen(window->window, SDL_WINDOW_FULLSCREEN_DESKTOP);
    }
}

void
window_show_pointer(struct window *window, bool shows)
{
    if (shows != window->shows_pointer) {
        window->shows_pointer = shows;
        (void)SDL_ShowCursor(shows ? SDL_ENABLE : SDL_DISABLE);
    }
}
