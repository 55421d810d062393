/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed_pack.h"

#include <string.h>

#include "content/packsource.h"
#include "content/phone.h"
#include "content/stray_number.h"
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
        update_is_allowed(installed, candidate, &update, &trust, &sink)) {
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

/* One who signs alone cannot bring a number along in the words. */
static void
test_number_in_words(void **state)
{
    (void)state;
    assert_string_equal(judge(8, BEFORE, "Call 213-555-0123 now.", 1, 1), "two-keys");
    assert_string_equal(judge(8, BEFORE, "Call 213-555-0123 now.", 2, 1), "ok");
    assert_string_equal(judge(8, BEFORE, "Stay 48 hours. Ask in 2026.", 1, 0), "ok");
}

/* A catalog of a header and one message. */
static struct str
catalog(struct arena *arena, const char *header, const char *text)
{
    const uint32_t n_header = (uint32_t)strlen(header), n_text = (uint32_t)strlen(text);
    const uint32_t words[] = {0x950412DE, 0,  2,      28,
                              44,         0,  60,                         /* its own header */
                              0,          60, 4,      61,                 /* "", "Call" */
                              n_header,   66, n_text, 66 + n_header + 1}; /* what they become */
    size_t n = sizeof words + 6 + n_header + 1 + n_text + 1;
    char *bytes = arena_alloc(arena, n);
    memcpy(bytes, words, sizeof words);
    memcpy(bytes + 61, "Call", 5);
    memcpy(bytes + 66, header, n_header);
    memcpy(bytes + 66 + n_header + 1, text, n_text);
    return (struct str){bytes, n};
}

static void
test_number_in_a_catalog(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *header = "PO-Revision-Date: 2026-11-25 22:43+0000";
    struct str name = STR("locale/es/LC_MESSAGES/x.mo");
    struct str good = catalog(&arena, header, "Llame.");
    struct str bad = catalog(&arena, header, "Llame al 213 555 0123.");
    assert_true(phone_looks_like(str_from(header)));
    assert_false(stray_number_in(name, good));
    assert_true(stray_number_in(name, bad));
    assert_false(stray_number_in(STR("seeds/law/a.yaml"), bad));
    for (size_t n = 0; n < bad.n; n++) { /* cut anywhere: nothing beyond its end is read */
        char *exact = test_malloc(n + 1);
        memcpy(exact, bad.p, n);
        (void)stray_number_in(name, (struct str){exact, n});
        test_free(exact);
    }
    arena_free(&arena);
}

/* The pack that is shipped may be changed in its words by one. */
static void
test_no_number_in_the_words_of_the_pack(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    const struct packsource_options source = {.dir = KYR_SOURCE_DIR "/assets/pack",
                                              .locale_dir = KYR_BINARY_DIR "/pack/locale",
                                              .issued = {2026, 11, 25}};
    struct packfile *pack = packsource_gather(&source, &sink);
    size_t n_catalogs = 0;
    assert_non_null(pack);
    for (size_t i = 0; i < pack->manifest->n_files; i++) {
        struct str name = pack->manifest->files[i].name;
        n_catalogs += str_starts(name, "locale/");
        if (stray_number_in(name, pack->files[i])) {
            fail_msg("%.*s holds a number in its words", STR_ARG(name));
        }
    }
    assert_true(n_catalogs > 0);
    packfile_close(pack);
    diag_free(&sink);
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
    assert_string_equal(judge(8, text.p, "a", 1, 8), "two-keys");
    strbuf_free(&text);
    arena_free(&arena);
}

/* The numbers stay, but the names beside them are swapped: whoever calls reaches somebody else. */
static void
test_names(void **state)
{
    (void)state;
    struct strbuf text = {0};
    strbuf_addz(&text, BEFORE);
    memcpy(strstr(text.p, "Network"), "Notwork", 7);
    assert_string_equal(judge(8, text.p, "a", 1, 2), "two-keys");
    assert_string_equal(judge(8, text.p, "a", 2, 2), "ok");
    strbuf_free(&text);
}

static const char *
key_text(struct arena *arena, uint8_t seed)
{
    struct minisign_public key = sample_public(seed);
    struct str text = minisign_write_public(arena, &key);
    (void)str_cut(&text, '\n');
    return str_dup(arena, str_cut(&text, '\n')).p;
}

/* Keys 1 and 2 are trusted; the pack names `new_keys` and is signed by `signers` (both ended by 0).
 */
static const char *
rotate(const char *new_keys, const char *signers)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct update update;
    struct strbuf keys = {0};
    strbuf_addz(&keys, "keys:\n");
    for (const char *key = new_keys; *key != '\0'; key++) {
        strbuf_printf(&keys, "  - name: n%c\n    key: %s\n", *key,
                      key_text(&arena, (uint8_t)(*key - '0')));
    }
    struct sample_file files[] = {
        {"hotlines.yaml", BEFORE}, {"keys.yaml", keys.p}, {"pages/a.md", "a"}};
    struct packfile *made = sample_pack(8, files, 3);
    for (const char *key = signers; *key != '\0'; key++) {
        struct minisign_secret secret = sample_secret((uint8_t)(*key - '0'));
        assert_true(packfile_sign(made, &secret, NULL));
    }
    struct minisign_public trusted[2] = {sample_public(1), sample_public(2)};
    struct packfile_trust trust = {trusted, 2};
    struct packfile *installed = sample_signed(7, BEFORE, "a", 2);
    struct packfile *candidate = packfile_read(sample_archive(&arena, made), "new", &trust, &sink);
    bool is_allowed = candidate != NULL &&
                      update_compare(&arena, installed, candidate, &update, &sink) &&
                      update_is_allowed(installed, candidate, &update, &trust, &sink);
    assert_n_findings(&sink, !is_allowed);
    const char *code = !is_allowed ? sink.first->code : update.has_new_keys ? "new" : "same";
    packfile_close(candidate);
    packfile_close(installed);
    packfile_close(made);
    strbuf_free(&keys);
    diag_free(&sink);
    arena_free(&arena);
    return code;
}

static void
test_rotation(void **state)
{
    (void)state;
    assert_string_equal(rotate("12", "1"), "same");
    assert_string_equal(rotate("21", "2"), "same");
    assert_string_equal(rotate("23", "12"), "new");
    assert_string_equal(rotate("123", "12"), "new");
    assert_string_equal(rotate("34", "123"), "new");
    assert_string_equal(rotate("23", "1"), "keys");
    assert_string_equal(rotate("23", "2"), "keys");
    assert_string_equal(rotate("23", "23"), "keys"); /* one of the old keys only */
    assert_string_equal(rotate("34", "12"), "keys"); /* none of the new ones */
    assert_string_equal(rotate("34", "134"), "keys");
    assert_string_equal(rotate("34", "34"), "untrusted");
    assert_string_equal(rotate("1", "12"), "keys");
}

static void
test_first(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct update update;
    struct packfile *pack = sample_signed(1, BEFORE, "a", 1);
    struct packfile_trust trust = {0};
    pack->n_signers = 1;
    assert_true(update_compare(&arena, NULL, pack, &update, NULL));
    assert_true(update_is_allowed(NULL, pack, &update, &trust, NULL));
    pack->n_signers = 0;
    assert_false(update_is_allowed(NULL, pack, &update, &trust, NULL));
    packfile_close(pack);
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wording),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_number_in_words),
        cmocka_unit_test(test_number_in_a_catalog),
        cmocka_unit_test(test_no_number_in_the_words_of_the_pack),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_rotation),
        cmocka_unit_test(test_first),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
