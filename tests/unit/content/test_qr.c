/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include <string.h>

#include "content/qr.h"

/* The three corners that every reader looks for: a dark ring of 7 x 7 round a dark 3 x 3. */
static bool
has_finder(const struct qr *qr, int x, int y)
{
    for (int i = 0; i < 49; i++) {
        int dx = i % 7 - 3;
        int dy = i / 7 - 3;
        int ring =
            (dx < 0 ? -dx : dx) > (dy < 0 ? -dy : dy) ? (dx < 0 ? -dx : dx) : (dy < 0 ? -dy : dy);
        if (qr->modules[(y + 3 + dy) * qr->width + x + 3 + dx] != (ring != 2)) {
            return false;
        }
    }
    return true;
}

static void
test_sizes(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct qr *qr = qr_encode(&arena, STR("tel:+18886244752"));
    assert_non_null(qr);
    assert_int_equal(qr->width, 21); /* version 1: mixed segments */
    assert_true(has_finder(qr, 0, 0) && has_finder(qr, 14, 0) && has_finder(qr, 0, 14));
    assert_false(has_finder(qr, 14, 14));
    assert_int_equal(qr_encode(&arena, STR("https://locator.ice.gov"))->width, 25);
    arena_free(&arena);
}

static void
test_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[600];
    memset(text, 'a', sizeof text);
    assert_null(qr_encode(&arena, STR("")));
    assert_null(qr_encode(&arena, (struct str){text, sizeof text}));
    assert_non_null(qr_encode(&arena, (struct str){text, 512}));
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
