/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped pack opens; the sound one gives what its files say. */
#include "findings.h"

#include "content/pack.h"
#include "content/packsource.h"

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

/* A signed pack gives what the folder gave, without the folder. */
static void
test_signed_pack(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    const struct packsource_options source = {.dir = KYR_SOURCE_DIR "/assets/pack",
                                              .issued = {2026, 11, 25}};
    struct pack *folder = pack_open(KYR_SOURCE_DIR "/assets/pack", &sink);
    struct packfile *packfile = packsource_gather(&source, &sink);
    packfile->path = "/nowhere";
    struct pack *pack = pack_open_signed(packfile, &sink);
    assert_non_null(pack);
    assert_n_findings(&sink, 0);
    assert_str(pack->id, "kyr-la");
    assert_int_equal(pack->pages.n, folder->pages.n);
    assert_int_equal(pack->contacts->n, folder->contacts->n);
    assert_int_equal(pack->facts->n, folder->facts->n);
    assert_int_equal(pack->facts->n_sources, folder->facts->n_sources);
    assert_true(pack->facts->n > 100);
    assert_string_equal(pack_page(pack, STR("about"))->doc->root->first->place.file,
                        "/nowhere/pages/about.md");
    pack_close(pack);
    pack_close(folder);
    packfile_close(packfile);
    diag_free(&sink);
}

/* What a signed pack lacks is a finding, not something to look for on the disk. */
static void
test_signed_pack_lacks_a_page(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    const struct packsource_options source = {.dir = KYR_SOURCE_DIR "/tests/bad/packs/sound",
                                              .issued = {2026, 11, 25}};
    struct packfile *packfile = packsource_gather(&source, &sink);
    assert_n_findings(&sink, 0);
    struct manifest *manifest = packfile->manifest;
    const struct manifest_file *door = manifest_find(manifest, STR("pages/door.md"));
    manifest->files[door - manifest->files].name = STR("pages/doors.md"); /* still in order */
    struct pack *pack = pack_open_signed(packfile, &sink);
    assert_non_null(pack);
    assert_null(pack_page(pack, STR("door")));
    assert_string_equal(sink.first->code, "page-missing");
    pack_close(pack);
    packfile_close(packfile);
    diag_free(&sink);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_pack),  cmocka_unit_test(test_checked_on),
        cmocka_unit_test(test_facts),       cmocka_unit_test(test_shipped_pack_opens),
        cmocka_unit_test(test_signed_pack), cmocka_unit_test(test_signed_pack_lacks_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
