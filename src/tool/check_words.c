/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both texts are cut into words once; every rule is a search for phrases among them. */
#include "tool/check.h"

#define COPY_WORDS_MIN 3 /* shorter texts may well be the same in both languages */

struct entry {
    const struct translation *translation;
    const struct glossary *glossary;
    const struct po_message *message;
    struct diag_place place;
    struct diag_sink *sink;
    struct phrase source, target;                 /* folded */
    struct phrase source_written, target_written; /* letter by letter */
};

/* "abogad~" as a person reads it. */
static struct str
shown_form(struct arena *arena, struct str written)
{
    struct strbuf out = {0};
    for (size_t i = 0; i < written.n; i++) {
        if (written.p[i] == '~') {
            strbuf_addz(&out, "…");
        } else {
            strbuf_addc(&out, written.p[i]);
        }
    }
    struct str shown = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return shown;
}

/* “abogad…” or “licenciad…” */
static struct str
shown_forms(struct arena *arena, const struct phrases *forms)
{
    struct strbuf out = {0};
    for (size_t i = 0; i < forms->n; i++) {
        struct str form = shown_form(arena, forms->items[i].written);
        strbuf_printf(&out, "%s“%.*s”", i == 0 ? "" : " or ", STR_ARG(form));
    }
    struct str shown = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return shown;
}

static void
check_never(const struct entry *entry, const struct forbidden_list *never, struct arena *arena)
{
    for (size_t i = 0; i < never->n; i++) {
        if (phrase_count(&entry->target, &never->items[i].form) > 0) {
            struct str form = shown_form(arena, never->items[i].form.written);
            diag_error(entry->sink, entry->place, "forbidden-word", "“%.*s” is not used: %.*s",
                       STR_ARG(form), STR_ARG(never->items[i].why));
        }
    }
}

static void
check_term(const struct entry *entry, const struct term *term, struct arena *arena)
{
    const struct phrase *source = phrases_find(&term->source, &entry->source);
    if (source == NULL || strings_have(&term->except, entry->message->msgid)) {
        return;
    }
    check_never(entry, &term->never, arena);
    if (term->use.n > 0 && phrases_find(&term->use, &entry->target) == NULL) {
        struct str english = shown_form(arena, source->written);
        struct str forms = shown_forms(arena, &term->use);
        diag_error(entry->sink, entry->place, "glossary",
                   "the English says “%.*s”; the agreed words for it are %.*s", STR_ARG(english),
                   STR_ARG(forms));
    }
}

static void
check_keep(const struct entry *entry)
{
    const struct phrases *keep = &entry->glossary->keep;
    for (size_t i = 0; i < keep->n; i++) {
        const struct phrase *word = &keep->items[i];
        if (phrase_count(&entry->source_written, word) > 0 &&
            phrase_count(&entry->target_written, word) == 0) {
            diag_error(entry->sink, entry->place, "keep",
                       "“%.*s” stays as it is in every language, and is missing here",
                       STR_ARG(word->written));
        }
    }
}

static bool
is_kept_whole(const struct entry *entry)
{
    const struct phrases *keep = &entry->glossary->keep;
    for (size_t i = 0; i < keep->n; i++) {
        if (keep->items[i].n == entry->source_written.n &&
            phrase_count(&entry->source_written, &keep->items[i]) > 0) {
            return true;
        }
    }
    return false;
}

static void
check_copy(const struct entry *entry)
{
    if (entry->source.n >= COPY_WORDS_MIN &&
        str_eq(entry->message->msgid, entry->message->msgstr) && !is_kept_whole(entry)) {
        diag_error(entry->sink, entry->place, "untranslated",
                   "this is still the English; if it is a name that stays, put it under keep: in "
                   "po/glossary.yaml");
    }
}

/* A "not" that gets lost turns a warning into advice. Counted, since a text may warn twice. */
static void
check_not(const struct entry *entry)
{
    const struct glossary *glossary = entry->glossary;
    size_t n_source = phrases_count(&glossary->source_not, &entry->source);
    size_t n_but = phrases_count(&glossary->source_not_but, &entry->source);
    size_t n_wanted = n_source > n_but ? n_source - n_but : 0;
    size_t n_found = phrases_count(&glossary->not_words, &entry->target);
    if (glossary->not_words.n > 0 && n_found < n_wanted) {
        diag_error(entry->sink, entry->place, "not-lost",
                   "a “not” or “never” is missing here: %zu in the English, %zu in the translation",
                   n_wanted, n_found);
    }
}

static void
check_informal(const struct entry *entry, struct arena *arena)
{
    const struct glossary *glossary = entry->glossary;
    const struct phrase *found = phrases_find(&glossary->informal, &entry->target);
    if (found != NULL && !strings_have(&glossary->informal_except, entry->message->msgid)) {
        struct str form = shown_form(arena, found->written);
        diag_error(entry->sink, entry->place, "informal",
                   "“%.*s” speaks to a friend; guidance uses the polite form", STR_ARG(form));
    }
}

void
check_words(const struct translation *translation, const struct po_message *message,
            struct diag_sink *sink)
{
    struct arena arena = {0};
    const struct entry entry = {
        .translation = translation,
        .glossary = translation->glossary,
        .message = message,
        .place = translation_place(translation, message),
        .sink = sink,
        .source = phrase_make(&arena, message->msgid, PHRASE_FOLDED),
        .target = phrase_make(&arena, message->msgstr, PHRASE_FOLDED),
        .source_written = phrase_make(&arena, message->msgid, PHRASE_AS_WRITTEN),
        .target_written = phrase_make(&arena, message->msgstr, PHRASE_AS_WRITTEN),
    };
    for (size_t i = 0; i < translation->glossary->n_terms; i++) {
        check_term(&entry, &translation->glossary->terms[i], &arena);
    }
    check_never(&entry, &translation->glossary->never, &arena);
    check_keep(&entry);
    check_copy(&entry);
    check_not(&entry);
    check_informal(&entry, &arena);
    arena_free(&arena);
}
