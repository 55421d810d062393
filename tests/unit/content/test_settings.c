/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One settings file, and every way it can be wrong: one sentence, and no PIN. */
#include "findings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/settings.h"

#define HASH                                                                                       \
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"                                        \
    "$Z+Qr9ySwtBJowR3dq/C+J+gVLBD+gTS57yas9LYj3To"
#define OTHER                                                                                      \
    "$argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHRzb21lc2FsdA"                                        \
    "$Z+Qr9ySwtBJowR3dq/C+J+gVLBD+gTS57yas9LYj3To"
#define DIR KYR_BINARY_DIR "/tests/settings"

static void
check_text(struct str text, const char *code, int line)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct settings settings;
    memset(&settings, 'x', sizeof settings);
    assert_int_equal(settings_parse(&arena, text, "settings.yaml", &settings, &sink), code == NULL);
    assert_n_findings(&sink, code != NULL);
    if (code != NULL) {
        assert_int_equal(sink.first->place.line, line);
        assert_string_equal(sink.first->code, code);
        assert_string_equal(settings.pin_hash, "");
    }
    diag_free(&sink);
    arena_free(&arena);
}

static void
check(const char *text, const char *code, int line)
{
    check_text(str_from(text), code, line);
}

static void
test_good(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct settings settings;
    assert_true(settings_parse(&arena, STR("# ours\npin: \"" HASH "\"\n"), "", &settings, NULL));
    assert_string_equal(settings.pin_hash, HASH);
    arena_free(&arena);
    check("", NULL, 0);
    check("# nothing is set\n", NULL, 0);
    check("pin:\n", NULL, 0);
    check("pin: '" HASH "'", NULL, 0);
    check("---\npin: " HASH "\n", NULL, 0);
}

static void
test_bad(void **state)
{
    (void)state;
    static char huge[SETTINGS_BYTES_MAX + 2];
    memset(huge, '#', sizeof huge - 1);
    check("pin: 4711\n", "bad-pin", 1);
    check("\npin: [4711]\n", "bad-pin", 2);
    check("pin: \"$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$x\"\n", "bad-pin", 1);
    check("pin: \"" HASH "\\0\"\n", "bad-pin", 1);
    check("pin: \"" HASH "\"\npni: 1\n", "unknown-key", 2);
    check("pin: 4711\npni: 1\npnj: 2\n", "bad-pin", 1);
    check("pin: \"" HASH "\"\npin: \"" HASH "\"\n", "duplicate-key", 2);
    check("pin: \"" HASH "\n", "yaml", 2);
    check("- pin\n", "wrong-kind", 1);
    check("4711\n", "wrong-kind", 1);
    check("\xFFpin: 1\n", "not-utf8", 1);
    check("pin: &a " HASH "\nx: *a\n", "yaml", 1);
    check(huge, "too-large", 0);
    check_text((struct str){"pin: \0", 6}, "yaml", 1);
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
    (void)mkdir(DIR, 0755);
    (void)unlink(name);
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0 && fclose(file) == 0 && chmod(name, mode) == 0);
}

static void
load(const char *dir, const char *pin_hash, int n_findings)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct settings settings;
    settings_load(&arena, dir, &settings, &sink);
    assert_string_equal(settings.pin_hash, pin_hash);
    assert_n_findings(&sink, n_findings);
    diag_free(&sink);
    arena_free(&arena);
}

static void
test_load(void **state)
{
    (void)state;
    const char *name = DIR "/" SETTINGS_NAME;
    write_file(name, "pin: \"" HASH "\"\n", 0644);
    load(DIR, HASH, 0);
    load(DIR "/nowhere", "", 0);
    load(DIR "/" SETTINGS_NAME, "", 0);
    write_file(name, "pin: 4711\nx: 1\n", 0644);
    load(DIR, "", 1);
    assert_int_equal(truncate(name, 1024L * 1024 * 1024), 0);
    load(DIR, "", 1);
    assert_int_equal(unlink(name), 0);
    load(DIR, "", 0);
    assert_int_equal(mkdir(name, 0755), 0);
    load(DIR, "", 1);
    assert_int_equal(rmdir(name), 0);
    if (geteuid() != 0) { /* root reads everything */
        write_file(name, "pin: \"" HASH "\"\n", 0);
        load(DIR, "", 1);
        assert_int_equal(unlink(name), 0);
    }
}

static void
change(const char *text, const char *expected)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct str made = settings_with_pin(&arena, str_from(text), "s", OTHER, &sink);
    assert_int_equal(made.p == NULL, expected == NULL);
    assert_n_findings(&sink, expected == NULL);
    if (expected != NULL) {
        assert_str(made, expected);
    }
    diag_free(&sink);
    arena_free(&arena);
}

/* Comments and whatever else stands there are kept to the byte; what cannot be kept is refused. */
static void
test_change(void **state)
{
    (void)state;
    change("", "pin: \"" OTHER "\"\n");
    change("# a\r\n\n  # b", "# a\r\n\n  # b\npin: \"" OTHER "\"\n");
    change("pin: \"" HASH "\"", "pin: \"" OTHER "\"\n");
    change("# a\npin: '" HASH "' # old\n# b\n", "# a\npin: \"" OTHER "\"\n# b\n");
    change("pin: forgotten\n# b", "pin: \"" OTHER "\"\n# b");
    change("pin:\n", "pin: \"" OTHER "\"\n");
    change("\"pin\": 1\n", "pin: \"" OTHER "\"\n");
    change("pin: [1]\n", "pin: \"" OTHER "\"\n");
    change("pin:\n  \"" HASH "\"\n", NULL);
    change("pin: |\n  " HASH "\n", NULL);
    change("{pin: \"" HASH "\"}\n", "pin: \"" OTHER "\"\n");
    change("{pin: \"" HASH "\",\n}\n", NULL);
    change("# end\n...\n", NULL);
    change("pin: 1\nother: 2\n", NULL); /* a key that only a newer program knows */
    change("pin: \"\n", NULL);
    change("- a\n", NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_load),
        cmocka_unit_test(test_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
