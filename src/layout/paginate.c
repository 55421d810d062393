/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Greedy, from top to bottom. A box that does not fit is divided where its rows allow it, else it
 * moves on whole, and takes with it the headings that stood over it. Only an empty sheet is ever
 * filled by force.
 */
#include "layout/paginate.h"

#include <string.h>

struct sheet *
plan_sheet(struct plan *plan)
{
    if (plan->n == plan->capacity) {
        plan->capacity = plan->capacity == 0 ? 4 : plan->capacity * 2;
        struct sheet *sheets = arena_array(plan->arena, plan->capacity, sizeof *sheets);
        if (plan->n > 0) {
            memcpy(sheets, plan->sheets, plan->n * sizeof *sheets);
        }
        plan->sheets = sheets;
    }
    struct sheet *sheet = &plan->sheets[plan->n++];
    *sheet = (struct sheet){0}; /* a plan may have been cut short and go on differently */
    return sheet;
}

void
sheet_add(struct plan *plan, struct sheet *sheet, struct part part)
{
    if (sheet->n == sheet->capacity) {
        sheet->capacity = sheet->capacity == 0 ? 8 : sheet->capacity * 2;
        struct part *parts = arena_array(plan->arena, sheet->capacity, sizeof *parts);
        if (sheet->n > 0) {
            memcpy(parts, sheet->parts, sheet->n * sizeof *parts);
        }
        sheet->parts = parts;
    }
    sheet->parts[sheet->n++] = part;
    sheet->bottom = int_max(sheet->bottom, part.y + box_height(part.box, part.from, part.to));
}

static void
note_too_high(struct plan *plan, const struct box *box)
{
    size_t room = sizeof plan->too_high / sizeof plan->too_high[0];
    bool is_noted = plan->n_too_high > 0 && plan->too_high[plan->n_too_high - 1] == box;
    if (plan->n_too_high < room && !is_noted) {
        plan->too_high[plan->n_too_high++] = box;
    }
}

/* Rows after `from` that fit into `height`, ending where a break is allowed (or anywhere, if it
 * must be); `from` if none do. */
static size_t
rows_that_fit(const struct box *box, size_t from, int height, bool is_anywhere)
{
    size_t best = from;
    for (size_t to = from + 1; to <= box->n_rows; to++) {
        if (box_height(box, from, to) > height) {
            break;
        }
        bool may_break = to == box->n_rows || is_anywhere || !box->rows[to - 1].keep_next;
        best = may_break ? to : best;
    }
    return best;
}

struct cursor {
    size_t box, row; /* next to be placed */
    int y;
    bool is_empty;   /* nothing on this sheet yet */
    size_t n_before; /* parts of others on it */
};

static void
next_sheet(struct plan *plan, const struct room *room, struct cursor *cursor)
{
    plan_sheet(plan)->bottom = room->top_rest;
    cursor->y = room->top_rest;
    cursor->is_empty = true;
    cursor->n_before = 0;
}

/* The sheet to start on: what already stands there counts. */
static void
first_sheet(struct plan *plan, const struct room *room, struct cursor *cursor)
{
    struct sheet *sheet = plan->n > 0 ? &plan->sheets[plan->n - 1] : plan_sheet(plan);
    sheet->bottom = int_max(sheet->bottom, room->top_first);
    cursor->y = room->top_first;
    cursor->is_empty = sheet->n == 0;
    cursor->n_before = sheet->n;
}

/* Takes back the headings at the end of the sheet: they go with what follows them. */
static void
take_back_headings(struct plan *plan, struct cursor *cursor)
{
    struct sheet *sheet = &plan->sheets[plan->n - 1];
    size_t keep = sheet->n;
    while (keep > cursor->n_before && cursor->row == 0 && sheet->parts[keep - 1].box->keep_next &&
           sheet->parts[keep - 1].from == 0) {
        keep--;
    }
    if (keep == 0) {
        return;
    }
    if (keep < sheet->n) {
        cursor->box = sheet->parts[keep].index;
    }
    sheet->n = keep;
    const struct part *last = &sheet->parts[keep - 1];
    sheet->bottom = last->y + box_height(last->box, last->from, last->to);
}

/* How many rows of the box at the cursor go on this sheet; as far as its last row, or none. */
static size_t
rows_here(struct plan *plan, const struct box *box, const struct room *room,
          const struct cursor *cursor, int y)
{
    int height = room->bottom - y;
    if (box_height(box, cursor->row, box->n_rows) <= height) {
        return box->n_rows;
    }
    int whole = room->bottom - room->top_rest;
    bool is_giant = box_height(box, 0, box->n_rows) > whole;
    bool may_divide = !box->is_atomic || cursor->row > 0 || (is_giant && height > whole / 2);
    size_t to = may_divide ? rows_that_fit(box, cursor->row, height, false) : cursor->row;
    if (to == cursor->row && cursor->is_empty) {
        plan->n_torn += box->is_atomic && !is_giant && cursor->row == 0 ? 1 : 0;
        to = rows_that_fit(box, cursor->row, height, true);
        if (to == cursor->row) {
            note_too_high(plan, box);
            to++;
        }
    }
    return to;
}

void
paginate(struct plan *plan, const struct boxes *boxes, const struct room *room)
{
    struct cursor cursor = {0};
    first_sheet(plan, room, &cursor);
    while (cursor.box < boxes->n) {
        const struct box *box = boxes->items[cursor.box];
        bool is_joined = cursor.y == room->top_first || cursor.is_empty || cursor.row > 0;
        int y = cursor.y + (is_joined ? 0 : box_gap(box, room->gap_percent));
        size_t to = box->n_rows == 0 ? 0 : rows_here(plan, box, room, &cursor, y);
        if (to > cursor.row) {
            struct part part = {
                .box = box, .from = cursor.row, .to = to, .index = cursor.box, .y = y};
            sheet_add(plan, &plan->sheets[plan->n - 1], part);
            cursor.y = y + box_height(box, cursor.row, to);
            cursor.is_empty = false;
            cursor.row = to;
        } else if (box->n_rows > 0) {
            take_back_headings(plan, &cursor);
            next_sheet(plan, room, &cursor);
            continue;
        }
        if (cursor.row == box->n_rows) {
            cursor.box++;
            cursor.row = 0;
        } else {
            next_sheet(plan, room, &cursor);
        }
    }
}

int
stack(struct plan *plan, struct sheet *sheet, const struct boxes *boxes, enum box_place place,
      struct part at, int gap_percent)
{
    bool is_first = true;
    for (size_t i = 0; i < boxes->n; i++) {
        const struct box *box = boxes->items[i];
        if (box->place != place || box->n_rows == 0) {
            continue;
        }
        at.y += is_first ? 0 : box_gap(box, gap_percent);
        at.box = box;
        at.to = box->n_rows;
        sheet_add(plan, sheet, at);
        at.y += box_height(box, 0, box->n_rows);
        is_first = false;
    }
    return at.y;
}

void
boxes_take(struct boxes *from, enum box_place place, struct boxes *out)
{
    size_t kept = 0;
    *out = (struct boxes){.arena = from->arena};
    out->items = arena_array(from->arena, from->n, sizeof *out->items);
    out->capacity = from->n;
    for (size_t i = 0; i < from->n; i++) {
        if (from->items[i]->place == place) {
            out->items[out->n++] = from->items[i];
        } else {
            from->items[kept++] = from->items[i];
        }
    }
    from->n = kept;
}
