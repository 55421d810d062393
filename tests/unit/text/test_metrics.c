/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/metrics.h"

static void
widths_are_as_promised(void **state)
{
    (void)state;
    struct text_metrics m = metrics_fixed();
    struct text_style style = {.face = FACE_REGULAR, .size_px = 40};
    assert_int_equal(m.width(m.user, style, DIR_LTR, STR("ñandú")), 100);
    style.face = FACE_BOLD;
    assert_int_equal(m.width(m.user, style, DIR_LTR, STR("ñandú")), 110);
    style.face = FACE_ICON;
    assert_int_equal(m.width(m.user, style, DIR_LTR, STR("door_front")), 40);
    assert_int_equal(m.width(m.user, style, DIR_LTR, STR("")), 0);
}

static void
coverage_is_as_promised(void **state)
{
    (void)state;
    struct text_metrics m = metrics_fixed();
    struct text_style style = {.size_px = 10};
    assert_true(m.covers(m.user, style, 'a'));
    assert_true(m.covers(m.user, style, 0x201C));
    assert_false(m.covers(m.user, style, 0x5B89));
    style.fallback = 1;
    assert_true(m.covers(m.user, style, 0x5B89));
}

static void
extents_are_as_promised(void **state)
{
    (void)state;
    struct text_metrics m = metrics_fixed();
    struct text_extents e = m.extents(m.user, (struct text_style){.size_px = 10});
    assert_int_equal(e.ascent_px, 10);
    assert_int_equal(e.descent_px, 3);
    assert_int_equal(e.cap_px, 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_as_promised),
        cmocka_unit_test(coverage_is_as_promised),
        cmocka_unit_test(extents_are_as_promised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
