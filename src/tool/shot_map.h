/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which messages the screen shows, and where: blocks by their node, everything else by its words.
 */
#ifndef KYR_TOOL_SHOT_MAP_H
#define KYR_TOOL_SHOT_MAP_H

#include "content/messages.h"
#include "tool/shot_po.h"
#include "ui/app_desk.h"

struct shot_map {
    struct arena arena;
    const struct pack *pack;
    const struct shot_po *po;
    struct messages messages; /* of the pack, each message once */
    bool *is_shown_word; /* of the program's messages: a word of the program is mapped to the first
                            screen that shows it, or they would stand on every one */
};

/* What is on a screen. */
struct sighting {
    enum shot_domain domain;
    struct str context, msgid;
    const struct message *message; /* of the pack; NULL for a word of the program */
    struct rect rect;              /* clipped to nothing yet */
};

struct shot_see {
    void *user;
    void (*see)(void *user, const struct sighting *sighting);
};

void
shot_map_open(struct shot_map *map, const struct pack *pack, const struct shot_po *po);

void
shot_map_close(struct shot_map *map);

/* Calls `see` for each message on the screen that the app shows. */
void
shot_map_screen(struct shot_map *map, struct app *app, const struct shot_see *see);

#endif
