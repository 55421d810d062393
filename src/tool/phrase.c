/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters, marks and digits make words in every script; libunistring knows which those are. */
#include "tool/phrase.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/utf8.h"

static bool
is_word_code(uint32_t code)
{
    if (code < 0x80) {
        bool is_letter = (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
        return is_letter || (code >= '0' && code <= '9') || code == '~';
    }
    return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                      UC_CATEGORY_MASK_N);
}

static bool
is_joiner(uint32_t code)
{
    return code == '-' || code == '\'' || code == 0x2019 || code == 0x2010 || code == 0x2011;
}

/* Length of what is passed over at the start of text: a {name}, or one character. */
static size_t
skip_length(struct str text, int n)
{
    const char *end = text.p[0] == '{' ? memchr(text.p, '}', text.n) : NULL;
    return end == NULL ? (size_t)n : (size_t)(end - text.p) + 1;
}

/* Length of the word at the start of text; joiners count only between letters. */
static size_t
word_length(struct str text)
{
    size_t end = 0;
    bool after_joiner = true;
    uint32_t code = 0;
    int n = 0;
    for (size_t at = 0; (n = utf8_next(str_skip(text, at), &code)) > 0; at += (size_t)n) {
        if (is_word_code(code)) {
            end = at + (size_t)n;
            after_joiner = false;
        } else if (after_joiner || !is_joiner(code)) {
            break;
        } else {
            after_joiner = true;
        }
    }
    return end;
}

/* Cuts the next word off *text; false when there is none. */
static bool
next_word(struct str *text, struct str *word)
{
    uint32_t code = 0;
    int n = 0;
    while ((n = utf8_next(*text, &code)) > 0) {
        size_t length = word_length(*text);
        if (length > 0) {
            *word = (struct str){text->p, length};
            *text = str_skip(*text, length);
            return true;
        }
        *text = str_skip(*text, skip_length(*text, n));
    }
    return false;
}

/* Small letters, NFC; typographic joiners become the plain ones. */
static struct str
fold(struct arena *arena, struct str text)
{
    struct strbuf plain = {0};
    uint32_t code = 0;
    size_t n_folded = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        code = code == 0x2019 ? '\'' : code;
        utf8_append(&plain, code == 0x2010 || code == 0x2011 ? '-' : code);
    }
    uint8_t *folded =
        u8_tolower((const uint8_t *)plain.p, plain.n, NULL, UNINORM_NFC, NULL, &n_folded);
    struct str result = folded == NULL ? str_dup(arena, strbuf_str(&plain))
                                       : str_dup(arena, (struct str){(char *)folded, n_folded});
    free(folded);
    strbuf_free(&plain);
    return result;
}

struct phrase
phrase_make(struct arena *arena, struct str text, enum phrase_case letters)
{
    struct phrase phrase = {.written = text};
    struct str folded = letters == PHRASE_FOLDED && text.n > 0 ? fold(arena, text) : text;
    struct str word = {0};
    phrase.words = arena_array(arena, folded.n / 2 + 1, sizeof(struct str));
    while (next_word(&folded, &word)) {
        phrase.words[phrase.n++] = word;
    }
    return phrase;
}

struct phrases
phrases_make(struct arena *arena, const struct str *texts, size_t n, enum phrase_case letters)
{
    struct phrases phrases = {arena_array(arena, n + 1, sizeof(struct phrase)), n};
    for (size_t i = 0; i < n; i++) {
        phrases.items[i] = phrase_make(arena, texts[i], letters);
    }
    return phrases;
}

static bool
word_matches(struct str word, struct str wanted)
{
    bool is_open_left = str_starts(wanted, "~");
    wanted = str_skip(wanted, is_open_left ? 1 : 0);
    bool is_open_right = str_ends(wanted, "~");
    wanted.n -= is_open_right ? 1 : 0;
    if (wanted.n > word.n || (!is_open_left && !is_open_right && wanted.n != word.n)) {
        return false;
    }
    if (is_open_left && is_open_right) {
        return str_find(word, wanted) >= 0;
    }
    size_t at = is_open_left ? word.n - wanted.n : 0;
    return memcmp(word.p + at, wanted.p, wanted.n) == 0;
}

static bool
stands_at(const struct phrase *text, const struct phrase *wanted, size_t at)
{
    for (size_t i = 0; i < wanted->n; i++) {
        if (!word_matches(text->words[at + i], wanted->words[i])) {
            return false;
        }
    }
    return true;
}

size_t
phrase_count(const struct phrase *text, const struct phrase *wanted)
{
    size_t count = 0;
    for (size_t at = 0; wanted->n > 0 && at + wanted->n <= text->n; at++) {
        count += stands_at(text, wanted, at);
    }
    return count;
}

const struct phrase *
phrases_find(const struct phrases *wanted, const struct phrase *text)
{
    for (size_t i = 0; i < wanted->n; i++) {
        if (phrase_count(text, &wanted->items[i]) > 0) {
            return &wanted->items[i];
        }
    }
    return NULL;
}

size_t
phrases_count(const struct phrases *wanted, const struct phrase *text)
{
    size_t count = 0;
    for (size_t i = 0; i < wanted->n; i++) {
        count += phrase_count(text, &wanted->items[i]);
    }
    return count;
}
