/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walked twice by the same code: once to count, once to write, so that no list has to grow. */
#include "content/messages.h"

struct collector {
    struct message *items; /* NULL while counting */
    size_t n;
};

static void
add(struct collector *collector, struct message message)
{
    if (message.msgid.n == 0) {
        return;
    }
    if (collector->items != NULL) {
        collector->items[collector->n] = message;
    }
    collector->n++;
}

static void
add_pack(struct collector *collector, const struct pack *pack)
{
    add(collector, (struct message){.context = STR("pack title"),
                                    .msgid = pack->title.msgid,
                                    .place = pack->title.place,
                                    .kind = "name of the whole collection"});
    add(collector, (struct message){.context = STR("pack place"),
                                    .msgid = pack->region.msgid,
                                    .place = pack->region.place,
                                    .kind = "the place it is for"});
    for (size_t i = 0; i < pack->n_welcome; i++) {
        add(collector, (struct message){.msgid = pack->welcome[i].msgid,
                                        .place = pack->welcome[i].place,
                                        .kind = "welcome on the home screen"});
    }
}

static bool
has_token(struct spans spans)
{
    for (size_t i = 0; i < spans.n; i++) {
        if (spans.items[i].is_token) {
            return true;
        }
    }
    return false;
}

static void
add_page(struct collector *collector, const struct page *page)
{
    const struct node *root = page->doc->root;
    add(collector, (struct message){.context = STR("title"),
                                    .msgid = page->title,
                                    .place = page->title_place,
                                    .kind = "page title",
                                    .page = page});
    add(collector, (struct message){.context = STR("tile"),
                                    .msgid = page->tile,
                                    .place = page->tile_place,
                                    .kind = "name of the page on its button, short",
                                    .page = page});
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        add(collector, (struct message){.context = node->context,
                                        .msgid = node->msgid,
                                        .place = node->place,
                                        .kind = node_kind_text(node),
                                        .page = page,
                                        .node = node,
                                        .note = node->note,
                                        .has_tokens = has_token(node->spans)});
    }
}

static void
add_contact(struct collector *collector, const struct contact *contact)
{
    static const char *const kinds[CONTACT_TEXTS] = {
        [CONTACT_NAME] = "name of who answers; keep it if it has no name in your language",
        [CONTACT_FOR] = "what a number is for",
        [CONTACT_AREA] = "where a number helps",
        [CONTACT_HOURS] = "when a number answers",
        [CONTACT_NOTE] = "a caution about a number",
    };
    for (enum contact_text i = CONTACT_NAME; i < CONTACT_TEXTS; i++) {
        add(collector, (struct message){.context = str_from(contact_context(i)),
                                        .msgid = contact->texts[i],
                                        .place = contact->text_places[i],
                                        .kind = kinds[i]});
    }
    for (size_t i = 0; i < contact->n_phones; i++) {
        add(collector, (struct message){.context = STR("phone label"),
                                        .msgid = contact->phones[i].label,
                                        .place = contact->phones[i].label_place,
                                        .kind = "words before a phone number"});
    }
}

static bool
cites(const struct page *page, struct str fact)
{
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        for (size_t i = 0; i < node->n_facts; i++) {
            if (str_eq(node->facts[i], fact)) {
                return true;
            }
        }
    }
    return false;
}

bool
pack_cites(const struct pack *pack, struct str fact)
{
    for (size_t i = 0; i < pack->pages.n; i++) {
        if (cites(pack->pages.items[i], fact)) {
            return true;
        }
    }
    return false;
}

/* Has an earlier fact that is shown the same authority? */
static bool
is_repeated(const struct facts *facts, const bool *is_shown, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (is_shown[i] && str_eq(facts->items[i].authority, facts->items[index].authority)) {
            return true;
        }
    }
    return false;
}

static void
add_authorities(struct collector *collector, const struct facts *facts, const bool *is_shown)
{
    for (size_t i = 0; i < facts->n; i++) {
        if (is_shown[i] && !is_repeated(facts, is_shown, i)) {
            add(collector, (struct message){.context = STR("authority"),
                                            .msgid = facts->items[i].authority,
                                            .place = facts->items[i].place,
                                            .kind = "what a statement rests on"});
        }
    }
}

static void
collect(struct collector *collector, const struct pack *pack, const bool *is_shown)
{
    collector->n = 0;
    add_pack(collector, pack);
    for (size_t i = 0; i < pack->pages.n; i++) {
        add_page(collector, pack->pages.items[i]);
    }
    for (size_t i = 0; i < pack->contacts->n; i++) {
        add_contact(collector, &pack->contacts->items[i]);
    }
    add_authorities(collector, pack->facts, is_shown);
}

struct messages
pack_messages(struct arena *arena, const struct pack *pack)
{
    struct collector collector = {0};
    bool *is_shown = arena_array(arena, pack->facts->n + 1, sizeof *is_shown);
    for (size_t i = 0; i < pack->facts->n; i++) {
        is_shown[i] = pack_cites(pack, pack->facts->items[i].id);
    }
    collect(&collector, pack, is_shown);
    collector.items = arena_array(arena, collector.n + 1, sizeof *collector.items);
    collect(&collector, pack, is_shown);
    return (struct messages){collector.items, collector.n};
}
