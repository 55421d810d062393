/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which editors save, each seen as one piece of news; other files are none. */
#define _DEFAULT_SOURCE /* usleep */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include "../unit/i18n/fixture.h"
#include "edit/watch.h"

#define PATIENCE_MS 2000 /* of the test; news takes a millisecond */
#define QUIET_MS 50

struct world {
    struct fixture fixture;
    const char *path;
    struct watch *watch;
};

static void
no_wake(void)
{
}

static int
set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    fixture_open(&world->fixture);
    world->path = fixture_path(&world->fixture, "es.po");
    fixture_write(world->path, STR("old"));
    world->watch = watch_open(world->path, no_wake);
    assert_non_null(world->watch);
    *state = world;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *world = *state;
    watch_close(world->watch);
    fixture_close(&world->fixture);
    free(world);
    return 0;
}

static void
expect_news(struct world *world, enum watch_news wanted)
{
    for (int ms = 0; ms < PATIENCE_MS; ms++) {
        if (watch_take(world->watch) == wanted) {
            return;
        }
        (void)usleep(1000);
    }
    fail_msg("no news of kind %d", (int)wanted);
}

static void
expect_quiet(struct world *world)
{
    (void)usleep(QUIET_MS * 1000);
    assert_int_equal(watch_take(world->watch), WATCH_NOTHING);
}

static void
rename_over_it(void **state)
{
    struct world *world = *state;
    const char *other = fixture_path(&world->fixture, "es.po.new");
    for (int i = 0; i < 3; i++) { /* the file of the first time is gone by the second */
        fixture_write(other, STR("new"));
        expect_quiet(world);
        assert_int_equal(rename(other, world->path), 0);
        expect_news(world, WATCH_SAVED);
        expect_quiet(world);
    }
}

static void
write_in_place(void **state)
{
    struct world *world = *state;
    FILE *file = fopen(world->path, "w");
    (void)fputs("half", file);
    (void)fflush(file);
    expect_news(world, WATCH_WRITING);
    (void)fputs("whole", file);
    (void)fclose(file);
    expect_news(world, WATCH_SAVED);
    expect_quiet(world);
}

static void
delete_and_write(void **state)
{
    struct world *world = *state;
    assert_int_equal(unlink(world->path), 0);
    expect_quiet(world);
    fixture_write(world->path, STR("new"));
    expect_news(world, WATCH_SAVED);
}

static void
behind_a_link(void **state)
{
    struct world *world = *state;
    const char *link = fixture_path(&world->fixture, "link.po");
    assert_int_equal(symlink(world->path, link), 0);
    struct watch *watch = watch_open(link, no_wake);
    assert_non_null(watch);
    watch_close(world->watch);
    world->watch = watch;
    fixture_write(link, STR("new"));
    expect_news(world, WATCH_SAVED);
}

static void
nothing_to_watch(void **state)
{
    struct world *world = *state;
    assert_null(watch_open(fixture_path(&world->fixture, "none/es.po"), no_wake));
    watch_close(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rename_over_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(write_in_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(delete_and_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(behind_a_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_to_watch, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
