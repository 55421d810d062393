/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/scale.h"

static struct scale
make(int w, int h, int percent)
{
    return scale_make(&(struct scale_options){.screen_px = {w, h}, .text_percent = percent});
}

static void
desk_display_is_as_designed(void **state)
{
    (void)state;
    struct scale s = make(1920, 1080, 100);
    assert_in_range(s.body, 41, 42);
    assert_in_range(s.headline, 66, 69);
    assert_in_range(s.tile, 49, 51);
    assert_in_range(s.label, 33, 38);
    assert_in_range(s.small, 28, 30);
    assert_in_range(s.phone, 122, 126);
    assert_in_range(s.margin, 55, 57);
    assert_in_range(s.header_h, 111, 113);
    assert_in_range(s.footer_h, 139, 141);
    assert_in_range(s.stroke, 3, 3);
}

/* K6: capitals 4.8 mm and 0.0122 x distance, at every distance and density. */
static void
capitals_are_high_enough(void **state)
{
    (void)state;
    const double distances[] = {300, 500, 600, 1000};
    const double dpis[] = {96, 102.5, 141};
    for (int i = 0; i < 12; i++) {
        double distance = distances[i % 4];
        struct scale_options options = {{1920, 1080}, dpis[i / 4], distance, 100};
        struct scale s = scale_make(&options);
        double cap_mm = s.body * 0.714 / s.px_per_mm;
        assert_true(cap_mm >= 4.8);
        assert_true(cap_mm >= 0.0122 * distance);
    }
}

/* K1-K3, as far as the screen is high enough for them. */
static void
targets_are_large_enough(void **state)
{
    (void)state;
    const struct size sizes[] = {
        {1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160}};
    for (int i = 0; i < 15; i++) {
        struct scale s = make(sizes[i / 3].w, sizes[i / 3].h, 100 + 50 * (i % 3));
        assert_true(s.target_primary >= 20.0 * s.px_per_mm);
        assert_true(s.target >= 11.6 * s.px_per_mm);
        assert_true(s.target_gap >= 3.0 * s.px_per_mm);
        assert_true(s.gap >= s.target_gap);
        assert_true(s.header_h > s.target_primary && s.footer_h > s.target_primary);
        assert_true(s.header_h + s.footer_h <= sizes[i / 3].h * 2 / 5);
    }
}

static void
text_grows_and_fits(void **state)
{
    (void)state;
    const struct size sizes[] = {
        {1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160}};
    for (int i = 0; i < 5; i++) {
        struct scale one = make(sizes[i].w, sizes[i].h, 100);
        struct scale two = make(sizes[i].w, sizes[i].h, 200);
        assert_true(two.body >= one.body * 18 / 10);
        assert_true(two.headline * 10 >= two.body * 12 - 10);
        assert_true(two.headline < one.headline * 2);
        assert_true(two.label > one.label && two.label <= one.label * 3 / 2 + 1);
        int room = sizes[i].h - two.header_h - two.footer_h - 2 * two.gap;
        assert_true(room >= two.headline * 115 / 100 + 3 * two.body * 134 / 100);
        assert_true(sizes[i].w - 2 * two.margin >= 16 * two.body * 55 / 100);
    }
}

static void
default_density(void **state)
{
    (void)state;
    assert_float_equal(scale_default_dpi((struct size){1024, 600}), 102.5, 0.001);
    assert_float_equal(scale_default_dpi((struct size){3840, 2160}), 204.93, 0.01);
    assert_float_equal(make(1024, 600, 100).distance_mm, 500, 0.001);
    assert_float_equal(make(1920, 1080, 100).distance_mm, 600, 0.001);
}

static void
absurd_sizes_are_answered(void **state)
{
    (void)state;
    const struct size sizes[] = {{1, 1}, {0, 0}, {-5, 3}, {1, 5000}, {5000, 1}, {2000000000, 7}};
    const double dpis[] = {0, -1, 1e9};
    for (int i = 0; i < 18; i++) {
        struct scale_options options = {sizes[i % 6], dpis[i / 6], i % 2 ? 1e12 : -4, i * 1000 - 9};
        struct scale s = scale_make(&options);
        assert_true(s.body >= 1 && s.headline >= 1 && s.label >= 1 && s.small >= 1);
        assert_true(s.target >= 1 && s.gap >= 1 && s.stroke >= 1 && s.px_per_mm > 0);
        assert_in_range(s.text_percent, 100, 200);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(desk_display_is_as_designed),
        cmocka_unit_test(capitals_are_high_enough),
        cmocka_unit_test(targets_are_large_enough),
        cmocka_unit_test(text_grows_and_fits),
        cmocka_unit_test(default_density),
        cmocka_unit_test(absurd_sizes_are_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
