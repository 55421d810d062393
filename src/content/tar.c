/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header is read by taking its name and size, writing the header that belongs to them, and
 * comparing all 512 bytes; so there is nothing to interpret, and nothing can be hidden in it. */
#include "content/tar.h"

#include <assert.h>
#include <string.h>

#include "content/manifest.h"

#define BLOCK 512u
#define MEMBERS_MAX 1024 /* an archive of empty files must not fill memory with names */
#define NAME_BYTES 100
#define SIZE_AT 124
#define SUM_AT 148
#define KIND_AT 156
#define MAGIC_AT 257

struct reader {
    struct arena *arena;
    struct str archive;
    size_t at;
    struct diag_place place;
    struct diag_sink *sink;
    bool (*is_name_allowed)(struct str name);
};

static void
put_octal(char *field, int digits, size_t value)
{
    for (int i = digits - 1; i >= 0; i--) {
        field[i] = (char)('0' + (value & 7));
        value >>= 3;
    }
}

static size_t
header_sum(const char header[BLOCK])
{
    size_t sum = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        bool is_sum = i >= SUM_AT && i < SUM_AT + 8;
        sum += is_sum ? ' ' : (unsigned char)header[i];
    }
    return sum;
}

static void
make_header(char header[BLOCK], struct str name, size_t size)
{
    memset(header, 0, BLOCK);
    memcpy(header, name.p, name.n);
    put_octal(header + 100, 7, 0644);
    put_octal(header + 108, 7, 0);
    put_octal(header + 116, 7, 0);
    put_octal(header + SIZE_AT, 11, size);
    put_octal(header + 136, 11, 0);
    header[KIND_AT] = '0';
    memcpy(header + MAGIC_AT,
           "ustar\0"
           "00",
           8);
    put_octal(header + 329, 7, 0);
    put_octal(header + 337, 7, 0);
    put_octal(header + SUM_AT, 6, header_sum(header));
    header[SUM_AT + 7] = ' ';
}

static size_t
padding(size_t size)
{
    return (BLOCK - size % BLOCK) % BLOCK;
}

static void
add_zeros(struct strbuf *archive, size_t n)
{
    static const char zeros[2 * BLOCK];
    assert(n <= sizeof zeros);
    strbuf_add(archive, (struct str){zeros, n});
}

void
tar_add(struct strbuf *archive, struct str name, struct str bytes)
{
    char header[BLOCK];
    assert(name.n > 0 && name.n <= NAME_BYTES && bytes.n < ((size_t)1 << 33));
    make_header(header, name, bytes.n);
    strbuf_add(archive, (struct str){header, BLOCK});
    strbuf_add(archive, bytes);
    add_zeros(archive, padding(bytes.n));
}

void
tar_end(struct strbuf *archive)
{
    add_zeros(archive, (size_t)2 * BLOCK);
}

struct str
tar_printable(struct arena *arena, struct str name)
{
    char *text = arena_alloc(arena, name.n + 1);
    for (size_t i = 0; i < name.n; i++) {
        text[i] = name.p[i] >= 0x20 && name.p[i] < 0x7F ? name.p[i] : '?';
    }
    return (struct str){text, name.n};
}

static bool
is_zero(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool
refuse(struct reader *reader, const char *code, const char *text)
{
    diag_error(reader->sink, reader->place, code, "%s", text);
    return false;
}

static bool
refuse_member(struct reader *reader, const char *code, struct str name, const char *text)
{
    name = tar_printable(reader->arena, name);
    diag_error(reader->sink, reader->place, code, "'%.*s' %s", STR_ARG(name), text);
    return false;
}

static bool
parse_octal(const char *field, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < 11; i++) {
        if (field[i] < '0' || field[i] > '7') {
            return false;
        }
        *out = *out * 8 + (size_t)(field[i] - '0');
    }
    return true;
}

/* In the order in which it helps a person most: what it is, where it wants to go, how large. */
static bool
check_header(struct reader *reader, const char *header, struct tar_member *member)
{
    char expected[BLOCK];
    size_t size = 0;
    struct str name = {header, strnlen(header, NAME_BYTES)};
    if (memcmp(header + MAGIC_AT, "ustar", 5) != 0) {
        return refuse(reader, "header", "where the header of a file should be is something else");
    }
    if (header[KIND_AT] != '0' && header[KIND_AT] != '\0') {
        return refuse_member(reader, "kind", name,
                             "is a link, a device, a folder or the like; a pack holds plain files");
    }
    if (!reader->is_name_allowed(name)) {
        return refuse_member(reader, "name", name, "is not a name that a file of a pack may have");
    }
    if (!parse_octal(header + SIZE_AT, &size) || size > manifest_file_bytes_max()) {
        return refuse_member(reader, "too-large", name, "is larger than a file of a pack may be");
    }
    make_header(expected, name, size);
    if (memcmp(expected, header, BLOCK) != 0) {
        return refuse_member(reader, "header", name, "has a damaged header");
    }
    member->name = name;
    member->bytes.n = size;
    return true;
}

static bool
read_member(struct reader *reader, struct tar_member *member)
{
    const char *block = reader->archive.p + reader->at;
    if (!check_header(reader, block, member)) {
        return false;
    }
    size_t size = member->bytes.n;
    if (reader->archive.n - reader->at - BLOCK < size + padding(size)) {
        return refuse_member(reader, "truncated", member->name,
                             "is cut off: the file is not whole");
    }
    member->bytes.p = block + BLOCK;
    member->start = reader->at;
    if (!is_zero(member->bytes.p + size, padding(size))) {
        return refuse_member(reader, "padding", member->name, "is followed by bytes out of place");
    }
    reader->at += BLOCK + size + padding(size);
    return true;
}

static bool
read_end(struct reader *reader)
{
    size_t left = reader->archive.n - reader->at;
    const char *end = reader->archive.p + reader->at;
    if (left < (size_t)2 * BLOCK) {
        return refuse(reader, "truncated", "the end is missing: the file is not whole");
    }
    if (left > (size_t)2 * BLOCK || !is_zero(end, left)) {
        return refuse(reader, "trailing", "there is something after the end of the pack");
    }
    return true;
}

bool
tar_read(struct arena *arena, struct str archive, const char *path,
         bool (*is_name_allowed)(struct str name), struct tar *out, struct diag_sink *sink)
{
    struct reader reader = {arena, archive, 0, diag_file(path), sink, is_name_allowed};
    *out = (struct tar){.items = arena_array(arena, MEMBERS_MAX, sizeof *out->items)};
    for (;;) {
        if (archive.n - reader.at < BLOCK) {
            return refuse(&reader, "truncated", "the end is missing: the file is not whole");
        }
        if (is_zero(archive.p + reader.at, BLOCK)) {
            return read_end(&reader);
        }
        if (out->n == MEMBERS_MAX) {
            return refuse(&reader, "too-many", "there are more files in it than a pack may have");
        }
        if (!read_member(&reader, &out->items[out->n])) {
            return false;
        }
        out->n++;
    }
}
