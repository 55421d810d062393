/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/update.h"
#include "install/disk.h"

/* Whom the current slot believes, by digits. */
static void
assert_trust(struct place *place, const char *keys)
{
    struct slot_pack slot;
    struct trust expected = place_trust(place, keys);
    assert_true(slots_open(&place->arena, place->state, &place->root, &slot, NULL));
    assert_true(trust_is_same(&slot.trust.keys, &expected.keys));
    packfile_close(slot.pack);
}

static void
test_rotation(void **state)
{
    (void)state;
    struct place place;
    place_open(&place);
    place_install(&place, 1, NULL, "12");
    assert_trust(&place, "12");
    place_install(&place, 2, "23", "12");
    assert_trust(&place, "23");
    place_install(&place, 3, NULL, "3"); /* a later pack needs no keys.yaml */
    assert_trust(&place, "23");
    place_install(&place, 4, "32", "2"); /* the same people: no change, no link */
    assert_trust(&place, "23");
    place_install(&place, 5, "345", "23");
    place_install(&place, 6, "56", "346"); /* two old ones, one new one */
    assert_trust(&place, "56");
    assert_int_equal(place_version(&place, &place.root, 0), 6);
    assert_int_equal(place_count(&place, fs_join(&place.arena, place.state, "slot.6/keys")), 3);
    place_close(&place);
}

/* After the change the old keys count no more. */
static void
test_old_key(void **state)
{
    (void)state;
    struct place place;
    struct slot_pack slot;
    struct diag_sink sink = {0};
    place_open(&place);
    place_install(&place, 1, "23", "12");
    assert_true(slots_open(&place.arena, place.state, &place.root, &slot, NULL));
    struct str old = place_archive(&place, 2, NULL, "1"), new = place_archive(&place, 2, NULL, "3");
    assert_null(packfile_read(old, "old", &slot.trust.keys, &sink));
    assert_string_equal(sink.first->code, "untrusted");
    struct packfile *pack = packfile_read(new, "new", &slot.trust.keys, &sink);
    assert_non_null(pack);
    packfile_close(pack);
    packfile_close(slot.pack);
    diag_free(&sink);
    place_close(&place);
}

/* Writes the chain of a pack with new keys that nobody has judged, as a forger with the disk would.
 */
static bool
walk_forged(const char *new_keys, const char *signers, const char *expected)
{
    struct place place;
    struct chain none = {0}, chain;
    struct chain_end end;
    struct diag_sink sink = {0};
    place_open(&place);
    struct packfile *pack = place_pack(&place, 2, "x", new_keys, signers);
    assert_true(chain_extend(&place.arena, &none, pack, &chain, NULL));
    const struct slots_new job = {.state_dir = place.state, .pack = pack, .chain = &chain};
    assert_non_null(slots_stage(&place.arena, &job, NULL));
    const char *dir = fs_join(&place.arena, place.state, "slot.1/keys");
    bool is_whole = chain_walk(&place.arena, dir, &place.root, &end, &sink);
    struct trust trust = place_trust(&place, expected);
    assert_n_findings(&sink, !is_whole);
    assert_int_equal(end.chain.n, is_whole);
    assert_true(trust_is_same(&end.trust.keys, &trust.keys));
    packfile_close(pack);
    diag_free(&sink);
    place_close(&place);
    return is_whole;
}

static void
test_forged(void **state)
{
    (void)state;
    assert_true(walk_forged("23", "12", "23"));
    assert_true(walk_forged("34", "123", "34"));
    assert_false(walk_forged("23", "1", "12"));
    assert_false(walk_forged("23", "23", "12"));
    assert_false(walk_forged("34", "12", "12"));
    assert_false(walk_forged("34", "34", "12"));
    assert_false(walk_forged("3", "123", "12"));
}

/* One link after another damaged: the chain ends before it, and what it led to counts no more. */
static void
test_broken(void **state)
{
    (void)state;
    static const char *const files[] = {"MANIFEST", "MANIFEST.minisig", "MANIFEST.2.minisig",
                                        "keys.yaml"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        for (int is_missing = 0; is_missing < 2; is_missing++) {
            struct place place;
            struct chain_end end;
            struct diag_sink sink = {0};
            place_open(&place);
            struct trust second = place_trust(&place, "23");
            place_install(&place, 1, "23", "12");
            place_install(&place, 2, "34", "23");
            const char *dir = fs_join(&place.arena, place.state, "slot.2/keys");
            const char *path = str_printf(&place.arena, "%s/2/%s", dir, files[i]).p;
            if (is_missing) {
                assert_int_equal(unlink(path), 0);
            } else {
                /* for keys.yaml: good ones, by one of whom the pack is signed, but not these */
                place_write(path, str_from(place_keys(&place.arena, "35")));
            }
            assert_false(chain_walk(&place.arena, dir, &place.root, &end, &sink));
            assert_n_findings(&sink, 1);
            assert_string_equal(sink.first->code, "chain");
            assert_int_equal(end.chain.n, 1);
            assert_true(trust_is_same(&end.trust.keys, &second.keys));
            diag_free(&sink);
            place_close(&place);
        }
    }
}

/* The slot whose chain is broken does not verify: one warning, and the one before it. */
static void
test_slot_before(void **state)
{
    (void)state;
    struct place place;
    place_open(&place);
    place_install(&place, 1, NULL, "12");
    place_install(&place, 2, "34", "123");
    place_install(&place, 3, NULL, "4");
    place_write(fs_join(&place.arena, place.state, "slot.3/keys/1/keys.yaml"), STR(""));
    assert_int_equal(place_version(&place, &place.root, 1), 2);
    assert_trust(&place, "34");
    place_close(&place);
}

/* The proofs that no longer count, because the settings were changed, are left behind. */
static void
test_new_root(void **state)
{
    (void)state;
    struct place place;
    place_open(&place);
    place_install(&place, 1, "23", "12");
    place_install(&place, 2, NULL, "2");
    place.root = place_trust(&place, "23");
    assert_int_equal(place_version(&place, &place.root, 1), 2);
    place_install(&place, 3, NULL, "3");
    assert_int_equal(place_version(&place, &place.root, 0), 3);
    assert_int_equal(place_count(&place, fs_join(&place.arena, place.state, "slot.3/keys")), 0);
    place_close(&place);
}

/* The keys cannot change for ever; folders without end on a disk are not walked. */
static void
test_longest(void **state)
{
    (void)state;
    struct place place;
    struct diag_sink sink = {0};
    struct chain_link links[CHAIN_LINKS_MAX] = {{.n_signatures = 0}};
    struct chain chain = {links, CHAIN_LINKS_MAX - 1}, longer;
    struct chain_end end;
    place_open(&place);
    struct packfile *pack = place_pack(&place, 99, "x", "123", "12");
    assert_true(chain_extend(&place.arena, &chain, pack, &longer, &sink));
    assert_int_equal(longer.n, CHAIN_LINKS_MAX);
    assert_n_findings(&sink, 0);
    assert_false(chain_extend(&place.arena, &longer, pack, &chain, &sink));
    assert_n_findings(&sink, 1);
    for (int i = 1; i <= 40; i++) {
        const char *dir = str_printf(&place.arena, "%s/%d", place.state, i).p;
        assert_true(disk_make_folder(dir, NULL));
    }
    assert_false(chain_walk(&place.arena, place.state, &place.root, &end, &sink));
    assert_n_findings(&sink, 2);
    packfile_close(pack);
    diag_free(&sink);
    place_close(&place);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rotation),    cmocka_unit_test(test_old_key),
        cmocka_unit_test(test_forged),      cmocka_unit_test(test_broken),
        cmocka_unit_test(test_slot_before), cmocka_unit_test(test_new_root),
        cmocka_unit_test(test_longest),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
