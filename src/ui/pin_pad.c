/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and pad side by side, or one above the other where the screen is high. Keys shrink with the
 * room, but not below what a finger hits (K2). */
#include "layout/para.h"
#include "ui/chrome.h"
#include "ui/staff.h"

#define COLUMNS 3
#define ROWS 4

static const struct {
    const char *text;
    enum action action;
} keys[ROWS * COLUMNS] = {
    {"1", ACTION_DIGIT}, {"2", ACTION_DIGIT},  {"3", ACTION_DIGIT}, {"4", ACTION_DIGIT},
    {"5", ACTION_DIGIT}, {"6", ACTION_DIGIT},  {"7", ACTION_DIGIT}, {"8", ACTION_DIGIT},
    {"9", ACTION_DIGIT}, {NULL, ACTION_CLEAR}, {"0", ACTION_DIGIT}, {NULL, ACTION_ENTER},
};

struct build {
    const struct pin_pad *pad;
    struct screen *screen;
    struct rect words, keys; /* where each stands */
};

static bool
is_side_by_side(const struct pin_pad *pad)
{
    return pad->content.w > pad->content.h;
}

static int
key_size(int room, int n, const struct scale *scale)
{
    int size = (room - (n - 1) * scale->target_gap) / n;
    return int_clamp(size, scale->target, scale->target_primary * 2);
}

static void
divide(struct build *build)
{
    const struct pin_pad *pad = build->pad;
    struct rect all = pad->content;
    build->words = build->keys = all;
    if (is_side_by_side(pad)) {
        build->words.w = build->keys.w = (all.w - pad->scale->gap) / 2;
        build->keys.x += build->words.w + pad->scale->gap;
        return;
    }
    build->words.h = all.h / 4;
    build->keys.y += build->words.h;
    build->keys.h -= build->words.h;
}

static int
draw_words(struct build *build, struct str text, struct text_style style, enum color color, int y)
{
    const struct pin_pad *pad = build->pad;
    struct list *list = &build->screen->list;
    struct text_span span = {.text = text, .face = style.face, .tag = (int)color};
    struct para_options options = {.size_px = style.size_px,
                                   .width_px = int_max(build->words.w, 1),
                                   .line_height_px = style.size_px * 6 / 5,
                                   .dir = pad->words->language->dir};
    struct para para = para_make(list->arena, &span, 1, &options, pad->metrics);
    para_draw(&para, 0, para.n_lines, build->words.x, y, 0, list);
    return y + para.height + pad->scale->gap / 2;
}

/* How many digits there are, never which. */
static int
draw_dots(struct build *build, int y)
{
    const struct pin_pad *pad = build->pad;
    int d = int_max(pad->scale->label, 6);
    int n = int_max(pad->n_digits, PIN_DIGITS_LEAST);
    for (int i = 0; i < n; i++) {
        struct rect dot = {build->words.x + i * 2 * d, y, d, d};
        list_add(&build->screen->list,
                 (struct item){.kind = ITEM_RECT,
                               .rect = dot,
                               .fill = i < pad->n_digits ? COLOR_ACCENT : COLOR_NONE,
                               .stroke = COLOR_EDGE,
                               .stroke_px = pad->scale->stroke,
                               .radius_px = d / 2});
    }
    return y + d + pad->scale->gap;
}

static struct str
problem(struct build *build)
{
    const struct pin_pad *pad = build->pad;
    struct arena *arena = build->screen->list.arena;
    if (pad->locked_s > 0) {
        const struct str pairs[] = {STR("seconds"), str_printf(arena, "%d", pad->locked_s)};
        return words_expand(arena, pad->words->text[WORD_STAFF_LOCKED], pairs, 2);
    }
    return pad->was_wrong ? pad->words->text[WORD_STAFF_WRONG] : STR("");
}

static void
draw_left(struct build *build)
{
    const struct pin_pad *pad = build->pad;
    struct text_style big = {FACE_BOLD, pad->scale->headline, 0};
    struct text_style plain = {FACE_REGULAR, pad->scale->body, 0};
    int y = draw_words(build, pad->words->text[WORD_STAFF_PIN], big, COLOR_INK, build->words.y);
    y = draw_dots(build, y);
    struct str text = problem(build);
    if (text.n > 0) {
        (void)draw_words(build, text, plain, COLOR_INK, y);
    }
}

static struct str
key_label(const struct pin_pad *pad, int i)
{
    return keys[i].text != NULL             ? str_from(keys[i].text)
           : keys[i].action == ACTION_CLEAR ? pad->words->text[WORD_STAFF_CLEAR]
                                            : pad->words->text[WORD_STAFF_ENTER];
}

static void
draw_key(struct build *build, int i, struct rect box)
{
    const struct pin_pad *pad = build->pad;
    struct list *list = &build->screen->list;
    bool is_filled = keys[i].action == ACTION_ENTER;
    struct str label = key_label(pad, i);
    int digit = int_max(int_min(pad->scale->tile, box.h * 2 / 3), 1);
    struct text_style style = {FACE_BOLD, keys[i].text != NULL ? digit : pad->scale->label, 0};
    int w = pad->metrics->width(pad->metrics->user, style, DIR_LTR, label);
    while (w > box.w * 4 / 5 && style.size_px > 8) {
        style.size_px -= 2;
        w = pad->metrics->width(pad->metrics->user, style, DIR_LTR, label);
    }
    list_add(list, (struct item){.kind = ITEM_RECT,
                                 .rect = box,
                                 .fill = is_filled ? COLOR_ACCENT : COLOR_CARD,
                                 .stroke = is_filled ? COLOR_ACCENT : COLOR_EDGE,
                                 .stroke_px = pad->scale->stroke,
                                 .radius_px = pad->scale->radius});
    (void)chrome_text(pad->metrics, list, label, style, is_filled ? COLOR_ON_ACCENT : COLOR_INK,
                      box.x + (box.w - w) / 2, box.y + box.h / 2);
    targets_add(&build->screen->targets, (struct target){.rect = box,
                                                         .kind = TARGET_ACTION,
                                                         .action = keys[i].action,
                                                         .arg = str_from(keys[i].text),
                                                         .radius_px = pad->scale->radius});
}

static void
draw_keys(struct build *build)
{
    const struct scale *scale = build->pad->scale;
    int w = key_size(build->keys.w, COLUMNS, scale), h = key_size(build->keys.h, ROWS, scale);
    int total_w = COLUMNS * w + (COLUMNS - 1) * scale->target_gap;
    int x0 = build->keys.x + int_max(build->keys.w - total_w, 0) / 2;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        struct rect box = {x0 + i % COLUMNS * (w + scale->target_gap),
                           build->keys.y + i / COLUMNS * (h + scale->target_gap), w, h};
        draw_key(build, i, box);
    }
}

struct screens
pin_pad_make(struct arena *arena, const struct pin_pad *pad)
{
    struct screens screens = {.items = arena_new(arena, struct screen), .n = 1};
    struct build build = {.pad = pad, .screen = screens.items};
    list_init(&build.screen->list, arena);
    targets_init(&build.screen->targets, arena);
    divide(&build);
    draw_left(&build);
    draw_keys(&build);
    build.screen->content_bottom = pad->content.y + pad->content.h;
    return screens;
}
