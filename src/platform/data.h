/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything the program reads from disk, opened together: fonts, pack, catalogs.
 *
 * They are found beside the program (bin/../share/kyr-kiosk), so that an installed tree runs from
 * any folder: fonts/  anchor/  locale/<language>/LC_MESSAGES/kyr-kiosk.mo pack/   pack.yaml pages/
 * hotlines.yaml seeds/ locale/<language>/LC_MESSAGES/<pack id>.mo A pack in another folder brings
 * its catalogs in its own locale/, else those of pack/ serve.
 */
#ifndef KYR_PLATFORM_DATA_H
#define KYR_PLATFORM_DATA_H

#include "content/pack.h"
#include "i18n/catalog.h"
#include "platform/fonts.h"

struct data {
    struct arena arena;
    const char *share_dir;
    const char *pack_dir;
    struct fonts *fonts;     /* owned; NULL: no text can be drawn at all */
    struct pack *pack;       /* owned; NULL: nothing to show */
    struct catalog *catalog; /* owned; never NULL after data_open */
};

/* `pack_dir` NULL: the program's own. Findings tell what is wrong; what can be opened is opened. */
void
data_open(struct data *data, const char *pack_dir, struct diag_sink *sink);

void
data_close(struct data *data);

#endif
