/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header is laid out from its trailing edge; what does not fit gives way in a fixed order: the
 * label of Hide, the subtitle, the title. Language names that do not fit become one button.
 * Right-to-left mirrors the finished boxes.
 */
#include "ui/chrome.h"

#include "base/utf8.h"
#include "layout/para.h"
#include "text/bidi.h"

struct button {
    enum action action;
    struct str arg;
    struct str icon;
    struct str label;
    bool is_filled;
    int w; /* computed */
};

#define HEADER_BUTTONS_MAX 12
#define HEADER_LANGUAGES_MAX (HEADER_BUTTONS_MAX - 3)

struct bar {
    const struct chrome *chrome;
    struct list *list;
    struct targets *targets;
    struct text_style label_style, icon_style;
    int pad, inner;
};

/* Needs neither another font nor another order: the usual case. */
static bool
is_simple(const struct text_metrics *metrics, struct text_style style, struct str text)
{
    uint32_t code;
    int n;
    for (; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool is_left_to_right = code < 0x0590 || (code >= 0x2010 && code <= 0x2027);
        bool is_ascii = code >= ' ' && code < 0x7F;
        if (!is_ascii && !(is_left_to_right && metrics->covers(metrics->user, style, code))) {
            return false;
        }
    }
    return true;
}

static struct para_line
label_line(const struct text_metrics *metrics, struct arena *arena, struct text_style style,
           struct str text)
{
    struct text_span span = {.text = text, .face = style.face};
    return para_line(arena, span, style.size_px, bidi_first_strong(text), metrics);
}

static int
text_width(const struct text_metrics *metrics, struct text_style style, struct str text)
{
    if (text.n == 0) {
        return 0;
    }
    if (style.face == FACE_ICON || is_simple(metrics, style, text)) {
        return metrics->width(metrics->user, style, DIR_LTR, text);
    }
    struct arena scratch = {0};
    int width = label_line(metrics, &scratch, style, text).width;
    arena_free(&scratch);
    return width;
}

static void
add_runs(const struct text_metrics *metrics, struct list *list, struct str text,
         const struct item *like)
{
    struct para_line line = label_line(metrics, list->arena, like->style, text);
    for (size_t i = 0; i < line.n_runs; i++) {
        struct item item = *like;
        item.rect.x += line.runs[i].x;
        item.rect.w = line.runs[i].width;
        item.text = line.runs[i].text;
        item.style = line.runs[i].style;
        item.dir = line.runs[i].dir;
        list_add(list, item);
    }
}

int
chrome_text(const struct text_metrics *metrics, struct list *list, struct str text,
            struct text_style style, enum color color, int x, int middle_y)
{
    struct text_extents extents = metrics->extents(metrics->user, style);
    int w = text_width(metrics, style, text);
    struct item item = {.kind = ITEM_TEXT,
                        .rect = {x, middle_y + extents.cap_px / 2, w, 0},
                        .fill = color,
                        .text = text,
                        .style = style};
    if (style.face == FACE_ICON) { /* icons fill the em box, from a little under the baseline */
        item.rect.y = middle_y - style.size_px / 2 + extents.ascent_px -
                      (extents.ascent_px + extents.descent_px - style.size_px) / 2;
    }
    if (style.face == FACE_ICON || is_simple(metrics, style, text)) {
        if (text.n > 0) {
            list_add(list, item);
        }
    } else {
        add_runs(metrics, list, text, &item);
    }
    return w;
}

static struct bar
bar_make(const struct chrome *chrome, struct list *list, struct targets *targets)
{
    int label = chrome->scale->label;
    return (struct bar){
        .chrome = chrome,
        .list = list,
        .targets = targets,
        .label_style = {FACE_BOLD, label, 0},
        .icon_style = {FACE_ICON, label * 5 / 4, 0},
        .pad = label * 3 / 4,
        .inner = label * 2 / 5,
    };
}

static int
button_width(const struct bar *bar, const struct button *button)
{
    const struct text_metrics *metrics = bar->chrome->metrics;
    int w = 2 * bar->pad;
    w += text_width(metrics, bar->label_style, button->label);
    if (button->icon.n > 0) {
        w += bar->icon_style.size_px + (button->label.n > 0 ? bar->inner : 0);
    }
    return int_max(w, bar->chrome->scale->target_primary);
}

/* Where a box stands when reading goes from right to left. */
static int
mirror(const struct bar *bar, int x, int w)
{
    bool is_rtl = bar->chrome->words->language->dir == DIR_RTL;
    return is_rtl ? bar->chrome->scale->screen_px.w - x - w : x;
}

static void
draw_button(const struct bar *bar, const struct button *button, struct rect box)
{
    const struct scale *scale = bar->chrome->scale;
    const struct text_metrics *metrics = bar->chrome->metrics;
    box.x = mirror(bar, box.x, box.w);
    enum color ink = button->is_filled ? COLOR_ON_ACCENT : COLOR_INK;
    list_add(bar->list, (struct item){.kind = ITEM_RECT,
                                      .rect = box,
                                      .fill = button->is_filled ? COLOR_ACCENT : COLOR_CARD,
                                      .stroke = button->is_filled ? COLOR_ACCENT : COLOR_EDGE,
                                      .stroke_px = scale->stroke,
                                      .radius_px = scale->radius});
    int label_w = text_width(metrics, bar->label_style, button->label);
    int icon_w = button->icon.n > 0 ? bar->icon_style.size_px : 0;
    int between = label_w > 0 && icon_w > 0 ? bar->inner : 0;
    int x = box.x + (box.w - label_w - icon_w - between) / 2;
    int middle = box.y + box.h / 2;
    bool is_icon_last = button->action == ACTION_NEXT;
    is_icon_last = is_icon_last != (bar->chrome->words->language->dir == DIR_RTL);
    int icon_x = is_icon_last ? x + label_w + between : x;
    int label_x = is_icon_last ? x : x + icon_w + between;
    (void)chrome_text(metrics, bar->list, button->icon, bar->icon_style, ink, icon_x, middle);
    (void)chrome_text(metrics, bar->list, button->label, bar->label_style, ink, label_x, middle);
    targets_add(bar->targets, (struct target){.rect = box,
                                              .kind = TARGET_ACTION,
                                              .action = button->action,
                                              .arg = button->arg,
                                              .radius_px = scale->radius});
}

/* Header. */

/* One button with the name of the language shown, or a button for each. */
static size_t
language_buttons(const struct chrome *chrome, bool is_one, struct button *buttons)
{
    const struct words *words = chrome->words;
    size_t n = 0;
    size_t languages = catalog_language_count(words->catalog);
    if (is_one) {
        buttons[n++] = (struct button){.action = ACTION_LANGUAGES,
                                       .icon = STR("translate"),
                                       .label = str_from(words->language->native_name)};
        return n;
    }
    for (size_t i = 0; i < languages && n < HEADER_LANGUAGES_MAX; i++) {
        const struct language *language = catalog_language(words->catalog, i);
        buttons[n++] = (struct button){.action = ACTION_LANGUAGE,
                                       .arg = str_from(language->tag),
                                       .label = str_from(language->native_name),
                                       .is_filled = language == words->language};
    }
    return n;
}

static size_t
header_buttons(const struct chrome *chrome, bool is_one_language, struct button *buttons)
{
    const struct words *words = chrome->words;
    size_t n = language_buttons(chrome, is_one_language, buttons);
    buttons[n++] =
        (struct button){.action = ACTION_TEXT_SIZE, .label = words->text[WORD_TEXT_SIZE]};
    buttons[n++] = (struct button){.action = ACTION_THEME,
                                   .icon = chrome->theme == THEME_DARK ? STR("wb_sunny")
                                                                       : STR("brightness_2")};
    buttons[n++] = (struct button){
        .action = ACTION_HIDE, .icon = STR("visibility_off"), .label = words->text[WORD_HIDE]};
    return n;
}

static int
buttons_width(const struct bar *bar, struct button *buttons, size_t n)
{
    int total = 0;
    for (size_t i = 0; i < n; i++) {
        buttons[i].w = button_width(bar, &buttons[i]);
        total += buttons[i].w + (i > 0 ? bar->chrome->scale->target_gap : 0);
    }
    return total;
}

static void
draw_title(const struct bar *bar, int x, int room)
{
    const struct chrome *chrome = bar->chrome;
    const struct text_metrics *metrics = chrome->metrics;
    struct text_style soft = {FACE_REGULAR, bar->label_style.size_px, 0};
    int middle = chrome->scale->header_h / 2;
    int icon_w = chrome->icon.n > 0 ? bar->icon_style.size_px * 5 / 4 : 0;
    int title_w = text_width(metrics, bar->label_style, chrome->title);
    int soft_w = text_width(metrics, soft, chrome->subtitle);
    bool has_title = icon_w + bar->inner + title_w <= room;
    bool has_soft = has_title && icon_w + 3 * bar->inner + title_w + soft_w <= room;
    if (icon_w > 0 && icon_w <= room) {
        struct text_style style = {FACE_ICON, icon_w, 0};
        (void)chrome_text(metrics, bar->list, chrome->icon, style, COLOR_ACCENT,
                          mirror(bar, x, icon_w), middle);
        x += icon_w + bar->inner;
    }
    if (has_title) {
        (void)chrome_text(metrics, bar->list, chrome->title, bar->label_style, COLOR_INK,
                          mirror(bar, x, title_w), middle);
        x += title_w + bar->inner;
    }
    if (has_soft) {
        (void)chrome_text(metrics, bar->list, chrome->subtitle, soft, COLOR_SOFT_INK,
                          mirror(bar, x, soft_w), middle);
    }
}

/* The buttons in the first form that leaves something for the title; two names may take it all. */
static size_t
choose_header(const struct bar *bar, int room, struct button *buttons, int *total)
{
    size_t languages = catalog_language_count(bar->chrome->words->catalog);
    size_t n = 0;
    for (int is_one = languages > HEADER_LANGUAGES_MAX ? 1 : 0; is_one < 2; is_one++) {
        n = header_buttons(bar->chrome, is_one, buttons);
        *total = buttons_width(bar, buttons, n);
        if (*total > room * 3 / 4) {
            buttons[n - 1].label = STR("");
            *total = buttons_width(bar, buttons, n);
        }
        if (*total <= (languages > 2 ? room * 3 / 4 : room)) {
            return n;
        }
    }
    if (*total > room) {
        buttons[0].label = STR("");
        *total = buttons_width(bar, buttons, n);
    }
    return n;
}

static void
draw_header(const struct bar *bar)
{
    const struct scale *scale = bar->chrome->scale;
    struct button buttons[HEADER_BUTTONS_MAX];
    int room = scale->screen_px.w - 2 * scale->margin;
    int total = 0;
    size_t n = choose_header(bar, room, buttons, &total);
    int x = scale->screen_px.w - scale->margin - total;
    draw_title(bar, scale->margin, x - 2 * scale->margin);
    int h = scale->target_primary;
    for (size_t i = 0; i < n; i++) {
        struct rect box = {x, (scale->header_h - h) / 2, buttons[i].w, h};
        draw_button(bar, &buttons[i], box);
        x += buttons[i].w + scale->target_gap;
    }
    list_add_rect(
        bar->list,
        (struct rect){0, scale->header_h - scale->stroke, scale->screen_px.w, scale->stroke},
        COLOR_HAIRLINE, 0, 0);
}

/* Footer. */

/* Few lines of text on the whole screen: no row for anything that can be a button elsewhere. */
static bool
is_tight(const struct chrome *chrome)
{
    return chrome->scale->screen_px.h < chrome->scale->body * 19;
}

/* Capitals of 4.8 mm (Section 508 402.4) in a font whose capitals are 0.714 em high. */
static int
smallest_px(const struct scale *scale)
{
    return int_max((int)(4.8 / 0.714 * scale->px_per_mm), 1);
}

#define DOTS_MAX 14 /* more become "3 / 17" */

static void
draw_count(const struct bar *bar, int left, int room, int middle)
{
    const struct chrome *chrome = bar->chrome;
    struct str text =
        str_printf(bar->list->arena, "%zu / %zu", chrome->screen + 1, chrome->n_screens);
    int w = text_width(chrome->metrics, bar->label_style, text);
    if (w <= room) {
        (void)chrome_text(chrome->metrics, bar->list, text, bar->label_style, COLOR_SOFT_INK,
                          mirror(bar, left + (room - w) / 2, w), middle);
    }
}

static void
draw_dots(const struct bar *bar, int left, int room, int middle)
{
    const struct chrome *chrome = bar->chrome;
    int d = int_max(chrome->scale->label / 2, 6);
    int wide = d * 3;
    int n = (int)chrome->n_screens;
    int total = wide + (n - 1) * 2 * d;
    if (n > DOTS_MAX || total > room) {
        draw_count(bar, left, room, middle);
        return;
    }
    int x = left + (room - total) / 2;
    for (int i = 0; i < n; i++) {
        bool is_here = i == (int)chrome->screen;
        int w = is_here ? wide : d;
        list_add_rect(bar->list, (struct rect){mirror(bar, x, w), middle - d / 2, w, d},
                      is_here ? COLOR_ACCENT : COLOR_EDGE, d / 2, 0);
        x += w + d;
    }
}

/* Buttons with labels if all of them fit side by side, else icons alone. */
static void
draw_footer_buttons(const struct bar *bar, int y)
{
    const struct chrome *chrome = bar->chrome;
    const struct scale *scale = chrome->scale;
    bool is_rtl = chrome->words->language->dir == DIR_RTL;
    struct str before = is_rtl ? STR("arrow_forward") : STR("arrow_back");
    struct str after = is_rtl ? STR("arrow_back") : STR("arrow_forward");
    struct button buttons[6];
    size_t n = 0;
    buttons[n++] = (struct button){
        .action = ACTION_HOME, .icon = STR("home"), .label = chrome->words->text[WORD_HOME]};
    if (chrome->has_back) {
        buttons[n++] = (struct button){
            .action = ACTION_BACK, .icon = before, .label = chrome->words->text[WORD_BACK]};
    }
    if (chrome->has_sources && is_tight(chrome)) {
        buttons[n++] = (struct button){.action = ACTION_SOURCES, .icon = STR("fact_check")};
    }
    if (chrome->has_notes) {
        buttons[n++] = (struct button){
            .action = ACTION_NOTES, .icon = STR("speaker_notes"), .is_filled = chrome->shows_notes};
    }
    if (chrome->has_leave) {
        buttons[n++] = (struct button){.action = ACTION_LEAVE,
                                       .icon = STR("exit_to_app"),
                                       .label = chrome->words->text[WORD_STAFF_LEAVE]};
    }
    bool has_next = chrome->screen + 1 < chrome->n_screens;
    if (has_next) {
        buttons[n++] = (struct button){.action = ACTION_NEXT,
                                       .icon = after,
                                       .label = chrome->words->text[WORD_NEXT],
                                       .is_filled = true};
    }
    int room = scale->screen_px.w - 2 * scale->margin;
    int middle_room = chrome->n_screens > 1 ? scale->label * 4 : 0;
    if (buttons_width(bar, buttons, n) + middle_room > room) {
        for (size_t i = 0; i < n; i++) {
            buttons[i].label = STR("");
        }
        (void)buttons_width(bar, buttons, n);
    }
    int h = scale->target_primary;
    int left = scale->margin;
    size_t n_left = has_next ? n - 1 : n;
    for (size_t i = 0; i < n_left; i++) {
        draw_button(bar, &buttons[i], (struct rect){left, y, buttons[i].w, h});
        left += buttons[i].w + scale->target_gap;
    }
    int right = scale->screen_px.w - scale->margin;
    if (has_next) {
        right -= buttons[n - 1].w;
        draw_button(bar, &buttons[n - 1], (struct rect){right, y, buttons[n - 1].w, h});
    }
    if (chrome->n_screens > 1) { /* in the middle of the screen if that is free */
        int half = int_min(scale->screen_px.w / 2 - left, right - scale->screen_px.w / 2);
        bool is_centered = half > scale->label * 4;
        int from = is_centered ? scale->screen_px.w / 2 - half : left;
        int span = is_centered ? 2 * half : right - left;
        draw_dots(bar, from, span, y + h / 2);
    }
}

/* "Checked on ... · Where this comes from", over the footer; on two rows where one is too short. */
struct small_line {
    struct text_style plain, bold, icon;
    int gap, room, link_w;
    struct para checked;
    bool is_stacked;
    int height;
};

static struct para
small_para(const struct chrome *chrome, const struct small_line *line, struct str text,
           struct arena *arena)
{
    struct text_span span = {.text = text, .tag = COLOR_SOFT_INK};
    struct para_options options = {.size_px = line->plain.size_px,
                                   .width_px = int_max(line->room, 1),
                                   .line_height_px = line->plain.size_px * 5 / 4,
                                   .dir = chrome->words->language->dir};
    return para_make(arena, &span, 1, &options, chrome->metrics);
}

/* Of all screens, so that the content does not jump between them. */
static int
highest_checked(const struct chrome *chrome, const struct small_line *line, struct arena *arena)
{
    int height = 0;
    for (size_t i = 0; i < chrome->n_checked_lines; i++) {
        height = int_max(height, small_para(chrome, line, chrome->checked_lines[i], arena).height);
    }
    return height;
}

static int
widest_checked(const struct chrome *chrome, const struct small_line *line)
{
    int width = 0;
    for (size_t i = 0; i < chrome->n_checked_lines; i++) {
        width = int_max(width, text_width(chrome->metrics, line->plain, chrome->checked_lines[i]));
    }
    return width;
}

static struct small_line
small_line_make(const struct chrome *chrome, struct arena *arena)
{
    const struct scale *scale = chrome->scale;
    struct small_line line = {.plain = {FACE_REGULAR, scale->small, 0},
                              .bold = {FACE_BOLD, scale->small, 0},
                              .icon = {FACE_ICON, scale->small * 5 / 4, 0},
                              .gap = scale->small * 2 / 3,
                              .room = scale->screen_px.w - 2 * scale->margin};
    if (is_tight(chrome)) { /* the link is a button of the footer, the date as small as may be */
        line.plain.size_px = int_min(scale->small, smallest_px(scale));
        line.checked = small_para(chrome, &line, chrome->checked, arena);
        line.height = highest_checked(chrome, &line, arena);
        return line;
    }
    struct str link = chrome->words->text[WORD_SOURCES];
    line.link_w = line.icon.size_px + line.gap / 2 + text_width(chrome->metrics, line.bold, link);
    int longest = widest_checked(chrome, &line);
    line.is_stacked = longest + 2 * line.gap + line.link_w > line.room;
    line.checked = small_para(chrome, &line, chrome->checked, arena);
    line.height = scale->target + scale->target_gap;
    if (line.is_stacked) {
        line.height += highest_checked(chrome, &line, arena);
    }
    return line;
}

static void
draw_link(const struct bar *bar, const struct small_line *line, int x, int y)
{
    const struct chrome *chrome = bar->chrome;
    const struct scale *scale = chrome->scale;
    int middle = y + scale->target / 2;
    int text_x = x + line->icon.size_px + line->gap / 2;
    int text_w = line->link_w - line->icon.size_px - line->gap / 2;
    (void)chrome_text(chrome->metrics, bar->list, STR("fact_check"), line->icon, COLOR_ACCENT,
                      mirror(bar, x, line->icon.size_px), middle);
    (void)chrome_text(chrome->metrics, bar->list, chrome->words->text[WORD_SOURCES], line->bold,
                      COLOR_ACCENT, mirror(bar, text_x, text_w), middle);
    struct rect box = {mirror(bar, x, line->link_w), y, line->link_w, scale->target};
    targets_add(bar->targets, (struct target){.rect = box,
                                              .kind = TARGET_ACTION,
                                              .action = ACTION_SOURCES,
                                              .radius_px = scale->radius / 2});
}

static void
draw_small_line(const struct bar *bar, int y)
{
    const struct scale *scale = bar->chrome->scale;
    struct small_line line = small_line_make(bar->chrome, bar->list->arena);
    if (is_tight(bar->chrome)) {
        para_draw(&line.checked, 0, line.checked.n_lines, scale->margin, y, 0, bar->list);
        return;
    }
    bool has_checked = bar->chrome->checked.n > 0;
    int link_y = y + line.height - scale->target - scale->target_gap;
    int text_y = line.is_stacked ? y : link_y + (scale->target - line.checked.height) / 2;
    int x = scale->margin;
    if (has_checked) {
        para_draw(&line.checked, 0, line.checked.n_lines, x, text_y, 0, bar->list);
        x += line.is_stacked ? 0 : line.checked.width + 2 * line.gap;
    }
    draw_link(bar, &line, x, link_y);
}

int
chrome_bottom_h(const struct chrome *chrome)
{
    struct arena scratch = {0};
    int small = chrome->has_sources ? small_line_make(chrome, &scratch).height : 0;
    arena_free(&scratch);
    return chrome->has_footer ? chrome->scale->footer_h + small : 0;
}

void
chrome_draw(const struct chrome *chrome, struct list *list, struct targets *targets)
{
    const struct scale *scale = chrome->scale;
    struct bar bar = bar_make(chrome, list, targets);
    draw_header(&bar);
    if (!chrome->has_footer) {
        return;
    }
    int top = scale->screen_px.h - chrome_bottom_h(chrome);
    if (chrome->has_sources) {
        draw_small_line(&bar, top);
    }
    int y = scale->screen_px.h - (scale->footer_h + scale->target_primary) / 2;
    draw_footer_buttons(&bar, y);
}
