/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking and printing the tree. Building it is the business of markdown.c and translate.c. */
#include "content/doc.h"

#include "content/inline.h"

const struct node *
node_next(const struct node *root, const struct node *node)
{
    if (node->first != NULL) {
        return node->first;
    }
    while (node != root && node->next == NULL) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

void
node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    *(parent->first == NULL ? &parent->first : &parent->last->next) = child;
    parent->last = child;
}

const struct node *
doc_find(const struct doc *doc, int id)
{
    for (const struct node *node = doc->root; node != NULL; node = node_next(doc->root, node)) {
        if (node->id == id) {
            return node;
        }
    }
    return NULL;
}

const struct node *
doc_section(const struct doc *doc, struct str name)
{
    for (const struct node *node = doc->root->first; node != NULL; node = node->next) {
        if (node->kind == NODE_SECTION && node->name.n > 0 && str_eq(node->name, name)) {
            return node;
        }
    }
    return NULL;
}

const struct node *
node_section(const struct node *node)
{
    while (node != NULL && node->kind != NODE_SECTION) {
        node = node->parent;
    }
    return node;
}

const char *
node_kind_text(const struct node *node)
{
    switch (node->kind) {
    case NODE_DOC: return "page";
    case NODE_SECTION: return "headline of a screen";
    case NODE_HEADING: return "small heading";
    case NODE_PARAGRAPH:
        return node->parent != NULL && node->parent->kind == NODE_CALLOUT
                   ? node_kind_text(node->parent)
                   : "paragraph";
    case NODE_BULLETS: return "list";
    case NODE_STEPS: return "numbered list";
    case NODE_ITEM:
        return node->parent != NULL && node->parent->kind == NODE_STEPS ? "numbered step"
                                                                        : "list item";
    case NODE_CALLOUT:
        switch (node->callout) {
        case CALLOUT_NONE: return "call-out";
        case CALLOUT_SAFETY: return "call-out (safety)";
        case CALLOUT_NOTE: return "call-out (note)";
        case CALLOUT_CHANGING: return "call-out (the law is changing)";
        case CALLOUT_FACILITATOR: return "call-out (for the workshop leader)";
        }
        return "call-out";
    case NODE_SAY: return "words to say in English: translate the meaning";
    case NODE_BUTTON: return "button";
    case NODE_FIGURE: return "picture description (read aloud)";
    case NODE_PHONE: return "phone card";
    case NODE_QR: return "QR code";
    }
    return "block";
}

static const char *
kind_name(enum node_kind kind)
{
    switch (kind) {
    case NODE_DOC: return "doc";
    case NODE_SECTION: return "section";
    case NODE_HEADING: return "heading";
    case NODE_PARAGRAPH: return "paragraph";
    case NODE_BULLETS: return "bullets";
    case NODE_STEPS: return "steps";
    case NODE_ITEM: return "item";
    case NODE_CALLOUT: return "callout";
    case NODE_SAY: return "say";
    case NODE_BUTTON: return "button";
    case NODE_FIGURE: return "figure";
    case NODE_PHONE: return "phone";
    case NODE_QR: return "qr";
    }
    return "?";
}

static void
dump_attribute(struct strbuf *out, const char *name, struct str value)
{
    if (value.n > 0) {
        strbuf_printf(out, " %s=%.*s", name, STR_ARG(value));
    }
}

static void
dump_facts(struct strbuf *out, const struct node *node)
{
    for (size_t i = 0; i < node->n_facts; i++) {
        strbuf_printf(out, "%s%.*s", i == 0 ? " facts=" : ",", STR_ARG(node->facts[i]));
    }
}

static void
dump_attributes(struct strbuf *out, const struct node *node)
{
    static const char *const callouts[] = {"none", "safety", "note", "changing", "facilitator"};
    static const char *const links[] = {"", "page:", "number:", "go:"};
    if (node->kind == NODE_CALLOUT) {
        dump_attribute(out, "kind", str_from(callouts[node->callout]));
    }
    dump_attribute(out, "name", node->name);
    if (node->target.n > 0) {
        strbuf_printf(out, " target=%s%.*s", links[node->link], STR_ARG(node->target));
    }
    dump_facts(out, node);
    if (node->context.p != NULL) {
        strbuf_printf(out, " context=\"%.*s\"", STR_ARG(node->context));
    }
    if (node->note.n > 0) {
        strbuf_printf(out, " note=\"%.*s\"", STR_ARG(node->note));
    }
    if (node->is_fallback) {
        strbuf_addz(out, " fallback");
    }
}

static void
dump_spans(struct strbuf *out, const char *before, struct spans spans)
{
    struct arena scratch = {0};
    if (spans.n > 0) {
        strbuf_printf(out, " %s\"%s\"", before, inline_msgid(&scratch, spans).p);
    }
    arena_free(&scratch);
}

void
doc_dump(const struct doc *doc, struct strbuf *out)
{
    for (const struct node *node = doc->root; node != NULL; node = node_next(doc->root, node)) {
        for (const struct node *up = node->parent; up != NULL; up = up->parent) {
            strbuf_addz(out, "  ");
        }
        strbuf_printf(out, "%s #%d", kind_name(node->kind), node->id);
        if (node->place.line > 0) {
            strbuf_printf(out, " @%d:%d", node->place.line, node->place.col);
        }
        dump_attributes(out, node);
        dump_spans(out, "", node->spans);
        dump_spans(out, "means ", node->meaning);
        strbuf_addc(out, '\n');
    }
}
