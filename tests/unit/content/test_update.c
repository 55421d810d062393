/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed_pack.h"

#include <string.h>

#include "content/update.h"

#define CONTACT(phones, rest)                                                                      \
    "contacts:\n"                                                                                  \
    "  - id: larrn\n"                                                                              \
    "    name: Network\n"                                                                          \
    "    run_by: community\n"                                                                      \
    "    phones:\n" phones "    for: Help.\n"                                                      \
    "    area: Here.\n"                                                                            \
    "    hours: Always.\n" rest "    sources: [A-1]\n"                                             \
    "    checked: 2026-06\n"                                                                       \
    "    status: verified\n"
#define PHONE(digits) "      - number: \"" digits "\"\n"
#define BEFORE CONTACT(PHONE("+18886244752"), "    email: a@b.org\n    web: b.org\n")

/* The code of the refusal, "ok", or "ok!" with a warning; how many ways to reach change. */
static const char *
judge(long version, const char *hotlines, const char *page, int n_keys, size_t n_reaches)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct update update;
    struct minisign_public keys[3] = {sample_public(1), sample_public(2), sample_public(3)};
    struct packfile_trust trust = {keys, 3};
    struct packfile *installed = sample_signed(7, BEFORE, "a", 2);
    struct packfile *made = sample_signed(version, hotlines, page, n_keys);
    struct str archive = sample_archive(&arena, made);
    struct packfile *candidate = packfile_read(archive, "new", &trust, &sink);
    const char *code = NULL;
    assert_non_null(candidate);
    if (update_compare(&arena, installed, candidate, &update, &sink) &&
        update_is_allowed(installed, candidate, &update, &sink)) {
        code = sink.n_warnings > 0 ? "ok!" : "ok";
    } else {
        assert_n_findings(&sink, 1);
        code = sink.first->code;
    }
    if (strcmp(code, "hotlines") != 0) {
        assert_int_equal(update.n_reaches, n_reaches);
    }
    packfile_close(candidate);
    packfile_close(made);
    packfile_close(installed);
    diag_free(&sink);
    arena_free(&arena);
    return code;
}

static void
test_wording(void **state)
{
    (void)state;
    assert_string_equal(judge(8, BEFORE, "b", 1, 0), "ok");
    assert_string_equal(judge(7, BEFORE, "a", 1, 0), "ok");
    assert_string_equal(judge(7, BEFORE, "b", 1, 0), "ok!");
    const char *label = CONTACT(PHONE("+18886244752") "        label: Toll-free\n",
                                "    note: New words.\n    email: a@b.org\n    web: b.org\n");
    assert_string_equal(judge(8, label, "a", 1, 0), "ok");
}

static void
test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *hotlines;
        size_t n_reaches;
    } cases[] = {
        {CONTACT(PHONE("+18886244753"), "    email: a@b.org\n    web: b.org\n"), 2},
        {CONTACT(PHONE("+18886244752"), "    email: c@b.org\n    web: b.org\n"), 2},
        {CONTACT(PHONE("+18886244752"), "    email: a@b.org\n    web: c.org\n"), 2},
        {CONTACT(PHONE("+18886244752"), "    email: a@b.org\n"), 1},
        {CONTACT(PHONE("+18886244752"), "    web: b.org\n"), 1},
        {CONTACT(PHONE("+18886244752") PHONE("+12138307911"),
                 "    email: a@b.org\n    web: b.org\n"),
         1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(judge(8, cases[i].hotlines, "a", 1, cases[i].n_reaches), "two-keys");
        assert_string_equal(judge(8, cases[i].hotlines, "a", 2, cases[i].n_reaches), "ok");
    }
}

static void
test_refused(void **state)
{
    (void)state;
    assert_string_equal(judge(6, BEFORE, "a", 3, 0), "older");
    assert_string_equal(judge(1, BEFORE, "a", 1, 0), "older");
    assert_string_equal(judge(8, "contacts: [", "a", 2, 0), "hotlines");
    assert_string_equal(judge(8, CONTACT(PHONE("12"), ""), "a", 2, 0), "hotlines");
}

/* A number that moves to another contact is a change, although it is in both packs. */
static void
test_moved(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct strbuf text = {0};
    strbuf_addz(&text, BEFORE);
    char *id = strstr(text.p, "larrn");
    memcpy(id, "other", 5);
    assert_string_equal(judge(8, text.p, "a", 1, 6), "two-keys");
    strbuf_free(&text);
    arena_free(&arena);
}

static void
test_first(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct update update;
    struct packfile *pack = sample_signed(1, BEFORE, "a", 1);
    pack->n_signers = 1;
    assert_true(update_compare(&arena, NULL, pack, &update, NULL));
    assert_true(update_is_allowed(NULL, pack, &update, NULL));
    pack->n_signers = 0;
    assert_false(update_is_allowed(NULL, pack, &update, NULL));
    packfile_close(pack);
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wording), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_moved),
        cmocka_unit_test(test_first),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
