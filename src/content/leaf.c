/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a block is turns on its words alone: a link that is the whole paragraph, or `{phone x}`. */
#include "content/leaf.h"

#include "content/inline.h"

void
leaf_context(struct node *node)
{
    if (node->context.p == NULL && node->kind == NODE_SAY) {
        node->context = STR("say");
    } else if (node->context.p == NULL && node->kind == NODE_BUTTON) {
        node->context = STR("button");
    }
}

void
leaf_text(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink)
{
    const char *problem = NULL;
    if (!inline_parse(arena, raw, &node->spans, &problem)) {
        diag_error(sink, node->place, "text", "%s", problem);
    } else if (node->spans.n == 0) {
        diag_error(sink, node->place, "empty", "no words stand here");
    }
    node->msgid = inline_msgid(arena, node->spans);
}

void
leaf_headline(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink)
{
    ptrdiff_t open = str_find(raw, STR("{#"));
    raw = str_trim(raw);
    if (open >= 0 && str_ends(raw, "}")) {
        struct str name = {raw.p + open + 2, raw.n - (size_t)open - 3};
        if (inline_is_id(name)) {
            node->name = str_dup(arena, name);
        } else {
            diag_error(sink, node->place, "name",
                       "the name of a screen is small letters, digits and '-'");
        }
        raw.n = (size_t)open;
    }
    leaf_text(arena, node, raw, sink);
}

void
leaf_say(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink)
{
    leaf_text(arena, node, raw, sink);
    if (!str_eq(inline_plain(arena, node->spans), node->msgid)) {
        diag_error(sink, node->place, "text", "words to say are plain words, without mark-up");
    }
    for (size_t i = 0; i < node->spans.n; i++) {
        if (node->spans.items[i].is_token) {
            diag_error(sink, node->place, "text", "words to say hold no {name}");
        }
    }
}

/* "{word rest}" -> rest, if raw is nothing else. */
static bool
is_command(struct str raw, const char *start, struct str *rest)
{
    if (!str_starts(raw, start) || !str_ends(raw, "}")) {
        return false;
    }
    *rest = str_skip(raw, str_from(start).n);
    *rest = str_trim((struct str){rest->p, rest->n - 1});
    return true;
}

static void
set_target(struct arena *arena, struct node *node, struct str target, struct diag_sink *sink)
{
    struct str id = target;
    if (node->kind == NODE_QR) {
        struct str scheme = str_cut(&id, ':');
        if (!str_eqz(scheme, "tel") && !str_eqz(scheme, "web")) {
            diag_error(sink, node->place, "target", "write {qr tel:CONTACT} or {qr web:CONTACT}");
            return;
        }
    }
    if (!inline_is_id(id)) {
        diag_error(sink, node->place, "target", "'%.*s' is not the id of a contact", STR_ARG(id));
        return;
    }
    node->target = str_dup(arena, target);
}

void
leaf_paragraph(struct arena *arena, struct node *node, struct str raw, struct diag_sink *sink)
{
    struct str target = {0};
    raw = str_trim(raw);
    if (is_command(raw, "{phone ", &target)) {
        node->kind = NODE_PHONE;
    } else if (is_command(raw, "{qr ", &target)) {
        node->kind = NODE_QR;
    } else {
        leaf_text(arena, node, raw, sink);
        return;
    }
    set_target(arena, node, target, sink);
}

static bool
is_icon_name(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') {
            return false;
        }
    }
    return name.n > 0;
}

static bool
read_address(struct node *node, struct str address, struct str *target)
{
    struct str scheme = str_cut(&address, ':');
    *target = address;
    if (node->kind == NODE_FIGURE) {
        return str_eqz(scheme, "icon") && is_icon_name(address);
    }
    node->link = str_eqz(scheme, "page")     ? LINK_PAGE
                 : str_eqz(scheme, "number") ? LINK_NUMBER
                 : str_eqz(scheme, "go")     ? LINK_SECTION
                                             : LINK_NONE;
    return node->link != LINK_NONE && inline_is_id(address);
}

void
leaf_link(struct arena *arena, struct node *node, struct str raw, struct str address,
          struct diag_sink *sink)
{
    struct str target = {0};
    if (read_address(node, address, &target)) {
        node->target = str_dup(arena, target);
    } else {
        node->link = LINK_NONE;
        diag_error(sink, node->place, "target", "%s",
                   node->kind == NODE_FIGURE
                       ? "a picture is an icon: ![What is seen](icon:NAME)"
                       : "a button leads to page:ID, number:CONTACT or go:NAME");
    }
    leaf_text(arena, node, raw, sink);
}

enum callout_kind
leaf_callout(struct str *raw)
{
    static const struct {
        const char *mark;
        enum callout_kind kind;
    } kinds[] = {
        {"[!SAFETY]", CALLOUT_SAFETY},
        {"[!NOTE]", CALLOUT_NOTE},
        {"[!CHANGING]", CALLOUT_CHANGING},
        {"[!FACILITATOR]", CALLOUT_FACILITATOR},
    };
    struct str rest = str_trim(*raw);
    struct str first = str_trim(str_cut(&rest, '\n'));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_eqz(first, kinds[i].mark)) {
            *raw = rest;
            return kinds[i].kind;
        }
    }
    return CALLOUT_NONE;
}
