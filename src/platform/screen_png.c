/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deflate (RFC 1951) with its fixed codes in one block. A row like the one above becomes a row of
 * zeros (filter "up"), one run; elsewhere pixels are copied from the left, from above, or from
 * where the same two pixels stood last (letters come again), and what is new is written out.
 */
#include "platform/screen_png.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h> /* checksums only */

#define MATCH_MAX 258
#define HASH_BITS 12
#define HEAD_BYTES 43 /* signature, IHDR, length and name of IDAT, zlib's two bytes */
#define TAIL_BYTES 20 /* Adler-32, checksum of IDAT, IEND */

struct code {
    uint32_t bits;
    int n;
};

struct writer {
    unsigned char *at;
    uint64_t bits;
    int n_bits;
    struct code literals[256];
    struct code lengths[MATCH_MAX + 1];
    struct code above; /* the distance of one row */
    unsigned long adler;
};

/* ---- Codes --------------------------------------------------------------------------------- */

/* Huffman codes are written from their highest bit. */
static uint32_t
reversed(uint32_t bits, int n)
{
    uint32_t out = 0;
    for (int i = 0; i < n; i++) {
        out |= (bits >> i & 1) << (n - 1 - i);
    }
    return out;
}

static struct code
literal_code(uint32_t symbol)
{
    if (symbol < 144) {
        return (struct code){reversed(0x30 + symbol, 8), 8};
    }
    if (symbol < 256) {
        return (struct code){reversed(0x190 + symbol - 144, 9), 9};
    }
    return symbol < 280 ? (struct code){reversed(symbol - 256, 7), 7}
                        : (struct code){reversed(0xC0 + symbol - 280, 8), 8};
}

static struct code
with_extra(struct code code, uint32_t extra, int n_extra)
{
    return (struct code){code.bits | extra << code.n, code.n + n_extra};
}

/*
 * Lengths and distances share one scheme (RFC 1951, 3.2.5): values from 0 in groups, each group
 * twice as wide as the one `per_doubling` before it. Symbol and extra bits of `value`.
 */
static uint32_t
group_of(uint32_t value, int log_per_doubling, uint32_t *extra, int *n_extra)
{
    int top = 0;
    while (value >> top > 1) {
        top++;
    }
    int n = top > log_per_doubling ? top - log_per_doubling : 0;
    *n_extra = n;
    *extra = value & ((1u << n) - 1);
    return ((uint32_t)n << log_per_doubling) + (value >> n);
}

static struct code
length_code(uint32_t length)
{
    if (length == MATCH_MAX) {
        return literal_code(285);
    }
    uint32_t extra = 0;
    int n_extra = 0;
    uint32_t symbol = 257 + group_of(length - 3, 2, &extra, &n_extra);
    return with_extra(literal_code(symbol), extra, n_extra);
}

static struct code
distance_code(uint32_t distance)
{
    uint32_t extra = 0;
    int n_extra = 0;
    uint32_t symbol = group_of(distance - 1, 1, &extra, &n_extra);
    return with_extra((struct code){reversed(symbol, 5), 5}, extra, n_extra);
}

static void
make_codes(struct writer *writer, size_t row_bytes)
{
    for (uint32_t i = 0; i < 256; i++) {
        writer->literals[i] = literal_code(i);
    }
    for (uint32_t i = 3; i <= MATCH_MAX; i++) {
        writer->lengths[i] = length_code(i);
    }
    writer->above = distance_code((uint32_t)row_bytes);
}

/* ---- Writing ------------------------------------------------------------------------------- */

static void
put(struct writer *writer, struct code code)
{
    writer->bits |= (uint64_t)code.bits << writer->n_bits;
    writer->n_bits += code.n;
    while (writer->n_bits >= 8) {
        *writer->at++ = (unsigned char)writer->bits;
        writer->bits >>= 8;
        writer->n_bits -= 8;
    }
}

/* `length` is 3 or more; no rest of 1 or 2, which could not be written, is left over. */
static void
put_match(struct writer *writer, size_t length, struct code distance)
{
    while (length > 0) {
        size_t part = length > MATCH_MAX ? MATCH_MAX : length;
        if (length > part && length - part < 3) {
            part = length - 3;
        }
        put(writer, writer->lengths[part]);
        put(writer, distance);
        length -= part;
    }
}

static void
put_number(struct writer *writer, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        *writer->at++ = (unsigned char)(number >> shift);
    }
}

static void
put_bytes(struct writer *writer, const void *bytes, size_t n)
{
    memcpy(writer->at, bytes, n);
    writer->at += n;
}

/* ---- Rows ---------------------------------------------------------------------------------- */

struct row {
    const uint32_t *px;    /* the row */
    const uint32_t *above; /* NULL: its bytes do not stand right above */
    size_t w;
};

static size_t
run_of(const uint32_t *a, const uint32_t *b, size_t n)
{
    size_t i = 0;
    while (i < n && a[i] == b[i]) {
        i++;
    }
    return i;
}

static void
put_pixel(struct writer *writer, uint32_t pixel)
{
    put(writer, writer->literals[pixel >> 16 & 0xFF]);
    put(writer, writer->literals[pixel >> 8 & 0xFF]);
    put(writer, writer->literals[pixel & 0xFF]);
}

/* Where in this row the same two pixels stood last; 0: nowhere (nothing is before the first). */
static size_t
seen_before(uint16_t *seen, const struct row *row, size_t x)
{
    if (x + 1 >= row->w) {
        return 0;
    }
    uint32_t mixed = row->px[x] * 0x9E3779B1u ^ row->px[x + 1] * 0x85EBCA6Bu;
    uint16_t *slot = &seen[mixed >> (32 - HASH_BITS)];
    size_t at = *slot;
    *slot = (uint16_t)x;
    return at;
}

/* Copies what it can from x on, and returns how many pixels that were; 0: none. */
static size_t
put_copy(struct writer *writer, const struct row *row, size_t x, uint16_t *seen)
{
    size_t rest = row->w - x;
    size_t left = x == 0 ? 0 : run_of(row->px + x, row->px + x - 1, rest);
    size_t above = row->above == NULL ? 0 : run_of(row->px + x, row->above + x, rest);
    if (left > 1 && left >= above) {
        put_match(writer, left * 3, distance_code(3));
        return left;
    }
    if (above > 0) {
        put_match(writer, above * 3, writer->above);
        return above;
    }
    size_t at = seen_before(seen, row, x);
    size_t again = at == 0 ? left : run_of(row->px + x, row->px + at, rest);
    if (again > left) {
        put_match(writer, again * 3, distance_code((uint32_t)(x - at) * 3));
        return again;
    }
    if (left > 0) {
        put_match(writer, 3, distance_code(3));
    }
    return left;
}

static void
put_row(struct writer *writer, const struct row *row)
{
    uint16_t seen[1 << HASH_BITS] = {0};
    put(writer, writer->literals[0]);
    for (size_t x = 0; x < row->w;) {
        size_t copied = put_copy(writer, row, x, seen);
        if (copied == 0) {
            put_pixel(writer, row->px[x]);
        }
        x += copied == 0 ? 1 : copied;
    }
}

/* What Adler-32 counts: the bytes as they are before compression. */
static unsigned long
row_adler(unsigned long adler, unsigned char *bytes, const struct row *row)
{
    bytes[0] = 0;
    for (size_t x = 0; x < row->w; x++) {
        bytes[1 + 3 * x] = (unsigned char)(row->px[x] >> 16);
        bytes[2 + 3 * x] = (unsigned char)(row->px[x] >> 8);
        bytes[3 + 3 * x] = (unsigned char)row->px[x];
    }
    return adler32(adler, bytes, (unsigned)(1 + 3 * row->w));
}

/* Filter "up", and nothing but zeros. */
static void
put_same_row(struct writer *writer, size_t w)
{
    put(writer, writer->literals[2]);
    put(writer, writer->literals[0]);
    if (w > 1) {
        put_match(writer, 3 * w - 1, distance_code(1));
    } else {
        put(writer, writer->literals[0]);
        put(writer, writer->literals[0]);
    }
}

static void
put_rows(struct writer *writer, const struct pixels *pixels, unsigned char *bytes)
{
    size_t row_bytes = 1 + 3 * pixels->w;
    memset(bytes, 0, row_bytes);
    bytes[0] = 2;
    unsigned long same_adler = adler32(1, bytes, (unsigned)row_bytes);
    bool was_same = true; /* nothing stands above the first row */
    for (size_t y = 0; y < pixels->h; y++) {
        struct row row = {.px = pixels->rows + y * pixels->stride, .w = pixels->w};
        const uint32_t *above = row.px - (y == 0 ? 0 : pixels->stride);
        bool is_same = y > 0 && memcmp(row.px, above, pixels->w * sizeof *above) == 0;
        if (is_same) {
            put_same_row(writer, pixels->w);
            writer->adler = adler32_combine(writer->adler, same_adler, (long)row_bytes);
        } else {
            row.above = was_same ? NULL : above;
            put_row(writer, &row);
            writer->adler = row_adler(writer->adler, bytes, &row);
        }
        was_same = is_same;
    }
}

/* ---- The file ------------------------------------------------------------------------------ */

static void
put_checksum(struct writer *writer, const unsigned char *from)
{
    put_number(writer, (uint32_t)crc32(0, from, (unsigned)(writer->at - from)));
}

static void
put_head(struct writer *writer, const struct pixels *pixels)
{
    put_bytes(writer, "\x89PNG\r\n\x1A\n\0\0\0\x0D", 12);
    const unsigned char *chunk = writer->at;
    put_bytes(writer, "IHDR", 4);
    put_number(writer, (uint32_t)pixels->w);
    put_number(writer, (uint32_t)pixels->h);
    put_bytes(writer, "\x08\x02\0\0\0", 5); /* eight bits, RGB */
    put_checksum(writer, chunk);
}

static void
put_picture(struct writer *writer, const struct pixels *pixels, unsigned char *scratch)
{
    unsigned char *length = writer->at;
    writer->at += 4;
    unsigned char *chunk = writer->at;
    put_bytes(writer, "IDAT\x78\x01", 6);
    put(writer, (struct code){3, 3}); /* the last block, with fixed codes */
    put_rows(writer, pixels, scratch);
    put(writer, literal_code(256));
    put(writer, (struct code){0, (8 - writer->n_bits) & 7});
    put_number(writer, (uint32_t)writer->adler);
    struct writer back = {.at = length};
    put_number(&back, (uint32_t)(writer->at - chunk - 4));
    put_checksum(writer, chunk);
    put_bytes(writer, "\0\0\0\0IEND\xAE\x42\x60\x82", 12);
}

unsigned char *
screen_png(const struct pixels *pixels, size_t *n_bytes_out)
{
    size_t w = pixels->w;
    size_t h = pixels->h;
    if (w - 1 >= SCREEN_PNG_SIDE_MAX || h - 1 >= SCREEN_PNG_SIDE_MAX) {
        return NULL;
    }
    size_t row_bytes = 1 + 3 * w;
    /* nine bits a byte at the worst, and the codes of a match are never longer than its bytes */
    size_t most = HEAD_BYTES + TAIL_BYTES + h * (row_bytes + row_bytes / 8 + 2);
    unsigned char *out = malloc(most);
    unsigned char *scratch = malloc(row_bytes);
    struct writer writer = {.at = out, .adler = 1};
    if (out != NULL && scratch != NULL) {
        make_codes(&writer, row_bytes);
        put_head(&writer, pixels);
        put_picture(&writer, pixels, scratch);
        *n_bytes_out = (size_t)(writer.at - out);
    } else {
        free(out);
        out = NULL;
    }
    free(scratch);
    return out;
}
