/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes: over the bytes (encoding), then line by line (markers, charset, entries). A line
 * that is not understood is left for libgettextpo to complain about. */
#include "i18n/po_scan.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct scanner {
    const char *path;
    struct diag_sink *sink;
    struct po_scan *out;
    bool has_context; /* a msgctxt waits for its msgid */
    bool has_charset;
    bool is_usable;
};

static struct diag_place
at_line(const char *path, int line)
{
    return (struct diag_place){.file = path, .line = line};
}

/* Line and column of an offset. */
static struct diag_place
place_of(const char *path, struct str bytes, size_t offset)
{
    struct diag_place place = {.file = path, .line = 1, .col = 1};
    for (size_t i = 0; i < offset; i++) {
        bool is_end = bytes.p[i] == '\n';
        place.line += is_end;
        place.col = is_end ? 1 : place.col + 1;
    }
    return place;
}

static bool
is_utf16(struct str bytes)
{
    return str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF");
}

static bool
check_encoding(const char *path, struct str bytes, struct diag_sink *sink)
{
    size_t bad = 0;
    const char *nul = bytes.n == 0 ? NULL : memchr(bytes.p, '\0', bytes.n);
    if (is_utf16(bytes)) {
        diag_error(sink, at_line(path, 1), "po-encoding",
                   "the file is UTF-16; save it as UTF-8 without a byte-order mark");
        return false;
    }
    if (!utf8_valid(bytes, &bad)) {
        diag_error(sink, place_of(path, bytes, bad), "po-encoding",
                   "byte 0x%02X is not UTF-8; save the file as UTF-8",
                   (unsigned)(unsigned char)bytes.p[bad]);
        return false;
    }
    if (nul != NULL) {
        diag_error(sink, place_of(path, bytes, (size_t)(nul - bytes.p)), "po-encoding",
                   "the file holds a NUL byte");
        return false;
    }
    return true;
}

/* A copy without byte-order mark and without the carriage return of each line's end. */
static struct str
clean_copy(struct arena *arena, const char *path, struct str bytes, struct diag_sink *sink)
{
    if (str_starts(bytes, BYTE_ORDER_MARK)) {
        diag_error(sink, at_line(path, 1), "po-bom",
                   "the file starts with a byte-order mark, which msgfmt refuses; save it as UTF-8 "
                   "without one");
        bytes = str_skip(bytes, strlen(BYTE_ORDER_MARK));
    }
    char *copy = arena_alloc(arena, bytes.n + 2);
    size_t n = 0;
    bool has_returns = false;
    for (size_t i = 0; i < bytes.n; i++) {
        bool is_return = bytes.p[i] == '\r' && i + 1 < bytes.n && bytes.p[i + 1] == '\n';
        has_returns = has_returns || is_return;
        if (!is_return) {
            copy[n++] = bytes.p[i];
        }
    }
    if (n > 0 && copy[n - 1] != '\n') {
        copy[n++] = '\n';
    }
    if (has_returns) {
        diag_warning(sink, at_line(path, 1), "po-line-ends",
                     "the file has Windows line ends; save it with Unix ones");
    }
    return (struct str){copy, n};
}

static bool
is_conflict_marker(struct str line)
{
    return str_starts(line, "<<<<<<< ") || str_starts(line, ">>>>>>> ") ||
           str_starts(line, "||||||| ") || str_eqz(line, "=======");
}

static void
check_charset(struct scanner *scanner, struct str line, int number)
{
    struct str key = STR("charset=");
    ptrdiff_t at = str_find(line, key);
    if (at < 0) {
        return;
    }
    struct str name = str_skip(line, (size_t)at + key.n);
    size_t n = 0;
    while (n < name.n && strchr("\\\" \t;", name.p[n]) == NULL) {
        n++;
    }
    name.n = n;
    scanner->has_charset = true;
    if (name.n != 5 || strncasecmp(name.p, "UTF-8", 5) != 0) {
        diag_error(scanner->sink, at_line(scanner->path, number), "po-charset",
                   "the header says charset=%.*s; it must say charset=UTF-8", STR_ARG(name));
        scanner->is_usable = false;
    }
}

static bool
is_keyword(struct str line, const char *keyword)
{
    struct str rest = str_skip(line, strlen(keyword));
    return str_starts(line, keyword) &&
           (rest.n == 0 || rest.p[0] == ' ' || rest.p[0] == '\t' || rest.p[0] == '"');
}

static void
scan_line(struct scanner *scanner, struct str line, int number)
{
    struct po_scan *out = scanner->out;
    bool is_context = is_keyword(line, "msgctxt");
    bool is_id = is_keyword(line, "msgid");
    if (is_conflict_marker(line)) {
        diag_error(scanner->sink, at_line(scanner->path, number), "po-conflict",
                   "a version-control conflict marker; decide which side stays");
        scanner->is_usable = false;
    }
    if (!scanner->has_charset && out->n_lines == 1 && str_starts(line, "\"")) {
        check_charset(scanner, line, number);
    }
    if (is_context || (is_id && !scanner->has_context)) {
        out->lines[out->n_lines++] = number;
    }
    scanner->has_context = is_context || (scanner->has_context && !is_id);
}

static size_t
count_lines(struct str text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.n; i++) {
        count += text.p[i] == '\n';
    }
    return count;
}

bool
po_scan(struct arena *arena, const char *path, struct str bytes, struct po_scan *out,
        struct diag_sink *sink)
{
    *out = (struct po_scan){0};
    if (!check_encoding(path, bytes, sink)) {
        return false;
    }
    out->text = clean_copy(arena, path, bytes, sink);
    out->lines = arena_array(arena, count_lines(out->text), sizeof(int));
    struct scanner scanner = {.path = path, .sink = sink, .out = out, .is_usable = true};
    struct str rest = out->text;
    for (int number = 1; rest.n > 0; number++) {
        scan_line(&scanner, str_trim(str_cut(&rest, '\n')), number);
    }
    return scanner.is_usable;
}
