/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part is two files of one JSON object a line: joining them takes commas and brackets. */
#include "tool/shot_sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "tool/json.h"

#define PART_BYTES_MAX (64u * 1024 * 1024) /* of our own making; 2,000 messages take 1 MB */

struct sheet_part {
    FILE *pictures;
    FILE *messages;
};

/* ---- One language -------------------------------------------------------------------------- */

static const char *
part_path(struct arena *arena, const char *dir, const char *language, const char *name)
{
    return str_printf(arena, "%s/%s/.%s", dir, language, name).p;
}

static FILE *
open_file(const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        log_line("cannot write %s: %s", path, strerror(errno));
    }
    return file;
}

struct sheet_part *
sheet_part_open(const char *dir, const char *language)
{
    struct arena scratch = {0};
    struct sheet_part *part = calloc(1, sizeof *part);
    if (part == NULL) {
        log_fatal("out of memory");
    }
    part->pictures = open_file(part_path(&scratch, dir, language, "pictures"));
    part->messages = open_file(part_path(&scratch, dir, language, "messages"));
    arena_free(&scratch);
    if (part->pictures == NULL || part->messages == NULL) {
        (void)sheet_part_close(part);
        return NULL;
    }
    return part;
}

static bool
close_file(FILE *file)
{
    bool ok = file != NULL && ferror(file) == 0;
    return (file == NULL || fclose(file) == 0) && ok;
}

bool
sheet_part_close(struct sheet_part *part)
{
    bool ok = close_file(part->pictures);
    ok = close_file(part->messages) && ok;
    free(part);
    return ok;
}

static void
write_picture(FILE *out, const struct picture *picture)
{
    (void)fputc('{', out);
    json_member(out, "language", str_from(picture->language));
    json_member(out, "page", str_from(picture->page));
    (void)fprintf(out, "\"screen\": %zu, \"section\": %d, ", picture->screen, picture->section);
    json_member(out, "picture", str_from(picture->file));
}

void
sheet_part_picture(struct sheet_part *part, const struct picture *picture)
{
    write_picture(part->pictures, picture);
    json_member(part->pictures, "title", picture->title);
    (void)fputs("\"headline\": ", part->pictures);
    json_string(part->pictures, picture->headline);
    (void)fputs("}\n", part->pictures);
}

static void
write_findings(FILE *out, const struct diag_sink *sink)
{
    (void)fputs("\"findings\": [", out);
    for (const struct diag *diag = sink->first; diag != NULL; diag = diag->next) {
        json_string(out, diag->text);
        (void)fputs(diag->next == NULL ? "" : ", ", out);
    }
    (void)fputs("]", out);
}

/* Where the English stands, and what it is. */
static void
write_source(FILE *out, const struct message *message)
{
    struct arena scratch = {0};
    struct str place = STR("");
    if (message != NULL) {
        place = str_printf(&scratch, "%s:%d", message->place.file, message->place.line);
    }
    json_member(out, "kind", str_from(message == NULL ? "word of the program" : message->kind));
    json_member(out, "note", message == NULL ? STR("") : message->note);
    json_member(out, "source", place);
    arena_free(&scratch);
}

void
sheet_part_message(struct sheet_part *part, const struct picture *picture,
                   const struct sighting *sighting, const struct shot_entry *entry)
{
    FILE *out = part->messages;
    struct rect rect = sighting->rect;
    write_picture(out, picture);
    (void)fprintf(out, "\"rect\": [%d, %d, %d, %d], ", rect.x, rect.y, rect.w, rect.h);
    json_member(out, "context", sighting->context);
    json_member(out, "msgid", sighting->msgid);
    json_member(out, "state", str_from(entry->state));
    json_member(out, "po", str_from(entry->path));
    (void)fprintf(out, "\"line\": %d, ", entry->line);
    json_member(out, "translation", entry->text);
    write_source(out, sighting->message);
    write_findings(out, &entry->sink);
    (void)fputs("}\n", out);
}

/* ---- All of them --------------------------------------------------------------------------- */

static void
read_parts(const struct sheet *sheet, struct arena *arena, const char *name, struct str *out)
{
    for (size_t i = 0; i < sheet->n_languages; i++) {
        const char *path = part_path(arena, sheet->dir, sheet->languages[i]->tag, name);
        (void)fs_read(arena, path, PART_BYTES_MAX, &out[i]);
        (void)unlink(path);
    }
}

/* The lines of all parts as one array. */
static void
write_array(FILE *out, const struct str *parts, size_t n)
{
    const char *separator = "[\n";
    for (size_t i = 0; i < n; i++) {
        struct str lines = parts[i];
        while (lines.n > 0) {
            struct str line = str_cut(&lines, '\n');
            (void)fprintf(out, "%s%.*s", separator, STR_ARG(line));
            separator = ",\n";
        }
    }
    (void)fputs(separator[0] == '[' ? "[]\n" : "\n]\n", out);
}

static void
write_languages(FILE *out, const struct sheet *sheet)
{
    (void)fputs("\"languages\": [", out);
    for (size_t i = 0; i < sheet->n_languages; i++) {
        const struct language *language = sheet->languages[i];
        (void)fputs(i == 0 ? "{" : ", {", out);
        json_member(out, "tag", str_from(language->tag));
        json_member(out, "name", str_from(language->native_name));
        (void)fprintf(out, "\"dir\": \"%s\"}", language->dir == DIR_RTL ? "rtl" : "ltr");
    }
    (void)fputs("],\n", out);
}

static void
write_page(FILE *out, const struct sheet *sheet, const struct str *pictures,
           const struct str *messages)
{
    static const char mark[] = "@DATA@";
    const char *at = strstr(sheet_html, mark);
    (void)fwrite(sheet_html, 1, (size_t)(at - sheet_html), out);
    (void)fputc('{', out);
    json_member(out, "title", sheet->title);
    (void)fprintf(out, "\"size\": [%d, %d],\n", sheet->screen_px.w, sheet->screen_px.h);
    write_languages(out, sheet);
    (void)fputs("\"pictures\": ", out);
    write_array(out, pictures, sheet->n_languages);
    (void)fputs(", \"messages\": ", out);
    write_array(out, messages, sheet->n_languages);
    (void)fputs("}", out);
    (void)fputs(at + sizeof mark - 1, out);
}

bool
sheet_write(const struct sheet *sheet)
{
    struct arena arena = {0};
    struct str *pictures = arena_array(&arena, sheet->n_languages, sizeof *pictures);
    struct str *messages = arena_array(&arena, sheet->n_languages, sizeof *messages);
    read_parts(sheet, &arena, "pictures", pictures);
    read_parts(sheet, &arena, "messages", messages);
    FILE *json = open_file(fs_join(&arena, sheet->dir, "shots.json"));
    FILE *page = open_file(fs_join(&arena, sheet->dir, "index.html"));
    if (json != NULL && page != NULL) {
        write_array(json, messages, sheet->n_languages);
        write_page(page, sheet, pictures, messages);
    }
    bool ok = close_file(json);
    ok = close_file(page) && ok;
    if (!ok) {
        log_line("the contact sheet in %s is not complete", sheet->dir);
    }
    arena_free(&arena);
    return ok;
}
