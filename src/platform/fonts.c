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
#include "base/utf8.h"
#include "platform/font_table.h"

#define FONTS_MAX 96 /* faces x sizes open at once; the oldest unused one is closed beyond that */
#define SIZE_MAX_PX 2000  /* a broken DPI must not ask FreeType for a glyph of gigabytes */
#define FAMILIES_MAX 32   /* of font_list.h and two more */
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
    const char *paths[FAMILIES_MAX][FACE_COUNT]; /* NULL: not there */
    int n_families;
    struct open_font open[FONTS_MAX];
    int n_open;
    unsigned long tick;
    unsigned long trim_tick;
    struct width_entry *widths;
};

/* The main family and the last one must be there; those of scripts only if a language wants them.
 */
static bool
is_required(const struct fonts *fonts, int family)
{
    return family == 0 || family == fonts->n_families - 1;
}

static void
find_family(struct fonts *fonts, const char *dir, int family, struct diag_sink *sink)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        const char *path = fs_join(&fonts->arena, dir, font_family((size_t)family)->files[face]);
        fonts->paths[family][face] = fs_is_file(path) ? path : NULL;
        if (fonts->paths[family][face] == NULL && is_required(fonts, family)) {
            diag_error(sink, diag_file(path), "font-missing", "this font file is missing");
        }
    }
    if (fonts->paths[family][FACE_BOLD] == NULL) {
        fonts->paths[family][FACE_BOLD] = fonts->paths[family][FACE_REGULAR];
    }
}

static bool
find_files(struct fonts *fonts, const char *dir, struct diag_sink *sink)
{
    fonts->n_families = (int)font_family_count();
    for (int family = 0; family < fonts->n_families; family++) {
        find_family(fonts, dir, family, sink);
    }
    const char *any = NULL; /* the next best text face for any that is missing */
    for (int family = fonts->n_families - 1; family >= 0; family--) {
        for (int face = FACE_ITALIC; face >= FACE_REGULAR && is_required(fonts, family); face--) {
            any = fonts->paths[family][face] != NULL ? fonts->paths[family][face] : any;
        }
    }
    for (int family = 0; family < fonts->n_families; family++) {
        for (int face = 0; face <= FACE_ITALIC && is_required(fonts, family); face++) {
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
fonts_forget(struct fonts *fonts)
{
    memset(fonts->widths, 0, WIDTHS * sizeof *fonts->widths);
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
    if (style.fallback < 0 || style.fallback >= fonts->n_families) {
        return NULL;
    }
    const char *path = fonts->paths[style.fallback][style.face];
    int size = style.size_px < 1 ? 1 : style.size_px;
    if (path == NULL || size > SIZE_MAX_PX) {
        return NULL;
    }
    const struct font_family *family = font_family((size_t)style.fallback);
    TTF_Font *font = TTF_OpenFontIndex(path, size, style.face == FACE_ICON ? 0 : family->index);
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

/* The main family's scripts (Latin, Greek, Cyrillic) need no telling apart. */
TTF_Font *
fonts_for_run(struct fonts *fonts, struct text_style style, enum direction dir, struct str text)
{
    TTF_Font *font = fonts_get(fonts, style);
    if (font == NULL) {
        return NULL;
    }
    TTF_SetFontDirection(font, dir == DIR_RTL ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    if (style.fallback > 0 && style.face != FACE_ICON) {
        TTF_SetFontScriptName(font, font_script_of(text));
    }
    return font;
}

static int
measure(struct fonts *fonts, struct text_style style, enum direction dir, const char *terminated)
{
    TTF_Font *font = fonts_for_run(fonts, style, dir, str_from(terminated));
    if (font == NULL) {
        return 0;
    }
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

/* Any open size will do: what a font has does not depend on it. */
static TTF_Font *
any_size(struct fonts *fonts, struct text_style style)
{
    for (int i = 0; i < fonts->n_open; i++) {
        struct text_style open = fonts->open[i].style;
        if (open.face == style.face && open.fallback == style.fallback) {
            return fonts->open[i].font;
        }
    }
    return fonts_get(fonts, style);
}

static bool
covers(void *user, struct text_style style, uint32_t code)
{
    if (style.fallback < 0 || style.fallback >= ((struct fonts *)user)->n_families) {
        return false;
    }
    const struct font_family *family = font_family((size_t)style.fallback);
    bool is_presentation_form = code >= 0xFB1D && code <= 0xFEFF;
    if ((code < family->first || code > family->last) && !is_presentation_form) {
        return false; /* a font that is not asked is not opened */
    }
    TTF_Font *font = any_size(user, style);
    return font != NULL && TTF_GlyphIsProvided32(font, code) != 0;
}

static int
family_of(void *user, const char *tag)
{
    const struct fonts *fonts = user;
    size_t family = font_family_of(tag);
    return fonts->paths[family][FACE_REGULAR] == NULL ? 0 : (int)family;
}

bool
fonts_check_language(struct fonts *fonts, const char *tag, struct str native_name,
                     struct diag_sink *sink)
{
    struct text_metrics metrics = fonts_metrics(fonts);
    size_t family = font_family_of(tag);
    if (family != 0 && fonts->paths[family][FACE_REGULAR] == NULL) {
        const struct font_family *wanted = font_family(family);
        diag_error(sink, diag_file(wanted->files[FACE_REGULAR]), "font-script",
                   "%.*s (%s) needs this font, which is not beside the program; install the "
                   "Debian package %s and build again",
                   STR_ARG(native_name), tag, wanted->package);
    }
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(native_name, &code)) > 0;
         native_name = str_skip(native_name, (size_t)n)) {
        bool has_glyph = false;
        for (int i = 0; i <= metrics.n_fallbacks && !has_glyph; i++) {
            has_glyph = covers(fonts, (struct text_style){.fallback = i}, code);
        }
        if (!has_glyph) {
            return false;
        }
    }
    return true;
}

struct text_metrics
fonts_metrics(struct fonts *fonts)
{
    return (struct text_metrics){
        .user = fonts,
        .n_fallbacks = fonts->n_families - 1,
        .width = width,
        .extents = extents,
        .covers = covers,
        .family_of = family_of,
    };
}
