/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every file of scripts/ is one test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "script.h"

#include "base/fs.h"

#define SCRIPTS KYR_SOURCE_DIR "/tests/unit/ui/scripts"

struct run {
    struct world *world;
    const char *path;
};

static void
test_script(void **state)
{
    const struct run *run = *state;
    script_run(run->world, run->path);
}

int
main(void)
{
    struct world world;
    world_open(&world);
    size_t n = 0;
    struct arena *arena = &world.fixture.arena;
    const char **names = fs_list(arena, SCRIPTS, ".txt", &n);
    struct CMUnitTest *tests = arena_array(arena, n + 1, sizeof *tests);
    struct run *runs = arena_array(arena, n + 1, sizeof *runs);
    for (size_t i = 0; i < n; i++) {
        runs[i] = (struct run){&world, fs_join(arena, SCRIPTS, names[i])};
        tests[i] = (struct CMUnitTest){
            .name = names[i], .test_func = test_script, .initial_state = &runs[i]};
    }
    int failed = n == 0 ? 1 : _cmocka_run_group_tests("scripts", tests, n, NULL, NULL);
    world_close(&world);
    return failed;
}
