/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include "content/phone.h"

static void
test_valid(void **state)
{
    (void)state;
    static const char *const good[] = {"+18886244752", "+12135550100", "+525512345678", "911",
                                       "988",          "211",          "+50412345678"};
    static const char *const bad[] = {
        "",
        "18886244752",
        "888-624-4752",
        "+1888624475",
        "+188862447520",
        "+11886244752",
        "+18881244752",
        "+0123456789",
        "912",
        "9111",
        "+1888624475x",
        "+1234567890123456",
        "+1 8886244752",
        "+52551",
        "+",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(phone_is_valid(str_from(good[i])));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (phone_is_valid(str_from(bad[i]))) {
            fail_msg("%s was accepted", bad[i]);
        }
    }
}

static void
test_shown_and_dialled(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_str(phone_display(&arena, STR("+18886244752")), "888-624-4752");
    assert_str(phone_display(&arena, STR("911")), "911");
    assert_str(phone_display(&arena, STR("+525512345678")), "+525512345678");
    assert_str(phone_uri(&arena, STR("+18886244752")), "tel:+18886244752");
    assert_str(phone_uri(&arena, STR("988")), "tel:988");
    arena_free(&arena);
}

static void
test_looks_like(void **state)
{
    (void)state;
    static const char *const phones[] = {
        "(213) 555-0100",   "call 213.555.0100 now", "2135550100", "+1 888 624 4752", "555-0100",
        "213\u20115550100", "213\u00A0555\u00A00100"};
    static const char *const others[] = {"",
                                         "911",
                                         "2026-27",
                                         "June 30, 2026",
                                         "8 to 16, 8 to 12",
                                         "30 days, 90 days, 180 days",
                                         "I-200 or I-205",
                                         "123456",
                                         "1 2 3 4 5 6"};
    for (size_t i = 0; i < sizeof phones / sizeof phones[0]; i++) {
        if (!phone_looks_like(str_from(phones[i]))) {
            fail_msg("%s went unnoticed", phones[i]);
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (phone_looks_like(str_from(others[i]))) {
            fail_msg("%s is no phone number", others[i]);
        }
    }
    assert_false(phone_looks_like((struct str){"123\0004567", 8}));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_shown_and_dialled),
        cmocka_unit_test(test_looks_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
