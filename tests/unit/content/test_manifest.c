/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed_pack.h"

#include <stdio.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD                                                                                       \
    "kyr-pack manifest 1\nid: kyr-la\nversion: 7\nissued: 2026-11-22\nreview-by: 2026-12-31\n"

static bool
is_accepted(const char *text)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    const struct manifest *manifest = manifest_parse(&arena, str_from(text), "MANIFEST", &sink);
    bool is_whole = manifest != NULL && str_eqz(manifest_write(&arena, manifest), text);
    assert_int_equal(sink.n_errors, manifest == NULL);
    assert_int_equal(is_whole, manifest != NULL);
    diag_free(&sink);
    arena_free(&arena);
    return manifest != NULL;
}

static void
test_good(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str text = STR(HEAD "files: 2\n" HASH " 0 a\n" HASH " 4194304 a/../b\n");
    assert_null(manifest_parse(&arena, text, "MANIFEST", NULL));
    text = STR(HEAD "files: 2\n" HASH " 0 a\n" HASH " 4194304 b/c.md\n");
    const struct manifest *manifest = manifest_parse(&arena, text, "MANIFEST", NULL);
    assert_non_null(manifest);
    assert_str(manifest->id, "kyr-la");
    assert_int_equal(manifest->version, 7);
    assert_int_equal(manifest->issued.day, 22);
    assert_int_equal(manifest->review_by.month, 12);
    assert_int_equal(manifest_find(manifest, STR("b/c.md"))->size_bytes, 4194304);
    assert_int_equal(manifest->files[0].sha256[0], 0x01);
    assert_null(manifest_find(manifest, STR("b")));
    assert_true(is_accepted("kyr-pack manifest 1\nid: a\nversion: 1\nissued: 1970-01-01\n"
                            "review-by: -\nfiles: 1\n" HASH " 0 a\n"));
    arena_free(&arena);
}

static void
test_bad(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "kyr-pack manifest 2\n",
        HEAD,
        HEAD "files: 0\n",
        HEAD "files: 1\n" HASH " 0 a",
        HEAD "files: 1\n" HASH " 0 a\n\n",
        HEAD "files: 1\n" HASH " 0 a\r\n",
        HEAD "files: 1\n" HASH " 00 a\n",
        HEAD "files: 1\n" HASH " -1 a\n",
        HEAD "files: 1\n" HASH "  1 a\n",
        HEAD "files: 1\n" HASH " 4194305 a\n",
        HEAD "files: 1\n" HASH " 99999999999999999999 a\n",
        HEAD "files: 01\n" HASH " 0 a\n",
        HEAD "files: 1001\n" HASH " 0 a\n",
        HEAD "files: 2\n" HASH " 0 a\n",
        HEAD "files: 2\n" HASH " 0 a\n" HASH " 0 a\n",
        HEAD "files: 2\n" HASH " 0 b\n" HASH " 0 a\n",
        HEAD "files: 2\n" HASH " 0 a\n" HASH " 0 a/b\n",
        HEAD "files: 3\n" HASH " 0 a\n" HASH " 0 a-b\n" HASH " 0 a/b\n",
        HEAD "files: 1\n" HASH " 0 /a\n",
        HEAD "files: 1\n" HASH " 0 ../a\n",
        HEAD "files: 1\n" HASH " 0 .hidden\n",
        HEAD "files: 1\n" HASH " 0 -rf\n",
        HEAD "files: 1\n" HASH " 0 a b\n",
        HEAD "files: 1\n" HASH " 0 MANIFEST\n",
        HEAD "files: 1\n" HASH " 0 CHECKSUM\n",
        HEAD "files: 1\n" HASH " 0 \n",
        HEAD "files: 1\n0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef 0 a\n",
        HEAD "files: 1\n0123 0 a\n",
        "kyr-pack manifest 1\nid: A\nversion: 7\nissued: 2026-11-22\nreview-by: -\nfiles: 1\n" HASH
        " 0 a\n",
        "kyr-pack manifest 1\nid: a\nversion: 0\nissued: 2026-11-22\nreview-by: -\nfiles: 1\n" HASH
        " 0 a\n",
        "kyr-pack manifest 1\nid: a\nversion: 1\nissued: 2026-11\nreview-by: -\nfiles: 1\n" HASH
        " 0 a\n",
        "kyr-pack manifest 1\nid: a\nversion: 1\nissued: -\nreview-by: -\nfiles: 1\n" HASH " 0 a\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (is_accepted(bad[i])) {
            fail_msg("accepted:\n%s", bad[i]);
        }
    }
}

/* What is accepted has one spelling: is_accepted compares it with what would be written. */
static void
test_one_spelling(void **state)
{
    (void)state;
    char text[] = HEAD "files: 2\n" HASH " 0 a\n" HASH " 12 b/c.md\n";
    assert_true(is_accepted(text));
    for (size_t i = 0; i < sizeof text - 1; i++) {
        char kept = text[i];
        for (int byte = 1; byte < 256; byte++) {
            text[i] = (char)byte;
            (void)is_accepted(text);
        }
        text[i] = kept;
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_one_spelling),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
