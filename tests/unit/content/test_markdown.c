/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law of msgids, with random pages: rewrapped, renumbered and respelled, a page keeps its
 * msgids, and each of them reads back as itself. What single pages give stands in tests/spec. */
#include "findings.h"

#include <stdio.h>
#include <string.h>

#include "content/inline.h"
#include "content/markdown.h"

#define ROUNDS 20000

static struct arena arena;

/* xorshift32 */
static uint32_t
next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* A page as a recipe: the same recipe is written down in two spellings. */
struct writer {
    struct strbuf out;
    uint32_t recipe; /* what the page says */
    uint32_t style;  /* how it is written */
    const char *indent;
};

static void
write_blank(struct writer *w)
{
    if (next_random(&w->style) % 4 == 0) {
        strbuf_printf(&w->out, "\n%s", w->indent);
    } else {
        strbuf_addz(&w->out, next_random(&w->style) % 8 == 0 ? "   " : " ");
    }
}

static void
write_word(struct writer *w)
{
    static const char *const words[] = {"door",  "a\\*b", "{larrn}", "niño", "x_y",
                                        "\\{",   "“no”",  "I-200",   "it’s", "A.",
                                        "fish&", "100%",  "\\\\",    "ICE,"};
    strbuf_addz(&w->out, words[next_random(&w->recipe) % (sizeof words / sizeof words[0])]);
}

static void
write_words(struct writer *w, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) {
            write_blank(w);
        }
        write_word(w);
    }
}

static void
write_styled(struct writer *w)
{
    static const char *const bold[] = {"**", "__"};
    static const char *const emphasis[] = {"*", "_"};
    uint32_t kind = next_random(&w->recipe) % 4;
    const char *mark = kind == 0   ? bold[next_random(&w->style) % 2]
                       : kind == 1 ? emphasis[next_random(&w->style) % 2]
                                   : "";
    strbuf_addz(&w->out, mark);
    strbuf_addz(&w->out, kind < 2 ? "w" : ""); /* a letter beside the mark makes it a mark */
    write_words(w, 1 + next_random(&w->recipe) % 4);
    strbuf_addz(&w->out, kind < 2 ? "w" : "");
    strbuf_addz(&w->out, mark);
}

static void
write_text(struct writer *w, const char *indent)
{
    uint32_t n = 1 + next_random(&w->recipe) % 4;
    w->indent = indent;
    strbuf_addz(&w->out, "Say");
    for (uint32_t i = 0; i < n; i++) {
        write_blank(w);
        write_styled(w);
    }
}

static void
write_list(struct writer *w, bool is_numbered)
{
    static const char *const bullets[] = {"- ", "* ", "+ "};
    static const char *const numbers[] = {"1. ", "7. ", "3) "};
    const char *mark = (is_numbered ? numbers : bullets)[next_random(&w->style) % 3];
    const char *between = next_random(&w->style) % 2 == 0 ? "\n" : "\n\n";
    uint32_t n = 1 + next_random(&w->recipe) % 3;
    for (uint32_t i = 0; i < n; i++) {
        strbuf_addz(&w->out, i == 0 ? "" : between);
        strbuf_addz(&w->out, mark);
        write_text(w, is_numbered ? "   " : "  ");
    }
}

static void
write_block(struct writer *w)
{
    switch (next_random(&w->recipe) % 6) {
    case 0: write_list(w, false); break;
    case 1: write_list(w, true); break;
    case 2:
        strbuf_addz(&w->out, "> [!NOTE]\n> ");
        write_text(w, "> ");
        break;
    case 3:
        w->indent = "";
        strbuf_addz(&w->out, "[Go");
        write_blank(w);
        strbuf_addz(&w->out, "on](page:x)");
        break;
    case 4: strbuf_addz(&w->out, "```say\nI want a lawyer.\n```"); break;
    default: write_text(w, ""); break;
    }
}

static struct str
write_page(uint32_t recipe, uint32_t style)
{
    struct writer w = {.recipe = recipe, .style = style, .indent = ""};
    uint32_t n = 1 + next_random(&w.recipe) % 4;
    strbuf_addz(&w.out, next_random(&w.style) % 2 == 0 ? "## Head\n" : "Head\n----\n");
    for (uint32_t i = 0; i < n; i++) {
        strbuf_addz(&w.out, "\n");
        write_block(&w);
        strbuf_addz(&w.out, "\n\n<!-- facts: G-A-01 -->"); /* keeps lists apart */
    }
    strbuf_addz(&w.out, "\nEnd\n");
    struct str page = str_dup(&arena, strbuf_str(&w.out));
    strbuf_free(&w.out);
    return page;
}

static const struct doc *
parse(struct str page)
{
    struct diag_sink sink = {0};
    const struct doc *doc = markdown_parse(&arena, page, "random.md", 0, &sink);
    if (sink.n_errors > 0) {
        diag_print(&sink, stderr);
        fail_msg("refused:\n%s", page.p);
    }
    diag_free(&sink);
    return doc;
}

static void
assert_reads_back(const struct node *leaf)
{
    struct spans spans = {0};
    const char *problem = NULL;
    if (!inline_parse(&arena, leaf->msgid, &spans, &problem)) {
        fail_msg("\"%s\": %s", leaf->msgid.p, problem);
    }
    assert_str(inline_msgid(&arena, spans), leaf->msgid.p);
}

static void
assert_same_msgids(struct str page_a, struct str page_b)
{
    const struct node *root_a = parse(page_a)->root;
    const struct node *root_b = parse(page_b)->root;
    const struct node *a = root_a;
    const struct node *b = root_b;
    while (a != NULL && b != NULL) {
        if (a->kind != b->kind || a->id != b->id || !str_eq(a->msgid, b->msgid)) {
            fail_msg("\"%s\"\n\"%s\"\n%s\n-----\n%s", a->msgid.p, b->msgid.p, page_a.p, page_b.p);
        }
        assert_reads_back(a);
        a = node_next(root_a, a);
        b = node_next(root_b, b);
    }
    assert_true(a == NULL && b == NULL);
}

static void
test_spelling_does_not_change_msgids(void **state)
{
    (void)state;
    for (uint32_t run = 1; run <= 3; run++) {
        uint32_t seed = run * 2246822519u;
        for (int i = 0; i < ROUNDS; i++) {
            uint32_t recipe = next_random(&seed);
            assert_same_msgids(write_page(recipe, next_random(&seed)),
                               write_page(recipe, next_random(&seed)));
            arena_reset(&arena);
        }
    }
}

static void
test_what_must_not_be_the_same(void **state)
{
    (void)state;
    const struct node *a = parse(STR("## H\n\n**a** b"))->root->first->first;
    const struct node *b = parse(STR("## H\n\na b"))->root->first->first;
    assert_false(str_eq(a->msgid, b->msgid));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spelling_does_not_change_msgids),
        cmocka_unit_test(test_what_must_not_be_the_same),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
