/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every finding of the reader and of the lints goes to the entry whose lines it is on. Some kinds
 * of them refuse the text; what was shown before then goes on, copied from save to save. */
#include "edit/book.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "i18n/plural.h"
#include "ui/words.h"

/* A text with one of these would mislead a visitor, or could not be drawn as it is meant. */
static bool
is_refusal(const struct diag *diag)
{
    static const char *const codes[] = {"po",
                                        "markup",
                                        "token",
                                        "bidi-control",
                                        "control-character",
                                        "phone-in-text",
                                        "address-in-text"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(diag->code, codes[i]) == 0) {
            return diag->severity == DIAG_ERROR;
        }
    }
    return false;
}

/* States, which a book knows by itself. */
static bool
is_state(const struct diag *diag)
{
    return strcmp(diag->code, "untranslated") == 0 || strcmp(diag->code, "fuzzy") == 0;
}

static const char *
file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static struct str
place_text(struct arena *arena, struct diag_place place)
{
    const char *name = file_name(place.file);
    return place.line > 0 ? str_printf(arena, "%s:%d", name, place.line)
                          : str_dup(arena, str_from(name));
}

/* ---- Findings ------------------------------------------------------------------------------ */

/* The last entry that begins at or before a line; NULL for the header's lines. */
static struct entry *
entry_at(const struct book *book, int line)
{
    size_t low = 0;
    size_t high = book->n_entries;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->entries[middle].message->line <= line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool has_line = low > 0 && line > 0 && book->entries[low - 1].message->line > 0;
    return has_line ? &book->entries[low - 1] : NULL;
}

/* What refuses the text is worse than what does not; else the first one is told. */
static void
add_finding(struct arena *arena, struct findings *findings, const struct diag *diag)
{
    bool refuses = is_refusal(diag);
    findings->n++;
    if (findings->n == 1 || (refuses && !findings->refuses)) {
        findings->text = str_dup(arena, diag->text);
        findings->line = diag->place.line;
    }
    findings->refuses = findings->refuses || refuses;
}

/* Findings of the reader; of the file as a whole the first is noted. */
static void
take_reader_findings(struct book *book, const struct diag_sink *sink)
{
    for (const struct diag *diag = sink->first; diag != NULL; diag = diag->next) {
        struct entry *entry = entry_at(book, diag->place.line);
        if (entry != NULL) {
            add_finding(&book->arena, &entry->findings, diag);
        } else if (book->notice.n == 0) {
            struct str place = place_text(&book->arena, diag->place);
            book->notice = str_printf(&book->arena, "%s: %.*s", place.p, STR_ARG(diag->text));
        }
    }
}

static bool
is_unchanged(const struct entry *entry, const struct entry *before)
{
    return before != NULL && entry->state == before->state &&
           str_eq(entry->message->msgstr, before->message->msgstr);
}

/* The lints are slow, and a save changes one message of many. */
static void
lint(struct book *book, struct entry *entry, const struct entry *before, struct stage *stage)
{
    struct diag_sink sink = {0};
    if (is_unchanged(entry, before)) {
        entry->lints = before->lints;
        entry->lints.text = str_dup(&book->arena, before->lints.text);
        entry->lints.line = entry->message->line;
        return;
    }
    check_entry(stage, &book->translation, entry->message, &sink);
    for (const struct diag *diag = sink.first; diag != NULL; diag = diag->next) {
        if (!is_state(diag)) {
            add_finding(&book->arena, &entry->lints, diag);
        }
    }
    diag_free(&sink);
}

/* The lints say the same as the reader in plainer words. */
static void
merge(struct findings *into, const struct findings *lints)
{
    if (lints->n > 0 && (into->n == 0 || lints->refuses)) {
        into->text = lints->text;
        into->line = lints->line;
    }
    into->n += lints->n;
    into->refuses = into->refuses || lints->refuses;
}

/* ---- Entries ------------------------------------------------------------------------------- */

static void
make_entries(struct book *book)
{
    const struct po_file *po = &book->translation.po;
    book->n_entries = po->n_messages;
    book->entries = arena_array(&book->arena, po->n_messages + 1, sizeof *book->entries);
    for (size_t i = 0; i < po->n_messages; i++) {
        const struct po_message *message = &po->messages[i];
        struct entry *entry = &book->entries[i];
        entry->message = message;
        entry->state = message->msgstr.n == 0 ? ENTRY_UNTRANSLATED
                       : message->is_fuzzy    ? ENTRY_FUZZY
                                              : ENTRY_TRANSLATED;
        book->counts[entry->state]++;
    }
}

static void
choose_text(struct book *book, struct entry *entry, const struct entry *before)
{
    if (entry->state == ENTRY_TRANSLATED && !entry->findings.refuses) {
        entry->shown = entry->message->msgstr;
    } else if (entry->findings.refuses && before != NULL) {
        entry->shown = str_dup(&book->arena, before->shown);
    }
}

static void
judge_entries(struct book *book, const struct book *before, struct stage *stage)
{
    for (size_t i = 0; i < book->n_entries; i++) {
        struct entry *entry = &book->entries[i];
        const struct po_message *message = entry->message;
        int old = before == NULL ? -1 : book_index(before, message->context, message->msgid);
        const struct entry *was = old < 0 ? NULL : &before->entries[old];
        lint(book, entry, was, stage);
        merge(&entry->findings, &entry->lints);
        choose_text(book, entry, was);
        book->n_with_findings += entry->findings.n > 0;
    }
}

/* ---- Reading ------------------------------------------------------------------------------- */

/* The first error of a file that cannot be read, or has no header; NULL: there is none. */
static const struct diag *
find_fatal(const struct diag_sink *sink, bool is_read)
{
    for (const struct diag *diag = sink->first; diag != NULL; diag = diag->next) {
        bool is_fatal = !is_read || strcmp(diag->code, "po-header") == 0;
        if (diag->severity == DIAG_ERROR && is_fatal) {
            return diag;
        }
    }
    return NULL;
}

/* Why a save cannot be used; empty: it can. */
static struct str
find_reason(struct arena *scratch, const struct po_file *po, const struct diag_sink *sink,
            bool is_read)
{
    const struct diag *fatal = find_fatal(sink, is_read);
    if (fatal != NULL) {
        struct str place = place_text(scratch, fatal->place);
        return str_printf(scratch, "%s: %.*s", place.p, STR_ARG(fatal->text));
    }
    unsigned n_forms = 0;
    const char *problem = is_read ? plural_check(po->header, &n_forms) : "cannot be read";
    if (problem != NULL) {
        struct diag_place header = {po->path, po->header_line, 0};
        return str_printf(scratch, "%s: the header %s (Plural-Forms)",
                          place_text(scratch, header).p, problem);
    }
    if (po->n_messages == 0) {
        return str_printf(scratch, "%s: the file holds no messages", file_name(po->path));
    }
    return STR("");
}

struct book *
book_read(const struct book_source *source, const struct book *before, struct arena *scratch,
          struct str *reason_out)
{
    struct diag_sink sink = {0};
    struct book *book = calloc(1, sizeof *book);
    if (book == NULL) {
        log_fatal("out of memory");
    }
    struct translation *translation = &book->translation;
    *translation = (struct translation){.language = source->language, .glossary = source->glossary};
    bool is_read = po_read(&book->arena, source->path, &translation->po, &sink);
    *reason_out = find_reason(scratch, &translation->po, &sink, is_read);
    if (reason_out->n > 0) {
        diag_free(&sink);
        book_free(book);
        return NULL;
    }
    make_entries(book);
    take_reader_findings(book, &sink);
    judge_entries(book, before, source->stage);
    diag_free(&sink);
    return book;
}

void
book_free(struct book *book)
{
    if (book != NULL) {
        arena_free(&book->arena);
        free(book);
    }
}

/* ---- Asking -------------------------------------------------------------------------------- */

int
book_index(const struct book *book, struct str context, struct str msgid)
{
    const struct po_file *po = &book->translation.po;
    const struct po_message *message = po_find(po, context.p, msgid.p);
    return message == NULL ? -1 : (int)(message - po->messages);
}

bool
book_find(void *user, const char *context, const char *msgid, struct str *out)
{
    const struct book *book = user;
    int index = book_index(book, str_from(context), str_from(msgid));
    if (index < 0 || book->entries[index].shown.n == 0) {
        *out = str_from(msgid);
        return false;
    }
    *out = book->entries[index].shown;
    return true;
}

static bool
is_goal(const struct entry *entry, enum book_goal goal)
{
    switch (goal) {
    case BOOK_UNTRANSLATED: return entry->state == ENTRY_UNTRANSLATED;
    case BOOK_FUZZY: return entry->state == ENTRY_FUZZY;
    case BOOK_FINDING: break;
    }
    return entry->findings.n > 0;
}

int
book_next(const struct book *book, int from, int by, enum book_goal goal)
{
    int n = (int)book->n_entries;
    int at = from < 0 || from >= n ? (by > 0 ? -1 : n) : from;
    for (int i = 0; i < n; i++) {
        at = (at + by + n) % n;
        if (is_goal(&book->entries[at], goal)) {
            return at;
        }
    }
    return -1;
}

enum book_domain
book_domain(const struct book *book, const struct messages *messages)
{
    size_t n_pack = 0;
    size_t n_program = 0;
    for (size_t i = 0; i < messages->n; i++) {
        n_pack += book_index(book, messages->items[i].context, messages->items[i].msgid) >= 0;
    }
    for (size_t i = 0; i < book->n_entries; i++) {
        const struct po_message *message = book->entries[i].message;
        n_program += words_has(message->context.p, message->msgid.p);
    }
    if (n_pack == 0 && n_program == 0) {
        return BOOK_OF_NOBODY;
    }
    return n_pack >= n_program ? BOOK_OF_PACK : BOOK_OF_PROGRAM;
}
