/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QRcode_encodeString picks numeric segments where they pay (a phone number then fits version 1);
 * QRcode_encodeString8bit would not. */
#include "content/qr.h"

#include <errno.h>
#include <qrencode.h>

#include "base/log.h"

#define QR_BYTES_MAX 512 /* more makes modules too small for an old phone */

const struct qr *
qr_encode(struct arena *arena, struct str text)
{
    if (text.n == 0 || text.n > QR_BYTES_MAX) {
        return NULL;
    }
    errno = 0;
    QRcode *code = QRcode_encodeString(str_dup(arena, text).p, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL && errno == ENOMEM) {
        log_fatal("out of memory");
    }
    if (code == NULL) {
        return NULL;
    }
    size_t n = (size_t)code->width * (size_t)code->width;
    unsigned char *modules = arena_alloc(arena, n);
    for (size_t i = 0; i < n; i++) {
        modules[i] = code->data[i] & 1u; /* the other bits tell what a module is for */
    }
    struct qr *qr = arena_new(arena, struct qr);
    *qr = (struct qr){code->width, modules};
    QRcode_free(code);
    return qr;
}
