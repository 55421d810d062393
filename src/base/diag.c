/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list in an arena; sorting happens only when it is printed. */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

void
diag_free(struct diag_sink *sink)
{
    if (sink != NULL) {
        arena_free(&sink->arena);
        *sink = (struct diag_sink){0};
    }
}

void
diag_report(struct diag_sink *sink, enum diag_severity severity, struct diag_place place,
            const char *code, const char *format, ...)
{
    if (sink == NULL) {
        return;
    }
    *(severity == DIAG_ERROR ? &sink->n_errors : &sink->n_warnings) += 1;
    if (sink->n_errors + sink->n_warnings > DIAG_KEPT_MAX) {
        return;
    }
    char text[1024];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);

    struct diag *item = arena_new(&sink->arena, struct diag);
    item->severity = severity;
    item->place = place;
    item->place.file = str_dup(&sink->arena, str_from(place.file)).p;
    item->code = code;
    item->text = str_dup(&sink->arena, str_from(text));
    *(sink->first == NULL ? &sink->first : &sink->last->next) = item;
    sink->last = item;
}

static int
compare(const void *left, const void *right)
{
    const struct diag *a = *(struct diag *const *)left;
    const struct diag *b = *(struct diag *const *)right;
    int order = strcmp(a->place.file, b->place.file);
    if (order == 0) {
        order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
    }
    if (order == 0) {
        order = (a->place.col > b->place.col) - (a->place.col < b->place.col);
    }
    return order != 0 ? order : strcmp(a->text.p, b->text.p);
}

static void
print_one(const struct diag *item, FILE *out)
{
    (void)fprintf(out, "%s:", item->place.file);
    if (item->place.line > 0) {
        (void)fprintf(out, "%d:", item->place.line);
        if (item->place.col > 0) {
            (void)fprintf(out, "%d:", item->place.col);
        }
    }
    (void)fprintf(out, " %s: %s [%s]\n", item->severity == DIAG_ERROR ? "error" : "warning",
                  item->text.p, item->code);
}

void
diag_print(const struct diag_sink *sink, FILE *out)
{
    size_t count = 0;
    for (const struct diag *item = sink->first; item != NULL; item = item->next) {
        count++;
    }
    struct arena scratch = {0};
    const struct diag **sorted = arena_array(&scratch, count + 1, sizeof(struct diag *));
    size_t i = 0;
    for (const struct diag *item = sink->first; item != NULL; item = item->next) {
        sorted[i++] = item;
    }
    qsort(sorted, count, sizeof(struct diag *), compare);
    for (i = 0; i < count; i++) {
        print_one(sorted[i], out);
    }
    arena_free(&scratch);
}
