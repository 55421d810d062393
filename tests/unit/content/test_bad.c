/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every folder of tests/bad/packs gives the findings that it was made for, and no other. */
#include "findings.h"

#include <stdio.h>
#include <string.h>

#include "content/pack.h"
#include "content/verify.h"

#define TODAY ((struct date){2026, 7, 20})

struct expected {
    const char *pack;
    const char *file;
    int line, col;
    const char *code;
};

static const struct expected table[] = {
    {"bad-phone", "hotlines.yaml", 6, 17, "phone"},
    {"dead-choice", "practice.md", 14, 1, "dead-link"},
    {"dead-choice", "practice.md", 26, 1, "unreachable"},
    {"dead-end", "practice.md", 26, 1, "dead-end"},
    {"dead-link", "door.md", 28, 1, "dead-link"},
    {"duplicate-contact", "hotlines.yaml", 13, 9, "duplicate-id"},
    {"duplicate-screen", "practice.md", 14, 1, "dead-link"},
    {"duplicate-screen", "practice.md", 26, 1, "duplicate-id"},
    {"duplicate-screen", "practice.md", 26, 1, "unreachable"},
    {"future-contact", "hotlines.yaml", 2, 5, "future-date"},
    {"half-said", "door.md", 9, 1, "half-told"},
    {"half-told", "door.md", 9, 1, "half-told"},
    {"hard", "door.md", 2, 8, "reading-level"},
    {"hyphen-token", "door.md", 18, 3, "token-name"},
    {"long", "door.md", 9, 1, "long-screen"},
    {"long", "door.md", 11, 1, "long-sentence"},
    {"loop", "practice.md", 8, 1, "endless"},
    {"loop", "practice.md", 15, 1, "endless"},
    {"loop", "practice.md", 23, 1, "unreachable"},
    {"missing-fact", "door.md", 21, 1, "unknown-fact"},
    {"no-checked", "hotlines.yaml", 2, 5, "missing-key"},
    {"no-facts", "door.md", 10, 1, "no-facts"},
    {"no-facts", "door.md", 12, 1, "no-facts"},
    {"no-facts", "door.md", 16, 1, "no-facts"},
    {"no-pages", "pack.yaml", 0, 0, "empty-pack"},
    {"no-pages", "pack.yaml", 8, 12, "page-missing"},
    {"no-pages", "pack.yaml", 9, 11, "page-missing"},
    {"no-pages", "pack.yaml", 10, 10, "page-missing"},
    {"not-utf8", "door.md", 11, 6, "not-utf8"},
    {"page-missing", "pack.yaml", 9, 11, "page-missing"},
    {"page-twice", "pack.yaml", 9, 18, "page-twice"},
    {"page-unlisted", "about.md", 0, 0, "page-unlisted"},
    {"phone-in-text", "door.md", 11, 1, "phone-in-text"},
    {"promise", "door.md", 11, 1, "promise"},
    {"seed-duplicate", "door.yaml", 19, 5, "duplicate-id"},
    {"seed-future", "door.yaml", 3, 5, "future-date"},
    {"seed-no-source", "door.yaml", 3, 5, "missing-key"},
    {"seed-undated", "door.yaml", 3, 5, "undated"},
    {"seed-unknown-source", "door.yaml", 3, 5, "unknown-source"},
    {"seed-unused", "000.yaml", 14, 5, "unused-fact"},
    {"unknown-key", "door.md", 2, 1, "missing-key"},
    {"unknown-key", "door.md", 4, 1, "unknown-key"},
    {"unknown-source", "hotlines.yaml", 2, 5, "unknown-source"},
    {"unknown-token", "door.md", 18, 3, "unknown-token"},
    {"unsettled", "door.md", 21, 1, "unsettled"},
    {"yaml-anchor", "pack.yaml", 3, 8, "yaml"},
};

static struct pack *
check(const char *name, struct diag_sink *sink)
{
    char dir[512];
    (void)snprintf(dir, sizeof dir, "%s/tests/bad/packs/%s", KYR_SOURCE_DIR, name);
    struct pack *pack = pack_open(dir, sink);
    if (pack != NULL) {
        verify_pack(pack, TODAY, sink);
    }
    return pack;
}

static void
test_sound_pack_has_no_findings(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    struct pack *pack = check("sound", &sink);
    assert_non_null(pack);
    assert_n_findings(&sink, 0);
    assert_int_equal(pack->pages.n, 3);
    assert_int_equal(pack->contacts->n, 1);
    assert_int_equal(pack->facts->n, 5);
    pack_close(pack);
    diag_free(&sink);
}

static void
test_each_broken_pack(void **state)
{
    (void)state;
    size_t n = sizeof table / sizeof table[0];
    for (size_t i = 0; i < n;) {
        struct diag_sink sink = {0};
        struct pack *pack = check(table[i].pack, &sink);
        int n_expected = 0;
        for (const char *name = table[i].pack; i < n && strcmp(table[i].pack, name) == 0; i++) {
            assert_finding(&sink, table[i].file, table[i].line, table[i].col, table[i].code);
            n_expected++;
        }
        assert_n_findings(&sink, n_expected);
        pack_close(pack);
        diag_free(&sink);
    }
}

static void
test_no_pack_at_all(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    assert_null(pack_open("/nonexistent", &sink));
    assert_finding(&sink, "/nonexistent/pack.yaml", 0, 0, "file");
    assert_n_findings(&sink, 1);
    diag_free(&sink);
    assert_null(check("empty", &sink));
    assert_finding(&sink, "pack.yaml", 0, 0, "empty-pack");
    assert_finding(&sink, "pack.yaml", 1, 1, "missing-key");
    diag_free(&sink);
    assert_null(pack_open("/nonexistent", NULL));
}

static void
test_broken_page_stays_in_the_pack(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    struct pack *pack = check("not-utf8", &sink);
    assert_non_null(pack);
    assert_int_equal(pack->pages.n, 3);
    assert_true(pack_page(pack, STR("door"))->is_broken);
    assert_false(pack_page(pack, STR("about"))->is_broken);
    assert_str(pack_page(pack, STR("door"))->title, "door");
    pack_close(pack);
    diag_free(&sink);
}

static void
test_unsure_number_is_left_out(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    struct pack *pack = check("bad-phone", &sink);
    assert_int_equal(pack->contacts->n, 1);
    assert_null(hotlines_find(pack->contacts, STR("network")));
    assert_true(hotlines_is_left_out(pack->contacts, STR("network")));
    assert_str(pack->fallback->id, "other"); /* the one that is left */
    pack_close(pack);
    diag_free(&sink);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_pack_has_no_findings),
        cmocka_unit_test(test_each_broken_pack),
        cmocka_unit_test(test_no_pack_at_all),
        cmocka_unit_test(test_broken_page_stays_in_the_pack),
        cmocka_unit_test(test_unsure_number_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
