/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line at a time, each with exactly one way to be written. Nothing is believed before the
 * signature over these bytes has been checked, and even then every limit holds. */
#include "content/manifest.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "content/inline.h"

#define TEXT_BYTES_MAX (256u * 1024)        /* 1,000 lines of the longest kind are 180 KB */
#define FILES_MAX 1000                      /* the real pack has 50; more fills a kiosk's disk */
#define FILE_BYTES_MAX (4u * 1024 * 1024)   /* the largest, a catalog, is 70 KB */
#define TOTAL_BYTES_MAX (32u * 1024 * 1024) /* all of it is held in memory while it is checked */
#define NAME_BYTES_MAX 100                  /* the name field of a tar header */
#define ID_BYTES_MAX 64                     /* an id is also the name of a catalog */
#define VERSION_MAX 999999999               /* as in pack.yaml */
#define HEX_DIGITS 64

struct reader {
    struct str rest;
    struct diag_place place;
    struct diag_sink *sink;
    bool is_broken;
};

static void
refuse(struct reader *reader, const char *text)
{
    if (!reader->is_broken) {
        diag_error(reader->sink, reader->place, "manifest", "%s", text);
    }
    reader->is_broken = true;
}

static struct str
next_line(struct reader *reader)
{
    reader->place.line++;
    if (reader->rest.n == 0 || memchr(reader->rest.p, '\n', reader->rest.n) == NULL) {
        refuse(reader, "the manifest ends too early");
        return STR("");
    }
    return str_cut(&reader->rest, '\n');
}

static struct str
next_value(struct reader *reader, const char *key)
{
    struct str line = next_line(reader);
    if (!str_starts(line, key)) {
        refuse(reader, "a line of the manifest is not what must stand here");
        return STR("");
    }
    return str_skip(line, strlen(key));
}

/* Decimal without a sign or zeros in front. */
static bool
parse_number(struct str text, size_t max, size_t *out)
{
    size_t value = 0;
    if (text.n == 0 || text.n > 10 || (text.p[0] == '0' && text.n > 1)) {
        return false;
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') {
            return false;
        }
        value = value * 10 + (size_t)(text.p[i] - '0');
    }
    *out = value;
    return value <= max;
}

static size_t
next_number(struct reader *reader, const char *key, size_t max)
{
    size_t value = 0;
    if (!parse_number(next_value(reader, key), max, &value) || value == 0) {
        refuse(reader, "a number in the manifest is not one that it may be");
    }
    return value;
}

static struct date
next_day(struct reader *reader, const char *key, bool may_be_none)
{
    struct date day = {0};
    struct str text = next_value(reader, key);
    if (may_be_none && str_eqz(text, "-")) {
        return day;
    }
    if (text.n != strlen("2026-11-22") || !date_parse(text, &day) || day.day == 0) {
        refuse(reader, "a date in the manifest is not a day such as 2026-11-22");
    }
    return day;
}

static bool
parse_hash(struct str text, uint8_t out[MANIFEST_HASH_BYTES])
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] >= 'A' && text.p[i] <= 'F') {
            return false; /* one spelling */
        }
    }
    return text.n == HEX_DIGITS &&
           sodium_hex2bin(out, MANIFEST_HASH_BYTES, text.p, text.n, NULL, &n, NULL) == 0 &&
           n == MANIFEST_HASH_BYTES;
}

static bool
is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("._-@+/", c) != NULL);
}

bool
manifest_name_is_allowed(struct str name)
{
    if (!fs_name_is_safe(name) || name.n > NAME_BYTES_MAX || str_starts(name, MANIFEST_NAME) ||
        str_starts(name, "CHECKSUM")) {
        return false;
    }
    for (size_t i = 0; i < name.n; i++) {
        bool is_first = i == 0 || name.p[i - 1] == '/';
        if (!is_name_byte(name.p[i]) || (is_first && strchr(".-", name.p[i]) != NULL)) {
            return false;
        }
    }
    return true;
}

static void
next_file(struct reader *reader, struct manifest_file *file)
{
    struct str line = next_line(reader);
    struct str hash = str_cut(&line, ' ');
    struct str size = str_cut(&line, ' ');
    file->name = line;
    if (!parse_hash(hash, file->sha256)) {
        refuse(reader, "a hash in the manifest is not 64 small hexadecimal digits");
    } else if (!parse_number(size, FILE_BYTES_MAX, &file->size_bytes)) {
        refuse(reader, "a file in the manifest is larger than a file of a pack may be");
    } else if (!manifest_name_is_allowed(line)) {
        refuse(reader, "a name in the manifest is not one that a file of a pack may have");
    }
}

/* A file cannot also be a folder that holds others. */
static bool
is_inside_a_file(const struct manifest *manifest, struct str name)
{
    for (size_t i = 1; i < name.n; i++) {
        if (name.p[i] == '/' && manifest_find(manifest, (struct str){name.p, i}) != NULL) {
            return true;
        }
    }
    return false;
}

static void
read_files(struct reader *reader, struct manifest *manifest, size_t n)
{
    size_t total = 0;
    for (size_t i = 0; i < n && !reader->is_broken; i++) {
        struct manifest_file *file = &manifest->files[i];
        next_file(reader, file);
        if (i > 0 && str_cmp(manifest->files[i - 1].name, file->name) >= 0) {
            refuse(reader, "the files in the manifest are not in order, or one stands there twice");
        }
        total += file->size_bytes;
        manifest->n_files = i + 1;
        if (total > TOTAL_BYTES_MAX) {
            refuse(reader, "the files in the manifest are together larger than a pack may be");
        }
        if (!reader->is_broken && is_inside_a_file(manifest, file->name)) {
            refuse(reader, "a file in the manifest is also the folder of another");
        }
    }
}

struct manifest *
manifest_parse(struct arena *arena, struct str text, const char *file, struct diag_sink *sink)
{
    struct reader reader = {.rest = text, .place = {.file = file}, .sink = sink};
    struct manifest *manifest = arena_new(arena, struct manifest);
    if (text.n > TEXT_BYTES_MAX) {
        refuse(&reader, "the manifest is larger than it may be");
        return NULL;
    }
    if (next_value(&reader, "kyr-pack manifest 1").n > 0) {
        refuse(&reader, "this is not a manifest that this version can read");
    }
    manifest->id = next_value(&reader, "id: ");
    if (!inline_is_id(manifest->id) || manifest->id.n > ID_BYTES_MAX) {
        refuse(&reader, "the id in the manifest is not small letters, digits and '-'");
    }
    manifest->version = (long)next_number(&reader, "version: ", VERSION_MAX);
    manifest->issued = next_day(&reader, "issued: ", false);
    manifest->review_by = next_day(&reader, "review-by: ", true);
    size_t n = next_number(&reader, "files: ", FILES_MAX);
    if (!reader.is_broken) {
        manifest->files = arena_array(arena, n, sizeof *manifest->files);
        read_files(&reader, manifest, n);
    }
    if (reader.rest.n > 0) {
        refuse(&reader, "there is more in the manifest than it says");
    }
    return reader.is_broken ? NULL : manifest;
}

struct str
manifest_write(struct arena *arena, const struct manifest *manifest)
{
    struct strbuf out = {0};
    char hex[HEX_DIGITS + 1];
    struct date day = manifest->issued;
    strbuf_printf(&out, "kyr-pack manifest 1\nid: %.*s\nversion: %ld\nissued: %04d-%02d-%02d\n",
                  STR_ARG(manifest->id), manifest->version, day.year, day.month, day.day);
    day = manifest->review_by;
    if (day.year == 0) {
        strbuf_addz(&out, "review-by: -\n");
    } else {
        strbuf_printf(&out, "review-by: %04d-%02d-%02d\n", day.year, day.month, day.day);
    }
    strbuf_printf(&out, "files: %zu\n", manifest->n_files);
    for (size_t i = 0; i < manifest->n_files; i++) {
        const struct manifest_file *file = &manifest->files[i];
        (void)sodium_bin2hex(hex, sizeof hex, file->sha256, sizeof file->sha256);
        strbuf_printf(&out, "%s %zu %.*s\n", hex, file->size_bytes, STR_ARG(file->name));
    }
    struct str text = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return text;
}

static int
compare_name(const void *key, const void *item)
{
    const struct str *name = key;
    const struct manifest_file *file = item;
    return str_cmp(*name, file->name);
}

const struct manifest_file *
manifest_find(const struct manifest *manifest, struct str name)
{
    return manifest->n_files == 0 ? NULL
                                  : bsearch(&name, manifest->files, manifest->n_files,
                                            sizeof *manifest->files, compare_name);
}

size_t
manifest_bytes_max(void)
{
    return TEXT_BYTES_MAX;
}

size_t
manifest_file_bytes_max(void)
{
    return FILE_BYTES_MAX;
}

size_t
manifest_total_bytes_max(void)
{
    return TOTAL_BYTES_MAX;
}

void
manifest_hash(struct str bytes, uint8_t out[MANIFEST_HASH_BYTES])
{
    (void)crypto_hash_sha256(out, (const uint8_t *)bytes.p, bytes.n);
}
