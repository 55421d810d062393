/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include "content/theme.h"

static void
test_contrast(void **state)
{
    (void)state;
    assert_float_equal(theme_contrast(0x000000, 0xFFFFFF), 21.0, 0.001);
    assert_float_equal(theme_contrast(0xFFFFFF, 0x000000), 21.0, 0.001);
    assert_float_equal(theme_contrast(0x777777, 0x777777), 1.0, 0.001);
    assert_float_equal(theme_contrast(0x767676, 0xFFFFFF), 4.54, 0.01); /* the known AA grey */
}

static void
test_palettes(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    theme_verify(&sink);
    assert_n_findings(&sink, 0);
    diag_free(&sink);
    assert_int_equal(theme_rgb(THEME_LIGHT, COLOR_GROUND), 0xFBF7F0);
    assert_int_equal(theme_rgb(THEME_DARK, COLOR_SAFETY_MARK), 0xF2C063);
    for (enum theme theme = THEME_LIGHT; theme < THEME_COUNT; theme++) {
        assert_int_equal(theme_rgb(theme, COLOR_PAPER), 0xFFFFFF);
        assert_int_equal(theme_rgb(theme, COLOR_PAPER_INK), 0x000000);
    }
    assert_float_equal(
        theme_contrast(theme_rgb(THEME_LIGHT, COLOR_INK), theme_rgb(THEME_LIGHT, COLOR_GROUND)),
        16.1, 0.1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_palettes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
