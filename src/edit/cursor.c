/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen leads: the message at hand is one that it shows, unless the translator asked for one
 * that no screen shows. */
#include "edit/cursor.h"
#include "ui/app_show.h"

int
cursor_index(const struct cursor *cursor, int entry)
{
    for (size_t i = 0; i < cursor->n_seen; i++) {
        if (cursor->seen[i].entry == entry) {
            return (int)i;
        }
    }
    return -1;
}

static bool
has_moved(const struct cursor *cursor, struct place place)
{
    return place.kind != cursor->place.kind || !str_eq(place.name, cursor->place.name) ||
           app_screen_index(cursor->app) != cursor->screen;
}

/* Where the keyboard's focus stands is what the translator means. */
static void
follow_focus(struct cursor *cursor)
{
    int node = app_focus_node(cursor->app);
    for (size_t i = 0; i < cursor->n_seen && node != 0 && node != cursor->focus; i++) {
        if (cursor->seen[i].node_id == node) {
            cursor->entry = cursor->seen[i].entry;
        }
    }
    cursor->focus = node;
}

void
cursor_look(struct cursor *cursor)
{
    struct place place = app_place(cursor->app);
    bool is_elsewhere = has_moved(cursor, place);
    cursor->place = place;
    cursor->screen = app_screen_index(cursor->app);
    cursor->n_seen = cursor->book == NULL
                         ? 0
                         : where_seen(cursor->where, cursor->book, cursor->app, cursor->seen);
    bool is_lost = cursor->entry < 0 || (is_elsewhere && cursor_index(cursor, cursor->entry) < 0);
    if (is_lost && cursor->n_seen > 0) {
        cursor->entry = cursor->seen[0].entry;
    }
    follow_focus(cursor);
}

/* Turns to the screen of this place that has the tile with these words. */
static void
turn_to_tile(struct cursor *cursor, const struct po_message *message)
{
    const struct screens *screens = app_screens(cursor->app);
    for (size_t i = 0; i < screens->n; i++) {
        for (size_t k = 0; k < screens->items[i].targets.n; k++) {
            const struct target *target = &screens->items[i].targets.items[k];
            const struct page *page =
                target->kind == TARGET_PAGE ? pack_page(cursor->where->pack, target->arg) : NULL;
            if (page != NULL && str_eq(page->tile, message->msgid)) {
                app_turn_to(cursor->app, i);
                return;
            }
        }
    }
}

/* Takes a message in hand and shows it, if any screen does. */
static void
take(struct cursor *cursor, int entry)
{
    struct place place;
    const struct po_message *message = &cursor->book->translation.po.messages[entry];
    cursor->entry = entry;
    if (cursor_index(cursor, entry) >= 0 ||
        !where_is(cursor->where, message, app_place(cursor->app), &place)) {
        return;
    }
    app_show_place(cursor->app, place);
    if (str_eqz(message->context, "tile")) {
        turn_to_tile(cursor, message);
    }
    cursor_look(cursor);
    cursor->entry = entry;
}

static int
same_entry(const struct cursor *cursor, const struct book *book)
{
    if (cursor->book == NULL || cursor->entry < 0) {
        return -1;
    }
    const struct po_message *message = cursor->book->entries[cursor->entry].message;
    return book_index(book, message->context, message->msgid);
}

void
cursor_rebind(struct cursor *cursor, const struct book *book)
{
    bool was_seen = cursor_index(cursor, cursor->entry) >= 0;
    int entry = same_entry(cursor, book);
    cursor->book = book;
    cursor->entry = entry;
    cursor_look(cursor);
    if (was_seen && entry >= 0 && cursor_index(cursor, entry) < 0) {
        take(cursor, entry); /* it has grown onto the next screen */
    } else if (entry >= 0) {
        cursor->entry = entry;
    }
}

void
cursor_walk(struct cursor *cursor, int by, enum book_goal goal)
{
    int next = cursor->book == NULL ? -1 : book_next(cursor->book, cursor->entry, by, goal);
    if (next >= 0) {
        take(cursor, next);
    }
}

void
cursor_step(struct cursor *cursor, int by)
{
    int at = cursor_index(cursor, cursor->entry);
    int next = at < 0 ? 0 : at + by;
    size_t screen = app_screen_index(cursor->app);
    size_t n_screens = app_screen_count(cursor->app);
    if (next >= 0 && next < (int)cursor->n_seen) {
        cursor->entry = cursor->seen[next].entry;
        return;
    }
    if (by > 0 ? screen + 1 >= n_screens : screen == 0) {
        return;
    }
    app_turn_to(cursor->app, by > 0 ? screen + 1 : screen - 1);
    cursor->entry = -1;
    cursor_look(cursor);
    if (by < 0 && cursor->n_seen > 0) {
        cursor->entry = cursor->seen[cursor->n_seen - 1].entry;
    }
}
