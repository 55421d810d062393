/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

static const char *
in_state(struct place *place, const char *name)
{
    return fs_join(&place->arena, place->state, name);
}

static void
test_install(void **state)
{
    (void)state;
    struct place place;
    struct slot_pack slot;
    struct str bytes = {0};
    place_open(&place);
    assert_int_equal(place_version(&place, &place.root, 0), 0);
    place_install(&place, 7, NULL, "1");
    assert_int_equal(place_version(&place, &place.root, 0), 7);
    place_install(&place, 8, NULL, "12");
    place_install(&place, 9, NULL, "1");
    assert_true(slots_open(&place.arena, place.state, &place.root, &slot, NULL));
    assert_int_equal(slot.pack->manifest->version, 9);
    assert_true(packfile_find(slot.pack, STR("pages/a.md"), &bytes));
    assert_str(bytes, "page of 9\n");
    assert_string_equal(slot.dir, in_state(&place, "slot.3/pack"));
    assert_int_equal(slot.trust.keys.n, 2);
    packfile_close(slot.pack);
    assert_int_equal(place_count(&place, place.state), 3); /* slot.2, slot.3, current */
    assert_true(fs_is_directory(in_state(&place, "slot.2")));
    place_close(&place);
}

static void
test_missing(void **state)
{
    (void)state;
    struct place place;
    struct slot_pack slot;
    struct diag_sink sink = {0};
    place_open(&place);
    assert_false(slots_open(&place.arena, "/nonexistent", &place.root, &slot, &sink));
    assert_n_findings(&sink, 0);
    assert_null(slot.pack);
    slots_tidy("/nonexistent", NULL);
    place_close(&place);
}

/* The current slot is damaged: the one before it, with a warning; then nothing, with two errors. */
static void
test_damaged(void **state)
{
    (void)state;
    struct place place;
    place_open(&place);
    place_install(&place, 7, NULL, "1");
    place_install(&place, 8, NULL, "1");
    place_write(in_state(&place, "slot.2/pack/pages/a.md"), STR("page of 9\n"));
    assert_int_equal(place_version(&place, &place.root, 1), 7);
    slots_tidy(place.state, NULL);
    assert_int_equal(place_version(&place, &place.root, 1), 7);

    place_install(&place, 9, NULL, "1"); /* beside slot.2, whose number is never given again */
    assert_true(fs_is_directory(in_state(&place, "slot.3")));
    assert_int_equal(place_version(&place, &place.root, 0), 9);
    assert_int_equal(unlink(in_state(&place, "slot.3/pack/MANIFEST")), 0);
    place_write(in_state(&place, "slot.2/pack/more"), STR("x"));
    assert_int_equal(place_version(&place, &place.root, 2), 0);
    place_close(&place);
}

/* Nobody whom this place trusts: a slot is not believed for being there. */
static void
test_untrusted(void **state)
{
    (void)state;
    struct place place;
    place_open(&place);
    place_install(&place, 7, NULL, "1");
    struct trust others = place_trust(&place, "34");
    assert_int_equal(place_version(&place, &others, 1), 0);
    place_close(&place);
}

static void
test_bad_links(void **state)
{
    (void)state;
    static const char *const targets[] = {
        "slot.01", "slot.", "slot.x",      "slot.9",
        "..",      "/etc",  "slot.2/pack", "slot.99999999999999999999"};
    struct place place;
    place_open(&place);
    place_install(&place, 7, NULL, "1");
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        assert_int_equal(unlink(in_state(&place, "current")), 0);
        assert_int_equal(symlink(targets[i], in_state(&place, "current")), 0);
        assert_int_equal(place_version(&place, &place.root, strcmp(targets[i], "slot.9") == 0), 7);
    }
    assert_int_equal(unlink(in_state(&place, "current")), 0);
    assert_int_equal(place_version(&place, &place.root, 0), 7);
    slots_adopt(place.state, &place.root);
    assert_true(fs_is_directory(in_state(&place, "current")));
    slots_tidy(place.state, NULL);
    assert_int_equal(place_version(&place, &place.root, 0), 7);
    place_install(&place, 8, NULL, "1");
    assert_int_equal(place_version(&place, &place.root, 0), 8);
    place_close(&place);
}

/* What a cut leaves goes; the slot in use stays although its number is not the next lower one. */
static void
test_tidy(void **state)
{
    (void)state;
    struct place place;
    place_open(&place);
    place_install(&place, 7, NULL, "1");
    place_install(&place, 8, NULL, "1");
    place_install(&place, 9, NULL, "1");
    assert_int_equal(mkdir(in_state(&place, "new.4"), 0755), 0);
    assert_int_equal(mkdir(in_state(&place, "slot.5"), 0755), 0);
    assert_int_equal(mkdir(in_state(&place, "slot.1"), 0755), 0);
    assert_int_equal(mkdir(in_state(&place, "other"), 0755), 0);
    assert_int_equal(symlink("slot.5", in_state(&place, "current.new")), 0);
    assert_int_equal(symlink("/etc/passwd", in_state(&place, "new.4/link")), 0);
    slots_tidy(place.state, "slot.1");
    assert_int_equal(place_count(&place, place.state), 4); /* slot.3, slot.1, current, other */
    assert_true(fs_is_directory(in_state(&place, "slot.1")));
    assert_true(fs_is_file("/etc/passwd"));
    slots_tidy(place.state, NULL);
    assert_int_equal(place_version(&place, &place.root, 0), 9);
    place_close(&place);
}

static bool
stop_after(void *user)
{
    int *left = user;
    return (*left)-- > 0;
}

/* Somebody comes, or there is no folder to write to: nothing is left behind. */
static void
test_stopped(void **state)
{
    (void)state;
    struct place place;
    struct diag_sink sink = {0};
    const struct chain none = {0};
    place_open(&place);
    place_install(&place, 7, NULL, "1");
    struct packfile *pack = place_pack(&place, 8, "x", NULL, "1");
    for (int n = 0; n < 5; n++) {
        int left = n;
        const struct slots_new job = {place.state, pack, &none, stop_after, &left};
        assert_null(slots_stage(&place.arena, &job, &sink));
        assert_int_equal(left, -1);
        assert_int_equal(place_count(&place, place.state), 2);
    }
    assert_n_findings(&sink, 0);
    const struct slots_new nowhere = {.state_dir = "/nonexistent/x", .pack = pack, .chain = &none};
    assert_null(slots_stage(&place.arena, &nowhere, &sink));
    assert_n_findings(&sink, 1);
    assert_string_equal(sink.first->code, "disk");
    assert_str(sink.first->text, "the folder is missing");
    assert_false(slots_switch("/nonexistent/x", "slot.1", &sink));
    assert_n_findings(&sink, 2);
    assert_int_equal(place_version(&place, &place.root, 0), 7);
    packfile_close(pack);
    diag_free(&sink);
    place_close(&place);
}

static void
test_unpack(void **state)
{
    (void)state;
    struct place place;
    struct diag_sink sink = {0};
    struct stat info;
    place_open(&place);
    struct packfile *pack = place_pack(&place, 8, "x", "23", "12");
    const char *dir = slots_unpack(&place.arena, pack, &sink);
    assert_n_findings(&sink, 0);
    assert_int_equal(stat(dir, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    struct packfile *again = packfile_open(dir, &place.root.keys, &sink);
    assert_n_findings(&sink, 0);
    assert_true(str_eq(packfile_write(&place.arena, again), packfile_write(&place.arena, pack)));
    slots_unpack_remove(dir);
    assert_false(fs_is_directory(dir));
    assert_int_equal(setenv("TMPDIR", "/nonexistent", 1), 0);
    assert_null(slots_unpack(&place.arena, pack, &sink));
    assert_n_findings(&sink, 1);
    assert_int_equal(unsetenv("TMPDIR"), 0);
    packfile_close(again);
    packfile_close(pack);
    diag_free(&sink);
    place_close(&place);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_install),   cmocka_unit_test(test_missing),
        cmocka_unit_test(test_damaged),   cmocka_unit_test(test_untrusted),
        cmocka_unit_test(test_bad_links), cmocka_unit_test(test_tidy),
        cmocka_unit_test(test_stopped),   cmocka_unit_test(test_unpack),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
