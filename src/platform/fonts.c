/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A short table of open fonts, searched in order; a screen uses about ten. Widths are asked for
 * again and again with the same words, so they are remembered in a small hash table keyed by style
 * and text.
 */
#include "platform/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/log.h"

#define FONTS_MAX 96 /* faces x sizes open at once; the oldest unused one is closed beyond that */
#define SIZE_MAX_PX 2000  /* a broken DPI must not ask FreeType for a glyph of gigabytes */
#define FAMILIES 2        /* the main one and the fallback */
#define WIDTHS 4096       /* remembered widths; a power of two */
#define WIDTH_TEXT_MAX 40 /* longer texts are seldom asked for twice */

struct open_font {
    struct text_style style;
    TTF_Font *font;
    unsigned long used; /* tick of the last use */
};

struct width_entry {
    struct text_style style;
    unsigned char n; /* 0: empty */
    unsigned char dir;
    char text[WIDTH_TEXT_MAX];
    int width;
};

struct fonts {
    struct arena arena;
    const char *paths[FAMILIES][FACE_COUNT];
    struct open_font open[FONTS_MAX];
    int n_open;
    unsigned long tick;
    unsigned long trim_tick;
    struct width_entry *widths;
};

static const char *const file_names[FAMILIES][FACE_COUNT] = {
    {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf",
     "MaterialIcons-Regular.ttf"},
    {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans.ttf", "MaterialIcons-Regular.ttf"},
};

static bool
find_files(struct fonts *fonts, const char *dir, struct diag_sink *sink)
{
    for (int family = 0; family < FAMILIES; family++) {
        for (int face = 0; face < FACE_COUNT; face++) {
            const char *path = fs_join(&fonts->arena, dir, file_names[family][face]);
            fonts->paths[family][face] = fs_is_file(path) ? path : NULL;
            if (fonts->paths[family][face] == NULL) {
                diag_error(sink, diag_file(path), "font-missing", "this font file is missing");
            }
        }
    }
    const char *any = NULL; /* the next best text face for any that is missing */
    for (int family = FAMILIES - 1; family >= 0; family--) {
        for (int face = FACE_ITALIC; face >= FACE_REGULAR; face--) {
            any = fonts->paths[family][face] != NULL ? fonts->paths[family][face] : any;
        }
    }
    for (int family = 0; family < FAMILIES; family++) {
        for (int face = 0; face <= FACE_ITALIC; face++) {
            if (fonts->paths[family][face] == NULL) {
                fonts->paths[family][face] = any;
            }
        }
    }
    return any != NULL;
}

struct fonts *
fonts_open(const char *dir, struct diag_sink *sink)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL || TTF_Init() != 0) {
        free(fonts);
        log_fatal("cannot start the font library: %s", TTF_GetError());
    }
    fonts->widths = calloc(WIDTHS, sizeof *fonts->widths);
    if (fonts->widths == NULL) {
        log_fatal("out of memory");
    }
    if (!find_files(fonts, dir, sink) ||
        fonts_get(fonts, (struct text_style){.size_px = 20}) == NULL) {
        fonts_close(fonts);
        return NULL;
    }
    return fonts;
}

void
fonts_close(struct fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (int i = 0; i < fonts->n_open; i++) {
        TTF_CloseFont(fonts->open[i].font);
    }
    TTF_Quit();
    arena_free(&fonts->arena);
    free(fonts->widths);
    free(fonts);
}

static bool
same_style(struct text_style a, struct text_style b)
{
    return a.face == b.face && a.size_px == b.size_px && a.fallback == b.fallback;
}

/* A free place in the table; closes the font that was not used for longest if it is full. */
static struct open_font *
make_room(struct fonts *fonts)
{
    if (fonts->n_open < FONTS_MAX) {
        return &fonts->open[fonts->n_open++];
    }
    struct open_font *oldest = &fonts->open[0];
    for (int i = 1; i < fonts->n_open; i++) {
        if (fonts->open[i].used < oldest->used) {
            oldest = &fonts->open[i];
        }
    }
    TTF_CloseFont(oldest->font);
    return oldest;
}

TTF_Font *
fonts_get(struct fonts *fonts, struct text_style style)
{
    fonts->tick++;
    for (int i = 0; i < fonts->n_open; i++) {
        if (same_style(fonts->open[i].style, style)) {
            fonts->open[i].used = fonts->tick;
            return fonts->open[i].font;
        }
    }
    if (style.fallback < 0 || style.fallback >= FAMILIES) {
        return NULL;
    }
    const char *path = fonts->paths[style.fallback][style.face];
    int size = style.size_px < 1 ? 1 : style.size_px;
    if (path == NULL || size > SIZE_MAX_PX) {
        return NULL;
    }
    TTF_Font *font = TTF_OpenFont(path, size);
    if (font == NULL) {
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    *make_room(fonts) = (struct open_font){style, font, fonts->tick};
    return font;
}

void
fonts_trim(struct fonts *fonts)
{
    for (int i = fonts->n_open - 1; i >= 0; i--) {
        if (fonts->open[i].used <= fonts->trim_tick) {
            TTF_CloseFont(fonts->open[i].font);
            fonts->open[i] = fonts->open[--fonts->n_open];
        }
    }
    fonts->trim_tick = fonts->tick;
}

static int
measure(struct fonts *fonts, struct text_style style, enum direction dir, const char *terminated)
{
    TTF_Font *font = fonts_get(fonts, style);
    if (font == NULL) {
        return 0;
    }
    TTF_SetFontDirection(font, dir == DIR_RTL ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    int width = 0;
    return TTF_SizeUTF8(font, terminated, &width, NULL) == 0 ? width : 0;
}

static size_t
width_slot(struct text_style style, enum direction dir, struct str text)
{
    size_t hash = 2166136261u ^
                  (size_t)(style.face * 31 + style.size_px * 131 + style.fallback * 7 + (int)dir);
    for (size_t i = 0; i < text.n; i++) {
        hash = (hash ^ (unsigned char)text.p[i]) * 16777619u;
    }
    return hash & (WIDTHS - 1);
}

static int
width_long(struct fonts *fonts, struct text_style style, enum direction dir, struct str text)
{
    struct strbuf copy = {0};
    strbuf_add(&copy, text);
    int width = measure(fonts, style, dir, copy.p);
    strbuf_free(&copy);
    return width;
}

static int
width(void *user, struct text_style style, enum direction dir, struct str text)
{
    struct fonts *fonts = user;
    if (text.n == 0) {
        return 0;
    }
    if (text.n >= WIDTH_TEXT_MAX) {
        return width_long(fonts, style, dir, text);
    }
    struct width_entry *entry = &fonts->widths[width_slot(style, dir, text)];
    if (entry->n == text.n && entry->dir == dir && same_style(entry->style, style) &&
        memcmp(entry->text, text.p, text.n) == 0) {
        return entry->width;
    }
    *entry =
        (struct width_entry){.style = style, .n = (unsigned char)text.n, .dir = (unsigned char)dir};
    memcpy(entry->text, text.p, text.n);
    entry->width = measure(fonts, style, dir, entry->text);
    return entry->width;
}

static struct text_extents
extents(void *user, struct text_style style)
{
    TTF_Font *font = fonts_get(user, style);
    if (font == NULL) {
        return (struct text_extents){style.size_px, style.size_px / 4, style.size_px * 7 / 10};
    }
    int top = 0;
    if (TTF_GlyphMetrics32(font, 'H', NULL, NULL, NULL, &top, NULL) != 0 || top <= 0) {
        top = style.size_px * 7 / 10;
    }
    return (struct text_extents){TTF_FontAscent(font), -TTF_FontDescent(font), top};
}

static bool
covers(void *user, struct text_style style, uint32_t code)
{
    TTF_Font *font = fonts_get(user, style);
    return font != NULL && TTF_GlyphIsProvided32(font, code) != 0;
}

struct text_metrics
fonts_metrics(struct fonts *fonts)
{
    return (struct text_metrics){
        .user = fonts,
        .n_fallbacks = FAMILIES - 1,
        .width = width,
        .extents = extents,
        .covers = covers,
    };
}
