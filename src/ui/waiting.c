/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Centred lines, one group for each language on offer; sizes give way until everything fits. */
#include "ui/waiting.h"

#include "layout/para.h"
#include "text/bidi.h"
#include "ui/chrome.h"

#define LANGUAGES_MAX 4 /* more would not be readable from afar */
#define LINES_MAX (3 * LANGUAGES_MAX + 2)

struct line {
    struct str text;
    struct text_style style;
    enum color color;
    int gap_after;
};

struct column {
    const struct waiting *waiting;
    struct list *list;
    struct line lines[LINES_MAX];
    int n;
};

static void
add_line(struct column *column, struct str text, struct text_style style, enum color color,
         int gap_after)
{
    if (column->n < LINES_MAX && text.n > 0) {
        column->lines[column->n++] = (struct line){text, style, color, gap_after};
    }
}

static struct para
line_para(const struct column *column, const struct line *line, int percent)
{
    const struct scale *scale = column->waiting->scale;
    struct text_span span = {.text = line->text, .face = line->style.face, .tag = (int)line->color};
    int size = int_max(line->style.size_px * percent / 100, 6);
    struct para_options options = {.size_px = size,
                                   .width_px = int_max(scale->screen_px.w - 2 * scale->margin, 1),
                                   .line_height_px = size * 6 / 5,
                                   .align = ALIGN_CENTER,
                                   .dir = bidi_first_strong(line->text)};
    return para_make(column->list->arena, &span, 1, &options, column->waiting->metrics);
}

static int
column_height(const struct column *column, int percent)
{
    int height = 0;
    for (int i = 0; i < column->n; i++) {
        height += line_para(column, &column->lines[i], percent).height;
        height += i + 1 < column->n ? column->lines[i].gap_after * percent / 100 : 0;
    }
    return height;
}

static void
column_draw(struct column *column)
{
    const struct scale *scale = column->waiting->scale;
    struct size screen = scale->screen_px;
    int percent = 100;
    while (percent > 20 && column_height(column, percent) > screen.h - 2 * scale->margin) {
        percent -= 10;
    }
    list_add_rect(column->list, (struct rect){0, 0, screen.w, screen.h}, COLOR_GROUND, 0, 0);
    int y = (screen.h - column_height(column, percent)) / 2;
    for (int i = 0; i < column->n; i++) {
        struct para para = line_para(column, &column->lines[i], percent);
        para_draw(&para, 0, para.n_lines, scale->margin, y, 0, column->list);
        y += para.height + column->lines[i].gap_after * percent / 100;
    }
}

static size_t
language_count(const struct waiting *waiting)
{
    size_t n = catalog_language_count(waiting->catalog);
    return n < LANGUAGES_MAX ? n : LANGUAGES_MAX;
}

static struct str
word(const struct waiting *waiting, size_t language, enum word which)
{
    return word_in(waiting->catalog, catalog_language(waiting->catalog, language), which);
}

void
attract_draw(const struct waiting *waiting, struct list *list)
{
    const struct scale *scale = waiting->scale;
    struct column column = {.waiting = waiting, .list = list};
    struct text_style icon = {FACE_ICON, scale->headline * 5 / 2, 0};
    struct text_style big = {FACE_BOLD, scale->headline, 0};
    struct text_style plain = {FACE_REGULAR, scale->tile, 0};
    add_line(&column, STR("touch_app"), icon, COLOR_ACCENT, scale->gap * 2);
    size_t n = language_count(waiting);
    for (size_t i = 0; i < n; i++) {
        add_line(&column, word(waiting, i, WORD_WELCOME), big, COLOR_INK, scale->gap / 4);
        add_line(&column, word(waiting, i, WORD_TOUCH_TO_START), plain, COLOR_SOFT_INK,
                 scale->gap * 2);
    }
    column_draw(&column);
}

void
hidden_draw(const struct waiting *waiting, struct list *list)
{
    const struct scale *scale = waiting->scale;
    struct column column = {.waiting = waiting, .list = list};
    struct text_style big = {FACE_BOLD, scale->headline * 5 / 4, 0};
    struct text_style clock = {FACE_REGULAR, scale->phone, 0};
    if (waiting->second >= 0) {
        int minute = waiting->second / 60, hour = minute / 60 % 24;
        add_line(&column, str_printf(list->arena, "%d:%02d", (hour + 11) % 12 + 1, minute % 60),
                 clock, COLOR_SOFT_INK, scale->gap * 2);
    }
    size_t n = language_count(waiting);
    for (size_t i = 0; i < n; i++) {
        add_line(&column, word(waiting, i, WORD_WELCOME), big, COLOR_INK, scale->gap);
    }
    column_draw(&column);
}

void
warning_draw(const struct waiting *waiting, int seconds_left, struct list *list)
{
    const struct scale *scale = waiting->scale;
    struct column column = {.waiting = waiting, .list = list};
    struct text_style count = {FACE_BOLD, scale->headline * 5 / 2, 0};
    struct text_style big = {FACE_BOLD, scale->headline, 0};
    struct text_style plain = {FACE_REGULAR, scale->label * 6 / 5, 0};
    struct str number = str_printf(list->arena, "%d", seconds_left);
    add_line(&column, number, count, COLOR_ACCENT, scale->gap);
    const struct str pairs[] = {STR("seconds"), number};
    size_t n = language_count(waiting);
    for (size_t i = 0; i < n; i++) {
        struct str clears = words_expand(list->arena, word(waiting, i, WORD_CLEARS_IN), pairs, 2);
        add_line(&column, word(waiting, i, WORD_STILL_THERE), big, COLOR_INK, scale->gap / 4);
        add_line(&column,
                 str_printf(list->arena, "%.*s %.*s", STR_ARG(clears),
                            STR_ARG(word(waiting, i, WORD_TOUCH_TO_STAY))),
                 plain, COLOR_SOFT_INK, scale->gap * 2);
    }
    column_draw(&column);
}
