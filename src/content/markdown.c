/* SPDX-License-Identifier: GPL-3.0-or-later */
/* md4c tells what it meets, not where: places come from its text pointers, which point into our
 * copy of the page, and from where the block before ended. gather.c collects the words of a block,
 * leaf.c makes a node of them. What is refused is skipped whole, with one finding. */
#include "content/markdown.h"

#include <md4c.h>
#include <string.h>

#include "content/comment.h"
#include "content/gather.h"
#include "content/leaf.h"

#define MD_BYTES_MAX (256u * 1024) /* page.h has the limit of a page; this one guards md4c */
#define MD_NODES_MAX 2000          /* a page has about 60; "-" by the thousand */
#define MD_NESTING_MAX 8 /* "> > > >": md4c's work grows with depth times lines; a page needs 2 */

struct parser {
    struct arena *arena;
    struct diag_sink *sink;
    struct doc *doc;
    struct gather gather;
    struct comments comments; /* waiting for their block */
    struct node *section;     /* where blocks go; NULL before the first ## */
    struct node *block;       /* open list or call-out, or NULL */
    struct node *leaf;        /* open leaf, or NULL */
    const char *html;         /* open block of HTML: its first text; NULL: none yet */
    bool is_html;
    int skip;            /* depth inside a refused block */
    const char *refusal; /* said at the first text inside it, then NULL */
};

/* Skips the block that has just begun, with everything in it. */
static void
refuse(struct parser *parser, const char *text)
{
    parser->skip = 1;
    parser->refusal = text;
    parser->comments = (struct comments){0};
}

static void
say_refusal(struct parser *parser, const char *at)
{
    if (parser->refusal != NULL) {
        gather_error(&parser->gather, gather_line_start(&parser->gather, at), "markup",
                     parser->refusal);
        parser->refusal = NULL;
    }
}

static struct node *
add_node(struct parser *parser, enum node_kind kind)
{
    const char *here = gather_here(&parser->gather);
    if (parser->section == NULL && kind != NODE_SECTION) {
        gather_error(&parser->gather, here, "no-headline", "a page begins with a ## headline");
        parser->section = add_node(parser, NODE_SECTION);
    }
    struct node *node = arena_new(parser->arena, struct node);
    node->kind = kind;
    node->place = gather_place(&parser->gather, here);
    node_append(kind == NODE_SECTION    ? parser->doc->root
                : parser->block != NULL ? parser->block
                                        : parser->section,
                node);
    parser->doc->n_nodes++;
    return node;
}

/* A block's facts are its own, or those of what it stands in; an item has its list's note. */
static void
inherit(struct node *node)
{
    const struct node *parent = node->parent;
    if (node->n_facts == 0) {
        node->facts = parent->facts;
        node->n_facts = parent->n_facts;
    }
    if (parent->kind != NODE_SECTION && parent->kind != NODE_DOC) {
        node->note = parent->note;
        node->context = parent->context;
    }
}

static bool
is_mark_due(const struct parser *parser)
{
    return parser->block != NULL && parser->block->kind == NODE_CALLOUT &&
           parser->block->callout == CALLOUT_NONE;
}

static void
begin_leaf(struct parser *parser, enum node_kind kind)
{
    parser->leaf = add_node(parser, kind);
    gather_begin(&parser->gather);
    parser->gather.has_mark = is_mark_due(parser);
    parser->gather.is_code = kind == NODE_SAY;
}

/* Only a paragraph of its own may be a link, and then nothing else. */
static bool
links_are_good(const struct parser *parser)
{
    const struct gather *gather = &parser->gather;
    return gather->n_links == 0 || (gather->n_links == 1 && !gather->has_outside &&
                                    parser->block == NULL && parser->leaf->kind == NODE_PARAGRAPH);
}

static void
finish_link(struct parser *parser, struct str raw)
{
    struct node *node = parser->leaf;
    node->kind = parser->gather.is_image ? NODE_FIGURE : NODE_BUTTON;
    if (parser->gather.has_title) {
        diag_error(parser->sink, node->place, "markup", "a link has no title here");
    }
    leaf_link(parser->arena, node, raw, parser->gather.address, parser->sink);
}

static void
finish_words(struct parser *parser, struct str raw)
{
    struct gather *gather = &parser->gather;
    struct node *node = parser->leaf;
    if (gather->bad_char != NULL) {
        gather_error(gather, gather->bad_char, "text",
                     "'[', ']', '<' and '>' are not used in text");
    } else if (!links_are_good(parser)) {
        gather_error(gather, gather->link_at == NULL ? gather->last : gather->link_at,
                     "link-in-text", "a link or picture must stand alone in its paragraph");
    } else if (gather->n_links > 0) {
        finish_link(parser, raw);
    } else if (node->kind == NODE_SECTION) {
        leaf_headline(parser->arena, node, raw, parser->sink);
    } else if (node->kind == NODE_SAY) {
        leaf_say(parser->arena, node, raw, parser->sink);
    } else if (node->kind == NODE_PARAGRAPH && parser->block == NULL) {
        leaf_paragraph(parser->arena, node, raw, parser->sink);
    } else {
        leaf_text(parser->arena, node, raw, parser->sink);
    }
}

/* The first paragraph of a call-out begins with its kind. False: it has no more words. */
static bool
take_callout_kind(struct parser *parser, struct str *raw)
{
    struct node *callout = parser->block;
    callout->callout = leaf_callout(raw);
    if (callout->callout == CALLOUT_NONE) {
        diag_error(parser->sink, callout->place, "callout",
                   "a quote begins with [!SAFETY], [!NOTE], [!CHANGING] or [!FACILITATOR]");
        callout->callout = CALLOUT_NOTE;
        return true;
    }
    return str_trim(*raw).n > 0;
}

/* Takes the open leaf out of its call-out again: it held only the [!KIND] line. */
static void
drop_leaf(struct parser *parser)
{
    parser->block->first = parser->block->last = NULL;
    parser->doc->n_nodes--;
}

static void
place_leaf(struct parser *parser)
{
    struct node *node = parser->leaf;
    bool is_headline = node->kind == NODE_SECTION || node->kind == NODE_HEADING;
    if (node->kind != NODE_SAY && parser->gather.start != NULL) { /* else where it began */
        node->place =
            gather_place(&parser->gather,
                         gather_block_start(&parser->gather, is_headline ? "# \t*_\\" : "*_[!\\<"));
    }
}

static void
end_leaf(struct parser *parser)
{
    struct node *node = parser->leaf;
    struct str raw = gather_end(&parser->gather);
    place_leaf(parser);
    if (is_mark_due(parser) && !take_callout_kind(parser, &raw)) {
        drop_leaf(parser);
    } else {
        finish_words(parser, raw);
        if (parser->block == NULL) {
            comments_attach(&parser->comments, node, parser->sink);
        }
        inherit(node);
        leaf_context(node);
    }
    parser->leaf = NULL;
    parser->gather.last = gather_line_end(&parser->gather, parser->gather.last);
}

static void
begin_block(struct parser *parser, enum node_kind kind)
{
    if (parser->block != NULL) {
        refuse(parser, "lists have one level, and call-outs hold only paragraphs");
        return;
    }
    struct node *block = add_node(parser, kind);
    comments_attach(&parser->comments, block, parser->sink);
    inherit(block);
    parser->block = block;
}

static void
end_block(struct parser *parser)
{
    if (parser->block->first == NULL) {
        diag_error(parser->sink, parser->block->place, "empty", "no words stand here");
    }
    parser->block = NULL;
}

static void
begin_heading(struct parser *parser, unsigned level)
{
    if (level == 1) {
        refuse(parser, "there is no # heading; the title stands in the front matter");
    } else if (level > 3) {
        refuse(parser, "only ## and ### headings are used");
    } else if (parser->block != NULL) {
        refuse(parser, "a heading cannot stand inside a list or quote");
    } else if (level == 2) {
        begin_leaf(parser, NODE_SECTION);
        parser->section = parser->leaf;
    } else {
        begin_leaf(parser, NODE_HEADING);
    }
}

static void
begin_paragraph(struct parser *parser)
{
    if (parser->leaf == NULL) {
        begin_leaf(parser, NODE_PARAGRAPH);
    } else if (parser->gather.start != NULL) {
        refuse(parser, "a list item is one paragraph");
    }
}

static void
begin_code(struct parser *parser, const MD_BLOCK_CODE_DETAIL *detail)
{
    struct str info = {detail->info.text, detail->info.size};
    if (detail->fence_char == 0) {
        refuse(parser, "text with four blanks before it is code, which is not used here");
    } else if (!str_eqz(info, "say")) {
        refuse(parser, "code is not used here; words to say stand between ```say and ```");
    } else if (parser->block != NULL) {
        refuse(parser, "words to say cannot stand inside a list or quote");
    } else {
        begin_leaf(parser, NODE_SAY);
    }
}

/* md4c says nothing of the line that closes a block of code. */
static void
skip_fence(struct gather *gather)
{
    const char *next = gather_here(gather);
    if (strncmp(next, "```", 3) == 0 || strncmp(next, "~~~", 3) == 0) { /* our copy ends in NUL */
        gather->last = gather_line_end(gather, next);
    }
}

static void
end_code(struct parser *parser)
{
    end_leaf(parser);
    skip_fence(&parser->gather);
}

static void
begin_html(struct parser *parser)
{
    if (parser->block != NULL) {
        refuse(parser, "a comment stands before a list or quote, not inside it");
        return;
    }
    parser->is_html = true;
    parser->html = NULL;
}

static void
end_html(struct parser *parser)
{
    struct gather *gather = &parser->gather;
    parser->is_html = false;
    if (parser->html != NULL) {
        struct str html = {parser->html, (size_t)(gather->last - parser->html)};
        comments_read(parser->arena, &parser->comments, &gather->lines, html, parser->sink);
    }
}

static void
begin(struct parser *parser, MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_DOC: break;
    case MD_BLOCK_QUOTE: begin_block(parser, NODE_CALLOUT); break;
    case MD_BLOCK_UL: begin_block(parser, NODE_BULLETS); break;
    case MD_BLOCK_OL: begin_block(parser, NODE_STEPS); break;
    case MD_BLOCK_LI: begin_leaf(parser, NODE_ITEM); break;
    case MD_BLOCK_H: begin_heading(parser, ((const MD_BLOCK_H_DETAIL *)detail)->level); break;
    case MD_BLOCK_P: begin_paragraph(parser); break;
    case MD_BLOCK_CODE: begin_code(parser, detail); break;
    case MD_BLOCK_HTML: begin_html(parser); break;
    case MD_BLOCK_HR: refuse(parser, "a rule is not used here"); break;
    default: refuse(parser, "tables are not used here"); break;
    }
}

static void
end(struct parser *parser, MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: end_block(parser); break;
    case MD_BLOCK_LI:
    case MD_BLOCK_H: end_leaf(parser); break;
    case MD_BLOCK_P:
        if (parser->leaf->kind == NODE_PARAGRAPH) { /* else it is part of a list item */
            end_leaf(parser);
        }
        break;
    case MD_BLOCK_CODE: end_code(parser); break;
    case MD_BLOCK_HTML: end_html(parser); break;
    default: break;
    }
}

static int
on_enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct parser *parser = user;
    if (parser->skip > 0) {
        parser->skip++;
    } else {
        begin(parser, type, detail);
    }
    return parser->doc->n_nodes > MD_NODES_MAX;
}

/* The place where the next block may begin is behind what was refused. */
static void
end_refused(struct parser *parser, MD_BLOCKTYPE type)
{
    struct gather *gather = &parser->gather;
    bool had_text = parser->refusal == NULL;
    const char *at = had_text ? gather->last : gather_here(gather);
    say_refusal(parser, at);
    gather->last = gather_line_end(gather, at);
    if (type == MD_BLOCK_CODE) {
        skip_fence(gather);
    }
}

static int
on_leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct parser *parser = user;
    (void)detail;
    if (parser->skip == 0) {
        end(parser, type);
    } else if (--parser->skip == 0) {
        end_refused(parser, type);
    }
    return 0;
}

static int
on_enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct parser *parser = user;
    if (parser->skip == 0) {
        gather_enter_span(&parser->gather, type, detail);
    }
    return 0;
}

static int
on_leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct parser *parser = user;
    (void)detail;
    if (parser->skip == 0) {
        gather_leave_span(&parser->gather, type);
    }
    return 0;
}

/* A list or call-out begins where the line of its first words does. */
static void
place_block(struct parser *parser, const char *at)
{
    if (parser->block != NULL && parser->block->first == parser->leaf &&
        parser->gather.raw.n == 0) {
        parser->block->place =
            gather_place(&parser->gather, gather_line_start(&parser->gather, at));
    }
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user)
{
    struct parser *parser = user;
    bool is_on_page = gather_is_inside(&parser->gather, p);
    if (parser->skip > 0 && is_on_page) {
        say_refusal(parser, p);
    } else if (parser->is_html && is_on_page) {
        parser->html = parser->html == NULL ? p : parser->html;
    } else if (parser->skip == 0 && parser->leaf != NULL) {
        if (is_on_page) {
            place_block(parser, p);
        }
        gather_text(&parser->gather, type, (struct str){p, n});
    }
    if (is_on_page) {
        parser->gather.last = p + n;
    }
    return 0;
}

static size_t
count_containers(struct str line)
{
    size_t n = 0;
    for (line = str_trim(line); line.n > 0; line = str_trim(line)) {
        size_t digits = 0;
        while (digits < line.n && digits < 9 && line.p[digits] >= '0' && line.p[digits] <= '9') {
            digits++;
        }
        bool is_bullet = line.p[0] == '-' || line.p[0] == '+' || line.p[0] == '*';
        bool is_number =
            digits > 0 && digits < line.n && (line.p[digits] == '.' || line.p[digits] == ')');
        size_t mark = is_bullet ? 1 : is_number ? digits + 1 : 0;
        bool is_list = mark > 0 && (mark == line.n || line.p[mark] == ' ' || line.p[mark] == '\t');
        if (line.p[0] != '>' && !is_list) {
            break;
        }
        line = str_skip(line, is_list ? mark : 1);
        n++;
    }
    return n;
}

/* What md4c would swallow silently, or chew on for long, is refused before it sees it. */
static bool
prescan(struct gather *gather)
{
    struct str rest = gather->lines.text;
    if (rest.n > MD_BYTES_MAX) {
        gather_error(gather, rest.p, "too-large", "this page is too long");
        return false;
    }
    for (const char *line = rest.p; rest.n > 0; line = rest.p) {
        struct str text = str_cut(&rest, '\n');
        ptrdiff_t definition = str_find(text, STR("]:"));
        if (count_containers(text) > MD_NESTING_MAX) {
            gather_error(gather, line, "nesting", "lists and quotes are nested too deeply");
            return false;
        }
        if (definition >= 0) {
            gather_error(gather, line + definition, "markup",
                         "']:' is not used here; a link holds its address itself");
            return false;
        }
    }
    return true;
}

static void
run(struct parser *parser)
{
    static const MD_PARSER callbacks = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH, /* known, so that they can be refused */
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    struct str text = parser->gather.lines.text;
    if (md_parse(text.p, (MD_SIZE)text.n, &callbacks, parser) != 0) {
        gather_error(&parser->gather, gather_here(&parser->gather), "too-large",
                     "this page has too many blocks");
    }
    comments_expect_none(&parser->comments, parser->sink);
}

static void
number_nodes(struct doc *doc)
{
    int id = 0;
    for (const struct node *node = doc->root; node != NULL; node = node_next(doc->root, node)) {
        ((struct node *)node)->id = ++id; /* the tree is still ours to write */
    }
    doc->n_nodes = id;
}

/* A copy that ends in a newline, for md4c 0.4.8, and in a NUL, for us. */
static struct str
copy_text(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.n + 2);
    if (text.n > 0) {
        memcpy(copy, text.p, text.n);
    }
    copy[text.n] = '\n';
    return (struct str){copy, text.n + 1};
}

struct doc *
markdown_parse(struct arena *arena, struct str text, const char *file, int line_offset,
               struct diag_sink *sink)
{
    struct parser parser = {.arena = arena, .sink = sink};
    struct gather *gather = &parser.gather;
    *gather = (struct gather){.arena = arena, .sink = sink};
    gather->lines = lines_make(arena, copy_text(arena, text), file, line_offset);
    gather->last = gather->lines.text.p;
    parser.doc = arena_new(arena, struct doc);
    parser.doc->root = arena_new(arena, struct node);
    parser.doc->root->place = gather_place(gather, gather_here(gather));
    if (prescan(gather)) {
        run(&parser);
    }
    number_nodes(parser.doc);
    strbuf_free(&gather->raw);
    return parser.doc;
}
