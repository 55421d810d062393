/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The starts of all lines, found once; a look-up is a binary search. */
#include "content/lines.h"

#include "base/utf8.h"

struct lines
lines_make(struct arena *arena, struct str text, const char *file, int line_offset)
{
    struct lines lines = {.text = text, .file = file, .line_offset = line_offset};
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++) {
        n += text.p[i] == '\n';
    }
    lines.starts = arena_array(arena, n, sizeof(size_t));
    lines.n = 1;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n') {
            lines.starts[lines.n++] = i + 1;
        }
    }
    return lines;
}

struct diag_place
lines_place(const struct lines *lines, size_t offset)
{
    size_t low = 0;
    size_t high = lines->n;
    if (offset > lines->text.n) {
        offset = lines->text.n;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (struct diag_place){lines->file, (int)low + 1 + lines->line_offset,
                               (int)(offset - lines->starts[low]) + 1};
}

struct diag_place
lines_place_at(const struct lines *lines, size_t line, size_t code_points)
{
    if (line >= lines->n) {
        return lines_place(lines, lines->text.n);
    }
    size_t offset = lines->starts[line];
    uint32_t code = 0;
    while (code_points > 0 && offset < lines->text.n && lines->text.p[offset] != '\n') {
        offset += (size_t)utf8_next(str_skip(lines->text, offset), &code);
        code_points--;
    }
    return lines_place(lines, offset);
}
