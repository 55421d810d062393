/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The template is built as libgettextpo messages, written to an unnamed temporary file (its writer
 * ends the program when it cannot write) and copied from there by code of our own. */
#include "i18n/po.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* libgettextpo's opaque tags have the names of our structs. */
#define po_file gettext_po_file
#define po_message gettext_po_message
#include <gettext-po.h>
#undef po_file
#undef po_message

#include "base/fs.h"

#define DATE_FIELD "\"POT-Creation-Date:"

/* ---- Messages ------------------------------------------------------------------------------ */

static bool
is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Hash table from (context, msgid) to the message made for it; at most half full. */
struct merger {
    const struct pot_entry *entries;
    size_t *slots; /* index of the first such entry, plus 1; 0 is free */
    size_t n_slots;
    po_message_t *messages; /* by entry; those merged into another are NULL */
};

static size_t
slot_of(const struct merger *merger, const struct pot_entry *entry)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (const char *p = entry->msgid; *p != '\0'; p++) {
        hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    }
    size_t at = (size_t)(hash % merger->n_slots);
    for (; merger->slots[at] != 0; at = (at + 1) % merger->n_slots) {
        const struct pot_entry *other = &merger->entries[merger->slots[at] - 1];
        if (is_same_text(other->context, entry->context) &&
            is_same_text(other->msgid, entry->msgid)) {
            break;
        }
    }
    return at;
}

static bool
has_line(const char *lines, const char *line)
{
    size_t n = strlen(line);
    for (const char *at = lines; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (length == n && memcmp(at, line, n) == 0) {
            return true;
        }
        at += length + (at[length] == '\n');
    }
    return false;
}

/* A comment that several places share is written once. */
static void
add_comments(po_message_t message, const char *const *comments)
{
    struct strbuf all = {0};
    strbuf_addz(&all, po_message_extracted_comments(message));
    for (size_t i = 0; comments != NULL && comments[i] != NULL; i++) {
        if (comments[i][0] != '\0' && !has_line(strbuf_str(&all).p, comments[i])) {
            strbuf_addz(&all, comments[i]);
            strbuf_addc(&all, '\n');
        }
    }
    po_message_set_extracted_comments(message, strbuf_str(&all).p);
    strbuf_free(&all);
}

static void
describe(po_message_t message, const struct pot_entry *entry)
{
    add_comments(message, entry->comments);
    if (entry->reference_file != NULL) {
        size_t line = entry->reference_line > 0 ? (size_t)entry->reference_line : (size_t)-1;
        po_message_add_filepos(message, entry->reference_file, line);
    }
    if (entry->is_brace_format) {
        po_message_set_format(message, "python-brace-format", 1);
    }
}

static void
add_entries(po_message_iterator_t iterator, const struct pot_entry *entries, size_t n)
{
    struct arena scratch = {0};
    struct merger merger = {.entries = entries, .n_slots = 2 * n + 1};
    merger.slots = arena_array(&scratch, merger.n_slots, sizeof(size_t));
    merger.messages = arena_array(&scratch, n + 1, sizeof(po_message_t));
    for (size_t i = 0; i < n; i++) {
        if (entries[i].msgid[0] == '\0') {
            continue; /* the empty msgid is the header */
        }
        size_t slot = slot_of(&merger, &entries[i]);
        if (merger.slots[slot] == 0) {
            po_message_t message = po_message_create();
            po_message_set_msgctxt(message, entries[i].context);
            po_message_set_msgid(message, entries[i].msgid);
            po_message_set_msgstr(message, "");
            po_message_insert(iterator, message);
            merger.slots[slot] = i + 1;
            merger.messages[i] = message;
        }
        describe(merger.messages[merger.slots[slot] - 1], &entries[i]);
    }
    arena_free(&scratch);
}

/* ---- Header -------------------------------------------------------------------------------- */

/* https://reproducible-builds.org/specs/source-date-epoch/ */
static time_t
creation_time(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long seconds = text == NULL ? -1 : strtoll(text, &end, 10);
    bool is_given = text != NULL && end != text && *end == '\0' && seconds >= 0;
    return is_given ? (time_t)seconds : time(NULL);
}

static struct str
creation_date(struct arena *arena, const char *given)
{
    char text[64] = "";
    struct tm utc;
    time_t now = creation_time();
    if (given != NULL) {
        return str_from(given);
    }
    if (gmtime_r(&now, &utc) != NULL) {
        (void)strftime(text, sizeof text, "%Y-%m-%d %H:%M+0000", &utc);
    }
    return str_dup(arena, str_from(text));
}

static void
add_header(po_message_iterator_t iterator, const struct pot_info *info)
{
    struct arena scratch = {0};
    struct str fields = str_printf(&scratch,
                                   "Project-Id-Version: %s\n"
                                   "Report-Msgid-Bugs-To: %s\n"
                                   "POT-Creation-Date: %s\n"
                                   "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
                                   "Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
                                   "Language-Team: LANGUAGE <LL@li.org>\n"
                                   "Language: \n"
                                   "MIME-Version: 1.0\n"
                                   "Content-Type: text/plain; charset=UTF-8\n"
                                   "Content-Transfer-Encoding: 8bit\n",
                                   info->project == NULL ? "" : info->project,
                                   info->bugs_to == NULL ? "" : info->bugs_to,
                                   creation_date(&scratch, info->date).p);
    po_message_t header = po_message_create();
    po_message_set_msgid(header, "");
    po_message_set_msgstr(header, fields.p);
    po_message_set_fuzzy(header, 1); /* as xgettext does: nobody has filled it in yet */
    po_message_insert(iterator, header);
    arena_free(&scratch);
}

/* ---- Writing ------------------------------------------------------------------------------- */

static void
ignore(int severity, po_message_t message, const char *filename, size_t line, size_t col,
       int is_multiline, const char *text)
{
    (void)severity, (void)message, (void)filename, (void)line, (void)col;
    (void)is_multiline, (void)text;
}

static void
ignore_pair(int severity, po_message_t message1, const char *filename1, size_t line1, size_t col1,
            int is_multiline1, const char *text1, po_message_t message2, const char *filename2,
            size_t line2, size_t col2, int is_multiline2, const char *text2)
{
    ignore(severity, message1, filename1, line1, col1, is_multiline1, text1);
    ignore(severity, message2, filename2, line2, col2, is_multiline2, text2);
}

/* The file as text; empty if that fails. */
static struct str
print_file(struct arena *arena, po_file_t file)
{
    static const struct po_xerror_handler handler = {ignore, ignore_pair};
    char name[64];
    struct str text = STR("");
    FILE *copy = tmpfile();
    if (copy == NULL) {
        return text;
    }
    (void)snprintf(name, sizeof name, "/dev/fd/%d", fileno(copy));
    if (po_file_write(file, name, &handler) != NULL) {
        (void)fs_read(arena, name, PO_BYTES_MAX, &text);
    }
    (void)fclose(copy);
    return text;
}

static struct str
next_line_but_date(struct str *text)
{
    struct str line = str_cut(text, '\n');
    return str_starts(line, DATE_FIELD) ? str_cut(text, '\n') : line;
}

static bool
differs_in_date_alone(struct str a, struct str b)
{
    bool is_same = a.n > 0 && b.n > 0;
    while (is_same && (a.n > 0 || b.n > 0)) {
        is_same = str_eq(next_line_but_date(&a), next_line_but_date(&b));
    }
    return is_same;
}

static bool
write_bytes(const char *path, struct str bytes)
{
    FILE *out = fopen(path, "wb");
    if (out == NULL) {
        return false;
    }
    bool is_written = fwrite(bytes.p, 1, bytes.n, out) == bytes.n;
    return fclose(out) == 0 && is_written;
}

static bool
save(const char *path, po_file_t file, struct diag_sink *sink)
{
    struct arena scratch = {0};
    struct str old = STR("");
    struct str text = print_file(&scratch, file);
    errno = 0;
    (void)fs_read(&scratch, path, PO_BYTES_MAX, &old);
    bool is_saved = text.n > 0 && (differs_in_date_alone(old, text) || write_bytes(path, text));
    if (!is_saved) {
        diag_error(sink, (struct diag_place){.file = path}, "pot-write", "cannot be written: %s",
                   text.n == 0 ? "no room for temporary files" : strerror(errno));
    }
    arena_free(&scratch);
    return is_saved;
}

bool
pot_write(const char *path, const struct pot_info *info, const struct pot_entry *entries, size_t n,
          struct diag_sink *sink)
{
    po_file_t file = po_file_create();
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    add_header(iterator, info);
    add_entries(iterator, entries, n);
    po_message_iterator_free(iterator);
    bool is_saved = save(path, file, sink);
    po_file_free(file);
    return is_saved;
}
