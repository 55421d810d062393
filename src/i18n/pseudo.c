/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A message is copied piece by piece: tokens and escapes as they are, every other ASCII character
 * through the language's table. Tables hold UTF-8 strings; an empty entry keeps the character.
 */
#include "i18n/pseudo.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define BUCKETS 512 /* a pack has about a thousand messages */
#define LONGER_PERCENT 40
#define OPEN "\u2045" /* brackets that no text has, and that Noto Sans does have */
#define CLOSE "\u2046"

struct made {
    const struct language *language;
    const char *msgid;
    struct str text;
    struct made *next; /* in its bucket */
};

struct pseudo {
    struct arena arena; /* owns everything, this struct too */
    struct made *buckets[BUCKETS];
};

static const char *const accented[128] = {
    ['a'] = "á", ['b'] = "ƀ", ['c'] = "ć", ['d'] = "ð", ['e'] = "é", ['f'] = "ƒ", ['g'] = "ğ",
    ['h'] = "ĥ", ['i'] = "í", ['j'] = "ĵ", ['k'] = "ķ", ['l'] = "ļ", ['m'] = "ḿ", ['n'] = "ñ",
    ['o'] = "ó", ['p'] = "þ", ['q'] = "ɋ", ['r'] = "ŕ", ['s'] = "š", ['t'] = "ţ", ['u'] = "ú",
    ['v'] = "ṽ", ['w'] = "ŵ", ['x'] = "ẋ", ['y'] = "ý", ['z'] = "ž", ['A'] = "Á", ['B'] = "Ɓ",
    ['C'] = "Ć", ['D'] = "Ð", ['E'] = "É", ['F'] = "Ƒ", ['G'] = "Ğ", ['H'] = "Ĥ", ['I'] = "Í",
    ['J'] = "Ĵ", ['K'] = "Ķ", ['L'] = "Ļ", ['M'] = "Ḿ", ['N'] = "Ñ", ['O'] = "Ó", ['P'] = "Þ",
    ['Q'] = "Ǫ", ['R'] = "Ŕ", ['S'] = "Š", ['T'] = "Ţ", ['U'] = "Ú", ['V'] = "Ṽ", ['W'] = "Ŵ",
    ['X'] = "Ẋ", ['Y'] = "Ý", ['Z'] = "Ž",
};

/* Arabic, not Hebrew: after an Arabic letter UAX 9 treats digits as Arabic numbers, the case in
 * which phone numbers get turned round. */
static const char *const arabic[128] = {
    ['a'] = "ا", ['b'] = "ب", ['c'] = "ك", ['d'] = "د", ['e'] = "ي", ['f'] = "ف",
    ['g'] = "غ", ['h'] = "ه", ['i'] = "ي", ['j'] = "ج", ['k'] = "ك", ['l'] = "ل",
    ['m'] = "م", ['n'] = "ن", ['o'] = "و", ['p'] = "پ", ['q'] = "ق", ['r'] = "ر",
    ['s'] = "س", ['t'] = "ت", ['u'] = "و", ['v'] = "ڤ", ['w'] = "و", ['x'] = "خ",
    ['y'] = "ي", ['z'] = "ز", [','] = "،", [';'] = "؛", ['?'] = "؟",
};

static const char *const filler[] = {" óñé", " ţŵó", " ţĥŕéé", " ƒóúŕ", " ƒíṽé", " šíẋ"};

static bool
is_long(const struct language *language)
{
    return strcmp(language->tag, "qps-long") == 0;
}

bool
pseudo_is(const struct language *language)
{
    return language != NULL && strncmp(language->tag, "qps-", 4) == 0;
}

struct pseudo *
pseudo_open(void)
{
    struct arena arena = {0};
    struct pseudo *pseudo = arena_new(&arena, struct pseudo);
    pseudo->arena = arena;
    return pseudo;
}

void
pseudo_close(struct pseudo *pseudo)
{
    if (pseudo != NULL) {
        struct arena arena = pseudo->arena;
        arena_free(&arena);
    }
}

static const char *
replacement(const struct language *language, char c)
{
    unsigned char code = (unsigned char)c;
    if (code >= 128) {
        return NULL;
    }
    if (is_long(language)) {
        return accented[code];
    }
    return arabic[c >= 'A' && c <= 'Z' ? code + 32 : code];
}

/* Bytes at the start of `rest` that must stay as they are: {token}, or a backslash with what it
 * escapes. */
static size_t
kept_bytes(struct str rest)
{
    if (rest.p[0] == '{') {
        ptrdiff_t end = str_find(rest, STR("}"));
        return end < 0 ? 1 : (size_t)end + 1;
    }
    return rest.p[0] == '\\' && rest.n > 1 ? 2 : 0;
}

/* Returns how many characters a reader sees, tokens aside. */
static size_t
add_words(struct strbuf *out, const struct language *language, struct str rest)
{
    size_t n_seen = 0;
    while (rest.n > 0) {
        size_t kept = kept_bytes(rest);
        if (kept > 0) {
            strbuf_add(out, (struct str){rest.p, kept});
            rest = str_skip(rest, kept);
            continue;
        }
        const char *other = replacement(language, rest.p[0]);
        if (other != NULL) {
            strbuf_addz(out, other);
        } else {
            strbuf_addc(out, rest.p[0]);
        }
        n_seen += rest.p[0] != '*' && ((unsigned char)rest.p[0] & 0xC0) != 0x80;
        rest = str_skip(rest, 1);
    }
    return n_seen;
}

static void
add_filler(struct strbuf *out, size_t n_letters)
{
    uint32_t code = 0;
    size_t n_fillers = sizeof filler / sizeof filler[0];
    for (size_t i = 0; n_letters > 0; i++) {
        struct str word = str_from(filler[i % n_fillers]);
        for (int n = 0; n_letters > 0 && (n = utf8_next(word, &code)) > 0; n_letters--) {
            strbuf_add(out, (struct str){word.p, (size_t)n});
            word = str_skip(word, (size_t)n);
        }
    }
}

static struct str
make(struct arena *arena, const struct language *language, const char *msgid)
{
    struct strbuf buf = {0};
    strbuf_addz(&buf, is_long(language) ? OPEN : "");
    size_t n_seen = add_words(&buf, language, str_from(msgid));
    if (is_long(language)) {
        add_filler(&buf, (n_seen * LONGER_PERCENT + 99) / 100);
        strbuf_addz(&buf, CLOSE);
    }
    struct str text = str_dup(arena, strbuf_str(&buf));
    strbuf_free(&buf);
    return text;
}

static size_t
bucket_of(const char *msgid)
{
    size_t hash = 2166136261u;
    for (; *msgid != '\0'; msgid++) {
        hash = (hash ^ (unsigned char)*msgid) * 16777619u;
    }
    return hash % BUCKETS;
}

struct str
pseudo_text(struct pseudo *pseudo, const struct language *language, const char *msgid)
{
    struct made **bucket = &pseudo->buckets[bucket_of(msgid)];
    for (struct made *made = *bucket; made != NULL; made = made->next) {
        if (made->language == language && strcmp(made->msgid, msgid) == 0) {
            return made->text;
        }
    }
    struct made *made = arena_new(&pseudo->arena, struct made);
    *made = (struct made){.language = language,
                          .msgid = str_dup(&pseudo->arena, str_from(msgid)).p,
                          .text = make(&pseudo->arena, language, msgid),
                          .next = *bucket};
    *bucket = made;
    return made->text;
}
