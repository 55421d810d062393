/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table-free decoder: the lead byte gives length and smallest allowed code, so overlong forms fall
 * out. */
#include "base/utf8.h"

#define REPLACEMENT 0xFFFDu

static int
lead_length(unsigned char lead, uint32_t *bits, uint32_t *smallest)
{
    if (lead < 0x80) {
        *bits = lead;
        *smallest = 0;
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        *bits = lead & 0x1Fu;
        *smallest = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *bits = lead & 0x0Fu;
        *smallest = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *bits = lead & 0x07u;
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

/* Length of the valid code point at the start of s, or 0. */
static int
decode(struct str s, uint32_t *code)
{
    uint32_t bits = 0;
    uint32_t smallest = 0;
    int length = lead_length((unsigned char)s.p[0], &bits, &smallest);
    if (length == 0 || (size_t)length > s.n) {
        return 0;
    }
    for (int i = 1; i < length; i++) {
        unsigned char next = (unsigned char)s.p[i];
        if ((next & 0xC0u) != 0x80u) {
            return 0;
        }
        bits = (bits << 6) | (next & 0x3Fu);
    }
    bool is_surrogate = bits >= 0xD800 && bits <= 0xDFFF;
    if (bits < smallest || bits > 0x10FFFF || is_surrogate) {
        return 0;
    }
    *code = bits;
    return length;
}

int
utf8_next(struct str s, uint32_t *code)
{
    *code = REPLACEMENT;
    if (s.n == 0) {
        return 0;
    }
    int length = decode(s, code);
    return length == 0 ? 1 : length;
}

bool
utf8_valid(struct str s, size_t *bad_offset)
{
    size_t i = 0;
    uint32_t code = 0;
    while (i < s.n) {
        int length = decode(str_skip(s, i), &code);
        if (length == 0) {
            break;
        }
        i += (size_t)length;
    }
    if (bad_offset != NULL) {
        *bad_offset = i;
    }
    return i == s.n;
}

size_t
utf8_count(struct str s)
{
    size_t count = 0;
    uint32_t code = 0;
    for (int length = 0; (length = utf8_next(s, &code)) > 0; s = str_skip(s, (size_t)length)) {
        count++;
    }
    return count;
}

void
utf8_append(struct strbuf *buf, uint32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        code = REPLACEMENT;
    }
    if (code < 0x80) {
        strbuf_addc(buf, (char)code);
    } else if (code < 0x800) {
        strbuf_addc(buf, (char)(0xC0u | (code >> 6)));
        strbuf_addc(buf, (char)(0x80u | (code & 0x3Fu)));
    } else if (code < 0x10000) {
        strbuf_addc(buf, (char)(0xE0u | (code >> 12)));
        strbuf_addc(buf, (char)(0x80u | ((code >> 6) & 0x3Fu)));
        strbuf_addc(buf, (char)(0x80u | (code & 0x3Fu)));
    } else {
        strbuf_addc(buf, (char)(0xF0u | (code >> 18)));
        strbuf_addc(buf, (char)(0x80u | ((code >> 12) & 0x3Fu)));
        strbuf_addc(buf, (char)(0x80u | ((code >> 6) & 0x3Fu)));
        strbuf_addc(buf, (char)(0x80u | (code & 0x3Fu)));
    }
}
