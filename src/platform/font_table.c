/* SPDX-License-Identifier: GPL-3.0-or-later */
/* font_list.h between the two families that every installation has. */
#include "platform/font_table.h"

#include <string.h>

#include "base/utf8.h"
#include "platform/font_list.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define LAST_CODE 0x10FFFF
#define ICONS "MaterialIcons-Regular.ttf"
#define CJK_FIRST 0x2E80
#define CJK_LAST 0x3FFFF
#define REGULAR(stem) stem "-Regular.ttf"
#define BOLD(stem) stem "-Bold.ttf"
#define NOTO(languages, script, first, last, stem)                                                 \
    {languages, script,           first, last, {REGULAR(stem), BOLD(stem), REGULAR(stem), ICONS},  \
     0,         "fonts-noto-core"},
#define CJK(languages, script, index)                                                              \
    {languages,                                                                                    \
     script,                                                                                       \
     CJK_FIRST,                                                                                    \
     CJK_LAST,                                                                                     \
     {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", ICONS},        \
     index,                                                                                        \
     "fonts-noto-cjk"},

static const struct font_family families[] = {
    {NULL,
     NULL,
     0,
     LAST_CODE,
     {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", ICONS},
     0,
     "fonts-noto-core"},
    FONT_LIST(NOTO, CJK){NULL,
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

/* Inside the range of Chinese, Japanese and Korean, but none of these. */
static bool
is_presentation_form(uint32_t code)
{
    return code >= 0xFB00 && code < 0xFE30;
}

const char *
font_script_of(struct str text)
{
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool is_hangul = code >= 0xAC00 && code < 0xD7B0;
        size_t family = is_presentation_form(code) ? 0 : claimed_by(code);
        if (family > 0) {
            return is_hangul ? "Hang" : families[family].script;
        }
    }
    return "Latn";
}

const char *
font_package_of(uint32_t code)
{
    size_t family = is_presentation_form(code) ? 0 : claimed_by(code);
    return family == 0 ? NULL : families[family].package;
}
