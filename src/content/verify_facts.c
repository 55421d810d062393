/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each statement must rest on a fact that is there, each fact on a source, and nothing may be dated
 * in the future. */
#include "content/inline.h"
#include "content/messages.h"
#include "content/verify_parts.h"

struct checker {
    const struct pack *pack;
    const struct page *page;
    struct date today;
    struct diag_sink *sink;
};

/* Not handed down from the list, call-out or screen it stands in. */
static bool
has_own_facts(const struct node *node)
{
    return node->n_facts > 0 && (node->parent == NULL || node->facts != node->parent->facts);
}

static void
check_citations(const struct checker *c, const struct node *node)
{
    if (!has_own_facts(node)) {
        return;
    }
    for (size_t i = 0; i < node->n_facts; i++) {
        if (facts_find(c->pack->facts, node->facts[i]) == NULL) {
            diag_error(c->sink, node->place, "unknown-fact", "there is no fact '%.*s'",
                       STR_ARG(node->facts[i]));
        }
    }
}

/* A block that states something: the parts of a list or call-out count with it. */
static bool
is_statement(const struct node *node)
{
    switch (node->kind) {
    case NODE_PARAGRAPH: return node->parent->kind == NODE_SECTION;
    case NODE_BULLETS:
    case NODE_STEPS:
    case NODE_CALLOUT:
    case NODE_SAY: return true;
    default: return false;
    }
}

static bool
rests_on(const struct node *node, struct str fact)
{
    for (size_t i = 0; i < node->n_facts; i++) {
        if (str_eq(node->facts[i], fact)) {
            return true;
        }
    }
    return false;
}

static bool
has_changing_callout_on(const struct node *section, struct str fact)
{
    for (const struct node *node = section->first; node != NULL; node = node->next) {
        if (node->callout == CALLOUT_CHANGING && rests_on(node, fact)) {
            return true;
        }
    }
    return false;
}

/* What is not settled may only be said in a [!CHANGING] call-out; blocks that merely share the
 * facts of their screen are fine if such a call-out stands beside them. */
static void
check_settled(const struct checker *c, const struct node *node)
{
    const struct node *section = node_section(node);
    for (size_t i = 0; i < node->n_facts; i++) {
        const struct fact *fact = facts_find(c->pack->facts, node->facts[i]);
        bool is_shared = !has_own_facts(node) && has_changing_callout_on(section, node->facts[i]);
        if (fact != NULL && fact->sure == SURE_LOW && node->callout != CALLOUT_CHANGING &&
            !is_shared) {
            diag_error(c->sink, node->place, "unsettled",
                       "'%.*s' is not certain: it belongs in a [!CHANGING] call-out",
                       STR_ARG(fact->id));
        }
    }
}

static bool
section_rests_on(const struct node *section, struct str fact)
{
    for (const struct node *node = section; node != NULL; node = node_next(section, node)) {
        if (rests_on(node, fact)) {
            return true;
        }
    }
    return false;
}

static bool
section_says(const struct node *section, struct str words)
{
    struct arena arena = {0};
    bool has_said = false;
    for (const struct node *node = section; node != NULL; node = node_next(section, node)) {
        has_said = has_said || str_find(inline_plain(&arena, node->spans), words) >= 0;
    }
    arena_free(&arena);
    return has_said;
}

/* Half of some rules is dangerous: how to know a judge's warrant, without who does not count as
 * one. */
static void
check_company(const struct checker *c, const struct node *section, const struct fact *fact)
{
    for (size_t i = 0; i < fact->n_with; i++) {
        if (!section_rests_on(section, fact->with[i])) {
            diag_error(c->sink, section->place, "half-told",
                       "a screen that rests on '%.*s' must rest on '%.*s' too", STR_ARG(fact->id),
                       STR_ARG(fact->with[i]));
        }
    }
    if (fact->says.n > 0 && !section_says(section, fact->says)) {
        diag_error(c->sink, section->place, "half-told",
                   "a screen that rests on '%.*s' must say \"%.*s\"", STR_ARG(fact->id),
                   STR_ARG(fact->says));
    }
}

static void
check_section(const struct checker *c, const struct node *section)
{
    for (size_t i = 0; i < c->pack->facts->n; i++) {
        const struct fact *fact = &c->pack->facts->items[i];
        if ((fact->n_with > 0 || fact->says.n > 0) && section_rests_on(section, fact->id)) {
            check_company(c, section, fact);
        }
    }
}

static void
check_page(const struct checker *c)
{
    const struct node *root = c->page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        check_citations(c, node);
        if (node->kind == NODE_SECTION) {
            check_section(c, node);
        }
        if (!is_statement(node)) {
            continue;
        }
        check_settled(c, node);
        if (node->n_facts == 0 && c->page->kind != PAGE_ABOUT) {
            diag_error(c->sink, node->place, "no-facts", "this block rests on no fact");
        }
    }
}

static void
check_date(const struct checker *c, struct date date, struct diag_place place)
{
    if (c->today.year > 0 && date.year > 0 && date_cmp(date, c->today) > 0) {
        diag_error(c->sink, place, "future-date", "a date here lies in the future");
    }
}

static void
check_sources(const struct checker *c, const struct str *sources, size_t n, struct diag_place place)
{
    for (size_t i = 0; i < n; i++) {
        if (facts_source(c->pack->facts, sources[i]) == NULL &&
            facts_find(c->pack->facts, sources[i]) == NULL) {
            diag_error(c->sink, place, "unknown-source", "there is no source or fact '%.*s'",
                       STR_ARG(sources[i]));
        }
    }
}

static bool
is_used_by_contact(const struct pack *pack, struct str fact)
{
    for (size_t i = 0; i < pack->contacts->n; i++) {
        const struct contact *contact = &pack->contacts->items[i];
        for (size_t k = 0; k < contact->n_sources; k++) {
            if (str_eq(contact->sources[k], fact)) {
                return true;
            }
        }
    }
    return false;
}

static void
check_fact(const struct checker *c, const struct fact *fact)
{
    check_sources(c, fact->sources, fact->n_sources, fact->place);
    check_sources(c, fact->with, fact->n_with, fact->place);
    check_date(c, fact->seen, fact->place);
    if (fact->is_perishable && fact->seen.year == 0) {
        diag_error(c->sink, fact->place, "undated", "a perishable fact says when it was seen");
    }
    if (fact->is_corpus && fact->use != USE_NONE && !pack_cites(c->pack, fact->id) &&
        !is_used_by_contact(c->pack, fact->id)) {
        diag_error(c->sink, fact->place, "unused-fact", "no page and no contact rests on '%.*s'",
                   STR_ARG(fact->id));
    }
}

void
verify_facts(const struct pack *pack, struct date today, struct diag_sink *sink)
{
    struct checker c = {.pack = pack, .today = today, .sink = sink};
    for (size_t i = 0; i < pack->pages.n; i++) {
        c.page = pack->pages.items[i];
        check_page(&c);
    }
    for (size_t i = 0; i < pack->facts->n; i++) {
        check_fact(&c, &pack->facts->items[i]);
    }
    for (size_t i = 0; i < pack->facts->n_sources; i++) {
        check_date(&c, pack->facts->sources[i].date, pack->facts->sources[i].place);
    }
    for (size_t i = 0; i < pack->contacts->n; i++) {
        const struct contact *contact = &pack->contacts->items[i];
        check_sources(&c, contact->sources, contact->n_sources, contact->place);
        check_date(&c, contact->checked, contact->place);
    }
    check_date(&c, pack->reviewed_on, pack->title.place);
}
