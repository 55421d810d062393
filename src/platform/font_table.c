/* SPDX-License-Identifier: GPL-3.0-or-later */
/* font_table.inc between the two families that every installation has. */
#include "platform/font_table.h"

#include <string.h>

#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define LAST_CODE 0x10FFFF
#define ICONS "MaterialIcons-Regular.ttf"
#define FONT(languages, script, first, last, regular, bold, index, folder, package)                \
    {languages, script, first, last, {regular, bold, regular, ICONS}, index, package},

static const struct font_family families[] = {
    {NULL,
     NULL,
     0,
     LAST_CODE,
     {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", ICONS},
     0,
     "fonts-noto-core"},
#include "platform/font_table.inc"
    {NULL,
     NULL,
     0,
     LAST_CODE,
     {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans.ttf", ICONS},
     0,
     "fonts-dejavu-core"},
};

size_t
font_family_count(void)
{
    return COUNT(families);
}

const struct font_family *
font_family(size_t index)
{
    return &families[index];
}

static bool
has_word(const char *words, const char *word)
{
    struct str rest = str_from(words);
    bool has = false;
    while (rest.n > 0 && !has) {
        has = str_eqz(str_cut(&rest, ' '), word);
    }
    return has;
}

size_t
font_family_of(const char *tag)
{
    for (size_t i = 0; i < COUNT(families); i++) {
        if (families[i].languages != NULL && has_word(families[i].languages, tag)) {
            return i;
        }
    }
    return 0;
}

/* The first family whose range the code lies in; 0: none. */
static size_t
claimed_by(uint32_t code)
{
    for (size_t i = 1; i + 1 < COUNT(families); i++) {
        if (code >= families[i].first && code <= families[i].last) {
            return i;
        }
    }
    return 0;
}

/* What lies inside the range of the collections without being Chinese, Japanese or Korean. */
static bool
is_symbol(uint32_t code)
{
    return (code >= 0x1E00 && code < 0x2E80) || (code >= 0xFB00 && code < 0xFE30);
}

const char *
font_script_of(struct str text)
{
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool is_hangul = (code >= 0x1100 && code < 0x1200) || (code >= 0xAC00 && code < 0xD7B0);
        size_t family = is_symbol(code) ? 0 : claimed_by(code);
        if (family > 0) {
            return is_hangul ? "Hang" : families[family].script;
        }
    }
    return "Latn";
}

const char *
font_package_of(uint32_t code)
{
    size_t family = is_symbol(code) ? 0 : claimed_by(code);
    return family == 0 ? NULL : families[family].package;
}
