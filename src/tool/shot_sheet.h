/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What kyr-pack shot writes beside the pictures: shots.json, and index.html, which shows it all in
 * a browser, without a network.
 *
 * Each language's process writes its part into its own folder; the parts are joined at the end.
 */
#ifndef KYR_TOOL_SHOT_SHEET_H
#define KYR_TOOL_SHOT_SHEET_H

#include "tool/shot_map.h"

/* A picture that has been taken. */
struct picture {
    const char *language; /* tag */
    const char *page;     /* id of the page, or the name of a place that is none */
    size_t screen;        /* from 1 */
    const char *file;     /* "es/at-my-door-1.png" */
    int section;          /* node that the screen belongs to, the same in all languages; 0: none */
    struct str title, headline; /* in its language; may be empty */
};

struct sheet_part;

/* NULL after one clear line if the files cannot be written. */
struct sheet_part *
sheet_part_open(const char *dir, const char *language);

/* False on a write error. */
bool
sheet_part_close(struct sheet_part *part);

void
sheet_part_picture(struct sheet_part *part, const struct picture *picture);

void
sheet_part_message(struct sheet_part *part, const struct picture *picture,
                   const struct sighting *sighting, const struct shot_entry *entry);

struct sheet {
    const char *dir;
    struct str title; /* of the pack */
    struct size screen_px;
    const struct language **languages;
    size_t n_languages;
};

/* Joins the parts and removes them. False after one clear line. */
bool
sheet_write(const struct sheet *sheet);

/* sheet.html; "@DATA@" stands where the data go. Made by embed.cmake. */
extern const char sheet_html[];

#endif
