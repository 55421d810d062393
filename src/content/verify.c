/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structure: whatever a page names must be there. The other parts look at facts, words and
 * practice pages. */
#include "content/verify.h"

#include <string.h>

#include "content/verify_parts.h"

struct checker {
    const struct pack *pack;
    const struct page *page;
    struct diag_sink *sink;
};

/* The contact, or NULL: then that has been reported. */
static const struct contact *
check_contact(const struct checker *c, const struct node *node, struct str id)
{
    const struct contact *contact = hotlines_find(c->pack->contacts, id);
    if (contact == NULL && id.n > 0 && !hotlines_is_left_out(c->pack->contacts, id)) {
        diag_error(c->sink, node->place, "dead-link", "there is no contact '%.*s'", STR_ARG(id));
    }
    return contact;
}

static void
check_button(const struct checker *c, const struct node *node)
{
    switch (node->link) {
    case LINK_NONE: break;
    case LINK_PAGE:
        if (pack_page(c->pack, node->target) == NULL) {
            diag_error(c->sink, node->place, "dead-link", "there is no page '%.*s'",
                       STR_ARG(node->target));
        }
        break;
    case LINK_NUMBER: check_contact(c, node, node->target); break;
    case LINK_SECTION:
        if (doc_section(c->page->doc, node->target) == NULL) {
            diag_error(c->sink, node->place, "dead-link",
                       "no screen of this page has the name '%.*s'", STR_ARG(node->target));
        }
        break;
    }
}

static void
check_qr(const struct checker *c, const struct node *node)
{
    struct str id = node->target;
    bool is_phone = str_eqz(str_cut(&id, ':'), "tel");
    const struct contact *contact = check_contact(c, node, id);
    if (contact != NULL && (is_phone ? contact->n_phones == 0 : contact->web.n == 0)) {
        diag_error(c->sink, node->place, "dead-link", "the contact '%.*s' has no %s", STR_ARG(id),
                   is_phone ? "phone" : "web address");
    }
}

static void
check_token(const struct checker *c, const struct node *node, struct str id)
{
    const struct contact *contact = hotlines_find(c->pack->contacts, id);
    bool is_known = contact != NULL && contact->n_phones > 0;
    if (!is_known && !hotlines_is_left_out(c->pack->contacts, id)) {
        diag_error(c->sink, node->place, "unknown-token",
                   "{%.*s} is not a contact with a phone number", STR_ARG(id));
    } else if (memchr(id.p, '-', id.n) != NULL) { /* not a Python name: msgfmt would not look */
        diag_error(c->sink, node->place, "token-name",
                   "{%.*s}: a contact named inside a sentence has no '-' in its id", STR_ARG(id));
    }
}

static void
check_tokens(const struct checker *c, const struct node *node)
{
    for (size_t i = 0; i < node->spans.n; i++) {
        if (node->spans.items[i].is_token) {
            check_token(c, node, node->spans.items[i].text);
        }
    }
}

static void
check_section(const struct checker *c, const struct node *section)
{
    const struct node *first = doc_section(c->page->doc, section->name);
    if (first != NULL && first != section) {
        diag_error(c->sink, section->place, "duplicate-id", "'%.*s' is already the name of line %d",
                   STR_ARG(section->name), first->place.line);
    }
    if (section->first == NULL && section->msgid.n > 0) {
        diag_error(c->sink, section->place, "empty", "this screen has a headline and nothing else");
    }
}

static void
check_node(const struct checker *c, const struct node *node)
{
    check_tokens(c, node);
    switch (node->kind) {
    case NODE_SECTION: check_section(c, node); break;
    case NODE_BUTTON: check_button(c, node); break;
    case NODE_PHONE: (void)check_contact(c, node, node->target); break;
    case NODE_QR: check_qr(c, node); break;
    default: break;
    }
}

static void
check_page(const struct checker *c)
{
    const struct node *root = c->page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        check_node(c, node);
    }
    if (c->page->kind == PAGE_SCENARIO) {
        verify_scenario(c->page, c->sink);
    }
}

static bool
leads_to(const struct page *from, const struct page *to)
{
    const struct node *root = from->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        if (node->link == LINK_PAGE && str_eq(node->target, to->id)) {
            return true;
        }
    }
    return false;
}

/* A page without a tile needs a button on another page. */
static void
check_reachable(const struct pack *pack, const struct page *page, struct diag_sink *sink)
{
    for (size_t i = 0; i < pack->pages.n; i++) {
        const struct page *from = pack->pages.items[i];
        if (from->is_broken || (from != page && leads_to(from, page))) {
            return; /* what a broken page leads to is not known */
        }
    }
    diag_error(sink, page->title_place, "unreachable", "no button of any page leads here");
}

void
verify_pack(const struct pack *pack, struct date today, struct diag_sink *sink)
{
    for (size_t i = 0; i < pack->pages.n; i++) {
        struct checker checker = {pack, pack->pages.items[i], sink};
        check_page(&checker);
    }
    for (size_t i = 0; i < pack->more.n; i++) {
        check_reachable(pack, pack->more.items[i], sink);
    }
    verify_facts(pack, today, sink);
    verify_words(pack, sink);
}
