/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of pages are found by node, tiles by what they lead to, contacts by their texts. Words of
 * the program have no node: they are looked for among the texts that are drawn. */
#include "edit/where.h"
#include "ui/app_show.h"

#include <string.h>

void
where_open(struct where *where, const struct pack *pack)
{
    *where = (struct where){.pack = pack};
    where->messages = pack_messages(&where->arena, pack);
}

void
where_close(struct where *where)
{
    arena_free(&where->arena);
}

/* ---- From a message to its place ----------------------------------------------------------- */

static const struct contact *
contact_of(const struct pack *pack, const struct message *message)
{
    for (size_t i = 0; i < pack->contacts->n; i++) {
        const struct contact *contact = &pack->contacts->items[i];
        for (enum contact_text k = CONTACT_NAME; k < CONTACT_TEXTS; k++) {
            if (str_eqz(message->context, contact_context(k)) &&
                str_eq(message->msgid, contact->texts[k])) {
                return contact;
            }
        }
        for (size_t k = 0; k < contact->n_phones; k++) {
            if (str_eqz(message->context, "phone label") &&
                str_eq(message->msgid, contact->phones[k].label)) {
                return contact;
            }
        }
    }
    return NULL;
}

static bool
has_authority(const struct pack *pack, struct str fact_id, struct str authority)
{
    for (size_t i = 0; i < pack->facts->n; i++) {
        const struct fact *fact = &pack->facts->items[i];
        if (str_eq(fact->id, fact_id) && str_eq(fact->authority, authority)) {
            return true;
        }
    }
    return false;
}

/* Does the page rest on something with that authority? */
static bool
page_rests_on(const struct pack *pack, const struct page *page, struct str authority)
{
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        for (size_t i = 0; i < node->n_facts; i++) {
            if (has_authority(pack, node->facts[i], authority)) {
                return true;
            }
        }
    }
    return false;
}

static struct place
sources_of(const struct pack *pack, struct str authority)
{
    for (size_t i = 0; i < pack->pages.n; i++) {
        const struct page *page = pack->pages.items[i];
        if (page_rests_on(pack, page, authority)) {
            return (struct place){.kind = PLACE_SOURCES, .name = page->id};
        }
    }
    return (struct place){.kind = PLACE_HOME};
}

static bool
list_has_page(const struct page_list *list, const struct page *page)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i] == page) {
            return true;
        }
    }
    return false;
}

static struct place
place_of(const struct pack *pack, const struct message *message)
{
    const struct page *page = message->page;
    if (page != NULL && str_eqz(message->context, "tile") && message->node == NULL) {
        bool is_on_home = list_has_page(&pack->urgent, page) || list_has_page(&pack->learn, page);
        return (struct place){.kind = is_on_home ? PLACE_HOME : PLACE_TOPICS};
    }
    if (page != NULL) {
        int node_id = message->node == NULL ? 0 : message->node->id;
        return (struct place){.kind = PLACE_PAGE, .name = page->id, .node_id = node_id};
    }
    if (str_eqz(message->context, "authority")) {
        return sources_of(pack, message->msgid);
    }
    const struct contact *contact = contact_of(pack, message);
    if (contact != NULL) {
        return (struct place){.kind = PLACE_NUMBER, .name = contact->id};
    }
    return (struct place){.kind = PLACE_HOME};
}

static bool
is_same(const struct message *message, struct str context, struct str msgid)
{
    return str_eq(message->msgid, msgid) && str_eq(message->context, context);
}

bool
where_is(const struct where *where, const struct po_message *message, struct place here,
         struct place *out)
{
    bool is_found = false;
    for (size_t i = 0; i < where->messages.n; i++) {
        const struct message *candidate = &where->messages.items[i];
        if (!is_same(candidate, message->context, message->msgid)) {
            continue;
        }
        struct place place = place_of(where->pack, candidate);
        bool is_here = place.kind == here.kind && str_eq(place.name, here.name);
        if (!is_found || is_here) {
            *out = place;
        }
        is_found = true;
        if (is_here) {
            break;
        }
    }
    return is_found;
}

/* ---- From the screen to its messages ------------------------------------------------------- */

struct collector {
    const struct where *where;
    const struct book *book;
    struct seen *items;
    size_t n;
};

static void
see(struct collector *collector, struct str context, struct str msgid, int node_id)
{
    int entry = msgid.n == 0 ? -1 : book_index(collector->book, context, msgid);
    for (size_t i = 0; i < collector->n; i++) {
        if (collector->items[i].entry == entry) {
            return;
        }
    }
    if (entry >= 0 && collector->n < SEEN_MAX) {
        collector->items[collector->n++] = (struct seen){entry, node_id};
    }
}

static bool
list_shows(const struct list *list, int node_id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].node_id == node_id) {
            return true;
        }
    }
    return false;
}

static void
see_page(struct collector *collector, struct str id, const struct list *list)
{
    const struct page *page = pack_page(collector->where->pack, id);
    const struct messages *messages = &collector->where->messages;
    for (size_t i = 0; i < messages->n && page != NULL; i++) {
        const struct message *message = &messages->items[i];
        if (message->page == page && message->node != NULL && list_shows(list, message->node->id)) {
            see(collector, message->context, message->msgid, message->node->id);
        }
    }
}

static void
see_title(struct collector *collector, struct str id)
{
    const struct page *page = pack_page(collector->where->pack, id);
    if (page != NULL) {
        see(collector, STR("title"), page->title, 0);
    }
}

static void
see_number(struct collector *collector, struct str id)
{
    const struct contact *contact = hotlines_find(collector->where->pack->contacts, id);
    if (contact == NULL) {
        return;
    }
    for (enum contact_text i = CONTACT_NAME; i < CONTACT_TEXTS; i++) {
        see(collector, str_from(contact_context(i)), contact->texts[i], 0);
    }
    for (size_t i = 0; i < contact->n_phones; i++) {
        see(collector, STR("phone label"), contact->phones[i].label, 0);
    }
}

static void
see_sources(struct collector *collector, struct str id)
{
    const struct pack *pack = collector->where->pack;
    const struct page *page = pack_page(pack, id);
    for (size_t i = 0; i < pack->facts->n && page != NULL; i++) {
        struct str authority = pack->facts->items[i].authority;
        if (page_rests_on(pack, page, authority)) {
            see(collector, STR("authority"), authority, 0);
        }
    }
}

static void
see_tiles(struct collector *collector, const struct targets *targets)
{
    for (size_t i = 0; i < targets->n; i++) {
        const struct target *target = &targets->items[i];
        const struct page *page =
            target->kind == TARGET_PAGE ? pack_page(collector->where->pack, target->arg) : NULL;
        if (page != NULL) {
            see(collector, STR("tile"), page->tile, 0);
        }
    }
}

static void
see_home(struct collector *collector, const struct targets *targets)
{
    const struct pack *pack = collector->where->pack;
    for (size_t i = 0; i < pack->n_welcome; i++) {
        see(collector, (struct str){NULL, 0}, pack->welcome[i].msgid, 0);
    }
    see_tiles(collector, targets);
    see(collector, STR("pack title"), pack->title.msgid, 0);
    see(collector, STR("pack place"), pack->region.msgid, 0);
}

/* ---- Words of the program ------------------------------------------------------------------ */

#define LITERAL_MIN 3 /* shorter beginnings stand in front of anything */

/* Could a drawn run be (the first line of) this text? */
static bool
is_drawn_as(struct str text, struct str run)
{
    ptrdiff_t brace = str_find(text, STR("{"));
    struct str literal = brace < 0 ? text : (struct str){text.p, (size_t)brace};
    struct str shared = {run.p, run.n < literal.n ? run.n : literal.n};
    if (run.n == 0 || literal.n < LITERAL_MIN || shared.n < LITERAL_MIN) {
        return run.n > 0 && str_eq(text, run);
    }
    bool is_begin = memcmp(shared.p, literal.p, shared.n) == 0;
    bool is_whole = brace < 0 ? run.n == text.n : run.n >= literal.n;
    bool is_line = run.n < text.n && text.p[run.n] == ' ';
    return is_begin && (is_whole || is_line);
}

static bool
list_draws(const struct list *list, struct str text)
{
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && item->style.face != FACE_ICON &&
            is_drawn_as(text, item->text)) {
            return true;
        }
    }
    return false;
}

static void
see_drawn(struct collector *collector, const struct app *app)
{
    struct frame frame = app_frame(app);
    for (size_t i = 0; i < collector->book->n_entries; i++) {
        const struct entry *entry = &collector->book->entries[i];
        struct str text = entry->shown.n > 0 ? entry->shown : entry->message->msgid;
        bool is_word = words_has(entry->message->context.p, entry->message->msgid.p);
        if (is_word && (list_draws(frame.layers[0], text) || list_draws(frame.chrome, text))) {
            see(collector, entry->message->context, entry->message->msgid, 0);
        }
    }
}

size_t
where_seen(const struct where *where, const struct book *book, struct app *app, struct seen *out)
{
    struct collector collector = {where, book, out, 0};
    struct place place = app_place(app);
    const struct frame frame = app_frame(app);
    switch (place.kind) {
    case PLACE_PAGE:
        see_page(&collector, place.name, frame.layers[0]);
        see_title(&collector, place.name);
        break;
    case PLACE_NUMBER: see_number(&collector, place.name); break;
    case PLACE_SOURCES:
        see_sources(&collector, place.name);
        see_title(&collector, place.name);
        break;
    case PLACE_HOME: see_home(&collector, app_targets(app)); break;
    case PLACE_TOPICS: see_tiles(&collector, app_targets(app)); break;
    case PLACE_LANGUAGES:
    case PLACE_ATTRACT:
    case PLACE_HIDDEN:
    case PLACE_STAFF_PIN:
    case PLACE_STAFF: break;
    }
    see_drawn(&collector, app);
    return collector.n;
}
