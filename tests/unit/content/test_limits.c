/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages and data files that ask for too much: refused with one finding, quickly, and without a byte
 * read too far (the buffers are exact, for the address sanitizer). */
#include "findings.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "content/markdown.h"
#include "content/page.h"
#include "content/yaml.h"

#define FRONT "---\ntitle: T\nicon: home\nkind: topic\n---\n"
#define HOSTILE_BYTES (60u * 1024) /* as large as a page may be */
#define HOSTILE_SECONDS 10.0       /* takes 0.1 s without sanitizers; hangs are minutes */

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

/* An exact-size copy; the caller frees it. */
static char *
exact(struct str text)
{
    char *bytes = malloc(text.n);
    assert_non_null(bytes);
    memcpy(bytes, text.p, text.n);
    return bytes;
}

static struct str
repeat(const char *piece, size_t n_bytes)
{
    struct strbuf out = {0};
    while (out.n < n_bytes) {
        strbuf_addz(&out, piece);
    }
    struct str text = str_dup(&arena, strbuf_str(&out));
    strbuf_free(&out);
    return text;
}

static const struct page *
parse_page(struct str body)
{
    struct str text = str_printf(&arena, FRONT "%.*s", STR_ARG(body));
    char *bytes = exact(text);
    const struct page *page =
        page_parse(&arena, STR("page"), "page.md", (struct str){bytes, text.n}, &sink);
    free(bytes);
    return page;
}

static void
test_last_line_without_end(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "## H\n\n[O](page:b",
        "## H\n\n```say\nw",
        "## H\n\n<!-- facts: A",
        "## H\n\n- ",
        "##",
        "## H\n\n> ",
        "## H\n\n![x](",
        "## H\n\n`",
        "## H\n\n*",
        "## H\n\n&am",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        struct str body = str_from(bodies[i]);
        char *bytes = exact(body);
        assert_non_null(markdown_parse(&arena, (struct str){bytes, body.n}, "p.md", 0, &sink));
        free(bytes);
    }
}

static void
test_page_does_not_point_into_its_file(void **state)
{
    (void)state;
    const struct page *page = parse_page(STR("<!-- facts: G-A -->\n## Head {#n}\n\n[x](page:y)\n"));
    struct strbuf dump = {0};
    doc_dump(page->doc, &dump); /* the file's bytes are freed by now */
    assert_non_null(strstr(dump.p, "name=n facts=G-A \"Head\""));
    assert_str(page->title, "T");
    assert_str(page->icon, "home");
    strbuf_free(&dump);
}

static void
test_nesting(void **state)
{
    (void)state;
    const char *const levels[] = {"> ", "- ", "1. ", ">", "> - "};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        struct str deep = repeat(levels[i], 10000 * strlen(levels[i]));
        struct str text = str_printf(&arena, "## H\n\n%.*sx\n", STR_ARG(deep));
        struct doc *doc = markdown_parse(&arena, text, "page.md", 5, &sink);
        assert_non_null(doc);
        assert_finding(&sink, "page.md", 8, 1, "nesting");
        assert_n_findings(&sink, 1);
        (void)clean(NULL);
    }
}

static void
test_page_too_large(void **state)
{
    (void)state;
    const struct page *page = parse_page(repeat("word ", 10u * 1024 * 1024));
    assert_true(page->is_broken);
    assert_non_null(page->doc->root);
    assert_finding(&sink, "page.md", 0, 0, "too-large");
    assert_n_findings(&sink, 1);
}

static void
test_too_many_blocks(void **state)
{
    (void)state;
    const struct page *page = parse_page(repeat("x\n\n", 30000));
    assert_true(page->is_broken);
    assert_true(page->doc->n_nodes < 2100);
}

static void
test_not_utf8_and_nul(void **state)
{
    (void)state;
    assert_true(parse_page(STR("## H\n\nx\xC3(\n"))->is_broken);
    assert_finding(&sink, "page.md", 8, 2, "not-utf8");
    (void)clean(NULL);
    struct str text = STR(FRONT "## H\n\nx\0y\n");
    assert_true(page_parse(&arena, STR("page"), "page.md", text, &sink)->is_broken);
    assert_finding(&sink, "page.md", 8, 2, "not-utf8");
    (void)clean(NULL);
    text = STR("\xEF\xBB\xBF" FRONT "## H\n\nx\n"); /* a byte order mark is forgiven */
    assert_false(page_parse(&arena, STR("page"), "page.md", text, &sink)->is_broken);
}

static void
test_hostile_pages_are_quick(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "[",      "*a **b ",  "`a``b ",  "<!--", "![](",   "![[]()", "a_b__", "&a;",
        "\\",     "]",        "<a ",     "<?",   "]]",     "**",     "* * ",  "\t",
        "|a",     "~~a ",     "  - a\n", "-\n",  "> a\n",  "a\n=\n", "```\n", "<!--\n",
        "[a](b ", "[a]: b\n", "#\n",     "{",    "1. a\n", "<b>",    "|-|\n", "a  \n",
        "![a](<", "\"[",      "(",       "*_",   "__*",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        clock_t start = clock();
        (void)parse_page(repeat(pieces[i], HOSTILE_BYTES));
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds > HOSTILE_SECONDS) {
            fail_msg("\"%s\" took %.1f s", pieces[i], seconds);
        }
        (void)clean(NULL);
    }
}

static void
assert_yaml_refused(struct str text, int line, int col, const char *code)
{
    assert_null(yaml_parse(&arena, text, "a.yaml", 0, &sink));
    assert_finding(&sink, "a.yaml", line, col, code);
    assert_n_findings(&sink, 1);
    (void)clean(NULL);
}

static void
test_yaml(void **state)
{
    (void)state;
    assert_yaml_refused(repeat("[", 100), 1, 17, "nesting");
    assert_yaml_refused(repeat("- ", 8000), 1, 33, "nesting");
    assert_yaml_refused(repeat("# zeros\n", 2u * 1024 * 1024), 0, 0, "too-large");
    struct str commas = repeat("1,", 200000);
    assert_yaml_refused(str_printf(&arena, "b: 1\na: [%.*s]\n", STR_ARG(commas)), 2, 1,
                        "too-large");
    assert_yaml_refused(repeat("- 1\n", 400000), 49998, 3, "too-large");
    assert_yaml_refused(repeat("x", 10000), 1, 1, "too-large");
    struct strbuf keys = {0};
    for (int i = 0; i < 1000; i++) {
        strbuf_printf(&keys, "k%d: 1\n", i);
    }
    assert_yaml_refused(str_dup(&arena, strbuf_str(&keys)), 65, 1, "too-large");
    strbuf_free(&keys);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_last_line_without_end, clean),
        cmocka_unit_test_teardown(test_page_does_not_point_into_its_file, clean),
        cmocka_unit_test_teardown(test_nesting, clean),
        cmocka_unit_test_teardown(test_page_too_large, clean),
        cmocka_unit_test_teardown(test_too_many_blocks, clean),
        cmocka_unit_test_teardown(test_not_utf8_and_nul, clean),
        cmocka_unit_test_teardown(test_hostile_pages_are_quick, clean),
        cmocka_unit_test_teardown(test_yaml, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
