/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/words.h"

static void
finds_by_contact_id(void **state)
{
    (void)state;
    struct contact a = {.id = STR("larrn")};
    struct contact b = {.id = STR("emergency")};
    struct contact_card cards[] = {{.contact = &a}, {.contact = &b}};
    struct layout_words words = {.cards = cards, .n_cards = 2};
    assert_ptr_equal(words_card(&words, STR("emergency")), &cards[1]);
    assert_null(words_card(&words, STR("larr")));
    assert_null(words_card(&(struct layout_words){0}, STR("larrn")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_by_contact_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
