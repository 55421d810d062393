/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped pack opens; the sound one gives what its files say. */
#include "findings.h"

#include "content/pack.h"

static void
test_sound_pack(void **state)
{
    (void)state;
    struct pack *pack = pack_open(KYR_SOURCE_DIR "/tests/bad/packs/sound///", NULL);
    assert_non_null(pack);
    assert_str(pack->id, "sound");
    assert_int_equal(pack->version, 1);
    assert_str(pack->title.msgid, "Your Rights");
    assert_str(pack->region.msgid, "Here");
    assert_int_equal(pack->n_welcome, 1);
    assert_int_equal(pack->court_days, 45);
    assert_int_equal(pack->phone_days, 90);
    assert_str(pack->reviewed_by, "");
    assert_int_equal(pack->urgent.n, 1);
    assert_ptr_equal(pack->urgent.items[0], pack_page(pack, STR("door")));
    assert_int_equal(pack->more.n, 1);
    assert_str(pack->fallback->phones[0].display, "213-555-0100");
    assert_null(pack_page(pack, STR("nowhere")));
    pack_close(pack);
}

static void
test_checked_on(void **state)
{
    (void)state;
    struct pack *pack = pack_open(KYR_SOURCE_DIR "/tests/bad/packs/sound", NULL);
    struct date checked = pack_checked(pack, pack_page(pack, STR("door"))->doc->root);
    assert_int_equal(checked.year, 2026);
    assert_int_equal(checked.day, 30); /* of the perishable fact, not of the older lasting one */
    assert_int_equal(pack_checked(pack, pack_page(pack, STR("about"))->doc->root).year, 0);
    pack_close(pack);
}

static void
test_facts(void **state)
{
    (void)state;
    struct pack *pack = pack_open(KYR_SOURCE_DIR "/tests/bad/packs/sound", NULL);
    const struct fact *law = facts_find(pack->facts, STR("G-A-02"));
    const struct fact *corpus = facts_find(pack->facts, STR("S000-01"));
    assert_int_equal(law->sure, SURE_LOW);
    assert_int_equal(law->scope, SCOPE_CA);
    assert_int_equal(law->n_sources, 2);
    assert_false(law->is_corpus);
    assert_true(corpus->is_corpus);
    assert_str(corpus->document, "000.txt");
    assert_null(facts_find(pack->facts, STR("G-A-03")));
    assert_int_equal(facts_source(pack->facts, STR("ACLU"))->grade, 'O');
    assert_null(facts_source(pack->facts, STR("ACL")));
    pack_close(pack);
}

static void
test_shipped_pack_opens(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    struct pack *pack = pack_open(KYR_SOURCE_DIR "/assets/pack", &sink);
    assert_non_null(pack);
    assert_n_findings(&sink, 0);
    pack_close(pack);
    diag_free(&sink);
    pack_close(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_pack),
        cmocka_unit_test(test_checked_on),
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_shipped_pack_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
