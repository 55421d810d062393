/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stars are written only when the style really changes between two pieces of text, so `__a__` and
 * `**a**` give the same words. Every refusal of mark-up inside a sentence is said here, at its
 * place. */
#include "content/gather.h"

#include <string.h>

static const char *
text_end(const struct gather *gather)
{
    return gather->lines.text.p + gather->lines.text.n;
}

struct diag_place
gather_place(const struct gather *gather, const char *at)
{
    return lines_place(&gather->lines, (size_t)(at - gather->lines.text.p));
}

bool
gather_is_inside(const struct gather *gather, const char *at)
{
    return at >= gather->lines.text.p && at < text_end(gather);
}

const char *
gather_skip_blanks(const struct gather *gather, const char *at)
{
    while (at < text_end(gather) && *at != '\0' && strchr(" \t\r\n", *at) != NULL) {
        at++;
    }
    return at;
}

const char *
gather_line_start(const struct gather *gather, const char *at)
{
    const char *start = at;
    while (start > gather->lines.text.p && start[-1] != '\n') {
        start--;
    }
    start = gather_skip_blanks(gather, start);
    return start < at ? start : at;
}

const char *
gather_line_end(const struct gather *gather, const char *at)
{
    while (at < text_end(gather) && *at != '\n') {
        at++;
    }
    return at;
}

const char *
gather_here(const struct gather *gather)
{
    return gather_skip_blanks(gather, gather->last);
}

void
gather_error(struct gather *gather, const char *at, const char *code, const char *text)
{
    diag_error(gather->sink, gather_place(gather, at), code, "%s", text);
}

void
gather_begin(struct gather *gather)
{
    struct gather fresh = {
        .arena = gather->arena,
        .sink = gather->sink,
        .lines = gather->lines,
        .last = gather->last,
        .raw = gather->raw,
    };
    *gather = fresh;
    strbuf_clear(&gather->raw);
}

static void
begin_link(struct gather *gather, const MD_ATTRIBUTE *address, const MD_ATTRIBUTE *title,
           bool is_image)
{
    gather->has_outside = gather->has_outside || gather->in_link;
    gather->n_links++;
    gather->in_link = true;
    gather->is_image = is_image;
    gather->has_title = title->size > 0;
    gather->address = str_dup(gather->arena, (struct str){address->text, address->size});
}

void
gather_enter_span(struct gather *gather, MD_SPANTYPE type, const void *detail)
{
    if (type == MD_SPAN_A) {
        const MD_SPAN_A_DETAIL *link = detail;
        begin_link(gather, &link->href, &link->title, false);
    } else if (type == MD_SPAN_IMG) {
        const MD_SPAN_IMG_DETAIL *image = detail;
        begin_link(gather, &image->src, &image->title, true);
    }
    gather->emphasis += type == MD_SPAN_EM;
    gather->bold += type == MD_SPAN_STRONG;
    gather->deleted += type == MD_SPAN_DEL;
}

void
gather_leave_span(struct gather *gather, MD_SPANTYPE type)
{
    gather->emphasis -= type == MD_SPAN_EM;
    gather->bold -= type == MD_SPAN_STRONG;
    gather->deleted -= type == MD_SPAN_DEL;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG) {
        gather->in_link = false;
    }
}

/* Writes the stars between the style so far and the next. */
static void
write_style(struct gather *gather, bool is_bold, bool is_emphasis)
{
    strbuf_addz(&gather->raw, is_bold != gather->was_bold ? "**" : "");
    strbuf_addz(&gather->raw, is_emphasis != gather->was_emphasis ? "*" : "");
    gather->was_bold = is_bold;
    gather->was_emphasis = is_emphasis;
}

static const char *
back_over(const struct gather *gather, const char *at, const char *marks)
{
    while (at > gather->lines.text.p && at[-1] != '\0' && strchr(marks, at[-1]) != NULL) {
        at--;
    }
    return at;
}

/* A piece of text has come: is it the first of the block, of its link? */
static void
note_place(struct gather *gather, const char *at)
{
    if (gather->start == NULL) {
        gather->start = at;
    }
    if (gather->in_link && gather->link_at == NULL) {
        gather->link_at = back_over(gather, at, "[!*_<");
    }
}

static bool
is_mark_line(const struct gather *gather)
{
    return gather->has_mark && memchr(strbuf_str(&gather->raw).p, '\n', gather->raw.n) == NULL;
}

static void
add_char(struct gather *gather, const char *at, bool is_escaped)
{
    bool is_brace = *at == '{' || *at == '}';
    if (*at == '*' || *at == '_' || *at == '\\' || (is_brace && is_escaped)) {
        strbuf_addc(&gather->raw, '\\');
    }
    strbuf_addc(&gather->raw, *at);
    if (gather->bad_char == NULL && *at != '\0' && strchr("[]<>", *at) != NULL) {
        gather->bad_char = at;
    }
    gather->has_outside = gather->has_outside || (!gather->in_link && *at != ' ' && *at != '\t');
}

/* Text of a page -> the syntax of inline.h. A brace after a backslash is a plain one. */
static void
add_text(struct gather *gather, struct str text)
{
    bool is_escaped = text.p > gather->lines.text.p && text.p[-1] == '\\' && gather->last != text.p;
    if (gather->deleted > 0) {
        gather_error(gather, text.p, "markup", "struck-out text is not used here");
    }
    if (is_mark_line(gather)) {
        strbuf_add(&gather->raw, text);
        return;
    }
    write_style(gather, gather->bold > 0, gather->emphasis > 0);
    for (size_t i = 0; i < text.n; i++) {
        add_char(gather, text.p + i, is_escaped && i == 0);
    }
}

/* A line ends inside the block; the words proper of a call-out begin after its mark. */
static void
add_line_end(struct gather *gather)
{
    if (is_mark_line(gather)) {
        gather->start = NULL;
    } else {
        write_style(gather, gather->bold > 0, gather->emphasis > 0); /* as before a blank */
    }
    strbuf_addc(&gather->raw, '\n');
}

void
gather_text(struct gather *gather, MD_TEXTTYPE type, struct str text)
{
    const char *at = gather->last;
    if (gather_is_inside(gather, text.p)) {
        note_place(gather, text.p);
        at = text.p;
    }
    switch (type) {
    case MD_TEXT_NORMAL: add_text(gather, text); break;
    case MD_TEXT_SOFTBR: add_line_end(gather); break;
    case MD_TEXT_BR:
        gather_error(gather, at, "markup",
                     "a line break inside a paragraph (two blanks or \\ at its end) is not used");
        add_line_end(gather);
        break;
    case MD_TEXT_CODE:
        if (gather->is_code) {
            strbuf_add(&gather->raw, text);
        } else {
            gather_error(gather, back_over(gather, at, "`"), "markup", "code is not used here");
        }
        break;
    case MD_TEXT_ENTITY:
        gather_error(gather, at, "markup", "write the character itself, not its &name;");
        break;
    case MD_TEXT_HTML: gather_error(gather, at, "markup", "HTML is not used in text"); break;
    default: gather_error(gather, at, "markup", "this character is not used in text"); break;
    }
}

struct str
gather_end(struct gather *gather)
{
    write_style(gather, false, false);
    return str_dup(gather->arena, strbuf_str(&gather->raw));
}

const char *
gather_block_start(const struct gather *gather, const char *marks)
{
    if (gather->start == NULL) {
        return gather_here(gather);
    }
    return gather_skip_blanks(gather, back_over(gather, gather->start, marks));
}
