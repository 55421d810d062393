/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold on every screen, whatever its size: over two pages, two languages, both directions
 * of reading, five displays and three text sizes, and for the number and card screens in them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/inline.h"
#include "fixture.h"

static const struct size sizes[] = {
    {1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160}};
static const char *const pages[] = {"door", "number"};

#define N_CASES (5 * 3 * 2 * 2 * 2)

/* Sets up case i of N_CASES, and says which one it is when it fails. */
static struct screens
open_case(struct fixture *fixture, int i)
{
    struct fixture_options options = {.page = pages[i / 60 % 2],
                                      .is_spanish = i / 30 % 2 == 1,
                                      .size = sizes[i % 5],
                                      .text_percent = 100 + 50 * (i / 5 % 3)};
    assert_true(fixture_open(fixture, &options));
    fixture->layout.dir = i / 15 % 2 == 1 ? DIR_RTL : DIR_LTR;
    fixture->layout.shows_facilitator = true;
    return screens_make(&fixture->arena, fixture->doc, &fixture->layout);
}

static void
fail_case(int i, size_t screen, const char *what, int node_id)
{
    fail_msg("case %d (%s %s %s %dx%d %d%%), screen %zu: %s at node %d", i, pages[i / 60 % 2],
             i / 30 % 2 == 1 ? "es" : "en", i / 15 % 2 == 1 ? "rtl" : "ltr", sizes[i % 5].w,
             sizes[i % 5].h, 100 + 50 * (i / 5 % 3), screen + 1, what, node_id);
}

/* Runs `check` on every screen of every case. */
static void
each_screen(void (*check)(const struct fixture *, const struct screen *, int i, size_t n))
{
    for (int i = 0; i < N_CASES; i++) {
        struct fixture fixture;
        struct screens screens = open_case(&fixture, i);
        assert_true(screens.n > 0);
        for (size_t n = 0; n < screens.n; n++) {
            check(&fixture, &screens.items[n], i, n);
        }
        fixture_close(&fixture);
    }
}

/* The room an item takes: letters from above their capitals to below the baseline; an icon all of
 * its em square, which stands as the invented ascent and descent say. */
static struct rect
item_room(const struct item *item)
{
    struct rect r = item->rect;
    if (item->kind == ITEM_TEXT) {
        bool is_icon = item->style.face == FACE_ICON;
        int above = item->style.size_px * (is_icon ? 85 : 72) / 100;
        int below = item->style.size_px * (is_icon ? 15 : 20) / 100;
        r.y -= above;
        r.h = above + below;
    }
    return r;
}

static bool
is_inside(struct rect a, struct rect b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

static void
check_inside(const struct fixture *fixture, const struct screen *screen, int i, size_t n)
{
    struct rect content = fixture->layout.content;
    for (size_t k = 0; k < screen->list.n; k++) {
        const struct item *item = &screen->list.items[k];
        if (!is_inside(item_room(item), content)) {
            fail_case(i, n, "outside of the content", item->node_id);
        }
    }
    if (screen->content_bottom > content.y + content.h) {
        fail_case(i, n, "content_bottom too low", 0);
    }
}

static void
nothing_leaves_the_content(void **state)
{
    (void)state;
    each_screen(check_inside);
}

static bool
overlap(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static void
check_overlap(const struct fixture *fixture, const struct screen *screen, int i, size_t n)
{
    (void)fixture;
    for (size_t k = 0; k < screen->list.n; k++) {
        const struct item *a = &screen->list.items[k];
        for (size_t j = 0; j < k; j++) {
            const struct item *b = &screen->list.items[j];
            if (a->kind != ITEM_RECT && b->kind != ITEM_RECT &&
                overlap(item_room(a), item_room(b))) {
                fail_case(i, n, "two texts on one another", a->node_id);
            }
        }
    }
}

static void
texts_do_not_overlap(void **state)
{
    (void)state;
    each_screen(check_overlap);
}

/* Grown by the gap on one side, no target may touch another. */
static void
check_targets(const struct fixture *fixture, const struct screen *screen, int i, size_t n)
{
    const struct scale *scale = &fixture->scale;
    for (size_t k = 0; k < screen->targets.n; k++) {
        const struct target *a = &screen->targets.items[k];
        if (a->rect.w < scale->target_primary || a->rect.h < scale->target_primary) {
            fail_case(i, n, "target too small", a->node_id);
        }
        if (!is_inside(a->rect, fixture->layout.content)) {
            fail_case(i, n, "target outside of the content", a->node_id);
        }
        for (size_t j = 0; j < k; j++) {
            if (overlap(rect_inset(a->rect, -scale->target_gap), screen->targets.items[j].rect)) {
                fail_case(i, n, "targets too close", a->node_id);
            }
        }
    }
}

static void
targets_are_large_and_apart(void **state)
{
    (void)state;
    each_screen(check_targets);
}

static void
check_qr(const struct fixture *fixture, const struct screen *screen, int i, size_t n)
{
    (void)fixture;
    for (size_t k = 0; k < screen->list.n; k++) {
        const struct item *item = &screen->list.items[k];
        if (item->kind != ITEM_QR) {
            continue;
        }
        int modules = item->qr->width + 2 * QR_QUIET_MODULES;
        if (item->rect.w != item->rect.h || item->rect.w % modules != 0 ||
            item->rect.w / modules < 8) {
            fail_case(i, n, "QR code of broken modules", item->node_id);
        }
        const struct item *below = &screen->list.items[k - 1];
        while (below->kind != ITEM_RECT) {
            below--;
        }
        if (below->fill != COLOR_PAPER || !is_inside(item->rect, below->rect)) {
            fail_case(i, n, "QR code off its white plate", item->node_id);
        }
    }
}

static void
qr_codes_are_whole_and_on_white(void **state)
{
    (void)state;
    each_screen(check_qr);
}

/* Text without its blanks: lines and runs lose those at their ends. */
static void
add_inked(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != ' ') {
            strbuf_addc(out, text.p[i]);
        }
    }
}

/* Everything drawn for a node on all screens, in the order of drawing. */
static void
add_drawn(struct strbuf *out, const struct screens *screens, int node_id)
{
    for (size_t n = 0; n < screens->n; n++) {
        const struct list *list = &screens->items[n].list;
        for (size_t k = 0; k < list->n; k++) {
            const struct item *item = &list->items[k];
            bool is_words = item->kind == ITEM_TEXT && item->style.face != FACE_ICON &&
                            item->fill != COLOR_ON_ACCENT; /* the number of a step */
            if (is_words && item->node_id == node_id) {
                add_inked(out, item->text);
            }
        }
    }
}

static size_t
count_of(struct str hay, struct str needle)
{
    size_t n = 0;
    for (ptrdiff_t at; (at = str_find(hay, needle)) >= 0; n++) {
        hay = str_skip(hay, (size_t)at + needle.n);
    }
    return n;
}

static void
add_expected(struct strbuf *out, struct spans spans)
{
    for (size_t i = 0; i < spans.n; i++) {
        add_inked(out, spans.items[i].is_token ? STR("888-624-4752") : spans.items[i].text);
    }
}

static void
assert_once(const struct screens *screens, const struct node *node, struct spans spans, int i)
{
    struct strbuf drawn = {0};
    struct strbuf expected = {0};
    add_drawn(&drawn, screens, node->id);
    add_expected(&expected, spans);
    if (count_of(strbuf_str(&drawn), strbuf_str(&expected)) != 1) {
        fprintf(stderr, "expected once: %s\ndrawn: %s\n", expected.p, drawn.p);
        fail_case(i, 0, "text lost or doubled", node->id);
    }
    strbuf_free(&drawn);
    strbuf_free(&expected);
}

static void
nothing_is_lost(void **state)
{
    (void)state;
    for (int i = 0; i < N_CASES; i++) {
        if (i / 15 % 2 == 1) {
            continue; /* right to left the order of drawing is not that of reading; see below */
        }
        struct fixture fixture;
        struct screens screens = open_case(&fixture, i);
        const struct node *root = fixture.doc->root;
        for (const struct node *node = node_next(root, root); node != NULL;
             node = node_next(root, node)) {
            bool is_drawn =
                node->spans.n > 0 && node->kind != NODE_FIGURE && node->kind != NODE_SECTION;
            if (is_drawn) {
                assert_once(&screens, node, node->spans, i);
            }
            if (node->meaning.n > 0) {
                assert_once(&screens, node, node->meaning, i);
            }
        }
        assert_int_equal(screens.n_overflows, 0);
        fixture_close(&fixture);
    }
}

static void
count_letters(const struct screens *screens, size_t counts[256])
{
    for (size_t n = 0; n < screens->n; n++) {
        const struct list *list = &screens->items[n].list;
        for (size_t k = 0; k < list->n; k++) {
            const struct item *item = &list->items[k];
            bool is_words = item->kind == ITEM_TEXT && item->style.face != FACE_ICON;
            for (size_t i = 0; is_words && i < item->text.n; i++) {
                counts[(unsigned char)item->text.p[i]]++;
            }
        }
    }
}

/* The mirrored screens hold exactly the letters of the others. Blanks at line ends may differ. */
static void
mirroring_loses_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < N_CASES; i++) {
        if (i / 15 % 2 == 1) {
            continue;
        }
        struct fixture fixture;
        size_t left[256] = {0};
        size_t right[256] = {0};
        struct screens screens = open_case(&fixture, i);
        count_letters(&screens, left);
        fixture_close(&fixture);
        screens = open_case(&fixture, i + 15);
        count_letters(&screens, right);
        fixture_close(&fixture);
        left[' '] = right[' '] = 0;
        assert_memory_equal(left, right, sizeof left);
    }
}

/* The k-th thing on a screen that is not text. */
static const struct item *
shape(const struct list *list, size_t k)
{
    for (size_t i = 0; i < list->n; i++) {
        bool is_shape = list->items[i].kind != ITEM_TEXT;
        if (is_shape && k-- == 0) {
            return &list->items[i];
        }
    }
    return NULL;
}

static void
assert_mirrored(struct rect content, struct rect left, struct rect right)
{
    int slip = (left.x - content.x) - (content.x + content.w - right.x - right.w);
    assert_true(slip >= -1 && slip <= 1); /* what is centred may be rounded either way */
    assert_int_equal(left.y, right.y);
    assert_int_equal(left.w, right.w);
    assert_int_equal(left.h, right.h);
}

static void
right_to_left_is_the_mirror_image(void **state)
{
    (void)state;
    for (int i = 0; i < N_CASES; i += i % 30 == 14 ? 16 : 1) {
        struct fixture fixtures[2];
        struct screens a = open_case(&fixtures[0], i);
        struct screens b = open_case(&fixtures[1], i + 15);
        struct rect content = fixtures[0].layout.content;
        assert_int_equal(a.n, b.n);
        for (size_t n = 0; n < a.n; n++) {
            const struct item *left;
            for (size_t k = 0; (left = shape(&a.items[n].list, k)) != NULL; k++) {
                const struct item *right = shape(&b.items[n].list, k);
                assert_non_null(right);
                assert_mirrored(content, left->rect, right->rect);
            }
            for (size_t k = 0; k < a.items[n].targets.n; k++) {
                assert_mirrored(content, a.items[n].targets.items[k].rect,
                                b.items[n].targets.items[k].rect);
            }
        }
        fixture_close(&fixtures[0]);
        fixture_close(&fixtures[1]);
    }
}

static void
anchors_lead_to_every_node(void **state)
{
    (void)state;
    for (int i = 0; i < N_CASES; i += 7) {
        struct fixture fixture;
        struct screens screens = open_case(&fixture, i);
        for (int id = 1; id <= fixture.doc->n_nodes; id++) {
            size_t n = screens_find(&screens, id);
            const struct node *node = doc_find(fixture.doc, id);
            assert_true(n < screens.n);
            if (node_section(node) != NULL) {
                assert_ptr_equal(screens.items[n].section, node_section(node));
            }
            assert_true(screens.items[n].first_node <= id || n == 0);
        }
        fixture_close(&fixture);
    }
}

static void
headline_never_stands_alone(void **state)
{
    (void)state;
    for (int i = 0; i < N_CASES; i++) {
        struct fixture fixture;
        struct screens screens = open_case(&fixture, i);
        for (size_t n = 0; n < screens.n; n++) {
            const struct node *last = doc_find(fixture.doc, screens.items[n].last_node);
            if (last != NULL && (last->kind == NODE_SECTION || last->kind == NODE_HEADING) &&
                screens.items[n].list.n < 3) {
                fail_case(i, n, "heading alone", last->id);
            }
        }
        fixture_close(&fixture);
    }
}

static void
tiny_windows_are_survived(void **state)
{
    (void)state;
    const struct size tiny[] = {{1, 1}, {2, 700}, {700, 2}, {64, 48}, {320, 200}};
    for (int i = 0; i < 10; i++) {
        struct fixture fixture;
        struct fixture_options options = {
            .page = pages[i % 2], .is_spanish = true, .size = tiny[i / 2], .text_percent = 200};
        assert_true(fixture_open(&fixture, &options));
        fixture.layout.is_card = i % 4 == 0;
        struct screens screens = screens_make(&fixture.arena, fixture.doc, &fixture.layout);
        assert_true(screens.n > 0);
        fixture_close(&fixture);
    }
}

static void
overflow_is_reported(void **state)
{
    (void)state;
    struct fixture fixture;
    struct fixture_options options = {
        .page = "door", .is_spanish = true, .size = {120, 600}, .text_percent = 100};
    assert_true(fixture_open(&fixture, &options));
    fixture.scale.body = 60;
    struct screens screens = screens_make(&fixture.arena, fixture.doc, &fixture.layout);
    assert_true(screens.n_overflows > 0);
    assert_true(screens.overflows[0].is_too_wide);
    assert_true(screens.overflows[0].node_id > 0);
    fixture_close(&fixture);
}

static void
empty_page_is_one_screen(void **state)
{
    (void)state;
    struct fixture fixture;
    struct fixture_options options = {.page = "door", .size = {1920, 1080}, .text_percent = 100};
    assert_true(fixture_open(&fixture, &options));
    struct node root = {.kind = NODE_DOC, .id = 1};
    struct doc doc = {&root, 1};
    struct screens screens = screens_make(&fixture.arena, &doc, &fixture.layout);
    assert_int_equal(screens.n, 1);
    assert_int_equal(screens.items[0].list.n, 0);
    assert_int_equal(screens_find(&screens, 5), 0);
    fixture_close(&fixture);
}

static bool
has_text(const struct screen *screen, const char *text, enum color color)
{
    for (size_t k = 0; k < screen->list.n; k++) {
        const struct item *item = &screen->list.items[k];
        if (item->kind == ITEM_TEXT && item->fill == color && str_eqz(item->text, text)) {
            return true;
        }
    }
    return false;
}

static void
card_is_black_on_white_in_both_languages(void **state)
{
    (void)state;
    struct fixture fixture;
    struct fixture_options options = {
        .page = "door", .is_spanish = true, .size = {1920, 1080}, .text_percent = 100};
    assert_true(fixture_open(&fixture, &options));
    fixture.layout.is_card = true;
    struct screens screens = screens_make(&fixture.arena, fixture.doc, &fixture.layout);
    const struct screen *card = &screens.items[0];
    assert_int_equal(card->list.items[0].fill, COLOR_PAPER);
    assert_memory_equal(&card->list.items[0].rect, &fixture.layout.content, sizeof(struct rect));
    assert_true(has_text(card, "Keep the door closed", COLOR_PAPER_INK));
    assert_true(has_text(card, "Mantenga la puerta cerrada", COLOR_PAPER_INK));
    for (size_t k = 1; k < card->list.n; k++) {
        assert_int_equal(card->list.items[k].fill, COLOR_PAPER_INK);
    }
    fixture_close(&fixture);
}

static void
facilitator_sees_more(void **state)
{
    (void)state;
    for (int shows = 0; shows < 2; shows++) {
        struct fixture fixture;
        struct fixture_options options = {
            .page = "number", .size = {1080, 1920}, .text_percent = 100};
        assert_true(fixture_open(&fixture, &options));
        fixture.layout.shows_facilitator = shows == 1;
        struct screens screens = screens_make(&fixture.arena, fixture.doc, &fixture.layout);
        bool is_seen = false;
        for (size_t n = 0; n < screens.n; n++) {
            is_seen = is_seen || has_text(&screens.items[n], "For the workshop: ", COLOR_INK);
        }
        assert_int_equal(is_seen, shows == 1);
        fixture_close(&fixture);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leaves_the_content),
        cmocka_unit_test(texts_do_not_overlap),
        cmocka_unit_test(targets_are_large_and_apart),
        cmocka_unit_test(qr_codes_are_whole_and_on_white),
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(mirroring_loses_nothing),
        cmocka_unit_test(right_to_left_is_the_mirror_image),
        cmocka_unit_test(anchors_lead_to_every_node),
        cmocka_unit_test(headline_never_stands_alone),
        cmocka_unit_test(tiny_windows_are_survived),
        cmocka_unit_test(overflow_is_reported),
        cmocka_unit_test(empty_page_is_one_screen),
        cmocka_unit_test(card_is_black_on_white_in_both_languages),
        cmocka_unit_test(facilitator_sees_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
