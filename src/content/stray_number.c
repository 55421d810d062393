/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages line by line; catalogs (GNU gettext manual, "The Format of GNU MO Files") string by string,
 * without the header entry, which holds dates and is never shown. A catalog that is cut or lies
 * about its strings is not shown either (i18n/mo_check.h): only what is inside it is read. */
#include "content/stray_number.h"

#include <stdint.h>

#include "content/phone.h"

#define MO_MAGIC 0x950412DEu
#define MO_HEADER_BYTES 28

static uint32_t
word_at(struct str bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes.p + at;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Number i of a table of lengths and offsets; empty if it is not inside. */
static struct str
string_at(struct str bytes, size_t table, size_t i)
{
    size_t at = table + 8 * i;
    if (bytes.n < 8 || at > bytes.n - 8) {
        return STR("");
    }
    size_t n = word_at(bytes, at), start = word_at(bytes, at + 4);
    bool is_inside = start <= bytes.n && n <= bytes.n - start;
    return is_inside ? (struct str){bytes.p + start, n} : STR("");
}

static bool
is_in_catalog(struct str bytes)
{
    if (bytes.n < MO_HEADER_BYTES || word_at(bytes, 0) != MO_MAGIC) {
        return false;
    }
    size_t n = word_at(bytes, 8), ids = word_at(bytes, 12), texts = word_at(bytes, 16);
    for (size_t i = 0; i < n && i < bytes.n / 8; i++) {
        if (string_at(bytes, ids, i).n > 0 && phone_looks_like(string_at(bytes, texts, i))) {
            return true;
        }
    }
    return false;
}

static bool
is_in_lines(struct str text)
{
    while (text.n > 0) {
        if (phone_looks_like(str_cut(&text, '\n'))) {
            return true;
        }
    }
    return false;
}

bool
stray_number_in(struct str name, struct str bytes)
{
    if (str_starts(name, "locale/")) {
        return is_in_catalog(bytes);
    }
    return str_starts(name, "pages/") && is_in_lines(bytes);
}
