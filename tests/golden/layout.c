/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Golden layouts: each page of pages/, in two languages and at three sizes, with invented metrics,
 * against its dump in layout/. The actual dump is always written to the build tree; a golden that
 * is missing is a failure, and none is ever made by itself.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "fixture.h"

#define GOLDEN_DIR KYR_SOURCE_DIR "/tests/golden/layout"
#define ACTUAL_DIR KYR_BINARY_DIR "/tests/actual"
#define GOLDEN_BYTES_MAX (1024u * 1024)

static bool
write_actual(const char *path, struct str text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    size_t written = fwrite(text.p, 1, text.n, file);
    return fclose(file) == 0 && written == text.n;
}

static void
show_difference(const char *path, struct str golden, struct str actual)
{
    for (int line = 1; golden.n > 0 || actual.n > 0; line++) {
        struct str a = str_cut(&golden, '\n');
        struct str b = str_cut(&actual, '\n');
        if (!str_eq(a, b)) {
            fprintf(stderr, "%s:%d: differs\n  golden: %.*s\n  actual: %.*s\n", path, line,
                    STR_ARG(a), STR_ARG(b));
            return;
        }
    }
}

static bool
compare(struct arena *arena, const char *name, struct str actual)
{
    const char *golden_path = fs_join(arena, GOLDEN_DIR, name);
    const char *actual_path = fs_join(arena, ACTUAL_DIR, name);
    struct str golden;
    if (!write_actual(actual_path, actual)) {
        return false;
    }
    enum fs_status status = fs_read(arena, golden_path, GOLDEN_BYTES_MAX, &golden);
    if (status != FS_OK) {
        fprintf(stderr, "%s: %s; look at %s and copy it\n", golden_path, fs_status_text(status),
                actual_path);
        return false;
    }
    if (!str_eq(golden, actual)) {
        show_difference(golden_path, golden, actual);
        fprintf(stderr, "  if that is meant: cp %s %s\n", actual_path, golden_path);
        return false;
    }
    return true;
}

static bool
check(const struct fixture_options *options)
{
    struct fixture fixture;
    struct strbuf out = {0};
    bool is_good = fixture_open(&fixture, options);
    if (is_good) {
        struct screens screens = screens_make(&fixture.arena, fixture.doc, &fixture.layout);
        struct str name = str_printf(&fixture.arena, "%s-%s-%dx%d-%d.txt", options->page,
                                     options->is_spanish ? "es" : "en", options->size.w,
                                     options->size.h, options->text_percent);
        screens_dump(&screens, &out);
        is_good = compare(&fixture.arena, name.p, strbuf_str(&out));
    }
    strbuf_free(&out);
    fixture_close(&fixture);
    return is_good;
}

int
main(void)
{
    static const char *const pages[] = {"door", "number"};
    static const struct {
        struct size size;
        int text_percent;
    } sizes[] = {{{1920, 1080}, 100}, {{1024, 600}, 200}, {{1080, 1920}, 150}};
    int n_bad = 0;
    if (mkdir(ACTUAL_DIR, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "%s: %s\n", ACTUAL_DIR, strerror(errno));
        return 1;
    }
    for (int i = 0; i < 12; i++) {
        struct fixture_options options = {.page = pages[i / 6],
                                          .is_spanish = i / 3 % 2 == 1,
                                          .size = sizes[i % 3].size,
                                          .text_percent = sizes[i % 3].text_percent};
        n_bad += check(&options) ? 0 : 1;
    }
    return n_bad > 0 ? 1 : 0;
}
