/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * QR codes through libqrencode: text -> modules. Error correction M; the smallest version that
 * holds the text.
 */
#ifndef KYR_CONTENT_QR_H
#define KYR_CONTENT_QR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

#define QR_QUIET_MODULES 4 /* ISO/IEC 18004: white on every side, in every theme */

struct qr {
    int width;                    /* modules a side, without the quiet zone */
    const unsigned char *modules; /* width * width, row by row; 1 = dark */
};

/* NULL if the text is empty or does not fit. */
const struct qr *
qr_encode(struct arena *arena, struct str text);

#endif
