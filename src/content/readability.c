/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syllables are counted by spelling: English by groups of vowels less the silent endings, Spanish
 * by vowels less its diphthongs. Words are brought into Latin-1 first, where every letter of both
 * languages is one byte. */
#include "content/readability.h"

#include <string.h>

#include "base/utf8.h"

#define WORD_BYTES_MAX 64 /* longer words are cut; the longest Spanish word has 23 letters */

/* Latin-1 */
#define A_ACUTE '\xE1'
#define E_ACUTE '\xE9'
#define I_ACUTE '\xED'
#define O_ACUTE '\xF3'
#define U_ACUTE '\xFA'
#define U_DIAERESIS '\xFC'
#define N_TILDE '\xF1'

static bool
is_word_code(uint32_t code)
{
    if (code < 0x80) {
        return (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
    }
    return code >= 0xC0 && code != 0xD7 && code != 0xF7 && !(code >= 0x2000 && code < 0x2C00) &&
           !(code >= 0x3000 && code < 0x3040) && code != 0xFFFD;
}

static bool
is_joiner(uint32_t code)
{
    return code == '-' || code == '\'' || code == 0x2019;
}

/* Length of the word at the start of text: letters and digits, joined by single - ' and ’. */
static size_t
word_length(struct str text)
{
    size_t end = 0;
    size_t at = 0;
    bool after_word = false;
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(str_skip(text, at), &code)) > 0;) {
        if (is_word_code(code)) {
            after_word = true;
            end = at + (size_t)n;
        } else if (!after_word || !is_joiner(code)) {
            break;
        } else {
            after_word = false;
        }
        at += (size_t)n;
    }
    return end;
}

/* Cuts the next word off *text; false when there is none. */
static bool
next_word(struct str *text, struct str *word)
{
    while (text->n > 0) {
        size_t n = word_length(*text);
        if (n > 0) {
            *word = (struct str){text->p, n};
            *text = str_skip(*text, n);
            return true;
        }
        uint32_t code = 0;
        *text = str_skip(*text, (size_t)utf8_next(*text, &code));
    }
    return false;
}

size_t
readability_words(struct str text)
{
    size_t n = 0;
    struct str word = {0};
    while (next_word(&text, &word)) {
        n++;
    }
    return n;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Length of one closing quotation mark at the start of text, or 0. */
static size_t
closing_quote(struct str text)
{
    if (str_starts(text, "\"") || str_starts(text, "'")) {
        return 1;
    }
    return str_starts(text, "\u201D") || str_starts(text, "\u2019") ? strlen("\u201D") : 0;
}

/* If a sentence ends with the byte at `at`, the offset behind it and its blanks; else 0. */
static size_t
sentence_end(struct str text, size_t at)
{
    if (text.p[at] == '\0' || strchr(".!?:", text.p[at]) == NULL) {
        return 0;
    }
    size_t end = at + 1;
    end += closing_quote(str_skip(text, end));
    if (end >= text.n || !is_blank(text.p[end])) {
        return 0;
    }
    while (end < text.n && is_blank(text.p[end])) {
        end++;
    }
    return end;
}

bool
readability_sentence(struct str *text, struct str *sentence)
{
    if (text->n == 0) {
        return false;
    }
    size_t end = 0;
    for (size_t i = 0; i < text->n && end == 0; i++) {
        end = sentence_end(*text, i);
    }
    end = end == 0 ? text->n : end;
    *sentence = str_trim((struct str){text->p, end});
    *text = str_skip(*text, end);
    return true;
}

/* Small letters in Latin-1, everything else left out. Returns their number. */
static size_t
to_letters(struct str word, char letters[WORD_BYTES_MAX])
{
    size_t n = 0;
    uint32_t code = 0;
    for (int step = 0; n < WORD_BYTES_MAX && (step = utf8_next(word, &code)) > 0;
         word = str_skip(word, (size_t)step)) {
        bool is_upper = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE);
        char c = (char)(unsigned char)(is_upper ? code + 0x20 : code);
        if (code < 0x100 && c != '\0' &&
            strchr("abcdefghijklmnopqrstuvwxyz\xE1\xE9\xED\xF3\xFA\xFC\xF1", c) != NULL) {
            letters[n++] = c;
        }
    }
    return n;
}

static bool
is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool
ends(struct str w, const char *const *endings)
{
    for (; *endings != NULL; endings++) {
        if (str_ends(w, *endings)) {
            return true;
        }
    }
    return false;
}

/* How many of the counted vowels are silent, judged by the end of the word. */
static size_t
silent_vowels(struct str w, size_t n)
{
    static const char *const spoken_e[] = {"le", "ee", "ye", NULL};
    static const char *const spoken_es[] = {"ses", "zes",  "ces",  "ges",
                                            "xes", "ches", "shes", NULL};
    char third = w.n > 2 ? w.p[w.n - 3] : '\0';
    size_t silent = 0;
    if (str_ends(w, "e") && !ends(w, spoken_e) && n > 1) {
        silent++;
    } else if (str_ends(w, "le") && is_one_of(third, "aeiouy") && n > 1) {
        silent++;
    }
    if (str_ends(w, "ed") && w.n > 3 && !is_one_of(third, "tdaeiouy") && n - silent > 1) {
        silent++;
    }
    if (str_ends(w, "es") && w.n > 3 && !ends(w, spoken_es) && !is_one_of(third, "aeiouy") &&
        n - silent > 1) {
        silent++;
    }
    return silent;
}

static size_t
english_syllables(const char *letters, size_t length)
{
    char ascii[WORD_BYTES_MAX];
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (letters[i] >= 'a' && letters[i] <= 'z') {
            ascii[n++] = letters[i];
        }
    }
    size_t groups = 0;
    for (size_t i = 0; i < n; i++) {
        groups += is_one_of(ascii[i], "aeiouy") && (i == 0 || !is_one_of(ascii[i - 1], "aeiouy"));
    }
    groups -= silent_vowels((struct str){ascii, n}, groups);
    return groups == 0 ? 1 : groups;
}

#define SPANISH_VOWELS "aeiou\xE1\xE9\xED\xF3\xFA\xFC"

/* The silent u of que, qui, gue, gui goes; a y that is no consonant becomes i. */
static size_t
spell_spanish(char *w, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        char next = i + 1 < n ? w[i + 1] : '\0';
        bool before_ei = i + 2 < n && is_one_of(w[i + 2], "ei\xE9\xED");
        bool is_silent_u = (w[i] == 'q' || w[i] == 'g') && next == 'u' && before_ei;
        bool is_vowel_y = w[i] == 'y' && !is_one_of(next, "aeiou\xE1\xE9\xED\xF3\xFA");
        w[out++] = is_vowel_y ? 'i' : w[i];
        i += is_silent_u;
    }
    return out;
}

/* Two vowels side by side are two syllables if both are strong or one is an accented weak one. */
static bool
is_hiatus(char a, char b)
{
    static const char strong[] = "aeo\xE1\xE9\xF3";
    static const char accented_weak[] = "\xED\xFA";
    return (is_one_of(a, strong) && is_one_of(b, strong)) || is_one_of(a, accented_weak) ||
           is_one_of(b, accented_weak);
}

static size_t
spanish_syllables(char *w, size_t length)
{
    size_t n = spell_spanish(w, length);
    size_t syllables = 0;
    for (size_t i = 0; i < n; i++) {
        bool continues = i > 0 && is_one_of(w[i - 1], SPANISH_VOWELS);
        if (is_one_of(w[i], SPANISH_VOWELS) && (!continues || is_hiatus(w[i - 1], w[i]))) {
            syllables++;
        }
    }
    return syllables == 0 ? 1 : syllables;
}

size_t
readability_syllables(struct str word, enum readability_language language)
{
    char letters[WORD_BYTES_MAX];
    size_t n = to_letters(word, letters);
    return language == READABILITY_SPANISH ? spanish_syllables(letters, n)
                                           : english_syllables(letters, n);
}

void
readability_add(struct readability *sum, struct str text, enum readability_language language)
{
    struct str sentence = {0};
    struct str word = {0};
    while (readability_sentence(&text, &sentence)) {
        size_t n_words = 0;
        while (next_word(&sentence, &word)) {
            n_words++;
            sum->syllables += readability_syllables(word, language);
        }
        sum->words += n_words;
        sum->sentences += n_words > 0;
    }
}

double
readability_score(const struct readability *sum, enum readability_language language)
{
    if (sum->words == 0 || sum->sentences == 0) {
        return 0.0;
    }
    double per_word = (double)sum->syllables / (double)sum->words;
    double per_sentence = (double)sum->words / (double)sum->sentences;
    if (language == READABILITY_SPANISH) {
        return 206.835 - 62.3 * per_word - per_sentence;
    }
    return 0.39 * per_sentence + 11.8 * per_word - 15.59;
}

double
readability_limit(enum readability_language language, bool is_legal)
{
    if (language == READABILITY_SPANISH) {
        return is_legal ? 55.0 : 65.0;
    }
    return is_legal ? 7.5 : 6.0;
}

bool
readability_is_good(const struct readability *sum, enum readability_language language,
                    bool is_legal)
{
    double score = readability_score(sum, language);
    double limit = readability_limit(language, is_legal);
    if (sum->words < READABILITY_WORDS_MIN) {
        return true;
    }
    return language == READABILITY_SPANISH ? score >= limit : score <= limit;
}
