/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What translators send, good and broken, and the template they start from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "i18n/po.h"

#define HEADER                                                                                     \
    "msgid \"\"\n"                                                                                 \
    "msgstr \"\"\n"                                                                                \
    "\"Project-Id-Version: t\\n\"\n"                                                               \
    "\"PO-Revision-Date: 2026-01-01 00:00+0000\\n\"\n"                                             \
    "\"Last-Translator: T <t@example.org>\\n\"\n"                                                  \
    "\"Language-Team: Spanish\\n\"\n"                                                              \
    "\"Language: es\\n\"\n"                                                                        \
    "\"MIME-Version: 1.0\\n\"\n"                                                                   \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                             \
    "\"Content-Transfer-Encoding: 8bit\\n\"\n"                                                     \
    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
#define HEADER_LINES 11

static int
setup(void **state)
{
    struct fixture *fixture = malloc(sizeof *fixture);
    fixture_open(fixture);
    *state = fixture;
    return 0;
}

static int
teardown(void **state)
{
    fixture_close(*state);
    free(*state);
    return 0;
}

static bool
read_po(struct fixture *fixture, struct str text, struct po_file *out)
{
    const char *path = fixture_path(fixture, "es.po");
    diag_free(&fixture->sink);
    fixture_write(path, text);
    return po_read(&fixture->arena, path, out, &fixture->sink);
}

static void
expect_finding(struct fixture *fixture, const char *code, int line, const char *words)
{
    for (const struct diag *item = fixture->sink.first; item != NULL; item = item->next) {
        if (strcmp(item->code, code) == 0 && item->place.line == line &&
            strstr(item->text.p, words) != NULL) {
            assert_true(str_ends(str_from(item->place.file), "/es.po"));
            return;
        }
    }
    diag_print(&fixture->sink, stderr);
    fail_msg("no finding [%s] in line %d with \"%s\"", code, line, words);
}

/* ---- Reading ------------------------------------------------------------------------------- */

static const struct str good_po = {HEADER "\n"                             /* 12 */
                                          "#. paragraph\n"                 /* 13 */
                                          "msgid \"Home\"\n"               /* 14 */
                                          "msgstr \"Inicio\"\n"            /* 15 */
                                          "\n"                             /* 16 */
                                          "#~ msgid \"Old\"\n"             /* 17 */
                                          "#~ msgstr \"Viejo\"\n"          /* 18 */
                                          "\n"                             /* 19 */
                                          "#, fuzzy\n"                     /* 20 */
                                          "#| msgid \"Closed\"\n"          /* 21 */
                                          "msgctxt \"door\"\n"             /* 22 */
                                          "msgid \"\"\n"                   /* 23 */
                                          "\"Open\"\n"                     /* 24 */
                                          "msgstr \"Abierta\"\n"           /* 25 */
                                          "\n"                             /* 26 */
                                          "  msgid \"one\"\n"              /* 27 */
                                          "msgid_plural \"many\"\n"        /* 28 */
                                          "msgstr[0] \"uno\"\n"            /* 29 */
                                          "msgstr[1] \"muchos\"\n"         /* 30 */
                                          "\n"                             /* 31 */
                                          "msgid \"msgid \\\"x\\\"\\n\"\n" /* 32 */
                                          "\"msgid \\\"y\\\"\"\n"          /* 33 */
                                          "msgstr \"\"\n", /* 34: no newline trouble at the end */
                                   0};

static void
reads_messages(void **state)
{
    struct fixture *fixture = *state;
    struct po_file file;
    assert_true(read_po(fixture, str_from(good_po.p), &file));
    assert_int_equal(fixture->sink.n_errors + fixture->sink.n_warnings, 0);
    assert_int_equal(file.n_messages, 4);
    assert_true(str_starts(file.header, "Project-Id-Version: t\n"));
    const int lines[] = {14, 22, 27, 32};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(file.messages[i].line, lines[i]);
        assert_int_equal(file.messages[i].is_fuzzy, i == 1);
    }
    assert_true(str_eqz(file.messages[1].context, "door"));
    assert_null(file.messages[0].context.p);
    assert_true(str_eqz(file.messages[2].plural, "many"));
    assert_true(str_eqz(file.messages[2].msgstr, "uno"));
    assert_null(file.messages[0].plural.p);
    assert_true(str_eqz(file.messages[3].msgid, "msgid \"x\"\nmsgid \"y\""));
    assert_int_equal(file.messages[3].msgstr.n, 0);
}

static void
finds_messages(void **state)
{
    struct fixture *fixture = *state;
    struct po_file file;
    assert_true(read_po(fixture, str_from(good_po.p), &file));
    assert_ptr_equal(po_find(&file, NULL, "Home"), &file.messages[0]);
    assert_ptr_equal(po_find(&file, "door", "Open"), &file.messages[1]);
    assert_ptr_equal(po_find(&file, NULL, "one"), &file.messages[2]);
    assert_null(po_find(&file, NULL, "Open"));
    assert_null(po_find(&file, "", "Home"));
    assert_null(po_find(&file, "Home", ""));
    assert_null(po_find(&file, NULL, "Old"));
    assert_null(po_find(&file, NULL, ""));
    struct po_file nothing = {0};
    assert_null(po_find(&nothing, NULL, "Home"));
}

static void
finds_each_of_many(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf po = {0};
    struct po_file file;
    char msgid[32];
    strbuf_addz(&po, HEADER);
    for (int i = 0; i < 3000; i++) {
        strbuf_printf(&po, "\nmsgid \"m %d\"\nmsgstr \"t %d\"\n", i, i);
    }
    assert_true(read_po(fixture, strbuf_str(&po), &file));
    assert_int_equal(file.n_messages, 3000);
    for (int i = 0; i < 3000; i++) {
        (void)snprintf(msgid, sizeof msgid, "m %d", i);
        assert_ptr_equal(po_find(&file, NULL, msgid), &file.messages[i]);
        assert_int_equal(file.messages[i].line, HEADER_LINES + 2 + 3 * i);
    }
    strbuf_free(&po);
}

static void
bom_and_returns_are_forgiven(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf po = {0};
    struct po_file file;
    strbuf_addz(&po, "\xEF\xBB\xBF");
    for (const char *p = HEADER "\nmsgid \"Home\"\nmsgstr \"Inicio\""; *p != '\0'; p++) {
        strbuf_addz(&po, *p == '\n' ? "\r" : "");
        strbuf_addc(&po, *p);
    }
    assert_true(read_po(fixture, strbuf_str(&po), &file));
    expect_finding(fixture, "po-bom", 1, "byte-order mark");
    expect_finding(fixture, "po-line-ends", 1, "Windows");
    assert_int_equal(fixture->sink.n_errors, 1);
    assert_int_equal(fixture->sink.n_warnings, 1);
    assert_true(str_eqz(file.messages[0].msgstr, "Inicio"));
    assert_int_equal(file.messages[0].line, HEADER_LINES + 2);
    strbuf_free(&po);
}

static void
names_what_is_broken(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        const char *text;
        const char *code;
        int line;
        const char *words;
    } cases[] = {
        {HEADER "msgid \"\xC3\"\n", "po-encoding", 12, "0xC3"},
        {"\xFF\xFEm", "po-encoding", 1, "UTF-16"},
        {HEADER "<<<<<<< HEAD\n", "po-conflict", 12, "conflict"},
        {HEADER "msgid \"a\"\n=======\n>>>>>>> theirs\n", "po-conflict", 13, "conflict"},
        {"msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
         "po-charset", 3, "charset=ISO-8859-1"},
        {HEADER "\nmsgid \"a\nmsgstr \"b\"\n", "po", 13, "end-of-line"},
        {HEADER "\nmsgid \"a\"\nmsgfoo \"b\"\n", "po", 14, "msgfoo"},
        {HEADER "\nmsgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "po", 16,
         "duplicate"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct po_file file;
        assert_false(read_po(fixture, str_from(cases[i].text), &file));
        expect_finding(fixture, cases[i].code, cases[i].line, cases[i].words);
        assert_null(po_find(&file, NULL, "a"));
    }
    struct po_file file;
    assert_false(read_po(fixture, STR(HEADER "msgid \"a\0b\"\n"), &file));
    expect_finding(fixture, "po-encoding", 12, "NUL");
}

static void
names_files_it_cannot_read(void **state)
{
    struct fixture *fixture = *state;
    struct po_file file;
    const char *missing = fixture_path(fixture, "none/es.po");
    assert_false(po_read(&fixture->arena, missing, &file, &fixture->sink));
    expect_finding(fixture, "po-read", 0, "is missing");
    const char *large = fixture_path(fixture, "es.po");
    char *bytes = calloc(PO_BYTES_MAX + 1, 1);
    fixture_write(large, (struct str){bytes, PO_BYTES_MAX + 1});
    free(bytes);
    assert_false(po_read(&fixture->arena, large, &file, &fixture->sink));
    expect_finding(fixture, "po-read", 0, "larger");
    assert_false(po_read(&fixture->arena, large, &file, NULL));
}

static void
reports_what_msgfmt_would(void **state)
{
    struct fixture *fixture = *state;
    struct po_file file;
    assert_true(read_po(fixture,
                        STR(HEADER "\n#, python-brace-format\nmsgid \"Call {larrn}.\"\n"
                                   "msgstr \"Llame al {laran}.\"\n"),
                        &file));
    expect_finding(fixture, "po", 15, "laran");
    assert_true(read_po(fixture,
                        STR(HEADER "\nmsgid \"a\"\nmsgid_plural \"b\"\n"
                                   "msgstr[0] \"c\"\n"),
                        &file));
    assert_true(fixture->sink.n_errors > 0);
    assert_true(read_po(fixture, STR("msgid \"a\"\nmsgstr \"b\"\n"), &file));
    expect_finding(fixture, "po-header", 0, "no header");
    assert_true(read_po(fixture, STR(""), &file));
    expect_finding(fixture, "po-header", 0, "no header");
    assert_int_equal(file.n_messages, 0);
    assert_true(read_po(fixture,
                        STR("# comment\nmsgid \"\"\nmsgstr \"Content-Type: text/plain; "
                            "charset=UTF-8\\n\"\n"),
                        &file));
    expect_finding(fixture, "po", 2, "Last-Translator");
}

static void
no_line_is_better_than_a_wrong_one(void **state)
{
    struct fixture *fixture = *state;
    struct po_file file;
    assert_true(read_po(fixture,
                        STR(HEADER "\nmsgid \"a\" msgstr \"b\" msgid \"c\" msgstr \"d\"\n"
                                   "msgid \"e\"\nmsgstr \"f\"\n"),
                        &file));
    assert_int_equal(file.n_messages, 3);
    assert_int_equal(file.messages[1].line, 0);
}

/* Damage of any kind ends in a finding, never in a crash or an exit. */
static void
survives_damage(void **state)
{
    struct fixture *fixture = *state;
    char text[2048];
    size_t n = strlen(good_po.p);
    uint32_t seed = 7;
    assert_true(n < sizeof text);
    for (int round = 0; round < 1500; round++) {
        struct po_file file;
        size_t length = n;
        memcpy(text, good_po.p, n + 1);
        for (int change = 0; change < 1 + round % 4; change++) {
            seed = seed * 1664525u + 1013904223u;
            text[(seed >> 8) % n] = "\n\"\\#~ m[]\x01{0}msgid\xC3"[(seed >> 24) % 19];
        }
        length = round % 5 == 0 ? (seed >> 4) % n : n;
        bool is_usable = read_po(fixture, (struct str){text, length}, &file);
        assert_true(is_usable || fixture->sink.n_errors > 0);
    }
}

/* ---- Writing ------------------------------------------------------------------------------- */

static const char *const step_comments[] = {"numbered step", "TRANSLATORS: short", NULL};
static const char *const button_comments[] = {"button", NULL};

static const struct pot_entry entries[] = {
    {NULL, "Stay inside.", step_comments, "assets/pack/pages/at-my-door.md", 9, false},
    {"tile", "They are at my door", NULL, "assets/pack/pages/at-my-door.md", 3, false},
    {NULL, "Call {larrn}.", button_comments, "assets/pack/pages/at-work.md", 20, true},
    {NULL, "Stay inside.", button_comments, "assets/pack/pages/at-school.md", 4, false},
    {NULL, "Stay inside.", step_comments, "assets/pack/pages/at-school.md", 4, false},
    {NULL, "They are at my door", NULL, "assets/pack/pack.yaml", 0, false},
    {NULL, "A \"quote\", a \\ backslash,\na line and an ñ", NULL, NULL, 0, false},
    {NULL, "", NULL, NULL, 0, false},
};
#define N_ENTRIES (sizeof entries / sizeof entries[0])

static const char expected_body[] =
    "#. numbered step\n"
    "#. TRANSLATORS: short\n"
    "#. button\n"
    "#: assets/pack/pages/at-my-door.md:9 assets/pack/pages/at-school.md:4\n"
    "msgid \"Stay inside.\"\n"
    "msgstr \"\"\n"
    "\n"
    "#: assets/pack/pages/at-my-door.md:3\n"
    "msgctxt \"tile\"\n"
    "msgid \"They are at my door\"\n"
    "msgstr \"\"\n"
    "\n"
    "#. button\n"
    "#: assets/pack/pages/at-work.md:20\n"
    "#, python-brace-format\n"
    "msgid \"Call {larrn}.\"\n"
    "msgstr \"\"\n"
    "\n"
    "#: assets/pack/pack.yaml\n"
    "msgid \"They are at my door\"\n"
    "msgstr \"\"\n"
    "\n"
    "msgid \"\"\n"
    "\"A \\\"quote\\\", a \\\\ backslash,\\n\"\n"
    "\"a line and an ñ\"\n"
    "msgstr \"\"\n";

static const struct pot_info info = {"kyr-la 1", "https://example.org/issues",
                                     "2026-07-01 12:00+0000"};

static void
writes_a_template(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "t.pot");
    assert_true(pot_write(path, &info, entries, N_ENTRIES, &fixture->sink));
    struct str text = fixture_read(fixture, path);
    ptrdiff_t body = str_find(text, STR("\n\n"));
    assert_true(body > 0);
    assert_string_equal(text.p + body + 2, expected_body);
    assert_true(str_find(text, STR("charset=UTF-8")) > 0);
    assert_true(str_find(text, STR("\"Project-Id-Version: kyr-la 1\\n\"")) > 0);
    assert_true(str_find(text, STR("\"POT-Creation-Date: 2026-07-01 12:00+0000\\n\"")) > 0);
    assert_true(str_find(text, STR("Bugs-To: https://example.org/issues\\n")) > 0);
    assert_int_equal(fixture->sink.n_errors, 0);
}

static void
reads_what_it_wrote(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "t.pot");
    struct po_file file;
    assert_true(pot_write(path, &info, entries, N_ENTRIES, &fixture->sink));
    assert_true(po_read(&fixture->arena, path, &file, &fixture->sink));
    assert_int_equal(fixture->sink.n_errors, 0);
    assert_int_equal(file.n_messages, 5);
    for (size_t i = 0; i + 1 < N_ENTRIES; i++) {
        assert_non_null(po_find(&file, entries[i].context, entries[i].msgid));
    }
    (void)fixture_compile(fixture, fixture_read(fixture, path), "-c");
}

static void
only_a_new_date_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "t.pot");
    struct pot_info later = info;
    later.date = "2027-01-01 00:00+0000";
    assert_true(pot_write(path, &info, entries, N_ENTRIES, NULL));
    struct str before = fixture_read(fixture, path);
    assert_true(pot_write(path, &later, entries, N_ENTRIES, NULL));
    assert_true(str_eq(before, fixture_read(fixture, path)));
    assert_true(pot_write(path, &later, entries, N_ENTRIES - 2, NULL));
    struct str after = fixture_read(fixture, path);
    assert_true(str_find(after, STR("2027-01-01 00:00+0000")) > 0);
    assert_true(str_find(after, STR("quote")) < 0);
}

static void
takes_the_date_of_the_build(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "t.pot");
    struct pot_info dateless = {"t", "t", NULL};
    (void)setenv("SOURCE_DATE_EPOCH", "86400", 1);
    assert_true(pot_write(path, &dateless, entries, N_ENTRIES, NULL));
    assert_true(str_find(fixture_read(fixture, path), STR("Date: 1970-01-02 00:00+0000")) > 0);
    (void)unsetenv("SOURCE_DATE_EPOCH");
}

static void
says_when_it_cannot_write(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "no/such/folder/es.po");
    assert_false(pot_write(path, &info, entries, N_ENTRIES, &fixture->sink));
    expect_finding(fixture, "pot-write", 0, "cannot be written");
    assert_false(pot_write("/dev/full", &info, entries, N_ENTRIES, NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_messages),
        TEST(finds_messages),
        TEST(finds_each_of_many),
        TEST(bom_and_returns_are_forgiven),
        TEST(names_what_is_broken),
        TEST(names_files_it_cannot_read),
        TEST(reports_what_msgfmt_would),
        TEST(no_line_is_better_than_a_wrong_one),
        TEST(survives_damage),
        TEST(writes_a_template),
        TEST(reads_what_it_wrote),
        TEST(only_a_new_date_changes_nothing),
        TEST(takes_the_date_of_the_build),
        TEST(says_when_it_cannot_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
