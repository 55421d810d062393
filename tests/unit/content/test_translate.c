/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include <string.h>

#include "content/inline.h"
#include "content/markdown.h"
#include "content/translate.h"

static struct arena arena;
static struct diag_sink sink;

static int
clean(void **state)
{
    (void)state;
    arena_free(&arena);
    diag_free(&sink);
    return 0;
}

static const struct {
    const char *context, *msgid, *msgstr;
} messages[] = {
    {NULL, "Head **line**", "Ti**tular**"},
    {NULL, "Call {larrn}", "Llame al {larrn}"},
    {NULL, "Lost {larrn}", "Perdido"},
    {NULL, "Broken", "**Roto"},
    {NULL, "Empty", ""},
    {"say", "I want a lawyer.", "Quiero un abogado."},
    {"button", "Open", "Abrir"},
};

static bool
find(void *user, const char *context, const char *msgid, struct str *out)
{
    (void)user;
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        bool same_context = (context == NULL) == (messages[i].context == NULL) &&
                            (context == NULL || strcmp(context, messages[i].context) == 0);
        if (same_context && strcmp(msgid, messages[i].msgid) == 0) {
            *out = str_from(messages[i].msgstr);
            return true;
        }
    }
    return false;
}

static const struct doc *
page(void)
{
    return markdown_parse(&arena,
                          STR("<!-- facts: G-A-01 -->\n## Head **line** {#n}\n\nCall {larrn}\n\n"
                              "Lost {larrn}\n\nBroken\n\nEmpty\n\nAbsent\n\n"
                              "```say\nI want a lawyer.\n```\n\n[Open](page:x)\n\nOpen\n"),
                          "page.md", 0, &sink);
}

static void
test_translation(void **state)
{
    (void)state;
    const struct lookup lookup = {.find = find};
    struct strbuf dump = {0};
    doc_dump(doc_translate(&arena, page(), &lookup, &sink), &dump);
    assert_string_equal(
        dump.p, "doc #1 @1:1\n"
                "  section #2 @2:1 name=n facts=G-A-01 \"Ti**tular**\"\n"
                "    paragraph #3 @4:1 facts=G-A-01 \"Llame al {larrn}\"\n"
                "    paragraph #4 @6:1 facts=G-A-01 fallback \"Lost {larrn}\"\n"
                "    paragraph #5 @8:1 facts=G-A-01 fallback \"Broken\"\n"
                "    paragraph #6 @10:1 facts=G-A-01 fallback \"Empty\"\n"
                "    paragraph #7 @12:1 facts=G-A-01 fallback \"Absent\"\n"
                "    say #8 @14:1 facts=G-A-01 context=\"say\" \"I want a lawyer.\" means "
                "\"Quiero un abogado.\"\n"
                "    button #9 @18:1 target=page:x facts=G-A-01 context=\"button\" \"Abrir\"\n"
                "    paragraph #10 @20:1 facts=G-A-01 fallback \"Open\"\n");
    assert_finding(&sink, "page.md", 6, 1, "translation");
    assert_finding(&sink, "page.md", 8, 1, "translation");
    assert_n_findings(&sink, 2);
    strbuf_free(&dump);
}

static void
test_english_is_a_copy(void **state)
{
    (void)state;
    struct strbuf a = {0};
    struct strbuf b = {0};
    const struct doc *doc = page();
    struct doc *copy = doc_translate(&arena, doc, NULL, &sink);
    doc_dump(doc, &a);
    doc_dump(copy, &b);
    assert_string_equal(a.p, b.p);
    assert_ptr_not_equal(doc->root->first, copy->root->first);
    assert_int_equal(doc->n_nodes, copy->n_nodes);
    assert_ptr_equal(doc_find(copy, 3)->parent, doc_section(copy, STR("n")));
    assert_null(doc_find(copy, 99));
    assert_null(doc_section(copy, STR("m")));
    strbuf_free(&a);
    strbuf_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_translation, clean),
        cmocka_unit_test_teardown(test_english_is_a_copy, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
