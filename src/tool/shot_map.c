/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For each message: could this place show it, and does it? Places that have no page of the pack are
 * asked for the words themselves.
 */
#include "tool/shot_map.h"

#include "content/inline.h"
#include "tool/shot_find.h"
#include "ui/app_show.h"

#define LITERAL_MIN 3 /* shorter beginnings before a {name} stand in front of anything */

struct look {
    struct shot_map *map;
    struct app *app;
    struct place place;
    const struct list *content; /* NULL on a waiting screen */
    const struct list *chrome;
    const struct shot_see *see;
};

/* ---- Messages ------------------------------------------------------------------------------ */

static bool
is_same(const struct message *a, const struct message *b)
{
    bool has_own_place = a->node != NULL || b->node != NULL || a->page != b->page;
    return !has_own_place && str_eq(a->msgid, b->msgid) && str_eq(a->context, b->context);
}

static bool
is_repeated(const struct messages *messages, const struct message *message)
{
    for (size_t i = 0; i < messages->n; i++) {
        if (is_same(&messages->items[i], message)) {
            return true;
        }
    }
    return false;
}

void
shot_map_open(struct shot_map *map, const struct pack *pack, const struct shot_po *po)
{
    *map = (struct shot_map){.pack = pack, .po = po};
    struct messages all = pack_messages(&map->arena, pack);
    map->messages = (struct messages){all.items, 0};
    for (size_t i = 0; i < all.n; i++) {
        struct message message = all.items[i];
        if (!is_repeated(&map->messages, &message)) {
            map->messages.items[map->messages.n++] = message;
        }
    }
    size_t n_words = po->translations[SHOT_PROGRAM].po.n_messages;
    map->is_shown_word = arena_array(&map->arena, n_words + 1, sizeof *map->is_shown_word);
}

void
shot_map_close(struct shot_map *map)
{
    arena_free(&map->arena);
}

static void
see(const struct look *look, const struct message *message, struct rect rect)
{
    if (rect.w > 0) {
        struct sighting sighting = {SHOT_PACK, message->context, message->msgid, message, rect};
        look->see->see(look->see->user, &sighting);
    }
}

/* What is drawn for a message: its translation, or the English. */
static struct str
shown_text(const struct look *look, struct str context, struct str msgid)
{
    struct str text = msgid;
    const struct shot_po *po = look->map->po;
    (void)catalog_find(po->stage->data.catalog, po->language, CATALOG_PACK, context.p, msgid.p,
                       &text);
    return text;
}

static struct rect
find_shown(const struct look *look, const struct find *find, const struct message *message)
{
    return find_text(find, shown_text(look, message->context, message->msgid));
}

/* ---- Blocks of a page ---------------------------------------------------------------------- */

/* Words to say and cards show English too; only their translation is the message's. */
static struct rect
block_rect(const struct look *look, const struct message *message)
{
    struct arena scratch = {0};
    const struct node *node = doc_find(app_doc(look->app), message->node->id);
    struct find find = {.list = look->content, .node_id = message->node->id};
    bool is_say = message->node->kind == NODE_SAY;
    bool is_both = is_say || message->page->kind == PAGE_CARD;
    struct rect rect = {0};
    if (is_both && node != NULL && !node->is_fallback) {
        rect = find_text(&find, inline_plain(&scratch, is_say ? node->meaning : node->spans));
    }
    arena_free(&scratch);
    return rect.w > 0 ? rect : list_node_rect(look->content, message->node->id);
}

/* The words of a contact, in a card on a page. */
static struct rect
card_rect(const struct look *look, const struct message *message)
{
    const struct doc *doc = app_doc(look->app);
    for (const struct node *node = doc->root; node != NULL; node = node_next(doc->root, node)) {
        struct find find = {.list = look->content, .node_id = node->id, .is_begin = true};
        struct rect rect =
            node->kind == NODE_PHONE ? find_shown(look, &find, message) : (struct rect){0};
        if (rect.w > 0) {
            return rect;
        }
    }
    return (struct rect){0};
}

/* ---- Everything else ----------------------------------------------------------------------- */

static struct rect
title_rect(const struct look *look, const struct message *message)
{
    struct find find = {.list = look->chrome};
    bool is_here = str_eq(look->place.name, message->page->id);
    return is_here ? find_shown(look, &find, message) : (struct rect){0};
}

static struct rect
tile_rect(const struct look *look, const struct message *message)
{
    const struct targets *targets = app_targets(look->app);
    for (size_t i = 0; i < targets->n; i++) {
        const struct target *target = &targets->items[i];
        if (target->kind == TARGET_PAGE && str_eq(target->arg, message->page->id)) {
            struct find find = {.list = look->content, .within = target->rect};
            return find_shown(look, &find, message);
        }
    }
    return (struct rect){0};
}

static bool
is_contact_text(const struct message *message)
{
    return str_starts(message->context, "contact ") || str_eqz(message->context, "phone label");
}

static bool
has_tiles(const struct look *look)
{
    return look->place.kind == PLACE_HOME || look->place.kind == PLACE_TOPICS;
}

/* Titles and tiles of pages. */
static struct rect
name_rect(const struct look *look, const struct message *message)
{
    if (has_tiles(look)) {
        return tile_rect(look, message);
    }
    bool is_title = str_eqz(message->context, "title");
    return is_title ? title_rect(look, message) : (struct rect){0};
}

/* Words of pack.yaml, hotlines.yaml and the facts. */
static struct rect
words_rect(const struct look *look, const struct message *message)
{
    bool is_page = look->place.kind == PLACE_PAGE && app_doc(look->app) != NULL;
    bool is_contact = is_contact_text(message);
    if (is_contact && is_page) {
        return card_rect(look, message);
    }
    bool is_name = str_starts(message->context, "pack ");
    bool is_authority = str_eqz(message->context, "authority");
    bool is_wrong = (is_authority && look->place.kind != PLACE_SOURCES) ||
                    (is_contact && look->place.kind == PLACE_SOURCES) || is_page;
    struct find find = {.list = is_name ? look->chrome : look->content,
                        .is_begin = is_authority || str_eqz(message->context, "phone label")};
    return is_wrong ? (struct rect){0} : find_shown(look, &find, message);
}

static void
look_for(const struct look *look, const struct message *message)
{
    bool is_here = look->place.kind == PLACE_PAGE && message->page != NULL &&
                   str_eq(look->place.name, message->page->id);
    if (message->node != NULL) {
        see(look, message,
            is_here && look->content != NULL ? block_rect(look, message) : (struct rect){0});
    } else if (message->page != NULL) {
        see(look, message, name_rect(look, message));
    } else {
        see(look, message, words_rect(look, message));
    }
}

/* ---- Words of the program ------------------------------------------------------------------ */

static struct rect
find_word(const struct look *look, struct str text, bool is_begin)
{
    struct find find = {.list = look->chrome, .is_begin = is_begin};
    struct rect rect = find_text(&find, text);
    find.list = look->content;
    return rect.w > 0 ? rect : find_text(&find, text);
}

/* By itself, or with a colon before other words. */
static struct rect
word_rect(const struct look *look, struct str text)
{
    struct arena scratch = {0};
    ptrdiff_t brace = str_find(text, STR("{"));
    struct str literal = brace < 0 ? text : (struct str){text.p, (size_t)brace};
    struct rect rect = {0};
    if (brace < 0 || literal.n >= LITERAL_MIN) {
        rect = find_word(look, literal, brace >= 0);
    }
    if (brace < 0 && rect.w == 0) {
        rect = find_word(look, str_printf(&scratch, "%.*s:", STR_ARG(text)), true);
    }
    arena_free(&scratch);
    return rect;
}

static void
look_for_words(const struct look *look)
{
    const struct shot_po *shot_po = look->map->po;
    const struct po_file *po = &shot_po->translations[SHOT_PROGRAM].po;
    for (size_t i = 0; i < po->n_messages; i++) {
        const struct po_message *word = &po->messages[i];
        struct str text = catalog_ui(shot_po->stage->data.catalog, shot_po->language,
                                     word->context.p, word->msgid.p);
        struct rect rect = look->map->is_shown_word[i] ? (struct rect){0} : word_rect(look, text);
        if (rect.w > 0) {
            struct sighting sighting = {SHOT_PROGRAM, word->context, word->msgid, NULL, rect};
            look->map->is_shown_word[i] = true;
            look->see->see(look->see->user, &sighting);
        }
    }
}

void
shot_map_screen(struct shot_map *map, struct app *app, const struct shot_see *see)
{
    struct frame frame = app_frame(app);
    struct look look = {.map = map,
                        .app = app,
                        .place = app_place(app),
                        .content = frame.layers[0],
                        .chrome = frame.chrome,
                        .see = see};
    for (size_t i = 0; i < map->messages.n; i++) {
        look_for(&look, &map->messages.items[i]);
    }
    look_for_words(&look);
}
