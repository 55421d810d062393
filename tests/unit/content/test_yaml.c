/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree, its places, and the accessors. */
#include "findings.h"

#include "content/yaml.h"

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

static struct yaml_node *
parse(const char *text)
{
    struct yaml_node *root = yaml_parse(&arena, str_from(text), "a.yaml", 0, &sink);
    if (root == NULL) {
        diag_print(&sink, stderr);
        fail();
    }
    return root;
}

static void
test_tree_and_places(void **state)
{
    (void)state;
    const struct yaml_node *root =
        yaml_parse(&arena, STR("# c\nñame: Zoë # c\nlist:\n  - a\n  - {k: \"v: w\"}\nempty:\n"),
                   "a.yaml", 10, &sink);
    assert_non_null(root);
    assert_int_equal(root->kind, YAML_MAPPING);
    const struct yaml_node *name = yaml_get(root, "ñame");
    assert_str(name->value, "Zoë");
    assert_int_equal(name->place.line, 12);
    assert_int_equal(name->place.col, 8); /* in bytes: ñ is two */
    assert_int_equal(name->key_place.col, 1);
    size_t n = 0;
    const struct yaml_node *entry = yaml_list(root, "list", YAML_REQUIRED, &n, &sink);
    assert_int_equal(n, 2);
    assert_str(entry->value, "a");
    assert_str(yaml_string(entry->next, "k", YAML_REQUIRED, &sink), "v: w");
    assert_int_equal(entry->next->place.line, 15);
    assert_int_equal(entry->next->place.col, 5);
    assert_str(yaml_string(root, "empty", YAML_OPTIONAL, &sink), "");
    yaml_expect_no_more(root, &sink);
    assert_n_findings(&sink, 0);
}

static void
test_empty_document(void **state)
{
    (void)state;
    assert_int_equal(parse("")->kind, YAML_MAPPING);
    assert_int_equal(parse("# only a comment\n")->kind, YAML_MAPPING);
    assert_null(parse("")->first);
}

static void
test_good_values(void **state)
{
    (void)state;
    static const char *const words[] = {"red", "green", NULL};
    const struct yaml_node *root = parse("d: 2026-06\nn: 45\nb: true\nc: green\ns: [x, y]\n");
    assert_int_equal(yaml_date(root, "d", YAML_REQUIRED, &sink).month, 6);
    assert_int_equal(yaml_integer(root, "n", 1, 45, YAML_REQUIRED, &sink), 45);
    assert_true(yaml_bool(root, "b", &sink));
    assert_false(yaml_bool(root, "absent", &sink));
    assert_int_equal(yaml_choice(root, "c", words, YAML_REQUIRED, &sink), 1);
    assert_int_equal(yaml_choice(root, "absent", words, YAML_OPTIONAL, &sink), -1);
    size_t n = 0;
    struct str *strings = yaml_strings(&arena, root, "s", YAML_REQUIRED, &n, &sink);
    assert_int_equal(n, 2);
    assert_str(strings[1], "y");
    yaml_expect_no_more(root, &sink);
    assert_n_findings(&sink, 0);
}

static void
test_bad_values(void **state)
{
    (void)state;
    static const char *const words[] = {"red", NULL};
    const struct yaml_node *root =
        parse("d: 2026-13\nn: 46\nm: 4x\nb: yes\nc: blue\ns: {a: 1}\nt: [[1]]\nu: [1]\nx: 1\n");
    size_t n = 0;
    (void)yaml_date(root, "d", YAML_REQUIRED, &sink);
    (void)yaml_integer(root, "n", 1, 45, YAML_REQUIRED, &sink);
    (void)yaml_integer(root, "m", 1, 45, YAML_REQUIRED, &sink);
    (void)yaml_bool(root, "b", &sink);
    (void)yaml_choice(root, "c", words, YAML_REQUIRED, &sink);
    (void)yaml_list(root, "s", YAML_REQUIRED, &n, &sink);
    (void)yaml_strings(&arena, root, "t", YAML_REQUIRED, &n, &sink);
    (void)yaml_string(root, "u", YAML_REQUIRED, &sink);
    (void)yaml_string(root, "missing", YAML_REQUIRED, &sink);
    yaml_expect_no_more(root, &sink);
    assert_finding(&sink, "a.yaml", 1, 4, "bad-date");
    assert_finding(&sink, "a.yaml", 2, 4, "bad-number");
    assert_finding(&sink, "a.yaml", 3, 4, "bad-number");
    assert_finding(&sink, "a.yaml", 4, 4, "bad-choice");
    assert_finding(&sink, "a.yaml", 5, 4, "bad-choice");
    assert_finding(&sink, "a.yaml", 6, 4, "wrong-kind");
    assert_finding(&sink, "a.yaml", 7, 5, "wrong-kind");
    assert_finding(&sink, "a.yaml", 8, 4, "wrong-kind");
    assert_finding(&sink, "a.yaml", 1, 1, "missing-key");
    assert_finding(&sink, "a.yaml", 9, 1, "unknown-key");
    assert_n_findings(&sink, 10);
}

static void
assert_refused(const char *text, int line, int col, const char *code)
{
    assert_null(yaml_parse(&arena, str_from(text), "a.yaml", 0, &sink));
    assert_finding(&sink, "a.yaml", line, col, code);
    assert_n_findings(&sink, 1);
    (void)clean(NULL);
}

static void
test_refused(void **state)
{
    (void)state;
    assert_refused("a: &x 1\n", 1, 4, "yaml");
    assert_refused("b: 1\na: *x\n", 2, 4, "yaml");
    assert_refused("a: !!int 1\n", 1, 4, "yaml");
    assert_refused("a: !x [1]\n", 1, 4, "yaml");
    assert_refused("a: 1\n---\nb: 1\n", 2, 1, "yaml");
    assert_refused("a: 1\nb: 1\na: 2\n", 3, 1, "duplicate-key");
    assert_refused("? [a]\n: b\n", 1, 3, "yaml");
    assert_refused("%YAML 1.1\n---\na: 1\n", 1, 1, "yaml");
    assert_refused("a: 1\nb: \xFF\n", 2, 4, "not-utf8");
    assert_refused("a: [1\n", 2, 1, "yaml");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_tree_and_places, clean),
        cmocka_unit_test_teardown(test_empty_document, clean),
        cmocka_unit_test_teardown(test_good_values, clean),
        cmocka_unit_test_teardown(test_bad_values, clean),
        cmocka_unit_test_teardown(test_refused, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
