/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In a temporary folder of its own: files, no files, and things that only pretend to be files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

struct place {
    struct arena arena;
    char dir[32];
};

static int
setup(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    (void)strcpy(place->dir, "/tmp/kyr-fs-XXXXXX");
    *state = place;
    return mkdtemp(place->dir) == NULL;
}

static int
teardown(void **state)
{
    struct place *place = *state;
    size_t n = 0;
    const char **names = fs_list(&place->arena, place->dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        (void)unlink(fs_join(&place->arena, place->dir, names[i]));
    }
    int failed = rmdir(place->dir);
    arena_free(&place->arena);
    free(place);
    return failed;
}

static const char *
make(struct place *place, const char *name, const char *bytes)
{
    const char *path = fs_join(&place->arena, place->dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    (void)fputs(bytes, file);
    (void)fclose(file);
    return path;
}

static void
test_read(void **state)
{
    struct place *place = *state;
    struct arena *arena = &place->arena;
    struct str text = STR("left over");
    const char *path = make(place, "a.txt", "12345");
    assert_int_equal(fs_read(arena, path, 5, &text), FS_OK);
    assert_string_equal(text.p, "12345");
    assert_int_equal(fs_read(arena, path, 4, &text), FS_TOO_LARGE);
    assert_int_equal(text.n, 0);
    assert_int_equal(fs_read(arena, make(place, "empty", ""), 0, &text), FS_OK);
    assert_int_equal(text.n, 0);
    assert_int_equal(fs_read(arena, fs_join(arena, place->dir, "none"), 9, &text), FS_MISSING);
    assert_int_equal(fs_read(arena, fs_join(arena, path, "below"), 9, &text), FS_MISSING);
    assert_int_equal(fs_read(arena, place->dir, 9, &text), FS_NOT_REGULAR);
    assert_int_equal(fs_read(arena, "/dev/zero", 9, &text), FS_NOT_REGULAR);
    const char *fifo = fs_join(arena, place->dir, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(fs_read(arena, fifo, 9, &text), FS_NOT_REGULAR); /* and does not hang */
    for (int status = FS_OK; status <= FS_UNREADABLE; status++) {
        assert_true(strlen(fs_status_text((enum fs_status)status)) > 5);
    }
    assert_true(fs_is_file(path) && !fs_is_directory(path));
    assert_true(fs_is_directory(place->dir) && !fs_is_file(place->dir));
}

static void
test_list(void **state)
{
    struct place *place = *state;
    size_t n = 9;
    (void)make(place, "b.md", "");
    (void)make(place, "a.md", "");
    (void)make(place, "c.txt", "");
    const char **names = fs_list(&place->arena, place->dir, ".md", &n);
    assert_int_equal(n, 2);
    assert_string_equal(names[0], "a.md");
    assert_string_equal(names[1], "b.md");
    (void)fs_list(&place->arena, "/nowhere/at/all", ".md", &n);
    assert_int_equal(n, 0);
}

static void
test_safe_names(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "a/b.md", "..a", "a..b/c", "ñ", "a b", ".hidden"};
    static const char *const bad[] = {"",     "/",    "/a",    "..",  ".",
                                      "a/..", "../a", "a//b",  "a/",  "a/./b",
                                      "a\\b", "a\nb", "a\x7F", "./a", "a/../b"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(fs_name_is_safe(str_from(good[i])));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (fs_name_is_safe(str_from(bad[i]))) {
            fail_msg("'%s' was taken for safe", bad[i]);
        }
    }
    assert_false(fs_name_is_safe(STR("a\0b")));
    char longest[257];
    memset(longest, 'a', sizeof longest);
    assert_true(fs_name_is_safe((struct str){longest, 255}));
    assert_false(fs_name_is_safe((struct str){longest, 256}));
}

static void
test_paths(void **state)
{
    struct place *place = *state;
    struct arena *arena = &place->arena;
    assert_string_equal(fs_join(arena, "a", "b"), "a/b");
    assert_string_equal(fs_join(arena, "", "b"), "b");
    assert_string_equal(fs_join(arena, NULL, "b"), "b");
    assert_string_equal(fs_dirname(arena, "a/b/c"), "a/b");
    assert_string_equal(fs_dirname(arena, "/c"), "/");
    assert_string_equal(fs_dirname(arena, "c"), ".");
    const char *dir = fs_program_dir(arena);
    assert_true(fs_is_file(fs_join(arena, dir, "test-base-fs")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read, setup, teardown),
        cmocka_unit_test_setup_teardown(test_list, setup, teardown),
        cmocka_unit_test(test_safe_names),
        cmocka_unit_test_setup_teardown(test_paths, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
