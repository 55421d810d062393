/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the source tree of a pack to a pack that can be signed: pack.yaml, hotlines.yaml, keys.yaml
 * if there is one, pages/, seeds/, locale/. Other files in the folder are not taken along.
 */
#ifndef KYR_CONTENT_PACKSOURCE_H
#define KYR_CONTENT_PACKSOURCE_H

#include "content/packfile.h"

struct packsource_options {
    const char *dir;
    /* Holds <language>/LC_MESSAGES/<pack id>.mo if the pack has no locale/ of its own; may be NULL
     * or missing. */
    const char *locale_dir;
    struct date issued;
};

/* Reads the pack as the kiosk would; NULL if there is any error in it (findings say which). The
 * result has no signatures. */
struct packfile *
packsource_gather(const struct packsource_options *options, struct diag_sink *sink);

#endif
