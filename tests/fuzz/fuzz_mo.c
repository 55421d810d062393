/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mo_check reads nothing outside the bytes, and what it says of a sound catalog is true. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/mo_check.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Inside the input and ended there by a NUL. */
static bool
is_terminated_inside(struct str part, const char *bytes, size_t size)
{
    return part.n > 0 && part.p >= bytes && part.p < bytes + size &&
           part.n < size - (size_t)(part.p - bytes) && part.p[part.n] == '\0' &&
           memchr(part.p, '\0', part.n) == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mo_report report;
    char *bytes = malloc(size + (size == 0)); /* of exactly this size, for the sanitizer */
    if (bytes == NULL) {
        return 0;
    }
    if (size > 0) {
        memcpy(bytes, data, size);
    }
    bool is_sound = mo_check((struct str){bytes, size}, &report);
    bool has_sample = report.sample_id.n > 0 || report.sample_text.n > 0;
    if (is_sound != (report.problem == NULL) || (has_sample && !is_sound)) {
        abort();
    }
    if (has_sample && (!is_terminated_inside(report.sample_id, bytes, size) ||
                       !is_terminated_inside(report.sample_text, bytes, size))) {
        abort();
    }
    free(bytes);
    return 0;
}
