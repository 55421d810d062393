/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry at a time; what libgettextpo refuses by itself is left to it. */
#include "tool/check.h"

#include "base/utf8.h"
#include "content/inline.h"
#include "content/messages.h"
#include "content/phone.h"

struct diag_place
translation_place(const struct translation *translation, const struct po_message *message)
{
    return (struct diag_place){translation->po.path, message->line, 0};
}

struct diag_place
translation_place_of(const struct translation *translation, struct str context, struct str msgid,
                     struct diag_place fallback)
{
    const struct po_message *message = po_find(&translation->po, context.p, msgid.p);
    return message == NULL ? fallback : translation_place(translation, message);
}

static bool
find_shown(void *user, const char *context, const char *msgid, struct str *out)
{
    const struct translation *translation = user;
    const struct po_message *message = po_find(&translation->po, context, msgid);
    if (message == NULL || message->msgstr.n == 0 || message->is_fuzzy) {
        return false;
    }
    *out = message->msgstr;
    return true;
}

struct lookup
translation_lookup(const struct translation *translation)
{
    return (struct lookup){(void *)(uintptr_t)translation, find_shown};
}

/* ---- Coverage ------------------------------------------------------------------------------ */

/* Does the same message stand earlier in the pack? Asked about missing ones only. */
static bool
is_repeated(const struct messages *messages, size_t index)
{
    const struct message *message = &messages->items[index];
    for (size_t i = 0; i < index; i++) {
        if (str_eq(messages->items[i].msgid, message->msgid) &&
            str_eq(messages->items[i].context, message->context)) {
            return true;
        }
    }
    return false;
}

bool
check_coverage(const struct pack *pack, const struct translation *translation,
               struct diag_sink *sink)
{
    struct arena arena = {0};
    struct messages messages = pack_messages(&arena, pack);
    const struct po_file *po = &translation->po;
    size_t n_found = 0;
    for (size_t i = 0; i < messages.n; i++) {
        n_found += po_find(po, messages.items[i].context.p, messages.items[i].msgid.p) != NULL;
    }
    bool is_empty = po->n_messages == 0 && po->header.n == 0; /* which po_read has told */
    bool is_ours = n_found > 0 || (po->n_messages == 0 && !is_empty);
    if (!is_ours && !is_empty) {
        diag_error(sink, diag_file(po->path), "other-pack",
                   "this file holds none of the words of the pack '%s'; is it another one's?",
                   pack->id.p);
    }
    for (size_t i = 0; i < messages.n && is_ours; i++) {
        const struct message *wanted = &messages.items[i];
        if (po_find(po, wanted->context.p, wanted->msgid.p) == NULL && !is_repeated(&messages, i)) {
            diag_error(sink, diag_file(po->path), "untranslated",
                       "“%.*s” (%s:%d) is not in this file; run: sh po/update.sh",
                       STR_ARG(wanted->msgid), wanted->place.file, wanted->place.line);
        }
    }
    arena_free(&arena);
    return is_ours;
}

/* ---- Hidden characters and blanks ---------------------------------------------------------- */

/* Embeddings, overrides and isolates (UAX 9) can show a number backwards, and nobody sees them. */
static bool
is_bidi_control(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Marks of direction: of use only where both directions meet. */
static bool
is_direction_mark(uint32_t code)
{
    return code == 0x200E || code == 0x200F || code == 0x061C;
}

static bool
is_hidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x200B ||
           code == 0x2028 || code == 0x2029 || code == 0x2060 || code == 0xFEFF || code == 0xFFFD;
}

/* False if the text holds a character that nobody can see. */
static bool
check_hidden(const struct translation *translation, const struct po_message *message,
             struct diag_sink *sink)
{
    struct diag_place place = translation_place(translation, message);
    bool is_rtl = translation->language->dir == DIR_RTL;
    struct str text = message->msgstr;
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        if (code == '\n' || code == '\t') {
            diag_error(sink, place, "space",
                       "a line break or tab stands in the text; write a single space");
            return false;
        }
        if (is_bidi_control(code) || (is_direction_mark(code) && !is_rtl)) {
            diag_error(sink, place, "bidi-control",
                       "an invisible character here (U+%04X) turns the direction of the text; "
                       "delete it",
                       (unsigned)code);
            return false;
        }
        if (is_hidden(code)) {
            diag_error(sink, place, "control-character",
                       "an invisible character stands here (U+%04X); delete it", (unsigned)code);
            return false;
        }
    }
    return true;
}

static void
check_blanks(const struct translation *translation, const struct po_message *message,
             struct diag_sink *sink)
{
    struct diag_place place = translation_place(translation, message);
    struct str text = message->msgstr;
    if (str_starts(text, " ") || str_starts(text, "\u00A0")) {
        diag_error(sink, place, "space", "the translation starts with a space");
    } else if (str_ends(text, " ") || str_ends(text, "\u00A0")) {
        diag_error(sink, place, "space", "the translation ends with a space");
    } else if (str_find(text, STR("  ")) >= 0) {
        diag_error(sink, place, "space", "two spaces stand side by side");
    }
}

/* ---- Mark-up ------------------------------------------------------------------------------- */

static size_t
count_token(struct spans spans, struct str name)
{
    size_t count = 0;
    for (size_t i = 0; i < spans.n; i++) {
        count += spans.items[i].is_token && str_eq(spans.items[i].text, name);
    }
    return count;
}

/* The first token that does not stand as often in `other`, or NULL. */
static const struct span *
odd_token(struct spans spans, struct spans other)
{
    for (size_t i = 0; i < spans.n; i++) {
        struct str name = spans.items[i].text;
        if (spans.items[i].is_token && count_token(spans, name) != count_token(other, name)) {
            return &spans.items[i];
        }
    }
    return NULL;
}

struct stretches {
    size_t n_bold, n_emphasis;
};

static struct stretches
count_stretches(struct spans spans)
{
    struct stretches n = {0};
    struct span before = {0};
    for (size_t i = 0; i < spans.n; i++) {
        n.n_bold += spans.items[i].is_bold && !before.is_bold;
        n.n_emphasis += spans.items[i].is_emphasis && !before.is_emphasis;
        before = spans.items[i];
    }
    return n;
}

static void
compare_markup(struct spans source, struct spans target, struct diag_place place,
               struct diag_sink *sink)
{
    const struct span *lost = odd_token(source, target);
    const struct span *invented = odd_token(target, source);
    struct stretches wanted = count_stretches(source);
    struct stretches found = count_stretches(target);
    if (lost != NULL) {
        diag_error(sink, place, "token",
                   "{%.*s}: %zu in the English, %zu here; copy it as it stands there",
                   STR_ARG(lost->text), count_token(source, lost->text),
                   count_token(target, lost->text));
    } else if (invented != NULL) {
        diag_error(sink, place, "token", "{%.*s} stands here, but not in the English",
                   STR_ARG(invented->text));
    }
    if (wanted.n_bold != found.n_bold) {
        diag_error(sink, place, "markup", "**bold** places: %zu in the English, %zu here",
                   wanted.n_bold, found.n_bold);
    }
    if (wanted.n_emphasis != found.n_emphasis) {
        diag_error(sink, place, "markup", "*emphasized* places: %zu in the English, %zu here",
                   wanted.n_emphasis, found.n_emphasis);
    }
}

static void
check_markup(const struct translation *translation, const struct po_message *message,
             struct diag_sink *sink)
{
    struct arena arena = {0};
    struct diag_place place = translation_place(translation, message);
    struct spans source = {0};
    struct spans target = {0};
    const char *problem = NULL;
    if (!inline_parse(&arena, message->msgstr, &target, &problem)) {
        diag_error(sink, place, "markup", "%s", problem);
    } else if (inline_parse(&arena, message->msgid, &source, &problem)) {
        compare_markup(source, target, place, sink);
    }
    arena_free(&arena);
}

/* ---- Entries ------------------------------------------------------------------------------- */

static void
check_data(const struct translation *translation, const struct po_message *message,
           struct diag_sink *sink)
{
    struct diag_place place = translation_place(translation, message);
    if (phone_looks_like(message->msgstr)) {
        diag_error(sink, place, "phone-in-text",
                   "this looks like a phone number; numbers come from hotlines.yaml");
    }
    if (str_find(message->msgstr, STR("://")) >= 0 || str_find(message->msgstr, STR("www.")) >= 0) {
        diag_error(sink, place, "address-in-text",
                   "this looks like a web address; those come from hotlines.yaml");
    }
}

void
check_entry(struct stage *stage, const struct translation *translation,
            const struct po_message *message, struct diag_sink *sink)
{
    struct diag_place place = translation_place(translation, message);
    if (message->msgstr.n == 0) {
        diag_error(sink, place, "untranslated", "this is not translated yet");
        return;
    }
    if (message->is_fuzzy) {
        diag_error(sink, place, "fuzzy",
                   "the English has changed; check the translation and remove the fuzzy mark");
        return;
    }
    if (!check_hidden(translation, message, sink)) {
        return; /* what follows would be about the same character */
    }
    check_blanks(translation, message, sink);
    check_markup(translation, message, sink);
    check_data(translation, message, sink);
    check_numbers(translation, message, sink);
    check_marks(translation, message, sink);
    check_words(translation, message, sink);
    check_letters(stage, translation->language, place, message->msgstr, sink);
}

void
check_entries(struct stage *stage, const struct translation *translation, struct diag_sink *sink)
{
    for (size_t i = 0; i < translation->po.n_messages; i++) {
        check_entry(stage, translation, &translation->po.messages[i], sink);
    }
}
