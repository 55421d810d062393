/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands around the content on every screen: header (title, languages, text size, theme, hide)
 * and footer (home, back, dots, next). Always in the same places.
 */
#ifndef KYR_UI_CHROME_H
#define KYR_UI_CHROME_H

#include "layout/hit.h"
#include "layout/list.h"
#include "layout/scale.h"
#include "ui/words.h"

/* Actions of TARGET_ACTION targets. */
enum action {
    ACTION_NONE,
    ACTION_LANGUAGE,  /* arg: tag */
    ACTION_TEXT_SIZE, /* the next larger size, then the smallest again */
    ACTION_THEME,
    ACTION_HIDE,
    ACTION_HOME,
    ACTION_BACK, /* the screen before, or the place before */
    ACTION_NEXT,
    ACTION_TOPICS,
    ACTION_SOURCES,
    ACTION_NOTES,     /* a workshop leader's notes: show or hide */
    ACTION_LANGUAGES, /* the screen of all languages */
    ACTION_DIGIT,     /* arg: "0" to "9"; this one and the next two are the staff's pad */
    ACTION_CLEAR,
    ACTION_ENTER,
    ACTION_LEAVE, /* ends the program: on the staff's page only */
};

struct chrome {
    const struct scale *scale;
    const struct text_metrics *metrics;
    const struct words *words;
    enum theme theme;
    struct str icon; /* of the place; may be empty */
    struct str title;
    struct str subtitle;      /* soft, after the title; may be empty */
    size_t n_screens, screen; /* dots; none if n_screens < 2 */
    bool has_footer;
    bool has_back;
    bool has_leave;                  /* the way out, on the staff's page */
    bool has_notes, shows_notes;     /* a workshop leader's, on this place */
    bool has_sources;                /* a link to where the words come from, over the footer */
    struct str checked;              /* small line before the link, or empty */
    const struct str *checked_lines; /* of all screens of this place: decide how high it is */
    size_t n_checked_lines;
};

/* Height that the footer with its small line takes at the bottom. */
int
chrome_bottom_h(const struct chrome *chrome);

void
chrome_draw(const struct chrome *chrome, struct list *list, struct targets *targets);

/* One line of text in one style; returns its width. y is the middle of its capitals. */
int
chrome_text(const struct text_metrics *metrics, struct list *list, struct str text,
            struct text_style style, enum color color, int x, int middle_y);

#endif
