/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree is copied node by node in reading order; only the spans of leaves change. */
#include "content/translate.h"

#include "content/inline.h"

struct translation {
    struct arena *arena;
    const struct lookup *lookup;
    struct diag_sink *sink;
};

/* False: there is none, or it cannot be shown. */
static bool
find(const struct translation *t, const struct node *leaf, struct spans *out)
{
    struct str text = {0};
    const char *problem = NULL;
    if (!t->lookup->find(t->lookup->user, leaf->context.p, leaf->msgid.p, &text) || text.n == 0) {
        return false;
    }
    if (!inline_parse(t->arena, text, out, &problem)) {
        diag_error(t->sink, leaf->place, "translation", "the translation: %s", problem);
        return false;
    }
    if (!inline_same_markup(leaf->spans, *out, &problem)) {
        diag_error(t->sink, leaf->place, "translation", "%s", problem);
        return false;
    }
    return out->n > 0;
}

static void
translate_leaf(const struct translation *t, struct node *leaf)
{
    struct spans spans = {0};
    if (!find(t, leaf, &spans)) {
        leaf->is_fallback = true;
    } else if (leaf->kind == NODE_SAY) {
        leaf->meaning = spans; /* what is said stays English */
    } else {
        leaf->spans = spans;
    }
}

static struct node *
copy(const struct translation *t, const struct node *source)
{
    struct node *node = arena_new(t->arena, struct node);
    *node = *source;
    node->parent = node->first = node->last = node->next = NULL;
    if (t->lookup != NULL && node->msgid.n > 0) {
        translate_leaf(t, node);
    }
    for (const struct node *child = source->first; child != NULL; child = child->next) {
        node_append(node, copy(t, child)); /* three levels deep: section, list, item */
    }
    return node;
}

struct doc *
doc_translate(struct arena *arena, const struct doc *doc, const struct lookup *lookup,
              struct diag_sink *sink)
{
    struct translation t = {arena, lookup, sink};
    struct doc *translated = arena_new(arena, struct doc);
    translated->root = copy(&t, doc->root);
    translated->n_nodes = doc->n_nodes;
    return translated;
}
