/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table. Tags are compared in a folded form (lower case, '-'), and a tag that is too exact is
 * shortened from its end (the "lookup" of RFC 4647, 3.4). */
#include "i18n/lang.h"

#include <stdbool.h>
#include <string.h>

#define TAG_BYTES_MAX 35 /* RFC 5646, 4.4.1: no well-formed tag in use is longer */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Spoken in Los Angeles County, by tag; the source language first. */
static const struct language languages[] = {
    {"en", "en", "English", DIR_LTR},
    {"am", "am", "አማርኛ", DIR_LTR},
    {"ar", "ar", "العربية", DIR_RTL},
    {"bn", "bn", "বাংলা", DIR_LTR},
    {"de", "de", "Deutsch", DIR_LTR},
    {"es", "es", "Español", DIR_LTR},
    {"fa", "fa", "فارسی", DIR_RTL},
    {"fil", "fil", "Filipino", DIR_LTR},
    {"fr", "fr", "Français", DIR_LTR},
    {"gu", "gu", "ગુજરાતી", DIR_LTR},
    {"he", "he", "עברית", DIR_RTL},
    {"hi", "hi", "हिन्दी", DIR_LTR},
    {"ht", "ht", "Kreyòl ayisyen", DIR_LTR},
    {"hy", "hy", "Հայերեն", DIR_LTR},
    {"id", "id", "Bahasa Indonesia", DIR_LTR},
    {"it", "it", "Italiano", DIR_LTR},
    {"ja", "ja", "日本語", DIR_LTR},
    {"kek", "kek", "Qʼeqchiʼ", DIR_LTR},
    {"kjb", "kjb", "Qʼanjobʼal", DIR_LTR},
    {"km", "km", "ភាសាខ្មែរ", DIR_LTR},
    {"ko", "ko", "한국어", DIR_LTR},
    {"lo", "lo", "ລາວ", DIR_LTR},
    {"mam", "mam", "Mam", DIR_LTR},
    {"my", "my", "မြန်မာ", DIR_LTR},
    {"pa", "pa", "ਪੰਜਾਬੀ", DIR_LTR},
    {"pl", "pl", "Polski", DIR_LTR},
    {"prs", "prs", "دری", DIR_RTL},
    {"ps", "ps", "پښتو", DIR_RTL},
    {"pt", "pt", "Português", DIR_LTR},
    {"pt-BR", "pt_BR", "Português (Brasil)", DIR_LTR},
    {"quc", "quc", "Kʼicheʼ", DIR_LTR},
    {"ru", "ru", "Русский", DIR_LTR},
    {"sm", "sm", "Gagana Sāmoa", DIR_LTR},
    {"so", "so", "Soomaali", DIR_LTR},
    {"th", "th", "ไทย", DIR_LTR},
    {"tl", "tl", "Tagalog", DIR_LTR},
    {"tr", "tr", "Türkçe", DIR_LTR},
    {"uk", "uk", "Українська", DIR_LTR},
    {"ur", "ur", "اردو", DIR_RTL},
    {"vi", "vi", "Tiếng Việt", DIR_LTR},
    {"zh-Hans", "zh_CN", "简体中文", DIR_LTR},
    {"zh-Hant", "zh_TW", "繁體中文", DIR_LTR},
    /* Made by pseudo.c. The catalog names are no folder names, so that no file can stand in. */
    {"qps-long", "qps-long", "⁅Ļóñģ⁆", DIR_LTR},
    {"qps-rtl", "qps-rtl", "يمين-يسار", DIR_RTL},
};

/* Tags whose language shortening would not find, or not the right one. */
static const struct {
    const char *tag;
    const char *means;
} aliases[] = {
    {"zh", "zh-Hans"}, {"zh-HK", "zh-Hant"}, {"zh-MO", "zh-Hant"}, {"iw", "he"}, {"in", "id"},
};

const struct language *
lang_source(void)
{
    return &languages[0];
}

static char
folded(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c == '_' ? '-' : c;
}

static bool
is_same_tag(struct str tag, const char *known)
{
    size_t i = 0;
    while (i < tag.n && known[i] != '\0' && folded(tag.p[i]) == folded(known[i])) {
        i++;
    }
    return i == tag.n && known[i] == '\0';
}

/* By tag, or by a catalog name written as a tag ("zh-TW"). */
static const struct language *
find_exactly(struct str tag)
{
    for (size_t i = 0; i < COUNT(languages); i++) {
        if (is_same_tag(tag, languages[i].tag) || is_same_tag(tag, languages[i].catalog)) {
            return &languages[i];
        }
    }
    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (is_same_tag(tag, aliases[i].tag)) {
            return find_exactly(str_from(aliases[i].means));
        }
    }
    return NULL;
}

const struct language *
lang_find(struct str tag)
{
    const struct language *found = NULL;
    while (found == NULL && tag.n > 0 && tag.n <= TAG_BYTES_MAX) {
        found = find_exactly(tag);
        do {
            tag.n--;
        } while (tag.n > 0 && folded(tag.p[tag.n]) != '-');
    }
    return found;
}

const struct language *
lang_find_catalog(struct str catalog)
{
    for (size_t i = 0; i < COUNT(languages); i++) {
        if (str_eqz(catalog, languages[i].catalog)) {
            return &languages[i];
        }
    }
    return NULL;
}
