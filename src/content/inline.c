/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run of stars toggles: one changes emphasis, two change bold, three change both. So every
 * change of style has exactly one spelling, and reading needs no look-ahead. Markdown's own rules
 * for stars apply to pages only (md4c); what is read here has been written here, or by a
 * translator who is told what is wrong. */
#include "content/inline.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_escapable(char c)
{
    return c != '\0' && strchr("*_\\{}", c) != NULL;
}

bool
inline_is_id(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && (c != '-' || i == 0)) {
            return false;
        }
    }
    return s.n > 0;
}

/* Spans under construction: equal styles joined, blanks collapsed. */
struct spans_builder {
    struct spans spans;
    char *text; /* room for all of it */
    size_t n;
    bool ends_in_blank; /* or nothing is there yet */
};

static struct spans_builder
builder_make(struct arena *arena, size_t max_spans, size_t max_bytes)
{
    return (struct spans_builder){
        .spans.items = arena_array(arena, max_spans + 1, sizeof(struct span)),
        .text = arena_alloc(arena, max_bytes + 1),
        .ends_in_blank = true,
    };
}

static struct span *
builder_span(struct spans_builder *builder, struct span style)
{
    struct spans *spans = &builder->spans;
    struct span *last = spans->n == 0 ? NULL : &spans->items[spans->n - 1];
    if (last != NULL && !last->is_token && !style.is_token && last->is_bold == style.is_bold &&
        last->is_emphasis == style.is_emphasis) {
        return last;
    }
    last = &spans->items[spans->n++];
    *last = style;
    last->text = (struct str){builder->text + builder->n, 0};
    return last;
}

static void
builder_put(struct spans_builder *builder, struct span style, char c)
{
    if (is_blank(c)) {
        if (builder->ends_in_blank) {
            return;
        }
        c = ' ';
    }
    builder->ends_in_blank = c == ' ';
    struct span *span = builder_span(builder, style);
    builder->text[builder->n++] = c;
    span->text.n++;
}

static void
builder_token(struct spans_builder *builder, struct span style, struct str id)
{
    style.is_token = true;
    struct span *span = builder_span(builder, style);
    memcpy(builder->text + builder->n, id.p, id.n);
    builder->n += id.n;
    span->text.n = id.n;
    builder->ends_in_blank = false;
}

/* Without the blank at its end. */
static struct spans
builder_finish(struct spans_builder *builder)
{
    struct spans spans = builder->spans;
    if (spans.n > 0 && builder->ends_in_blank) {
        struct span *last = &spans.items[spans.n - 1];
        if (--last->text.n == 0) {
            spans.n--;
        }
    }
    return spans;
}

static struct spans
normalise(struct arena *arena, struct spans spans)
{
    size_t bytes = 0;
    for (size_t i = 0; i < spans.n; i++) {
        bytes += spans.items[i].text.n;
    }
    struct spans_builder builder = builder_make(arena, spans.n, bytes);
    for (size_t i = 0; i < spans.n; i++) {
        const struct span *span = &spans.items[i];
        if (span->is_token) {
            builder_token(&builder, *span, span->text);
            continue;
        }
        for (size_t k = 0; k < span->text.n; k++) {
            builder_put(&builder, *span, span->text.p[k]);
        }
    }
    return builder_finish(&builder);
}

static void
write_text(struct strbuf *out, const struct span *span)
{
    if (span->is_token) {
        strbuf_printf(out, "{%.*s}", STR_ARG(span->text));
        return;
    }
    for (size_t i = 0; i < span->text.n; i++) {
        if (is_escapable(span->text.p[i])) {
            strbuf_addc(out, '\\');
        }
        strbuf_addc(out, span->text.p[i]);
    }
}

static void
write_change(struct strbuf *out, struct span from, struct span to)
{
    strbuf_addz(out, from.is_bold != to.is_bold ? "**" : "");
    strbuf_addz(out, from.is_emphasis != to.is_emphasis ? "*" : "");
}

struct str
inline_msgid(struct arena *arena, struct spans spans)
{
    struct strbuf out = {0};
    struct span style = {0};
    struct spans normal = normalise(arena, spans);
    for (size_t i = 0; i < normal.n; i++) {
        write_change(&out, style, normal.items[i]);
        write_text(&out, &normal.items[i]);
        style = normal.items[i];
    }
    write_change(&out, style, (struct span){0});
    struct str msgid = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return msgid;
}

/* "&name;" or "&#123;" at the start of s. */
static bool
is_entity(struct str s)
{
    size_t i = 1;
    while (i < s.n && i < 32 &&
           ((s.p[i] >= '0' && s.p[i] <= '9') ||
            ((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z') || (i == 1 && s.p[i] == '#'))) {
        i++;
    }
    return i > 1 && i < s.n && s.p[i] == ';';
}

static const char *
text_problem(struct str text)
{
    if (text.n > INLINE_BYTES_MAX) {
        return "this text is too long";
    }
    if (!utf8_valid(text, NULL)) {
        return "this text is not UTF-8";
    }
    return NULL;
}

static const char *
char_problem(struct str rest)
{
    unsigned char c = (unsigned char)rest.p[0];
    switch (c) {
    case '[':
    case ']': return "'[' and ']' are not used in text; a link stands alone in its paragraph";
    case '<':
    case '>': return "'<' and '>' are not used in text";
    case '`': return "a backtick is not used in text";
    case '_': return "write * for emphasis, and \\_ for a plain _";
    case '}': return "'}' stands alone; \\} is a plain one";
    case '&': return is_entity(rest) ? "write the character itself, not its &name;" : NULL;
    default: break;
    }
    if ((c < 0x20 && !is_blank((char)c)) || c == 0x7F) {
        return "a control character is not used in text";
    }
    return NULL;
}

/* Reads stars, changing the style. Returns how many, or 0 with *problem. */
static size_t
read_stars(struct str rest, struct span *style, const char **problem)
{
    size_t n = 0;
    while (n < rest.n && rest.p[n] == '*') {
        n++;
    }
    if (n > 3) {
        *problem = "more than three * in a row";
        return 0;
    }
    style->is_emphasis ^= (n & 1) != 0;
    style->is_bold ^= (n & 2) != 0;
    return n;
}

static size_t
read_token(struct str rest, struct spans_builder *builder, struct span style, const char **problem)
{
    const char *end = memchr(rest.p, '}', rest.n);
    struct str id = {rest.p + 1, end == NULL ? 0 : (size_t)(end - rest.p) - 1};
    if (!inline_is_id(id)) {
        *problem = "'{' and '}' stand only around the name of a contact; \\{ is a plain one";
        return 0;
    }
    builder_token(builder, style, id);
    return id.n + 2;
}

/* Reads one piece; returns its length, or 0 with *problem. */
static size_t
read_piece(struct str rest, struct spans_builder *builder, struct span *style, const char **problem)
{
    switch (rest.p[0]) {
    case '*': return read_stars(rest, style, problem);
    case '{': return read_token(rest, builder, *style, problem);
    case '\\':
        if (rest.n < 2 || !is_escapable(rest.p[1])) {
            *problem = "'\\' may only stand before * _ \\ { or }";
            return 0;
        }
        builder_put(builder, *style, rest.p[1]);
        return 2;
    default: break;
    }
    *problem = char_problem(rest);
    if (*problem != NULL) {
        return 0;
    }
    builder_put(builder, *style, rest.p[0]);
    return 1;
}

/* A new span begins only at a star or at either end of a token. */
static size_t
max_spans(struct str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++) {
        n += text.p[i] == '*';
        n += text.p[i] == '{' ? 2 : 0;
    }
    return n;
}

bool
inline_parse(struct arena *arena, struct str text, struct spans *out, const char **problem)
{
    *out = (struct spans){0};
    *problem = text_problem(text);
    if (*problem != NULL) {
        return false;
    }
    struct spans_builder builder = builder_make(arena, max_spans(text), text.n);
    struct span style = {0};
    while (text.n > 0) {
        size_t n = read_piece(text, &builder, &style, problem);
        if (n == 0) {
            return false;
        }
        text = str_skip(text, n);
    }
    if (style.is_bold || style.is_emphasis) {
        *problem = style.is_bold ? "a ** is not closed" : "a * is not closed";
        return false;
    }
    *out = builder_finish(&builder);
    return true;
}

struct str
inline_words(struct arena *arena, struct str text, const char **problem)
{
    struct spans spans = {0};
    if (!inline_parse(arena, text, &spans, problem)) {
        return STR("");
    }
    struct str msgid = inline_msgid(arena, spans);
    if (!str_eq(msgid, inline_plain(arena, spans)) || memchr(msgid.p, '{', msgid.n) != NULL) {
        *problem = "only plain words may stand here";
        return STR("");
    }
    return msgid;
}

struct str
inline_plain(struct arena *arena, struct spans spans)
{
    struct strbuf out = {0};
    for (size_t i = 0; i < spans.n; i++) {
        strbuf_printf(&out, spans.items[i].is_token ? "{%.*s}" : "%.*s",
                      STR_ARG(spans.items[i].text));
    }
    struct str plain = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return plain;
}

static size_t
count_token(struct spans spans, struct str id)
{
    size_t count = 0;
    for (size_t i = 0; i < spans.n; i++) {
        count += spans.items[i].is_token && str_eq(spans.items[i].text, id);
    }
    return count;
}

static bool
has_bold(struct spans spans)
{
    for (size_t i = 0; i < spans.n; i++) {
        if (spans.items[i].is_bold) {
            return true;
        }
    }
    return false;
}

/* Every token of `a` stands as often in `b`. */
static bool
has_tokens_of(struct spans a, struct spans b)
{
    for (size_t i = 0; i < a.n; i++) {
        struct str id = a.items[i].text;
        if (a.items[i].is_token && count_token(a, id) != count_token(b, id)) {
            return false;
        }
    }
    return true;
}

bool
inline_same_markup(struct spans source, struct spans translation, const char **problem)
{
    *problem = NULL;
    if (!has_tokens_of(source, translation)) {
        *problem = "a {name} of the English is missing here, or stands more or less often";
    } else if (!has_tokens_of(translation, source)) {
        *problem = "a {name} stands here that the English does not have";
    } else if (has_bold(source) != has_bold(translation)) {
        *problem = has_bold(source) ? "the English has **bold** words, the translation has none"
                                    : "the translation has **bold** words, the English has none";
    }
    return *problem == NULL;
}
