/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first four bytes of a hash of the number. The prefix keeps the words apart from any other use
 * of the same hash and is frozen with the list. */
#include "content/check_words.h"

#include <sodium.h>
#include <string.h>

#include "content/word_list.h"

#define PREFIX "kyr check words 1\n"
#define NUMBER_BYTES_MAX 64 /* a phone number has at most 16; the rest is not looked at */

struct check_words
check_words_of(struct str number)
{
    uint8_t text[sizeof PREFIX + NUMBER_BYTES_MAX] = PREFIX;
    uint8_t hash[crypto_hash_sha256_BYTES];
    struct check_words words;
    size_t n = number.n < NUMBER_BYTES_MAX ? number.n : NUMBER_BYTES_MAX;
    if (n > 0) {
        memcpy(text + sizeof PREFIX - 1, number.p, n);
    }
    (void)crypto_hash_sha256(hash, text, sizeof PREFIX - 1 + n);
    memcpy(words.index, hash, sizeof words.index);
    return words;
}

static const char *
word(uint8_t index, enum check_words_language language)
{
    const struct word_pair *pair = &word_list[index];
    return language == CHECK_WORDS_SPANISH ? pair->spanish : pair->english;
}

struct str
check_words_text(struct arena *arena, struct check_words words, enum check_words_language language)
{
    return str_printf(arena, "%s, %s, %s, %s", word(words.index[0], language),
                      word(words.index[1], language), word(words.index[2], language),
                      word(words.index[3], language));
}
