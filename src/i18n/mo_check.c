/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every word of the file that glibc follows without looking is followed here first, in the same
 * order: header, tables, strings, header entry, messages, hash table. Nothing is copied; each check
 * returns NULL or the problem. */
#include "i18n/mo_check.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "i18n/plural.h"

#define MAGIC 0x950412deu
#define MAGIC_BIG_ENDIAN 0xde120495u
#define HEADER_BYTES 28u
#define PAIR_BYTES 8u /* length and offset of a string */

/* Limits. */
#define PROBES_MAX                                                                                 \
    256 /* msgfmt fills 3/4: 0.75^256; stops a table built to make us search it all */

struct mo {
    struct str bytes;
    uint32_t n_strings;
    uint32_t ids_at;
    uint32_t texts_at;
    uint32_t hash_size; /* 0: no hash table */
    uint32_t hash_at;
    unsigned n_forms;
    size_t string_bytes; /* so far; strings that overlap would make checking take forever */
};

static uint32_t
word_at(const struct mo *mo, size_t offset)
{
    const unsigned char *p = (const unsigned char *)mo->bytes.p + offset;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Aligned, because glibc reads whole words. */
static bool
is_table_inside(const struct mo *mo, uint32_t offset, uint32_t count, uint32_t item_bytes)
{
    return offset % 4 == 0 &&
           (uint64_t)offset + (uint64_t)count * item_bytes <= (uint64_t)mo->bytes.n;
}

static const char *
read_header(struct mo *mo)
{
    if (mo->bytes.n > MO_BYTES_MAX) {
        return "is larger than a catalog may be";
    }
    if (mo->bytes.n < HEADER_BYTES) {
        return "is cut short";
    }
    if (word_at(mo, 0) == MAGIC_BIG_ENDIAN) {
        return "is big-endian (compile it with msgfmt --endianness=little)";
    }
    if (word_at(mo, 0) != MAGIC) {
        return "is not a compiled catalog";
    }
    if (word_at(mo, 4) != 0) {
        return "has a revision or system-dependent strings that are not supported";
    }
    mo->n_strings = word_at(mo, 8);
    mo->ids_at = word_at(mo, 12);
    mo->texts_at = word_at(mo, 16);
    mo->hash_size = word_at(mo, 20);
    mo->hash_at = word_at(mo, 24);
    if (!is_table_inside(mo, mo->ids_at, mo->n_strings, PAIR_BYTES) ||
        !is_table_inside(mo, mo->texts_at, mo->n_strings, PAIR_BYTES) ||
        !is_table_inside(mo, mo->hash_at, mo->hash_size, sizeof(uint32_t))) {
        return "is cut short or damaged: a table is out of place";
    }
    return mo->n_strings == 0 ? "is empty" : NULL;
}

/* Call only for strings that were proved. */
static struct str
string_at(const struct mo *mo, uint32_t table, uint32_t index)
{
    size_t pair = (size_t)table + (size_t)index * PAIR_BYTES;
    return (struct str){mo->bytes.p + word_at(mo, pair + 4), word_at(mo, pair)};
}

static const char *
check_string(struct mo *mo, uint32_t table, uint32_t index)
{
    size_t pair = (size_t)table + (size_t)index * PAIR_BYTES;
    uint64_t end = (uint64_t)word_at(mo, pair) + word_at(mo, pair + 4);
    if (end >= mo->bytes.n) {
        return "is cut short: a string reaches past its end";
    }
    if (mo->bytes.p[end] != '\0') {
        return "is damaged: a string does not end where it should";
    }
    struct str text = string_at(mo, table, index);
    mo->string_bytes += text.n;
    if (mo->string_bytes > mo->bytes.n) {
        return "is damaged: its strings overlap";
    }
    return utf8_valid(text, NULL) ? NULL : "is not UTF-8 throughout";
}

static const char *
check_strings(struct mo *mo)
{
    const char *problem = NULL;
    for (uint32_t i = 0; problem == NULL && i < mo->n_strings; i++) {
        problem = check_string(mo, mo->ids_at, i);
        problem = problem != NULL ? problem : check_string(mo, mo->texts_at, i);
    }
    return problem;
}

/* Up to the first NUL: the key of an id, the first form of a text. */
static struct str
first_part(struct str s)
{
    return str_cut(&s, '\0');
}

static unsigned
count_parts(struct str s)
{
    unsigned parts = 1;
    for (size_t i = 0; i < s.n; i++) {
        parts += s.p[i] == '\0';
    }
    return parts;
}

/* The header entry is the text of the empty msgid, which sorts first. */
static const char *
check_header_entry(struct mo *mo)
{
    struct str header = string_at(mo, mo->texts_at, 0);
    struct str key = STR("charset=");
    struct str charset = STR("UTF-8");
    if (string_at(mo, mo->ids_at, 0).n != 0 || count_parts(header) != 1) {
        return "has no header entry";
    }
    ptrdiff_t at = str_find(header, key);
    struct str rest = at < 0 ? STR("") : str_skip(header, (size_t)at + key.n);
    bool is_utf8 = rest.n >= charset.n && strncasecmp(rest.p, charset.p, charset.n) == 0;
    rest = is_utf8 ? str_skip(rest, charset.n) : rest;
    bool ends = rest.n == 0 || rest.p[0] == '\n' || rest.p[0] == ' ' || rest.p[0] == '\t';
    if (!is_utf8 || !ends) {
        return "does not say charset=UTF-8 in its header";
    }
    return plural_check(header, &mo->n_forms);
}

static const char *
check_message(const struct mo *mo, uint32_t index)
{
    struct str id = string_at(mo, mo->ids_at, index);
    struct str text = string_at(mo, mo->texts_at, index);
    unsigned id_parts = count_parts(id);
    if (str_cmp(first_part(string_at(mo, mo->ids_at, index - 1)), first_part(id)) >= 0) {
        return "is damaged: its messages are not in order";
    }
    if (id_parts > 2) {
        return "is damaged: a message has too many parts";
    }
    if (count_parts(text) != (id_parts == 2 ? mo->n_forms : 1)) {
        return "has a message with a wrong number of plural forms";
    }
    return NULL;
}

static const char *
check_messages(struct mo *mo, struct mo_report *report)
{
    const char *problem = NULL;
    for (uint32_t i = 1; problem == NULL && i < mo->n_strings; i++) {
        problem = check_message(mo, i);
        struct str id = first_part(string_at(mo, mo->ids_at, i));
        struct str text = first_part(string_at(mo, mo->texts_at, i));
        if (report->sample_text.n == 0 && text.n > 0 && !str_eq(id, text)) {
            report->sample_id = id;
            report->sample_text = text;
        }
    }
    return problem;
}

static bool
is_prime(uint32_t number)
{
    bool is = number > 1;
    for (uint32_t i = 2; is && (uint64_t)i * i <= number; i++) {
        is = number % i != 0;
    }
    return is;
}

/* P. J. Weinberger's hash, as the format prescribes. */
static uint32_t
hash_of(struct str id)
{
    uint32_t value = 0;
    for (size_t i = 0; i < id.n; i++) {
        value = (value << 4) + (unsigned char)id.p[i];
        uint32_t top = value & 0xf0000000u;
        value ^= top >> 24;
        value ^= top;
    }
    return value;
}

/* Does the chain of probes that a look-up of this string takes arrive at it? */
static bool
is_found_by_hash(const struct mo *mo, uint32_t index)
{
    uint32_t hash = hash_of(first_part(string_at(mo, mo->ids_at, index)));
    uint64_t at = hash % mo->hash_size;
    uint64_t step = 1 + hash % (mo->hash_size - 2);
    for (int probe = 0; probe < PROBES_MAX; probe++) {
        uint32_t slot = word_at(mo, mo->hash_at + (size_t)at * sizeof(uint32_t));
        if (slot == 0 || slot == index + 1) {
            return slot != 0;
        }
        at = (at + step) % mo->hash_size;
    }
    return false;
}

/* With a prime size every chain visits every slot, so with one free slot every chain ends. */
static const char *
check_hash(const struct mo *mo)
{
    bool has_free_slot = false;
    bool is_found = true;
    if (mo->hash_size == 0) {
        return NULL; /* libintl then searches the sorted table */
    }
    if (mo->hash_size < 3 || !is_prime(mo->hash_size)) {
        return "is damaged: its hash table has a wrong size";
    }
    for (uint32_t i = 0; i < mo->hash_size; i++) {
        uint32_t slot = word_at(mo, mo->hash_at + (size_t)i * sizeof(uint32_t));
        has_free_slot = has_free_slot || slot == 0;
        if (slot > mo->n_strings) {
            return "is damaged: its hash table points outside";
        }
    }
    for (uint32_t i = 0; is_found && i < mo->n_strings; i++) {
        is_found = is_found_by_hash(mo, i);
    }
    return has_free_slot && is_found ? NULL : "is damaged: its hash table does not lead anywhere";
}

static const char *
find_problem(struct mo *mo, struct mo_report *report)
{
    const char *problem = read_header(mo);
    problem = problem != NULL ? problem : check_strings(mo);
    problem = problem != NULL ? problem : check_header_entry(mo);
    problem = problem != NULL ? problem : check_messages(mo, report);
    return problem != NULL ? problem : check_hash(mo);
}

bool
mo_check(struct str bytes, struct mo_report *report)
{
    struct mo mo = {.bytes = bytes};
    *report = (struct mo_report){0};
    const char *problem = find_problem(&mo, report);
    if (problem != NULL) {
        *report = (struct mo_report){.problem = problem};
        return false;
    }
    report->n_messages = mo.n_strings - 1;
    return true;
}

/* String `i` of the table whose offset stands at `header`; proved by mo_check: within the bytes. */
static const char *
string_of(struct str bytes, size_t header, uint32_t i)
{
    uint32_t table = 0, offset = 0;
    memcpy(&table, bytes.p + header, sizeof table);
    memcpy(&offset, bytes.p + table + (size_t)i * 8 + 4, sizeof offset);
    return bytes.p + offset;
}

const char *
mo_key(struct str bytes, uint32_t i)
{
    return string_of(bytes, 12, i);
}

const char *
mo_text(struct str bytes, uint32_t i)
{
    return string_of(bytes, 16, i);
}
