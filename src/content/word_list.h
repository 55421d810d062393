/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 256 short words, each with its Spanish one: the alphabet of the check words (check_words.h).
 */
#ifndef KYR_CONTENT_WORD_LIST_H
#define KYR_CONTENT_WORD_LIST_H

#define WORD_LIST_COUNT 256

struct word_pair {
    const char *english;
    const char *spanish;
};

extern const struct word_pair word_list[WORD_LIST_COUNT];

#endif
