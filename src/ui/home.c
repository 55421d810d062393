/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of tiles. If all rows fit, there is one screen; if not all learn tiles fit, the last visible
 * one becomes "All topics"; if not even one row of them fits, the rows go on to further screens.
 */
#include "ui/home.h"

#include "layout/para.h"
#include "ui/chrome.h"

#define ROWS_MAX 128
#define URGENT_COLUMNS 3
#define LEARN_COLUMNS 4
#define TOPIC_COLUMNS 3

struct tile {
    struct str icon, text;
    struct str note; /* small, under the text; or empty */
    enum color fill, stroke, ink, icon_ink;
    struct target target;
};

struct row {
    int height;
    const struct tile *tiles; /* n of them side by side in `columns` columns; NULL: a paragraph */
    size_t n;
    int columns;
    bool is_urgent;
    bool keeps_next;
    struct para para;
    int gap_after;
};

struct build {
    struct arena *arena;
    /* On the home screen, so that what is urgent stands on its first screen. */
    bool is_compact;   /* smaller words */
    bool has_no_words; /* nothing but tiles */
    const struct home *home;
    struct row rows[ROWS_MAX];
    size_t n_rows;
};

static struct para
text_para(struct build *build, struct str text, struct text_style style, enum color color,
          int width)
{
    struct text_span span = {.text = text, .face = style.face, .tag = (int)color};
    struct para_options options = {.size_px = style.size_px,
                                   .width_px = int_max(width, 1),
                                   .line_height_px = style.size_px * 6 / 5,
                                   .dir = build->home->words->language->dir};
    return para_make(build->arena, &span, 1, &options, build->home->metrics);
}

static void
add_paragraph(struct build *build, struct str text, struct text_style style, enum color color)
{
    if (build->n_rows == ROWS_MAX || text.n == 0) {
        return;
    }
    struct row *row = &build->rows[build->n_rows++];
    *row = (struct row){.keeps_next = true, .gap_after = build->home->scale->gap / 2};
    row->para = text_para(build, text, style, color, build->home->content.w);
    row->height = row->para.height;
}

/* Tiles. */

static int
tile_text_size(const struct build *build, bool is_urgent)
{
    const struct scale *scale = build->home->scale;
    int urgent = build->is_compact ? int_min(scale->body, scale->tile) : scale->tile;
    return is_urgent ? urgent : scale->label;
}

struct tile_form {
    int pad, icon, size, text_x, text_w;
    bool is_stacked; /* icon above the text */
};

static struct tile_form
tile_form(const struct build *build, bool is_urgent, int width, int height)
{
    int size = tile_text_size(build, is_urgent);
    int least_pad = build->home->scale->gap / 2;
    struct tile_form form = {.size = size, .pad = int_max(size * 2 / 3, least_pad)};
    form.icon = is_urgent ? size * 3 / 2 : size * 4 / 3;
    form.is_stacked = is_urgent && height >= form.icon * 5 / 4 + 2 * form.pad + size * 12 / 5;
    form.text_x = form.is_stacked ? form.pad : form.pad + form.icon + form.pad * 2 / 3;
    form.text_w = width - form.text_x - form.pad;
    return form;
}

static struct para
tile_para(struct build *build, const struct tile *tile, const struct tile_form *form)
{
    struct text_style style = {FACE_BOLD, form->size, 0};
    return text_para(build, tile->text, style, tile->ink, form->text_w);
}

static struct para
note_para(struct build *build, const struct tile *tile, const struct tile_form *form)
{
    int size = int_min(form->size, build->home->scale->label);
    struct text_style style = {FACE_REGULAR, int_max(size, 1), 0};
    return text_para(build, tile->note, style, tile->ink, form->text_w);
}

static int
column_width(const struct home *home, int columns)
{
    return (home->content.w - (columns - 1) * home->scale->gap) / columns;
}

/* The height a row of tiles needs, or 0 if the words do not fit in so narrow a tile. */
static int
tiles_height(struct build *build, const struct tile *tiles, size_t n, int columns, bool is_urgent)
{
    const struct scale *scale = build->home->scale;
    int height = int_max(scale->target_primary, tile_text_size(build, is_urgent) * 7 / 2);
    struct tile_form form = tile_form(build, is_urgent, column_width(build->home, columns), 0);
    for (size_t i = 0; i < n; i++) {
        struct para para = tile_para(build, &tiles[i], &form);
        struct para note = note_para(build, &tiles[i], &form);
        if ((para.is_overlong || note.is_overlong) && columns > 1) {
            return 0;
        }
        height = int_max(height, para.height + note.height + form.pad);
    }
    return columns > 1 && height > build->home->content.h ? 0 : height;
}

static int
columns_that_fit(struct build *build, const struct tile *tiles, size_t n, int most, bool is_urgent)
{
    int columns = most;
    while (columns > 1 && tiles_height(build, tiles, n, columns, is_urgent) == 0) {
        columns--;
    }
    return columns;
}

static void
add_tiles(struct build *build, const struct tile *tiles, size_t n, int most, bool is_urgent)
{
    int columns = columns_that_fit(build, tiles, n, most, is_urgent);
    for (size_t i = 0; i < n && build->n_rows < ROWS_MAX; i += (size_t)columns) {
        size_t left = n - i;
        size_t count = left < (size_t)columns ? left : (size_t)columns;
        struct row *row = &build->rows[build->n_rows++];
        *row = (struct row){.tiles = tiles + i,
                            .n = count,
                            .columns = columns,
                            .is_urgent = is_urgent,
                            .gap_after = build->home->scale->gap};
        row->height = tiles_height(build, tiles + i, count, columns, is_urgent);
    }
}

static struct tile
page_tile(const struct home *home, const struct page *page)
{
    const struct words *words = home->words;
    bool has_tile = page->tile.n > 0 && !str_eq(page->tile, page->title);
    struct str text =
        words_pack(words, has_tile ? "tile" : "title", has_tile ? page->tile : page->title);
    return (struct tile){.icon = page->icon,
                         .text = text,
                         .fill = COLOR_CARD,
                         .stroke = COLOR_EDGE,
                         .ink = COLOR_INK,
                         .icon_ink = COLOR_ACCENT,
                         .target = {.kind = TARGET_PAGE, .arg = page->id}};
}

static struct tile *
page_tiles(struct arena *arena, const struct home *home, const struct page_list *pages)
{
    struct tile *tiles = arena_array(arena, pages->n + 1, sizeof *tiles);
    for (size_t i = 0; i < pages->n; i++) {
        tiles[i] = page_tile(home, pages->items[i]);
    }
    return tiles;
}

static void
make_urgent(struct tile *tiles, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool is_last = i + 1 == n; /* the number: not an alarm but a help */
        tiles[i].fill = is_last ? COLOR_ACCENT : COLOR_URGENT;
        tiles[i].stroke = COLOR_NONE;
        tiles[i].ink = tiles[i].icon_ink = is_last ? COLOR_ON_ACCENT : COLOR_ON_URGENT;
    }
}

static struct tile
all_topics_tile(struct build *build)
{
    const struct pack *pack = build->home->pack;
    struct str count = str_printf(build->arena, "%zu", pack->urgent.n + pack->learn.n);
    const struct str pairs[] = {STR("count"), count};
    const struct words *words = build->home->words;
    return (struct tile){
        .icon = STR("apps"),
        .text = words_expand(build->arena, words->text[WORD_ALL_TOPICS], pairs, 2),
        .fill = COLOR_CARD,
        .stroke = COLOR_EDGE,
        .ink = COLOR_INK,
        .icon_ink = COLOR_ACCENT,
        .target = {.kind = TARGET_ACTION, .action = ACTION_TOPICS},
    };
}

/* Drawing. */

static void
draw_tile(struct build *build, const struct row *row, size_t index, struct rect box,
          struct screen *screen)
{
    const struct home *home = build->home;
    const struct tile *tile = &row->tiles[index];
    struct tile_form form = tile_form(build, row->is_urgent, box.w, box.h);
    struct para para = tile_para(build, tile, &form);
    struct para note = note_para(build, tile, &form);
    bool is_rtl = home->words->language->dir == DIR_RTL;
    list_add(&screen->list, (struct item){.kind = ITEM_RECT,
                                          .rect = box,
                                          .fill = tile->fill,
                                          .stroke = tile->stroke,
                                          .stroke_px = home->scale->stroke,
                                          .radius_px = home->scale->radius});
    int icon_x = is_rtl ? box.x + box.w - form.pad - form.icon : box.x + form.pad;
    int text_x = is_rtl ? box.x + form.pad : box.x + form.text_x;
    int icon_middle = form.is_stacked ? box.y + form.pad + form.icon / 2 : box.y + box.h / 2;
    int text_h = para.height + note.height;
    int text_y =
        form.is_stacked ? box.y + box.h - form.pad * 3 / 4 - text_h : box.y + (box.h - text_h) / 2;
    struct text_style icon_style = {FACE_ICON, form.icon, 0};
    (void)chrome_text(home->metrics, &screen->list, tile->icon, icon_style, tile->icon_ink, icon_x,
                      icon_middle);
    para_draw(&para, 0, para.n_lines, text_x, text_y, 0, &screen->list);
    para_draw(&note, 0, note.n_lines, text_x, text_y + para.height, 0, &screen->list);
    struct target target = tile->target;
    target.rect = box;
    target.radius_px = home->scale->radius;
    targets_add(&screen->targets, target);
}

static void
draw_row(struct build *build, const struct row *row, int y, struct screen *screen)
{
    struct rect content = build->home->content;
    if (row->tiles == NULL) {
        para_draw(&row->para, 0, row->para.n_lines, content.x, y, 0, &screen->list);
        return;
    }
    int w = column_width(build->home, row->columns);
    bool is_rtl = build->home->words->language->dir == DIR_RTL;
    for (size_t i = 0; i < row->n; i++) {
        int column = is_rtl ? row->columns - 1 - (int)i : (int)i;
        int x = content.x + column * (w + build->home->scale->gap);
        draw_tile(build, row, i, (struct rect){x, y, w, row->height}, screen);
    }
}

static struct screen *
new_screen(struct build *build, struct screens *screens)
{
    struct screen *screen = &screens->items[screens->n++];
    list_init(&screen->list, build->arena);
    targets_init(&screen->targets, build->arena);
    return screen;
}

static int
rows_height(const struct build *build, size_t n)
{
    int height = 0;
    for (size_t i = 0; i < n; i++) {
        height += build->rows[i].height + (i + 1 < n ? build->rows[i].gap_after : 0);
    }
    return height;
}

/* The height at which an urgent row looks right: icon over words if three stand side by side. */
static int
urgent_height(const struct build *build, size_t n_urgent)
{
    return tile_text_size(build, true) * (n_urgent == 1 ? 12 : 7) / 2;
}

static size_t
urgent_count(const struct build *build)
{
    size_t n = 0;
    for (size_t i = 0; i < build->n_rows; i++) {
        n += build->rows[i].is_urgent;
    }
    return n;
}

/* Lets urgent rows grow into free space, up to the height that looks right. */
static void
grow_urgent(struct build *build)
{
    size_t n_urgent = urgent_count(build);
    if (n_urgent == 0) {
        return;
    }
    int free_px = build->home->content.h - rows_height(build, build->n_rows);
    int most = urgent_height(build, n_urgent);
    for (size_t i = 0; i < build->n_rows; i++) {
        struct row *row = &build->rows[i];
        if (row->is_urgent) {
            row->height = int_clamp(row->height + free_px / (int)n_urgent, row->height,
                                    int_max(most, row->height));
        }
    }
}

static void
draw_rows(struct build *build, struct screens *screens, int height)
{
    struct screen *screen = new_screen(build, screens);
    int y = 0;
    for (size_t i = 0; i < build->n_rows; i++) {
        const struct row *row = &build->rows[i];
        bool has_next = row->keeps_next && i + 1 < build->n_rows;
        int need = row->height + (has_next ? row->gap_after + build->rows[i + 1].height : 0);
        if (y > 0 && y + need > height) {
            screen = new_screen(build, screens);
            y = 0;
        }
        draw_row(build, row, build->home->content.y + y, screen);
        y += row->height + row->gap_after;
        screen->content_bottom = build->home->content.y + y;
    }
}

static struct screens
new_screens(struct build *build)
{
    return (struct screens){.items =
                                arena_array(build->arena, ROWS_MAX + 1, sizeof(struct screen))};
}

static struct build *
new_build(struct arena *arena, const struct home *home)
{
    struct build *build = arena_new(arena, struct build);
    build->arena = arena;
    build->home = home;
    return build;
}

#define LEARN_ROWS_MOST                                                                            \
    2 /* beside urgent tiles of the right height; the rest is one touch away                       \
       */

/*
 * Keeps as many rows as fit, two of them before the urgent ones have the height that looks right;
 * the last tile that stays becomes "All topics".
 */
static void
cut_learn(struct build *build, struct tile *learn, size_t first_learn)
{
    size_t n = build->n_rows;
    size_t n_urgent = urgent_count(build);
    int missing = 0;
    for (size_t i = 0; i < first_learn; i++) {
        const struct row *row = &build->rows[i];
        missing += row->is_urgent ? int_max(urgent_height(build, n_urgent) - row->height, 0) : 0;
    }
    while (n > first_learn + LEARN_ROWS_MOST &&
           rows_height(build, n) + missing > build->home->content.h) {
        n--;
    }
    while (n > first_learn + 1 && rows_height(build, n) > build->home->content.h) {
        n--;
    }
    build->n_rows = n;
    struct row *last = &build->rows[n - 1];
    size_t index = (size_t)(last->tiles - learn) + last->n - 1;
    learn[index] = all_topics_tile(build);
}

static void
add_welcome(struct build *build)
{
    const struct home *home = build->home;
    const struct scale *scale = home->scale;
    struct text_style first = {FACE_BOLD, scale->headline, 0};
    struct text_style second = {FACE_REGULAR, scale->label, 0};
    if (build->is_compact) {
        first.size_px = int_min(scale->body * 6 / 5, scale->headline);
    }
    size_t n = build->has_no_words ? 0 : (build->is_compact ? 1 : home->pack->n_welcome);
    for (size_t i = 0; i < n && i < home->pack->n_welcome; i++) {
        struct str text = words_pack(home->words, NULL, home->pack->welcome[i].msgid);
        add_paragraph(build, text, i == 0 ? first : second, i == 0 ? COLOR_INK : COLOR_SOFT_INK);
    }
    if (build->n_rows > 0) {
        build->rows[build->n_rows - 1].gap_after = scale->gap;
    }
}

/* All rows of the home screen; returns the index of the first with learn tiles. */
static size_t
add_home_rows(struct build *build, const struct tile *urgent, const struct tile *learn)
{
    const struct home *home = build->home;
    const struct pack *pack = home->pack;
    bool is_portrait = home->scale->is_portrait;
    int urgent_columns = int_clamp((int)pack->urgent.n, 1, URGENT_COLUMNS);
    build->n_rows = 0;
    add_welcome(build);
    add_tiles(build, urgent, pack->urgent.n, is_portrait ? 1 : urgent_columns, true);
    if (pack->learn.n > 0) {
        struct text_style style = {FACE_BOLD, home->scale->label, 0};
        add_paragraph(build, home->words->text[WORD_LEARN], style, COLOR_SOFT_INK);
    }
    size_t first_learn = build->n_rows;
    add_tiles(build, learn, pack->learn.n, is_portrait ? 2 : LEARN_COLUMNS, false);
    return first_learn;
}

/* Is there room for all, or at least for one row of learn tiles? */
static bool
has_room(const struct build *build, size_t first_learn)
{
    size_t n = (size_t)int_min((int)first_learn + 1, (int)build->n_rows);
    return rows_height(build, n) <= build->home->content.h;
}

/* Do the urgent tiles stand on the first of several screens? */
static bool
urgent_first(const struct build *build, size_t first_learn)
{
    size_t n = first_learn - (build->home->pack->learn.n > 0 ? 1 : 0); /* without the heading */
    return rows_height(build, n) <= build->home->content.h - build->home->footer_h;
}

/* Words give way to the urgent tiles: first their size, then they themselves. */
static size_t
choose_rows(struct build *build, const struct tile *urgent, const struct tile *learn)
{
    size_t first_learn = add_home_rows(build, urgent, learn);
    if (!has_room(build, first_learn)) {
        build->is_compact = true;
        first_learn = add_home_rows(build, urgent, learn);
    }
    if (!has_room(build, first_learn) && !urgent_first(build, first_learn)) {
        build->has_no_words = true;
        first_learn = add_home_rows(build, urgent, learn);
    }
    return first_learn;
}

struct screens
home_make(struct arena *arena, const struct home *home)
{
    struct build *build = new_build(arena, home);
    const struct pack *pack = home->pack;
    struct screens screens = new_screens(build);
    struct tile *urgent = page_tiles(arena, home, &pack->urgent);
    struct tile *learn = page_tiles(arena, home, &pack->learn);
    make_urgent(urgent, pack->urgent.n);
    size_t first_learn = choose_rows(build, urgent, learn);
    bool is_one_screen = has_room(build, first_learn);
    if (is_one_screen && rows_height(build, build->n_rows) > home->content.h) {
        cut_learn(build, learn, first_learn);
    }
    if (is_one_screen) {
        grow_urgent(build);
    }
    draw_rows(build, &screens, home->content.h - (is_one_screen ? 0 : home->footer_h));
    return screens;
}

struct screens
topics_make(struct arena *arena, const struct home *home)
{
    struct build *build = new_build(arena, home);
    struct screens screens = new_screens(build);
    const struct pack *pack = home->pack;
    size_t n = pack->urgent.n + pack->learn.n;
    struct tile *tiles = arena_array(arena, n + 1, sizeof *tiles);
    for (size_t i = 0; i < n; i++) {
        bool is_urgent = i < pack->urgent.n;
        const struct page_list *from = is_urgent ? &pack->urgent : &pack->learn;
        tiles[i] = page_tile(home, from->items[is_urgent ? i : i - pack->urgent.n]);
    }
    add_tiles(build, tiles, n, home->scale->is_portrait ? 2 : TOPIC_COLUMNS, false);
    draw_rows(build, &screens, home->content.h - home->footer_h);
    return screens;
}

/* Languages. */

/* What a reader of the language is told about it, in that language as far as it has words. */
static struct str
coverage_note(struct build *build, const struct language *language, const struct messages *messages)
{
    struct catalog *catalog = build->home->words->catalog;
    const struct pack *pack = build->home->pack;
    int percent = words_coverage(catalog, language, messages);
    if (percent >= 100) {
        return STR("");
    }
    struct str number = str_printf(build->arena, "%d", percent);
    if (pack == NULL || percent >= pack->least_coverage) {
        return str_printf(build->arena, "%.*s\u00A0%%", STR_ARG(number));
    }
    const struct str pairs[] = {STR("percent"), number};
    return words_expand(build->arena, word_in(catalog, language, WORD_INCOMPLETE), pairs, 2);
}

static struct tile
language_tile(struct build *build, const struct language *language, const struct messages *messages)
{
    bool is_shown = language == build->home->words->language;
    return (struct tile){
        .icon = is_shown ? STR("check") : STR("translate"),
        .text = str_from(language->native_name),
        .note = coverage_note(build, language, messages),
        .fill = is_shown ? COLOR_ACCENT : COLOR_CARD,
        .stroke = is_shown ? COLOR_ACCENT : COLOR_EDGE,
        .ink = is_shown ? COLOR_ON_ACCENT : COLOR_INK,
        .icon_ink = is_shown ? COLOR_ON_ACCENT : COLOR_ACCENT,
        .target = {.kind = TARGET_ACTION,
                   .action = ACTION_LANGUAGE,
                   .arg = str_from(language->tag)},
    };
}

struct screens
languages_make(struct arena *arena, const struct home *home)
{
    struct build *build = new_build(arena, home);
    struct screens screens = new_screens(build);
    struct messages messages = {0};
    if (home->pack != NULL) {
        messages = pack_messages(arena, home->pack);
    }
    struct catalog *catalog = home->words->catalog;
    size_t n = catalog_language_count(catalog);
    struct tile *tiles = arena_array(arena, n, sizeof *tiles);
    for (size_t i = 0; i < n; i++) {
        tiles[i] = language_tile(build, catalog_language(catalog, i), &messages);
    }
    add_tiles(build, tiles, n, home->scale->is_portrait ? 2 : TOPIC_COLUMNS, true);
    draw_rows(build, &screens, home->content.h);
    return screens;
}
