/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens are points, `go:` buttons are edges, a `page:` button is the way out. Two fixpoints:
 * what can be reached from the first screen, and from where a way out can be reached. */
#include "content/verify_parts.h"

struct graph {
    const struct doc *doc;
    struct arena arena;
    const struct node **screens;
    bool *is_reached;
    bool *has_exit;
    size_t n;
};

static size_t
index_of(const struct graph *graph, const struct node *screen)
{
    size_t i = 0;
    while (i < graph->n && graph->screens[i] != screen) {
        i++;
    }
    return i;
}

/* The screen a button goes to, or graph->n. */
static size_t
go_target(const struct graph *graph, const struct node *button)
{
    if (button->link != LINK_SECTION) {
        return graph->n;
    }
    return index_of(graph, doc_section(graph->doc, button->target));
}

static bool
leaves_page(const struct node *screen)
{
    for (const struct node *node = screen->first; node != NULL; node = node->next) {
        if (node->link == LINK_PAGE) {
            return true;
        }
    }
    return false;
}

static bool
has_choice(const struct graph *graph, size_t from)
{
    for (const struct node *node = graph->screens[from]->first; node != NULL; node = node->next) {
        if (go_target(graph, node) < graph->n) {
            return true;
        }
    }
    return false;
}

/* One step of both fixpoints over the edges of one screen. True if something is new. */
static bool
spread(struct graph *graph, size_t from)
{
    bool is_new = false;
    for (const struct node *node = graph->screens[from]->first; node != NULL; node = node->next) {
        size_t to = go_target(graph, node);
        if (to == graph->n) {
            continue;
        }
        if (graph->is_reached[from] && !graph->is_reached[to]) {
            graph->is_reached[to] = is_new = true;
        }
        if (graph->has_exit[to] && !graph->has_exit[from]) {
            graph->has_exit[from] = is_new = true;
        }
    }
    return is_new;
}

static void
graph_make(struct graph *graph, const struct doc *doc)
{
    graph->doc = doc;
    for (const struct node *node = doc->root->first; node != NULL; node = node->next) {
        graph->n++;
    }
    graph->screens = arena_array(&graph->arena, graph->n + 1, sizeof *graph->screens);
    graph->is_reached = arena_array(&graph->arena, graph->n + 1, sizeof(bool));
    graph->has_exit = arena_array(&graph->arena, graph->n + 1, sizeof(bool));
    size_t i = 0;
    for (const struct node *node = doc->root->first; node != NULL; node = node->next) {
        graph->screens[i] = node;
        graph->has_exit[i] = leaves_page(node);
        graph->is_reached[i] = i == 0;
        i++;
    }
    for (bool is_new = true; is_new;) {
        is_new = false;
        for (i = 0; i < graph->n; i++) {
            is_new = spread(graph, i) || is_new;
        }
    }
}

void
verify_scenario(const struct page *page, struct diag_sink *sink)
{
    struct graph graph = {0};
    graph_make(&graph, page->doc);
    for (size_t i = 0; i < graph.n; i++) {
        struct diag_place place = graph.screens[i]->place;
        if (!graph.is_reached[i]) {
            diag_error(sink, place, "unreachable", "no choice leads to this screen");
        } else if (graph.has_exit[i]) {
            continue;
        } else if (has_choice(&graph, i)) {
            diag_error(sink, place, "endless", "from here on no branch ever leads out to a page");
        } else {
            diag_error(sink, place, "dead-end", "this screen has no choice and leads to no page");
        }
    }
    arena_free(&graph.arena);
}
