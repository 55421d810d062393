/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One column of small paragraphs, each under its label. What does not fit is cut with an ellipsis:
 * the translator has the whole text in the editor. */
#include "edit/side.h"

#include <string.h>

#include "layout/para.h"

#define SIDE_LEAST_WINDOW_PX 720 /* narrower: the kiosk needs all of it */
#define BOTTOM_LEAST_WINDOW_PX 300

struct parts
parts_of(struct size window, bool has_source)
{
    struct parts parts = {.text_px = int_clamp(window.h / 48, 13, 40)};
    int bottom_h = window.h < BOTTOM_LEAST_WINDOW_PX ? 0 : parts.text_px * 7 / 2;
    int side_w = window.w < SIDE_LEAST_WINDOW_PX
                     ? 0
                     : int_clamp(window.w * 27 / 100, 240, 24 * parts.text_px);
    int h = int_max(window.h - bottom_h, 1);
    int w = int_max(window.w - side_w, 1);
    int source_w = has_source && w > 1 ? w / 2 : 0;
    parts.app = (struct rect){0, 0, w - source_w, h};
    parts.source = (struct rect){w - source_w, 0, source_w, h};
    parts.side = (struct rect){w, 0, side_w, h};
    parts.bottom = (struct rect){0, h, window.w, bottom_h};
    return parts;
}

/* ---- Column -------------------------------------------------------------------------------- */

struct column {
    const struct side *side;
    struct list *list;
    struct rect at; /* what is left of it */
    int text_px;
    enum color color; /* of ordinary text */
};

struct words_style {
    enum text_face face;
    enum color color;
    int percent; /* of the text size */
    int max_lines;
    enum direction dir;
};

static void
write_words(struct column *column, struct str text, struct words_style style)
{
    struct text_span span = {.text = text, .face = style.face, .tag = (int)style.color};
    struct para_options options = {
        .size_px = int_max(column->text_px * style.percent / 100, 8),
        .width_px = int_max(column->at.w, 1),
        .dir = style.dir,
        .max_lines = style.max_lines,
    };
    if (text.n == 0 || column->at.h < options.size_px) {
        return;
    }
    struct para para = para_make(column->list->arena, &span, 1, &options, column->side->metrics);
    para_draw(&para, 0, para.n_lines, column->at.x, column->at.y, 0, column->list);
    column->at.y += para.height;
    column->at.h -= para.height;
}

static void
skip(struct column *column, int px)
{
    column->at.y += px;
    column->at.h -= px;
}

static void
write_part(struct column *column, const char *label, struct str text, struct words_style style)
{
    if (text.n == 0) {
        return;
    }
    skip(column, column->text_px * 2 / 3);
    write_words(column, str_from(label),
                (struct words_style){FACE_REGULAR, COLOR_SOFT_INK, 80, 1, DIR_LTR});
    write_words(column, text, style);
}

static struct column
column_in(const struct side *side, struct rect rect, int text_px, struct list *list)
{
    int pad = text_px * 3 / 4;
    return (struct column){
        .side = side,
        .list = list,
        .at = {rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - pad},
        .text_px = text_px,
        .color = COLOR_INK,
    };
}

/* ---- Side ---------------------------------------------------------------------------------- */

static const char *
file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void
write_summary(struct column *column)
{
    const struct book *book = column->side->book;
    struct arena *arena = column->list->arena;
    size_t n_done = book == NULL ? 0 : book->counts[ENTRY_TRANSLATED];
    size_t n = book == NULL ? 0 : book->n_entries;
    struct words_style bold = {FACE_BOLD, COLOR_INK, 100, 1, DIR_LTR};
    struct words_style small = {FACE_REGULAR, COLOR_SOFT_INK, 85, 2, DIR_LTR};
    write_words(
        column,
        str_printf(arena, "%s: %zu of %zu translated", file_name(column->side->path), n_done, n),
        bold);
    if (book != NULL) {
        write_words(column,
                    str_printf(arena, "%zu not translated, %zu fuzzy, %zu with a finding",
                               book->counts[ENTRY_UNTRANSLATED], book->counts[ENTRY_FUZZY],
                               book->n_with_findings),
                    small);
    }
}

static void
write_state(struct column *column, const struct entry *entry)
{
    static const char *const names[] = {
        [ENTRY_TRANSLATED] = "Translated",
        [ENTRY_FUZZY] = "Fuzzy: the English has changed; this is not shown",
        [ENTRY_UNTRANSLATED] = "Not translated",
    };
    bool is_good = entry->state == ENTRY_TRANSLATED && entry->findings.n == 0;
    const char *name = entry->state == ENTRY_TRANSLATED && entry->findings.n > 0
                           ? "Translated, with a finding"
                           : names[entry->state];
    struct words_style bold = {FACE_BOLD, is_good ? COLOR_ACCENT : COLOR_URGENT, 100, 2, DIR_LTR};
    skip(column, column->text_px);
    write_words(column, str_from(name), bold);
    write_words(column,
                str_printf(column->list->arena, "%s:%d", file_name(column->side->path),
                           entry->message->line),
                (struct words_style){FACE_REGULAR, COLOR_SOFT_INK, 85, 1, DIR_LTR});
}

static void
write_finding(struct column *column, const struct entry *entry)
{
    if (entry->findings.n == 0) {
        return;
    }
    struct arena *arena = column->list->arena;
    struct words_style plain = {FACE_REGULAR, COLOR_URGENT, 100, 6, DIR_LTR};
    const char *kept = entry->findings.refuses ? " The screen keeps the text before." : "";
    struct str more = entry->findings.n > 1
                          ? str_printf(arena, " (and %d more)", entry->findings.n - 1)
                          : STR("");
    write_part(column, "Finding",
               str_printf(arena, "%s:%d: %.*s%.*s.%s", file_name(column->side->path),
                          entry->findings.line, STR_ARG(entry->findings.text), STR_ARG(more), kept),
               plain);
}

static void
write_entry(struct column *column, const struct entry *entry)
{
    const struct side *side = column->side;
    const struct po_message *message = entry->message;
    struct words_style plain = {FACE_REGULAR, COLOR_INK, 100, 8, DIR_LTR};
    struct words_style soft = {FACE_REGULAR, COLOR_SOFT_INK, 90, 6, DIR_LTR};
    struct words_style target = plain;
    target.dir = side->book->translation.language->dir;
    write_state(column, entry);
    write_part(column, "English", message->msgid, plain);
    write_part(column, side->book->translation.language->native_name, message->msgstr, target);
    write_finding(column, entry);
    write_part(column, "Note", message->notes, soft);
    write_part(column, "Context", message->context, soft);
    if (!side->is_on_screen) {
        write_part(column, "Place", STR("This screen does not show it."), soft);
    }
}

static void
draw_ground(struct list *list, struct rect rect, enum color fill, enum color line)
{
    list_add(list, (struct item){.kind = ITEM_RECT, .rect = rect, .fill = fill});
    list_add_rect(
        list,
        (struct rect){rect.x, rect.y, rect.w > rect.h ? rect.w : 1, rect.w > rect.h ? 1 : rect.h},
        line, 0, 0);
}

void
side_draw(const struct side *side, const struct parts *parts, struct list *list)
{
    if (parts->side.w == 0) {
        return;
    }
    draw_ground(list, parts->side, COLOR_CARD, COLOR_EDGE);
    struct column column = column_in(side, parts->side, parts->text_px, list);
    write_summary(&column);
    if (side->book != NULL && side->entry >= 0) {
        write_entry(&column, &side->book->entries[side->entry]);
    }
}

/* ---- Bottom -------------------------------------------------------------------------------- */

static const char keys[] =
    "n  not translated     z  fuzzy     i  finding     (Shift: backwards)     \u2191 \u2193  "
    "sentence     b  English beside it     l  language     + \u2212  text size     d  dark";

void
bottom_draw(const struct side *side, const struct parts *parts, struct list *list)
{
    if (parts->bottom.h == 0) {
        return;
    }
    bool is_broken = side->problem.n > 0;
    draw_ground(list, parts->bottom, is_broken ? COLOR_URGENT : COLOR_CARD, COLOR_EDGE);
    struct column column = column_in(side, parts->bottom, parts->text_px, list);
    enum color color = is_broken ? COLOR_ON_URGENT : COLOR_INK;
    struct words_style bold = {FACE_BOLD, color, 100, 1, DIR_LTR};
    struct words_style plain = {FACE_REGULAR, is_broken ? color : COLOR_SOFT_INK, 90, 1, DIR_LTR};
    skip(&column, -parts->text_px / 4);
    if (is_broken) {
        write_words(&column, side->problem, bold);
        write_words(&column, STR("This save is not shown. The screen keeps the last good one."),
                    plain);
        return;
    }
    bool has_notice = side->book != NULL && side->book->notice.n > 0;
    write_words(&column, has_notice ? side->book->notice : STR("Every save is shown at once."),
                has_notice ? bold : plain);
    write_words(&column, str_from(keys), plain);
}
