/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to break a translator's file: one plain message with its line, and the screen keeps
 * what it had. Runs on the real pack, since what is refused is for its lints to say. */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#include "../unit/i18n/fixture.h"
#include "edit/book.h"

#define HEAD                                                                                       \
    "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: x\\n\"\n\"Language: es\\n\"\n"                 \
    "\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                   \
    "\"Content-Transfer-Encoding: 8bit\\n\"\n"
#define HEADER HEAD "\"Plural-Forms: nplurals=2; plural=n != 1;\\n\"\n"
#define HEADER_LINES 8
#define STOP "\nmsgid \"Stop\"\nmsgstr "
#define CALL "\n#, python-brace-format\nmsgid \"Call {larrn}.\"\nmsgstr "
#define GOOD HEADER STOP "\"Alto\"\n" CALL "\"Llame al {larrn}.\"\n"
#define STOP_LINE (HEADER_LINES + 2)
#define CALL_LINE (HEADER_LINES + 6)

struct world {
    struct stage stage;
    struct fixture fixture;
    struct glossary glossary;
    struct arena scratch;
    struct book *good;
    struct str reason;
};

static struct book *
read_text(struct world *world, struct str text, const struct book *before)
{
    const char *path = fixture_path(&world->fixture, "es.po");
    fixture_write(path, text);
    struct book_source source = {path, &world->stage, lang_find(STR("es")), &world->glossary};
    return book_read(&source, before, &world->scratch, &world->reason);
}

static int
set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    data_open(&world->stage.data, NULL, &world->stage.sink);
    assert_non_null(world->stage.data.pack);
    assert_non_null(world->stage.data.fonts);
    fixture_open(&world->fixture);
    world->good = read_text(world, STR(GOOD), NULL);
    assert_non_null(world->good);
    *state = world;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *world = *state;
    book_free(world->good);
    arena_free(&world->scratch);
    fixture_close(&world->fixture);
    data_close(&world->stage.data);
    diag_free(&world->stage.sink);
    free(world);
    return 0;
}

static void
expect_shown(struct book *book, const char *msgid, const char *text)
{
    struct str out = STR("");
    bool is_there = book_find(book, NULL, msgid, &out);
    assert_int_equal(is_there, strcmp(msgid, text) != 0);
    assert_string_equal(out.p, text);
}

static void
expect_words(struct str text, const char *words)
{
    if (words[0] != '\0' && str_find(text, str_from(words)) < 0) {
        fail_msg("“%.*s” does not say “%s”", STR_ARG(text), words);
    }
}

static void
shows_what_is_translated(void **state)
{
    struct world *world = *state;
    expect_shown(world->good, "Stop", "Alto");
    expect_shown(world->good, "Call {larrn}.", "Llame al {larrn}.");
    expect_shown(world->good, "Nowhere", "Nowhere");
    assert_int_equal(world->good->n_with_findings, 0);
    struct book *book =
        read_text(world, STR(HEADER "\n#, fuzzy\nmsgid \"Stop\"\nmsgstr \"Pare\"\n" CALL "\"\"\n"),
                  world->good);
    assert_non_null(book);
    expect_shown(book, "Stop", "Stop");
    expect_shown(book, "Call {larrn}.", "Call {larrn}.");
    assert_int_equal(book->counts[ENTRY_FUZZY], 1);
    assert_int_equal(book->counts[ENTRY_UNTRANSLATED], 1);
    assert_int_equal(book_next(book, 0, 1, BOOK_UNTRANSLATED), 1);
    assert_int_equal(book_next(book, 1, 1, BOOK_UNTRANSLATED), 1);
    assert_int_equal(book_next(book, -1, -1, BOOK_FUZZY), 0);
    assert_int_equal(book_next(book, 0, 1, BOOK_FINDING), -1);
    book_free(book);
}

/* A save that is not shown at all. */
static void
whole_file_is_refused(void **state)
{
    struct world *world = *state;
    const struct {
        const char *text;
        const char *place;
        const char *words;
    } cases[] = {
        {"msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n" STOP
         "\"Alto\"\n",
         "es.po:3: ", "charset=UTF-8"},
        {HEADER STOP "\"Al\xE9to\"\n", "es.po:11: ", "not UTF-8"},
        {HEADER "\n<<<<<<< HEAD\nmsgid \"Stop\"\n=======\n", "es.po:10: ", "conflict marker"},
        {GOOD STOP "\"Pare\"\n", "es.po:17: ", "delete one of the two"},
        {HEAD "\"Plural-Forms: nplurals=2; plural=n/0;\\n\"\n" STOP "\"Pare\"\n",
         "es.po:1: ", "plural rule"},
        {HEAD "\"Plural-Forms: nplurals=4294967295; plural=n != 1;\\n\"\n" STOP "\"Pare\"\n",
         "es.po:1: ", "number of plural forms"},
        {HEADER STOP "\"Pare\n" CALL "\"Llame\"\n", "es.po:11: ", "closing quote"},
        {HEADER "\nmsgid \"Stop\n\"\nmsgstr \"Pare\"\n", "es.po:10: ", "closing quote"},
        {HEADER "\nmsgid \"Stop\"\n", "es.po:10: ", "msgstr"},
        {HEADER STOP "\"Pare\"\nwhat is this\n", "es.po:12: ", "what"},
        {STOP "\"Pare\"\n", "es.po: ", "no header"},
        {HEADER, "es.po: ", "no messages"},
        {"", "es.po: ", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_text(world, str_from(cases[i].text), world->good);
        if (book != NULL) {
            fail_msg("case %zu is shown", i);
        }
        printf("    %.*s\n", STR_ARG(world->reason));
        expect_words(world->reason, cases[i].words);
        if (!str_starts(world->reason, cases[i].place)) {
            fail_msg("“%.*s” is not at %s", STR_ARG(world->reason), cases[i].place);
        }
        assert_null(memchr(world->reason.p, '\n', world->reason.n));
        expect_shown(world->good, "Stop", "Alto");
    }
}

static void
large_file_is_refused(void **state)
{
    struct world *world = *state;
    size_t n = 50u * 1024 * 1024;
    char *bytes = malloc(n);
    memset(bytes, '\n', n);
    memcpy(bytes, GOOD, sizeof GOOD - 1);
    assert_null(read_text(world, (struct str){bytes, n}, world->good));
    free(bytes);
    expect_words(world->reason, "es.po: ");
    expect_words(world->reason, "larger");
}

/* One message is refused; the others of the same save are shown. */
static void
one_message_is_refused(void **state)
{
    struct world *world = *state;
    const struct {
        const char *msgstr;
        const char *words;
    } cases[] = {
        {"\"Llame al 888-624-4752.\"", "{larrn}"},
        {"\"Llame al {larrn} o al 213-555-0123.\"", "phone number"},
        {"\"Llame al \xE2\x80\xAE{larrn}.\"", "U+202E"},
        {"\"Llame al \xE2\x81\xA6{larrn}.\"", "U+2066"},
        {"\"Llame al **{larrn}.\"", ""},
        {"\"Llame al {larn}.\"", "larrn"},
        {"\"Llame.\"", "larrn"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str text = str_printf(&world->scratch, "%s%s%s\n", HEADER STOP "\"Pare\"\n" CALL,
                                     cases[i].msgstr, "");
        struct book *book = read_text(world, text, world->good);
        assert_non_null(book);
        expect_shown(book, "Stop", "Pare");
        expect_shown(book, "Call {larrn}.", "Llame al {larrn}.");
        const struct entry *entry = &book->entries[book_next(book, -1, 1, BOOK_FINDING)];
        printf("    es.po:%d: %.*s\n", entry->findings.line, STR_ARG(entry->findings.text));
        assert_true(entry->findings.refuses);
        assert_in_range(entry->findings.line, CALL_LINE, CALL_LINE + 1);
        expect_words(entry->findings.text, cases[i].words);
        /* A second save, the message untouched: what was good is still remembered. */
        struct book *again = read_text(world, text, book);
        assert_non_null(again);
        expect_shown(again, "Call {larrn}.", "Llame al {larrn}.");
        assert_int_equal(again->n_with_findings, book->n_with_findings);
        book_free(book);
        expect_shown(again, "Call {larrn}.", "Llame al {larrn}.");
        book_free(again);
    }
}

static void
forgives_marks_and_returns(void **state)
{
    struct world *world = *state;
    struct strbuf text = {0};
    strbuf_addz(&text, "\xEF\xBB\xBF");
    for (const char *p = HEADER STOP "\"Pare\"\n"; *p != '\0'; p++) {
        strbuf_addz(&text, *p == '\n' ? "\r" : "");
        strbuf_addc(&text, *p);
    }
    struct book *book = read_text(world, strbuf_str(&text), world->good);
    assert_non_null(book);
    expect_shown(book, "Stop", "Pare");
    expect_words(book->notice, "es.po:1: ");
    expect_words(book->notice, "byte-order mark");
    assert_int_equal(book->entries[0].message->line, STOP_LINE);
    book_free(book);
    strbuf_free(&text);
}

static void
knows_whose_words_they_are(void **state)
{
    struct world *world = *state;
    struct arena arena = {0};
    struct messages messages = pack_messages(&arena, world->stage.data.pack);
    assert_int_equal(book_domain(world->good, &messages), BOOK_OF_NOBODY);
    struct book *book = read_text(
        world, STR(HEADER "\nmsgctxt \"button\"\nmsgid \"Home\"\nmsgstr \"Inicio\"\n"), NULL);
    assert_int_equal(book_domain(book, &messages), BOOK_OF_PROGRAM);
    book_free(book);
    struct strbuf text = {0};
    strbuf_addz(&text, HEADER);
    strbuf_printf(&text, "\nmsgctxt \"pack title\"\nmsgid \"%s\"\nmsgstr \"x\"\n",
                  world->stage.data.pack->title.msgid.p);
    book = read_text(world, strbuf_str(&text), NULL);
    assert_int_equal(book_domain(book, &messages), BOOK_OF_PACK);
    book_free(book);
    strbuf_free(&text);
    arena_free(&arena);
}

/* A lint's finding that is only about style goes with the text, not against it. */
static void
style_is_no_refusal(void **state)
{
    struct world *world = *state;
    struct book *book = read_text(world, STR(HEADER STOP "\"Pare  ya\"\n"), world->good);
    assert_non_null(book);
    expect_shown(book, "Stop", "Pare  ya");
    assert_int_equal(book->n_with_findings, 1);
    assert_false(book->entries[0].findings.refuses);
    book_free(book);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_what_is_translated),   cmocka_unit_test(whole_file_is_refused),
        cmocka_unit_test(large_file_is_refused),      cmocka_unit_test(one_message_is_refused),
        cmocka_unit_test(forgives_marks_and_returns), cmocka_unit_test(knows_whose_words_they_are),
        cmocka_unit_test(style_is_no_refusal),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
