/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays a corpus through a fuzz entry without libFuzzer: each file as it is; if it is small, cut at
 * every length and with single bytes changed. Every input is an exact-size block, so that the
 * address sanitizer sees one byte too far. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fs.h"
#include "fuzz.h"

#define FILE_BYTES_MAX (16u * 1024 * 1024)
#define SMALL_BYTES 4096     /* files up to this size are also cut and changed */
#define CHANGES_PER_FILE 400 /* changed bytes in all; spread over the file */

static void
play(const char *bytes, size_t size)
{
    uint8_t *exact = malloc(size == 0 ? 1 : size);
    if (exact == NULL) {
        abort();
    }
    if (size > 0) {
        memcpy(exact, bytes, size);
    }
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static void
play_cut(struct str file)
{
    for (size_t n = 0; n < file.n; n++) {
        play(file.p, n);
    }
}

static void
play_changed(char *bytes, size_t size)
{
    static const unsigned char values[] = {0x00, 0x0A, 0x20, 0x2A, 0x3C, 0x5B, 0x7B, 0x80, 0xFF};
    size_t step = size * sizeof values / CHANGES_PER_FILE + 1;
    for (size_t k = 0; k < size * sizeof values; k += step) {
        char *byte = &bytes[k / sizeof values];
        char kept = *byte;
        *byte = (char)values[k % sizeof values];
        play(bytes, size);
        *byte = (char)(kept ^ 1);
        play(bytes, size);
        *byte = kept;
    }
}

static int
play_file(const char *path)
{
    struct arena arena = {0};
    struct str file = {0};
    enum fs_status status = fs_read(&arena, path, FILE_BYTES_MAX, &file);
    if (status != FS_OK) {
        (void)fprintf(stderr, "%s: %s\n", path, fs_status_text(status));
        arena_free(&arena);
        return 1;
    }
    play(file.p, file.n);
    if (file.n <= SMALL_BYTES) {
        play_cut(file);
        play_changed((char *)file.p, file.n); /* the bytes are the arena's, so ours */
    }
    arena_free(&arena);
    return 0;
}

int
main(int argc, char **argv)
{
    int failures = 0;
    size_t n = 0;
    struct arena arena = {0};
    const char **names = argc == 2 ? fs_list(&arena, argv[1], "", &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        failures += play_file(fs_join(&arena, argv[1], names[i]));
    }
    if (n == 0) {
        (void)fprintf(stderr, "usage: %s FOLDER (with at least one file)\n", argv[0]);
    }
    arena_free(&arena);
    return failures > 0 || n == 0;
}
