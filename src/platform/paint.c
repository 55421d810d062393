/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rectangles are filled by hand, with round corners smoothed by the distance to the corner's
 * circle. Text runs are rendered once by SDL2_ttf and kept in a small cache; the least recently
 * used one makes room.
 */
#include "platform/paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#define RUNS_MAX 512                        /* a screen has about 60 runs */
#define RUNS_BYTES_MAX (2u * 1024u * 1024u) /* three screens' worth at 1080p */

struct cached_run {
    struct str text; /* owned; NULL: free entry */
    struct text_style style;
    enum direction dir;
    SDL_Surface *coverage; /* owned; 8 bits a pixel, without colour */
    int ascent;
    unsigned long used;
};

struct painter {
    struct fonts *fonts;
    struct cached_run runs[RUNS_MAX];
    size_t bytes;
    unsigned long tick;
};

struct painter *
painter_open(struct fonts *fonts)
{
    struct painter *painter = calloc(1, sizeof *painter);
    if (painter == NULL) {
        log_fatal("out of memory");
    }
    painter->fonts = fonts;
    return painter;
}

static size_t
surface_bytes(const SDL_Surface *surface)
{
    return (size_t)surface->pitch * (size_t)surface->h;
}

static void
run_free(struct painter *painter, struct cached_run *run)
{
    if (run->coverage != NULL) {
        painter->bytes -= surface_bytes(run->coverage);
        memset(run->coverage->pixels, 0, surface_bytes(run->coverage));
        SDL_FreeSurface(run->coverage);
        memset((char *)(uintptr_t)run->text.p, 0, run->text.n);
        free((char *)(uintptr_t)run->text.p);
    }
    *run = (struct cached_run){0};
}

void
painter_forget(struct painter *painter)
{
    for (int i = 0; i < RUNS_MAX; i++) {
        run_free(painter, &painter->runs[i]);
    }
    fonts_forget(painter->fonts);
}

void
painter_close(struct painter *painter)
{
    if (painter != NULL) {
        painter_forget(painter);
        free(painter);
    }
}

/* Pixels. */

static uint32_t
pixel_of(const SDL_Surface *surface, uint32_t rgb)
{
    return SDL_MapRGB(surface->format, (Uint8)(rgb >> 16), (Uint8)(rgb >> 8), (Uint8)rgb);
}

static struct rect
intersect(struct rect a, struct rect b)
{
    int x = int_max(a.x, b.x);
    int y = int_max(a.y, b.y);
    int right = int_min(a.x + a.w, b.x + b.w);
    int bottom = int_min(a.y + a.h, b.y + b.h);
    return (struct rect){x, y, int_max(right - x, 0), int_max(bottom - y, 0)};
}

static struct rect
clip_of(const struct paint_target *target)
{
    return intersect(target->clip, (struct rect){0, 0, target->surface->w, target->surface->h});
}

static uint32_t *
row_at(const struct paint_target *target, int y)
{
    return (uint32_t *)(void *)((char *)target->surface->pixels +
                                (ptrdiff_t)y * target->surface->pitch);
}

static void
fill_span(const struct paint_target *target, struct rect span, uint32_t rgb)
{
    struct rect part = intersect(span, clip_of(target));
    uint32_t pixel = pixel_of(target->surface, rgb);
    for (int y = part.y; y < part.y + part.h; y++) {
        uint32_t *row = row_at(target, y);
        for (int x = part.x; x < part.x + part.w; x++) {
            row[x] = pixel;
        }
    }
}

/* Each channel of two pixels of the same format, whichever order its channels have. */
static uint32_t
mix(uint32_t under, uint32_t over, uint32_t coverage_256)
{
    uint32_t rest = 256 - coverage_256;
    uint32_t even = (under & 0xFF00FF) * rest + (over & 0xFF00FF) * coverage_256;
    uint32_t odd = (under >> 8 & 0xFF00FF) * rest + (over >> 8 & 0xFF00FF) * coverage_256;
    return (even >> 8 & 0xFF00FF) | (odd & 0xFF00FF00);
}

/* How much of the pixel at distance d from the centre lies inside a circle of radius r. */
static double
inside(double d, double r)
{
    double c = r - d + 0.5;
    return c < 0 ? 0 : (c > 1 ? 1 : c);
}

/* One corner square of size r; cx, cy: the centre of its circle. `hole` is the radius that stays
 * open (stroke). */
static void
paint_corner(const struct paint_target *target, struct rect square, double cx, double cy,
             const double radii[2], uint32_t rgb)
{
    struct rect part = intersect(square, clip_of(target));
    uint32_t ink = pixel_of(target->surface, rgb);
    for (int y = part.y; y < part.y + part.h; y++) {
        uint32_t *row = row_at(target, y);
        for (int x = part.x; x < part.x + part.w; x++) {
            double dx = x + 0.5 - cx;
            double dy = y + 0.5 - cy;
            double d = sqrt(dx * dx + dy * dy); /* no overflow to guard against: no hypot */
            double coverage = inside(d, radii[0]);
            coverage -= radii[1] > 0 ? inside(d, radii[1]) : 0;
            if (coverage > 0) {
                row[x] = mix(row[x], ink, (uint32_t)(coverage * 256));
            }
        }
    }
}

static void
paint_corners(const struct paint_target *target, struct rect r, int radius, int stroke,
              uint32_t rgb)
{
    const double radii[2] = {radius, stroke > 0 ? radius - stroke : 0};
    for (int corner = 0; corner < 4; corner++) {
        bool is_right = corner & 1;
        bool is_bottom = corner & 2;
        struct rect square = {is_right ? r.x + r.w - radius : r.x,
                              is_bottom ? r.y + r.h - radius : r.y, radius, radius};
        paint_corner(target, square, is_right ? square.x : square.x + radius,
                     is_bottom ? square.y : square.y + radius, radii, rgb);
    }
}

static void
fill_round(const struct paint_target *target, struct rect r, int radius, uint32_t rgb)
{
    fill_span(target, (struct rect){r.x, r.y + radius, r.w, r.h - 2 * radius}, rgb);
    fill_span(target, (struct rect){r.x + radius, r.y, r.w - 2 * radius, radius}, rgb);
    fill_span(target, (struct rect){r.x + radius, r.y + r.h - radius, r.w - 2 * radius, radius},
              rgb);
    paint_corners(target, r, radius, 0, rgb);
}

static void
stroke_round(const struct paint_target *target, struct rect r, int radius, int stroke, uint32_t rgb)
{
    int h = r.h - 2 * radius;
    int w = r.w - 2 * radius;
    fill_span(target, (struct rect){r.x, r.y + radius, stroke, h}, rgb);
    fill_span(target, (struct rect){r.x + r.w - stroke, r.y + radius, stroke, h}, rgb);
    fill_span(target, (struct rect){r.x + radius, r.y, w, stroke}, rgb);
    fill_span(target, (struct rect){r.x + radius, r.y + r.h - stroke, w, stroke}, rgb);
    paint_corners(target, r, radius, stroke, rgb);
}

static void
paint_rect(const struct paint_target *target, const struct item *item)
{
    struct rect r = item->rect;
    r.x += target->dx;
    r.y += target->dy;
    if (r.w <= 0 || r.h <= 0) {
        return;
    }
    int radius = int_clamp(item->radius_px, 0, int_min(r.w, r.h) / 2);
    if (item->fill != COLOR_NONE) {
        fill_round(target, r, radius, theme_rgb(target->theme, item->fill));
    }
    if (item->stroke != COLOR_NONE && item->stroke_px > 0) {
        int stroke = int_min(item->stroke_px, int_min(r.w, r.h) / 2);
        stroke_round(target, r, int_max(radius, stroke), stroke,
                     theme_rgb(target->theme, item->stroke));
    }
}

static void
paint_qr(const struct paint_target *target, const struct item *item)
{
    const struct qr *qr = item->qr;
    int side = qr->width + 2 * QR_QUIET_MODULES;
    int module = int_min(item->rect.w, item->rect.h) / side;
    int x0 = item->rect.x + target->dx + (item->rect.w - module * side) / 2;
    int y0 = item->rect.y + target->dy + (item->rect.h - module * side) / 2;
    uint32_t ink = theme_rgb(target->theme, COLOR_PAPER_INK);
    fill_span(target, (struct rect){x0, y0, module * side, module * side},
              theme_rgb(target->theme, COLOR_PAPER));
    for (int row = 0; row < qr->width; row++) {
        for (int col = 0; col < qr->width; col++) {
            if (qr->modules[row * qr->width + col] != 0) {
                fill_span(target,
                          (struct rect){x0 + (col + QR_QUIET_MODULES) * module,
                                        y0 + (row + QR_QUIET_MODULES) * module, module, module},
                          ink);
            }
        }
    }
}

/* Text. */

static bool
run_is(const struct cached_run *run, const struct item *item)
{
    return run->coverage != NULL && run->dir == item->dir && run->style.face == item->style.face &&
           run->style.size_px == item->style.size_px &&
           run->style.fallback == item->style.fallback && str_eq(run->text, item->text);
}

static struct cached_run *
least_used(struct painter *painter)
{
    struct cached_run *least = &painter->runs[0];
    for (int i = 0; i < RUNS_MAX && least->coverage != NULL; i++) {
        struct cached_run *run = &painter->runs[i];
        if (run->coverage == NULL || run->used < least->used) {
            least = run;
        }
    }
    return least;
}

static struct cached_run *
least_used_full(struct painter *painter)
{
    struct cached_run *least = NULL;
    for (int i = 0; i < RUNS_MAX; i++) {
        struct cached_run *run = &painter->runs[i];
        if (run->coverage != NULL && (least == NULL || run->used < least->used)) {
            least = run;
        }
    }
    return least;
}

static struct cached_run *
render(struct painter *painter, const struct item *item)
{
    TTF_Font *font = fonts_for_run(painter->fonts, item->style, item->dir, item->text);
    if (font == NULL) {
        return NULL;
    }
    char *copy = malloc(item->text.n + 1);
    if (copy == NULL) {
        log_fatal("out of memory");
    }
    memcpy(copy, item->text.p, item->text.n);
    copy[item->text.n] = '\0';
    /* "shaded" gives one byte a pixel, and that byte is how much of the pixel the letter covers */
    SDL_Surface *coverage = TTF_RenderUTF8_Shaded(font, copy, (SDL_Color){0}, (SDL_Color){0});
    if (coverage == NULL) { /* text without width, such as a lone zero-width space */
        free(copy);
        return NULL;
    }
    painter->bytes += surface_bytes(coverage);
    struct cached_run *run = least_used(painter);
    run_free(painter, run);
    *run = (struct cached_run){{copy, item->text.n}, item->style,  item->dir, coverage,
                               TTF_FontAscent(font), painter->tick};
    while (painter->bytes > RUNS_BYTES_MAX) {
        struct cached_run *old = least_used_full(painter);
        if (old == run) {
            break;
        }
        run_free(painter, old);
    }
    return run;
}

static struct cached_run *
find_run(struct painter *painter, const struct item *item)
{
    painter->tick++;
    for (int i = 0; i < RUNS_MAX; i++) {
        if (run_is(&painter->runs[i], item)) {
            painter->runs[i].used = painter->tick;
            return &painter->runs[i];
        }
    }
    return render(painter, item);
}

/* Most of a run is ground: eight pixels of it are passed over at once. */
static void
mix_row(uint32_t *to, const Uint8 *from, int n, uint32_t ink)
{
    for (int i = 0; i < n; i += 8) {
        int end = int_min(i + 8, n);
        uint64_t eight = 0;
        memcpy(&eight, from + i, (size_t)(end - i));
        for (int x = i; x < end && eight != 0; x++) {
            uint32_t coverage = from[x];
            to[x] = mix(to[x], ink, coverage + (coverage >> 7)); /* 255 becomes 256: all of it */
        }
    }
}

static void
paint_coverage(const struct paint_target *target, const SDL_Surface *coverage, int x, int y,
               uint32_t rgb)
{
    struct rect part = intersect((struct rect){x, y, coverage->w, coverage->h}, clip_of(target));
    uint32_t ink = pixel_of(target->surface, rgb);
    for (int row = part.y; row < part.y + part.h; row++) {
        const Uint8 *from = (const Uint8 *)coverage->pixels + (row - y) * coverage->pitch;
        mix_row(row_at(target, row) + part.x, from + part.x - x, part.w, ink);
    }
}

static void
paint_text(struct painter *painter, const struct paint_target *target, const struct item *item)
{
    int x = item->rect.x + target->dx;
    int y = item->rect.y + target->dy;
    struct rect clip = clip_of(target);
    bool is_away = x > clip.x + clip.w || x + item->rect.w < clip.x;
    if (item->text.n == 0 || item->fill == COLOR_NONE || is_away) {
        return;
    }
    const struct cached_run *run = find_run(painter, item);
    if (run != NULL) {
        paint_coverage(target, run->coverage, x, y - run->ascent,
                       theme_rgb(target->theme, item->fill));
    }
}

void
paint_fill(const struct paint_target *target, enum color color)
{
    fill_span(target, target->clip, theme_rgb(target->theme, color));
}

void
paint_list(struct painter *painter, const struct paint_target *target, const struct list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct item *item = &list->items[i];
        switch (item->kind) {
        case ITEM_RECT: paint_rect(target, item); break;
        case ITEM_TEXT: paint_text(painter, target, item); break;
        case ITEM_QR: paint_qr(target, item); break;
        }
    }
}
