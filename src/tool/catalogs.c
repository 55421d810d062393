/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a catalog here holds for whatever made it: msgfmt, another program, or a build
 * that was left half way. */
#include "tool/catalogs.h"

#include <string.h>

#include "base/fs.h"
#include "i18n/mo_check.h"
#include "tool/po_dir.h"

#define LINGUAS_BYTES_MAX 65536 /* a name a line */

/* "locale/es/LC_MESSAGES/kyr-la.mo" -> "es"; empty for another file. */
static struct str
catalog_language_of(struct str name)
{
    if (!str_starts(name, "locale/")) {
        return STR("");
    }
    struct str rest = str_skip(name, strlen("locale/"));
    return str_cut(&rest, '/');
}

/* How often the token stands in the text. */
static size_t
count_token(struct str text, struct str token)
{
    size_t n = 0;
    for (ptrdiff_t at = 0; (at = str_find(text, token)) >= 0; n++) {
        text = str_skip(text, (size_t)at + token.n);
    }
    return n;
}

/* The first "{...}" of the rest, which moves behind it; empty if there is none. */
static struct str
next_token(struct str *rest)
{
    ptrdiff_t start = str_find(*rest, STR("{"));
    struct str token = start < 0 ? STR("") : str_skip(*rest, (size_t)start);
    ptrdiff_t end = str_find(token, STR("}"));
    *rest = end < 0 ? STR("") : str_skip(token, (size_t)end + 1);
    return end < 0 ? STR("") : (struct str){token.p, (size_t)end + 1};
}

/* Has `text` as many of each of the tokens of `other`? */
static bool
has_tokens_of(struct str text, struct str other, struct str *lost)
{
    struct str rest = other;
    for (struct str token = next_token(&rest); token.n > 0; token = next_token(&rest)) {
        if (count_token(text, token) != count_token(other, token)) {
            *lost = token;
            return false;
        }
    }
    return true;
}

/* A key may begin with a context, which is no text. */
static struct str
message_of(const char *key)
{
    const char *separator = strchr(key, '\004');
    return str_from(separator == NULL ? key : separator + 1);
}

static void
check_messages(struct str bytes, uint32_t n_messages, const char *file, struct diag_sink *sink)
{
    size_t n_translated = 0;
    for (uint32_t i = 1; i <= n_messages; i++) {
        struct str source = message_of(mo_key(bytes, i));
        struct str text = str_from(mo_text(bytes, i));
        struct str lost = STR("");
        n_translated += text.n > 0 && !str_eq(source, text);
        if (text.n > 0 &&
            (!has_tokens_of(text, source, &lost) || !has_tokens_of(source, text, &lost))) {
            diag_error(sink, diag_file(file), "catalog-token",
                       "the translation of \"%.60s\" does not keep %.*s", source.p, STR_ARG(lost));
        }
    }
    if (n_translated == 0) {
        diag_error(sink, diag_file(file), "catalog-empty", "the catalog translates nothing");
    }
}

static void
check_catalog(struct str bytes, const char *file, struct diag_sink *sink)
{
    struct mo_report report;
    if (!mo_check(bytes, &report)) {
        diag_error(sink, diag_file(file), "catalog", "the catalog %s", report.problem);
        return;
    }
    check_messages(bytes, report.n_messages, file, sink);
}

static bool
has_language(const struct packfile *pack, struct str language)
{
    for (size_t i = 0; i < pack->manifest->n_files; i++) {
        if (str_eq(catalog_language_of(pack->manifest->files[i].name), language)) {
            return true;
        }
    }
    return false;
}

/* What a LINGUAS file names: words, "#" to the end of the line left out. */
struct linguas {
    const char *path;
    struct str *names;
    int *lines;
    size_t n;
};

static void
linguas_line(struct linguas *linguas, struct str line, int number)
{
    line = str_trim(str_cut(&line, '#'));
    while (line.n > 0) {
        struct str name = str_cut(&line, ' ');
        line = str_trim(line);
        linguas->names[linguas->n] = name;
        linguas->lines[linguas->n++] = number;
    }
}

/* False if the pack stands in no source tree. */
static bool
linguas_read(struct arena *arena, const char *pack_dir, struct linguas *out)
{
    const char *slash = strrchr(pack_dir, '/');
    const char *dir = fs_join(arena, po_dir(arena, pack_dir), slash == NULL ? pack_dir : slash + 1);
    struct str text = {0};
    *out = (struct linguas){.path = fs_join(arena, dir, "LINGUAS")};
    if (fs_is_directory(fs_join(arena, pack_dir, "locale")) ||
        fs_read(arena, out->path, LINGUAS_BYTES_MAX, &text) != FS_OK) {
        return false;
    }
    out->names = arena_array(arena, text.n + 1, sizeof *out->names);
    out->lines = arena_array(arena, text.n + 1, sizeof *out->lines);
    for (int number = 1; text.n > 0; number++) {
        linguas_line(out, str_cut(&text, '\n'), number);
    }
    return true;
}

static bool
linguas_has(const struct linguas *linguas, struct str language)
{
    for (size_t i = 0; i < linguas->n; i++) {
        if (str_eq(linguas->names[i], language)) {
            return true;
        }
    }
    return false;
}

/* What is listed is there, and the other way round. */
static void
check_listed(const struct packfile *pack, const struct linguas *linguas, struct diag_sink *sink)
{
    for (size_t i = 0; i < linguas->n; i++) {
        struct diag_place place = {linguas->path, linguas->lines[i], 1};
        struct str name = linguas->names[i];
        if (!has_language(pack, name)) {
            diag_error(sink, place, "catalog-missing",
                       "%.*s is listed, but the build has no catalog of it: is there a %.*s.po "
                       "beside this file? Then build again (sh src/run.sh)",
                       STR_ARG(name), STR_ARG(name));
        }
    }
    for (size_t i = 0; i < pack->manifest->n_files; i++) {
        struct str name = catalog_language_of(pack->manifest->files[i].name);
        if (name.n > 0 && !linguas_has(linguas, name)) {
            diag_error(sink, diag_file(linguas->path), "catalog-extra",
                       "the build has a catalog of %.*s, which is not listed here: build again (sh "
                       "src/run.sh)",
                       STR_ARG(name));
        }
    }
}

void
catalogs_check(struct arena *arena, const struct packfile *pack, const char *pack_dir,
               struct diag_sink *sink)
{
    struct linguas linguas;
    for (size_t i = 0; i < pack->manifest->n_files; i++) {
        struct str name = pack->manifest->files[i].name;
        if (catalog_language_of(name).n > 0) {
            check_catalog(pack->files[i], str_dup(arena, name).p, sink);
        }
    }
    if (pack_dir != NULL && linguas_read(arena, pack_dir, &linguas)) {
        check_listed(pack, &linguas, sink);
    }
}
