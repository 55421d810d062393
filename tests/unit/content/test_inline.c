/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical form by example, and its law with random spans. */
#include "findings.h"

#include <string.h>

#include "content/inline.h"

#define ROUNDS 20000

static struct arena arena;

static struct spans
parse(const char *text)
{
    struct spans spans = {0};
    const char *problem = NULL;
    if (!inline_parse(&arena, str_from(text), &spans, &problem)) {
        fail_msg("\"%s\": %s", text, problem);
    }
    return spans;
}

static void
assert_canonical(const char *text, const char *expected)
{
    assert_str(inline_msgid(&arena, parse(text)), expected);
}

static void
test_canonical_form(void **state)
{
    (void)state;
    assert_canonical("", "");
    assert_canonical("  a \n\t b  ", "a b");
    assert_canonical("Go to the **front *desk***.", "Go to the **front *desk***.");
    assert_canonical("*a***b**", "*a***b**");
    assert_canonical("Call {larrn} now", "Call {larrn} now");
    assert_canonical("5 \\* 3 \\_ \\\\ \\{x\\}", "5 \\* 3 \\_ \\\\ \\{x\\}");
    assert_canonical("**a** **b**", "**a** **b**");
}

static void
test_spans(void **state)
{
    (void)state;
    struct spans spans = parse("a **b *c*** {x-1} d");
    assert_int_equal(spans.n, 6);
    assert_str(spans.items[0].text, "a ");
    assert_str(spans.items[1].text, "b ");
    assert_true(spans.items[1].is_bold && !spans.items[1].is_emphasis);
    assert_str(spans.items[2].text, "c");
    assert_true(spans.items[2].is_bold && spans.items[2].is_emphasis);
    assert_str(spans.items[3].text, " ");
    assert_true(spans.items[4].is_token);
    assert_str(spans.items[4].text, "x-1");
    assert_str(spans.items[5].text, " d");
}

static void
assert_refused(struct str text)
{
    struct spans spans = {0};
    const char *problem = NULL;
    if (inline_parse(&arena, text, &spans, &problem)) {
        fail_msg("\"%.*s\" was accepted", STR_ARG(text));
    }
    assert_non_null(problem);
    assert_int_equal(spans.n, 0);
}

static void
test_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "**a",   "a*",    "****",  "a **b* c", "_a_",   "[a](b)",  "<b>",       "`a`",
        "&amp;", "&#39;", "{",     "}",        "{a b}", "{Larrn}", "{}",        "{-a}",
        "a\\n",  "\\",    "a\x01", "\x7F",     "\xFF",  "{larr",   "{phone x}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_refused(str_from(bad[i]));
    }
    assert_refused((struct str){"a\0b", 3});
    static char long_text[INLINE_BYTES_MAX + 1];
    memset(long_text, 'a', sizeof long_text);
    assert_refused((struct str){long_text, sizeof long_text});
    struct spans spans = {0};
    const char *problem = NULL;
    assert_true(inline_parse(&arena, (struct str){long_text, INLINE_BYTES_MAX}, &spans, &problem));
    assert_canonical("fish & chips, R & D;", "fish & chips, R & D;");
}

static void
test_words(void **state)
{
    (void)state;
    const char *problem = NULL;
    assert_str(inline_words(&arena, STR("  At  my door "), &problem), "At my door");
    assert_null(problem);
    static const char *const bad[] = {"a **b**", "{larrn}", "a\\_b", "[a]"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        problem = NULL;
        assert_str(inline_words(&arena, str_from(bad[i]), &problem), "");
        assert_non_null(problem);
    }
}

static void
assert_same(const char *source, const char *translation, bool expected)
{
    const char *problem = NULL;
    bool is_same = inline_same_markup(parse(source), parse(translation), &problem);
    if (is_same != expected) {
        fail_msg("\"%s\" / \"%s\": %s", source, translation, problem == NULL ? "same" : problem);
    }
    assert_int_equal(problem == NULL, expected);
}

static void
test_same_markup(void **state)
{
    (void)state;
    assert_same("a **b** {x} {y}", "{y} {x} **q**", true);
    assert_same("a", "b", true);
    assert_same("*a*", "b", true); /* emphasis is the translator's */
    assert_same("{x}", "x", false);
    assert_same("{x}", "{x} {x}", false);
    assert_same("{x}", "{y}", false);
    assert_same("a", "{y}", false);
    assert_same("**a**", "a", false);
    assert_same("a", "**a**", false);
}

/* xorshift32 */
static uint32_t
next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static struct spans
random_spans(uint32_t *seed)
{
    static const char *const texts[] = {" ", "a",  "b c", "*",  "**", "_",   "\\",  "{", "}", "  ",
                                        "ñ", "x ", " y",  "\n", "",   "{x}", "\\*", ".", "1."};
    struct spans spans = {arena_array(&arena, 8, sizeof(struct span)), next_random(seed) % 8};
    for (size_t i = 0; i < spans.n; i++) {
        struct span *span = &spans.items[i];
        span->is_bold = next_random(seed) % 2 == 0;
        span->is_emphasis = next_random(seed) % 2 == 0;
        span->is_token = next_random(seed) % 5 == 0;
        span->text = span->is_token
                         ? STR("larrn")
                         : str_from(texts[next_random(seed) % (sizeof texts / sizeof texts[0])]);
    }
    return spans;
}

static void
assert_law(struct spans spans)
{
    struct str msgid = inline_msgid(&arena, spans);
    struct spans read = {0};
    const char *problem = NULL;
    if (!inline_parse(&arena, msgid, &read, &problem)) {
        fail_msg("\"%s\": %s", msgid.p, problem);
    }
    assert_str(inline_msgid(&arena, read), msgid.p);
    for (size_t i = 0; i < read.n; i++) { /* merged: neighbours differ, none is empty */
        const struct span *a = &read.items[i];
        const struct span *b = i + 1 < read.n ? a + 1 : NULL;
        assert_true(a->text.n > 0);
        assert_false(b != NULL && !a->is_token && !b->is_token && a->is_bold == b->is_bold &&
                     a->is_emphasis == b->is_emphasis);
    }
    struct str plain = inline_plain(&arena, read);
    assert_null(strstr(plain.p, "  "));
    assert_false(str_starts(plain, " ") || str_ends(plain, " "));
}

static void
test_law_with_random_spans(void **state)
{
    (void)state;
    for (uint32_t run = 1; run <= 3; run++) {
        uint32_t seed = run * 2654435761u;
        for (int i = 0; i < ROUNDS; i++) {
            assert_law(random_spans(&seed));
            arena_reset(&arena);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canonical_form), cmocka_unit_test(test_spans),
        cmocka_unit_test(test_refused),        cmocka_unit_test(test_words),
        cmocka_unit_test(test_same_markup),    cmocka_unit_test(test_law_with_random_spans),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
