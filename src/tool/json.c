/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One character at a time. */
#include "tool/json.h"

void
json_string(FILE *out, struct str text)
{
    (void)fputc('"', out);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '"' || c == '\\') {
            (void)fprintf(out, "\\%c", c);
        } else if (c < 0x20 || c == '<') {
            (void)fprintf(out, "\\u%04x", c);
        } else {
            (void)fputc(c, out);
        }
    }
    (void)fputc('"', out);
}

void
json_member(FILE *out, const char *name, struct str text)
{
    (void)fprintf(out, "\"%s\": ", name);
    json_string(out, text);
    (void)fputs(", ", out);
}
