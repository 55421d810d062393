/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which font a script needs beside Noto Sans, and in which Debian package it is: the one place that
 * knows. Read by font_table.c and, line by line, by fonts.cmake and src/setup.sh, so an entry stays
 * on one line.
 *
 * NOTO(languages, script, first letter, last letter, stem): STEM-Regular.ttf and STEM-Bold.ttf of
 * fonts-noto-core. Their PostScript names, by which they are found, are STEM-Regular and STEM-Bold.
 * CJK(languages, script, index): that face of NotoSansCJK-Regular.ttc and -Bold.ttc of
 * fonts-noto-cjk.
 * Languages are BCP 47 tags; scripts ISO 15924. A coarse range of letters says at once that a font
 * need not be asked.
 */
#ifndef KYR_PLATFORM_FONT_LIST_H
#define KYR_PLATFORM_FONT_LIST_H

/* clang-format off */
#define FONT_LIST(NOTO, CJK)                                         \
    NOTO("ar fa ps prs ur", "Arab", 0x0600, 0x08FF, "NotoSansArabic") \
    NOTO("he", "Hebr", 0x0590, 0x05FF, "NotoSansHebrew")             \
    NOTO("hy", "Armn", 0x0530, 0x058F, "NotoSansArmenian")           \
    NOTO("am", "Ethi", 0x1200, 0x139F, "NotoSansEthiopic")           \
    NOTO("hi", "Deva", 0x0900, 0x097F, "NotoSansDevanagari")         \
    NOTO("bn", "Beng", 0x0964, 0x09FF, "NotoSansBengali")            \
    NOTO("pa", "Guru", 0x0964, 0x0A7F, "NotoSansGurmukhi")           \
    NOTO("gu", "Gujr", 0x0964, 0x0AFF, "NotoSansGujarati")           \
    NOTO("th", "Thai", 0x0E00, 0x0E7F, "NotoSansThai")               \
    NOTO("lo", "Laoo", 0x0E80, 0x0EFF, "NotoSansLao")                \
    NOTO("km", "Khmr", 0x1780, 0x17FF, "NotoSansKhmer")              \
    NOTO("my", "Mymr", 0x1000, 0x109F, "NotoSansMyanmar")            \
    CJK("zh-Hans", "Hani", 2)                                        \
    CJK("zh-Hant", "Hani", 3)                                        \
    CJK("ja", "Hani", 0)                                             \
    CJK("ko", "Hang", 1)
/* clang-format on */

#endif
