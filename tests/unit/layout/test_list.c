/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/list.h"

static void
dump_names_everything(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct list list;
    struct strbuf out = {0};
    const struct qr qr = {.width = 21};
    list_init(&list, &arena);
    list_add(&list, (struct item){.kind = ITEM_RECT,
                                  .rect = {1, 2, 3, 4},
                                  .fill = COLOR_CARD,
                                  .stroke = COLOR_EDGE,
                                  .stroke_px = 3,
                                  .radius_px = 14,
                                  .node_id = 7});
    list_add(&list, (struct item){.kind = ITEM_TEXT,
                                  .rect = {5, 6, 70, 0},
                                  .fill = COLOR_PAPER_INK,
                                  .text = STR("Hola"),
                                  .style = {FACE_BOLD, 40, 1},
                                  .dir = DIR_RTL});
    list_add(&list, (struct item){.kind = ITEM_QR, .rect = {0, 0, 232, 232}, .qr = &qr});
    list_dump(&list, &out);
    assert_string_equal(out.p, "rect #7 1,2 3x4 fill=card stroke=edge/3 radius=14\n"
                               "text #0 5,6 70x0 bold/40 fallback=1 paper-ink rtl \"Hola\"\n"
                               "qr #0 0,0 232x232 modules=21\n");
    strbuf_free(&out);
    arena_free(&arena);
}

static void
append_moves(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct list a;
    struct list b;
    list_init(&a, &arena);
    list_init(&b, &arena);
    list_add_rect(&b, (struct rect){1, 1, 5, 5}, COLOR_INK, 2, 9);
    list_append(&a, &b, 10, 20);
    list_append(&a, &b, 0, 0);
    assert_int_equal(a.n, 2);
    assert_int_equal(a.items[0].rect.x, 11);
    assert_int_equal(a.items[0].rect.y, 21);
    assert_int_equal(a.items[0].node_id, 9);
    assert_int_equal(a.items[1].rect.x, 1);
    arena_free(&arena);
}

static void
full_is_silent(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct list list;
    list_init(&list, &arena);
    for (int i = 0; i < LIST_ITEMS_MAX + 5; i++) {
        list_add_rect(&list, (struct rect){i, 0, 1, 1}, COLOR_INK, 0, 0);
    }
    assert_int_equal(list.n, LIST_ITEMS_MAX);
    assert_int_equal(list.items[LIST_ITEMS_MAX - 1].rect.x, LIST_ITEMS_MAX - 1);
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dump_names_everything),
        cmocka_unit_test(append_moves),
        cmocka_unit_test(full_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
