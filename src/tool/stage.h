/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kiosk without a window, for commands that need to see screens: data, app, painter, surface.
 */
#ifndef KYR_TOOL_STAGE_H
#define KYR_TOOL_STAGE_H

#include "base/log.h"
#include "platform/data.h"
#include "platform/loop.h"
#include "tool/args.h"
#include "ui/app.h"

struct stage {
    struct diag_sink sink;
    struct data data;
    struct painter *painter;
    struct app *app; /* in the language last asked for */
    SDL_Surface *surface;
};

/* False (findings printed) if there is no pack or no font; *code is then what to exit with. */
bool
stage_open(struct stage *stage, const struct args *args, const char *pack_dir,
           enum exit_code *code);

void
stage_close(struct stage *stage); /* also after a failed open */

/* The languages asked for, or all on offer. NULL after one clear line if one is not there. */
const struct language **
stage_languages(struct stage *stage, const struct args *args, size_t *n_out);

/* A fresh app in that language, on the attract screen. */
void
stage_start(struct stage *stage, const struct args *args, const struct language *language);

/* Paints what the app shows into stage->surface. */
void
stage_paint(struct stage *stage);

#endif
