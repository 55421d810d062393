/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libgettextpo parses a cleaned copy of the file, by way of an unnamed temporary file: it reads
 * only by name, and the translator may save again while we read. Its messages are copied out. */
#include "i18n/po.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* libgettextpo's opaque tags have the names of our structs. */
#define po_file gettext_po_file
#define po_message gettext_po_message
#include <gettext-po.h>
#undef po_file
#undef po_message

#include "base/fs.h"
#include "i18n/po_scan.h"

/* ---- Findings of libgettextpo -------------------------------------------------------------- */

struct recorder {
    const char *path;
    struct diag_sink *sink;
    int n_errors;
    po_message_t header; /* warnings about it come without a line */
    int header_line;
};

/* libgettextpo calls its handler without a user pointer, so one file-scope variable is needed: set
 * during po_read only. */
static struct recorder *recorder;

/* libgettextpo 0.21 leaks in its checks and after errors; the leak sanitizer asks each program for
 * such exceptions under these names. */
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
const char *
__lsan_default_suppressions(void);
const char *
__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libgettextpo\n";
}

const char *
__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

/* The first line of a message, without the newline that some have. */
static struct str
first_line(const char *text)
{
    struct str rest = str_from(text);
    return str_trim(str_cut(&rest, '\n'));
}

/* What its shortest messages mean to somebody who has never seen a parser. */
static const char *
meaning(struct str words)
{
    static const char *const meanings[][2] = {
        {"end-of-line within string", ": the closing quote (\") is missing"},
        {"end-of-file within string", ": the closing quote (\") is missing"},
        {"duplicate message definition", ": delete one of the two"},
        {"inconsistent use of #~", ": this entry is half switched off"},
        {"missing 'msgstr' section", ": the line msgstr \"...\" is missing"},
        {"parse error", ": this line is no part of a message"},
        {"syntax error", ": this line is no part of a message"},
    };
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (str_starts(words, meanings[i][0])) {
            return meanings[i][1];
        }
    }
    return "";
}

/* "Must not return from a fatal error" says the manual; the one that po_file_read raises is its
 * count of the errors before, and returning from it is harmless. */
static void
record(int severity, po_message_t message, const char *filename, size_t line, size_t col,
       int is_multiline, const char *text)
{
    (void)is_multiline;
    struct diag_place place = {.file = recorder->path};
    bool is_header = message != NULL && message == recorder->header;
    if (filename != NULL && line != (size_t)-1) {
        place.line = (int)line;
        place.col = col == (size_t)-1 ? 0 : (int)col;
    } else if (is_header) {
        place.line = recorder->header_line;
    }
    struct str words = first_line(text);
    place.line -= str_eqz(words, "end-of-line within string"); /* it names the line after */
    recorder->n_errors += severity != PO_SEVERITY_WARNING;
    diag_report(recorder->sink, severity == PO_SEVERITY_WARNING ? DIAG_WARNING : DIAG_ERROR, place,
                "po", "%.*s%s", STR_ARG(words), meaning(words));
}

static void
record_pair(int severity, po_message_t message1, const char *filename1, size_t line1, size_t col1,
            int is_multiline1, const char *text1, po_message_t message2, const char *filename2,
            size_t line2, size_t col2, int is_multiline2, const char *text2)
{
    (void)message2, (void)filename2, (void)line2, (void)col2, (void)is_multiline2, (void)text2;
    record(severity, message1, filename1, line1, col1, is_multiline1, text1);
}

/* ---- Messages ------------------------------------------------------------------------------ */

static struct str
copy_of(struct arena *arena, const char *text)
{
    return text == NULL ? (struct str){NULL, 0} : str_dup(arena, str_from(text));
}

/* What the extractor says comes first, then what translators told each other. */
static struct str
notes_of(struct arena *arena, po_message_t source)
{
    struct str extracted = str_trim(str_from(po_message_extracted_comments(source)));
    struct str own = str_trim(str_from(po_message_comments(source)));
    if (extracted.n == 0 || own.n == 0) {
        return str_dup(arena, own.n == 0 ? extracted : own);
    }
    return str_printf(arena, "%.*s\n%.*s", STR_ARG(extracted), STR_ARG(own));
}

static struct po_message
message_of(struct arena *arena, po_message_t source)
{
    const char *plural = po_message_msgid_plural(source);
    const char *text =
        plural == NULL ? po_message_msgstr(source) : po_message_msgstr_plural(source, 0);
    return (struct po_message){
        .context = copy_of(arena, po_message_msgctxt(source)),
        .msgid = copy_of(arena, po_message_msgid(source)),
        .plural = copy_of(arena, plural),
        .msgstr = copy_of(arena, text == NULL ? "" : text),
        .notes = notes_of(arena, source),
        .is_fuzzy = po_message_is_fuzzy(source) != 0,
    };
}

static bool
is_header(po_message_t message)
{
    return po_message_msgctxt(message) == NULL && po_message_msgid(message)[0] == '\0';
}

/* How many messages stand in the file, and which is the header. */
static size_t
count_messages(po_file_t source)
{
    size_t count = 0;
    po_message_iterator_t iterator = po_message_iterator(source, NULL);
    for (po_message_t message; (message = po_next_message(iterator)) != NULL;) {
        bool is_obsolete = po_message_is_obsolete(message) != 0;
        count += !is_obsolete;
        if (!is_obsolete && is_header(message)) {
            recorder->header = message;
        }
    }
    po_message_iterator_free(iterator);
    return count;
}

/* The n-th message stands at the n-th line the scan found, unless someone wrote the file in a way
 * that the scan does not know: then no line is better than a wrong one. */
static void
copy_messages(struct arena *arena, po_file_t source, const struct po_scan *scan,
              struct po_file *out)
{
    size_t count = count_messages(source);
    bool has_lines = count == scan->n_lines;
    size_t index = 0;
    out->messages = arena_array(arena, count + 1, sizeof(struct po_message));
    po_message_iterator_t iterator = po_message_iterator(source, NULL);
    for (po_message_t message; (message = po_next_message(iterator)) != NULL;) {
        if (po_message_is_obsolete(message)) {
            continue;
        }
        int line = has_lines ? scan->lines[index] : 0;
        index++;
        if (message == recorder->header) {
            out->header = copy_of(arena, po_message_msgstr(message));
            recorder->header_line = line;
            out->header_line = line;
            continue;
        }
        out->messages[out->n_messages] = message_of(arena, message);
        out->messages[out->n_messages++].line = line;
    }
    po_message_iterator_free(iterator);
}

/* ---- Look-up ------------------------------------------------------------------------------- */

/* FNV-1a; the separator keeps "a" + "bc" apart from "ab" + "c". */
static uint64_t
hash_of(struct str context, struct str msgid)
{
    struct str parts[] = {context, STR("\004"), msgid};
    uint64_t hash = 14695981039346656037u;
    for (size_t part = 0; part < 3; part++) {
        for (size_t i = 0; i < parts[part].n; i++) {
            hash = (hash ^ (unsigned char)parts[part].p[i]) * 1099511628211u;
        }
    }
    return hash;
}

static bool
is_same(const struct po_message *message, struct str context, struct str msgid)
{
    return (message->context.p == NULL) == (context.p == NULL) &&
           str_eq(message->context, context) && str_eq(message->msgid, msgid);
}

/* Where the message is, or where it would stand. The table is at most half full. */
static size_t
slot_of(const struct po_file *file, struct str context, struct str msgid)
{
    size_t at = (size_t)(hash_of(context, msgid) % file->n_slots);
    while (file->slots[at] != NULL && !is_same(file->slots[at], context, msgid)) {
        at = (at + 1) % file->n_slots;
    }
    return at;
}

static void
build_slots(struct arena *arena, struct po_file *file)
{
    file->n_slots = 2 * file->n_messages + 1;
    file->slots = arena_array(arena, file->n_slots, sizeof(struct po_message *));
    for (size_t i = 0; i < file->n_messages; i++) {
        const struct po_message *message = &file->messages[i];
        file->slots[slot_of(file, message->context, message->msgid)] = message;
    }
}

const struct po_message *
po_find(const struct po_file *file, const char *context, const char *msgid)
{
    if (file->slots == NULL) {
        return NULL;
    }
    return file->slots[slot_of(file, str_from(context), str_from(msgid))];
}

/* ---- Reading ------------------------------------------------------------------------------- */

/* Parses text; NULL if there is nowhere to put it. */
static po_file_t
parse(struct str text)
{
    static const struct po_xerror_handler handler = {record, record_pair};
    char name[64];
    po_file_t parsed = NULL;
    FILE *copy = tmpfile();
    if (copy == NULL) {
        return NULL;
    }
    if (fwrite(text.p, 1, text.n, copy) == text.n && fflush(copy) == 0) {
        (void)snprintf(name, sizeof name, "/dev/fd/%d", fileno(copy));
        parsed = po_file_read(name, &handler);
    }
    (void)fclose(copy);
    return parsed;
}

static bool
read_messages(struct arena *arena, const struct po_scan *scan, struct po_file *out)
{
    static const struct po_xerror_handler handler = {record, record_pair};
    struct diag_place place = {.file = out->path};
    po_file_t parsed = parse(scan->text);
    if (parsed == NULL) {
        diag_error(recorder->sink, place, "po-read", "no temporary file can be made to read it");
        return false;
    }
    bool is_usable = recorder->n_errors == 0;
    if (is_usable) {
        copy_messages(arena, parsed, scan, out);
        build_slots(arena, out);
        po_file_check_all(parsed, &handler);
    }
    if (is_usable && recorder->header == NULL) {
        diag_error(recorder->sink, place, "po-header",
                   "the file has no header entry, so no charset and no plural rule");
    }
    po_file_free(parsed);
    return is_usable;
}

bool
po_read(struct arena *arena, const char *path, struct po_file *out, struct diag_sink *sink)
{
    struct recorder own = {.path = path, .sink = sink};
    struct po_scan scan = {0};
    struct str bytes = STR("");
    *out = (struct po_file){.path = path, .header = STR("")};
    enum fs_status status = fs_read(arena, path, PO_BYTES_MAX, &bytes);
    if (status != FS_OK) {
        diag_error(sink, (struct diag_place){.file = path}, "po-read", "the file %s",
                   fs_status_text(status));
        return false;
    }
    if (!po_scan(arena, path, bytes, &scan, sink)) {
        return false;
    }
    recorder = &own;
    bool is_usable = read_messages(arena, &scan, out);
    recorder = NULL;
    return is_usable;
}
