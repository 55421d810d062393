/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings cross a pipe as records; the code is a literal, so its address is the same in both. */
#include "tool/beside.h"

#include <sys/wait.h>
#include <unistd.h>

struct record {
    enum diag_severity severity;
    int line, col;
    const char *code;
    size_t file_n, text_n; /* bytes that follow */
};

static void
send_all(const struct diag_sink *sink, FILE *out)
{
    for (const struct diag *item = sink->first; item != NULL; item = item->next) {
        struct str file = str_from(item->place.file);
        struct record record = {item->severity, item->place.line, item->place.col,
                                item->code,     file.n,           item->text.n};
        (void)fwrite(&record, sizeof record, 1, out);
        (void)fwrite(file.p, 1, file.n, out);
        (void)fwrite(item->text.p, 1, item->text.n, out);
    }
}

static void
receive_all(FILE *in, struct diag_sink *sink)
{
    struct record record;
    while (fread(&record, sizeof record, 1, in) == 1) {
        struct arena arena = {0};
        char *file = arena_alloc(&arena, record.file_n + 1);
        char *text = arena_alloc(&arena, record.text_n + 1);
        bool is_whole = fread(file, 1, record.file_n, in) == record.file_n &&
                        fread(text, 1, record.text_n, in) == record.text_n;
        if (is_whole) {
            struct diag_place place = {file, record.line, record.col};
            diag_report(sink, record.severity, place, record.code, "%s", text);
        }
        arena_free(&arena);
    }
}

/* Never returns. */
static void
run_child(void (*work)(void *context), void *context, struct diag_sink *sink, int fd)
{
    FILE *out = fdopen(fd, "w");
    *sink = (struct diag_sink){0}; /* what was found before is told by the parent */
    work(context);
    if (out != NULL) {
        send_all(sink, out);
    }
    _exit(out != NULL && fclose(out) == 0 ? 0 : 1);
}

struct beside
beside_start(void (*work)(void *context), void *context, struct diag_sink *sink)
{
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) {
        return (struct beside){0};
    }
    (void)fflush(NULL); /* or both would write what waits */
    pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        run_child(work, context, sink, ends[1]);
    }
    (void)close(ends[1]);
    if (child < 0) {
        (void)close(ends[0]);
        return (struct beside){0};
    }
    return (struct beside){child, fdopen(ends[0], "r")};
}

bool
beside_join(struct beside *beside, struct diag_sink *sink)
{
    if (beside->child == 0) {
        return false;
    }
    int status = 1;
    if (beside->results != NULL) {
        receive_all(beside->results, sink);
        (void)fclose(beside->results);
    }
    bool has_ended = waitpid(beside->child, &status, 0) == beside->child;
    if (!has_ended || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        diag_error(sink, diag_file("kyr-pack"), "check-failed", "a check did not come to its end");
    }
    return true;
}
