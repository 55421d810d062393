/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zeroed, aligned, apart from each other; and kept small by reset. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"

static void
test_zeroed_and_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *parts[300];
    for (size_t round = 0; round < 3; round++) {
        size_t used = 0;
        for (size_t i = 0; i < 300; i++) {
            size_t size = i * 7 % 900;
            parts[i] = arena_alloc(&arena, size);
            assert_int_equal((uintptr_t)parts[i] % alignof(max_align_t), 0);
            for (size_t k = 0; k < size; k++) {
                assert_int_equal(parts[i][k], 0);
            }
            memset(parts[i], (int)(i % 255) + 1, size);
            used += size;
        }
        for (size_t i = 0; i < 300; i++) {
            size_t size = i * 7 % 900;
            assert_true(size == 0 || parts[i][0] == i % 255 + 1);
            assert_true(size == 0 || parts[i][size - 1] == i % 255 + 1);
        }
        assert_true(arena.used_bytes >= used);
        arena_reset(&arena);
        assert_int_equal(arena.used_bytes, 0);
    }
    arena_free(&arena);
    assert_null(arena.blocks);
    arena_free(&arena);
    arena_free(NULL);
}

static void
test_large(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *small = arena_alloc(&arena, 10);
    char *large = arena_alloc(&arena, (size_t)5 << 20);
    memset(small, 1, 10);
    memset(large, 2, (size_t)5 << 20);
    assert_int_equal(small[9], 1);
    int *array = arena_array(&arena, 1000, sizeof *array);
    assert_int_equal(array[999], 0);
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeroed_and_apart),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
