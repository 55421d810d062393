/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small trees built by hand, in the same shape markdown_parse gives. */
#include "ui/generated.h"

struct doc *
generated_doc(struct arena *arena)
{
    struct doc *doc = arena_new(arena, struct doc);
    doc->root = arena_new(arena, struct node);
    doc->root->kind = NODE_DOC;
    doc->root->place = diag_file("(made by the program)");
    return doc;
}

static struct node *
add_node(struct arena *arena, struct doc *doc, struct node *parent, enum node_kind kind)
{
    struct node *node = arena_new(arena, struct node);
    node->kind = kind;
    node->id = ++doc->n_nodes;
    node->parent = parent;
    node->place = parent->place;
    *(parent->first == NULL ? &parent->first : &parent->last->next) = node;
    parent->last = node;
    return node;
}

static void
set_text(struct arena *arena, struct node *node, struct str text)
{
    struct span *span = arena_new(arena, struct span);
    span->text = text;
    node->spans = (struct spans){span, 1};
    node->msgid = text;
}

struct node *
generated_section(struct arena *arena, struct doc *doc, struct str headline)
{
    struct node *section = add_node(arena, doc, doc->root, NODE_SECTION);
    set_text(arena, section, headline);
    return section;
}

static void
add_text(struct arena *arena, struct doc *doc, struct node *parent, enum node_kind kind,
         struct str text)
{
    set_text(arena, add_node(arena, doc, parent, kind), text);
}

struct node *
generated_list(struct arena *arena, struct doc *doc, struct node *section)
{
    return add_node(arena, doc, section, NODE_BULLETS);
}

void
generated_item(struct arena *arena, struct doc *doc, struct node *list, struct str text)
{
    add_text(arena, doc, list, NODE_ITEM, text);
}

struct doc *
generated_number(struct arena *arena, const struct words *words, struct str contact_id)
{
    struct doc *doc = generated_doc(arena);
    const struct contact_card *card = words_card(&words->layout, contact_id);
    if (card == NULL) {
        return doc;
    }
    struct node *section = generated_section(arena, doc, card->name);
    add_node(arena, doc, section, NODE_PHONE)->target = contact_id;
    return doc;
}

/* Sources. */

static struct str
source_line(const struct words *words, const struct pack *pack, const struct fact *fact)
{
    struct strbuf buf = {0};
    for (size_t i = 0; i < fact->n_sources; i++) {
        const struct source *source = facts_source(pack->facts, fact->sources[i]);
        if (source != NULL) {
            strbuf_addz(&buf, buf.n == 0 ? "" : "; ");
            strbuf_add(&buf, source->title);
        }
    }
    const struct str pairs[] = {STR("date"), words_date(words, fact->seen)};
    struct str seen = words_expand(words->arena, words->text[WORD_SEEN], pairs, 2);
    struct str authority = words_pack(words, "authority", fact->authority);
    struct str text =
        buf.n == 0 ? str_printf(words->arena, "%.*s (%.*s)", STR_ARG(authority), STR_ARG(seen))
                   : str_printf(words->arena, "%.*s%s%.*s (%.*s)", STR_ARG(authority),
                                authority.n == 0 ? "" : ". ", (int)buf.n, buf.p, STR_ARG(seen));
    strbuf_free(&buf);
    return text;
}

static bool
has_line(const struct node *list, struct str text)
{
    for (const struct node *item = list->first; item != NULL; item = item->next) {
        if (str_eq(item->msgid, text)) {
            return true;
        }
    }
    return false;
}

struct doc *
generated_sources(struct arena *arena, const struct words *words, const struct pack *pack,
                  const struct page *page)
{
    struct doc *doc = generated_doc(arena);
    struct node *section = generated_section(arena, doc, words->text[WORD_SOURCES]);
    struct node *list = add_node(arena, doc, section, NODE_BULLETS);
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        for (size_t i = 0; i < node->n_facts; i++) {
            const struct fact *fact = facts_find(pack->facts, node->facts[i]);
            struct str text = fact == NULL ? STR("") : source_line(words, pack, fact);
            if (text.n > 0 && !has_line(list, text)) {
                add_text(arena, doc, list, NODE_ITEM, text);
            }
        }
    }
    return doc;
}

void
generated_add_review(struct arena *arena, const struct words *words, const struct pack *pack,
                     struct doc *doc)
{
    struct node *section = generated_section(arena, doc, words->text[WORD_REVIEW]);
    struct str status = words->text[WORD_NOT_REVIEWED];
    if (pack->reviewed_by.n > 0) {
        const struct str pairs[] = {STR("name"), pack->reviewed_by, STR("date"),
                                    words_date(words, pack->reviewed_on)};
        status = words_expand(arena, words->text[WORD_REVIEWED], pairs, 4);
    }
    struct node *callout = add_node(arena, doc, section, NODE_CALLOUT);
    callout->callout = CALLOUT_NOTE;
    add_text(arena, doc, callout, NODE_PARAGRAPH, status);
    if (pack->review_by.year > 0) {
        const struct str pairs[] = {STR("date"), words_date(words, pack->review_by)};
        add_text(arena, doc, section, NODE_PARAGRAPH,
                 words_expand(arena, words->text[WORD_REVIEW_BY], pairs, 2));
    }
    const struct str pairs[] = {STR("number"), str_printf(arena, "%ld", pack->version)};
    add_text(arena, doc, section, NODE_PARAGRAPH,
             words_expand(arena, words->text[WORD_VERSION], pairs, 2));
}

/* Fallback. */

const struct contact_card *
generated_builtin_card(struct arena *arena)
{
    struct contact *contact = arena_new(arena, struct contact);
    contact->id = STR("builtin");
    struct contact_card *card = arena_new(arena, struct contact_card);
    card->contact = contact;
    card->name = STR("Los Angeles Rapid Response Network");
    card->numbers = arena_new(arena, struct contact_number);
    card->numbers[0] =
        (struct contact_number){.display = STR("888-624-4752"), .uri = STR("tel:+18886244752")};
    card->n_numbers = 1;
    return card;
}

struct doc *
generated_fallback(struct arena *arena, const struct words *words, const struct pack *pack)
{
    struct doc *doc = generated_doc(arena);
    struct node *section = generated_section(arena, doc, words->text[WORD_BROKEN_PAGE]);
    size_t n = catalog_language_count(words->catalog);
    bool has_contact = pack != NULL && pack->fallback != NULL;
    struct node *phone = add_node(arena, doc, section, NODE_PHONE); /* in sight at any text size */
    phone->target = has_contact ? pack->fallback->id : STR("builtin");
    add_text(arena, doc, section, NODE_PARAGRAPH, words->text[WORD_BROKEN_HELP]);
    for (size_t i = 0; i < n; i++) {
        const struct language *language = catalog_language(words->catalog, i);
        if (language != words->language) {
            add_text(arena, doc, section, NODE_HEADING,
                     word_in(words->catalog, language, WORD_BROKEN_PAGE));
            add_text(arena, doc, section, NODE_PARAGRAPH,
                     word_in(words->catalog, language, WORD_BROKEN_HELP));
        }
    }
    return doc;
}
