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
#include "content/trust.h"
#include "i18n/catalog.h"
#include "platform/fonts.h"
#include "ui/staff.h"

struct data {
    struct arena arena;
    const char *share_dir;
    const char *pack_dir;
    struct fonts *fonts;          /* owned; NULL: no text can be drawn at all */
    struct pack *pack;            /* owned; NULL: nothing to show */
    struct packfile *signed_pack; /* owned; what `pack` was read from; NULL: a plain folder */
    struct staff_pack staff_pack; /* what staff is told of it */
    struct catalog *catalog;      /* owned; never NULL after data_open */
};

/* `pack_dir` NULL: the program's own. Findings tell what is wrong; what can be opened is opened. */
void
data_open(struct data *data, const char *pack_dir, struct diag_sink *sink);

/*
 * What a locked kiosk opens: only a pack that somebody trusted has signed, every byte of it checked
 * before it is parsed, and parsed from the bytes that were checked. Its catalogs alone are read
 * from the disk a second time, by libintl; they are checked again on the way (i18n/mo_check.h), and
 * the names that hold them are never used for others.
 *
 * Whoever is trusted: the keys of the settings, what their owners have changed them to
 * (install/chain.h), and for the pack beside the program the key that came with it.
 */
struct data_trust {
    const char *pack_dir;     /* this pack and no other; NULL: the newer of the two below */
    const char *state_dir;    /* installed packs; NULL: none are looked for */
    const struct trust *root; /* the keys of the settings */
};

void
data_open_signed(struct data *data, const struct data_trust *options, struct diag_sink *sink);

void
data_close(struct data *data);

#endif
