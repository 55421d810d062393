/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a translator gets of the sound pack, in order. */
#include "findings.h"

#include "content/messages.h"

static void
test_all_of_them(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "pack title|Your Rights",
        "pack place|Here",
        "|You have rights here.",
        "title|At the door",
        "tile|They are here",
        "|Keep the door closed",
        "|Talk through the door.",
        "say|Please show me a warrant.",
        "|Stay calm. Call {network}.",
        "|The courts have not settled this.",
        "button|Practice",
        "button|Call",
        "title|About",
        "tile|About",
        "|About",
        "|These are general words.",
        "title|A knock",
        "tile|A knock",
        "|A knock",
        "|What do you do?",
        "button|Wait",
        "button|Talk",
        "|You wait",
        "|They leave.",
        "button|Try again",
        "button|At the door",
        "|You talk",
        "|They listen.",
        "button|Wait",
        "contact name|The Network",
        "contact for|Report what you see.",
        "contact area|Here.",
        "authority|Advice of legal aid groups",
        "authority|Court orders",
    };
    struct arena arena = {0};
    struct pack *pack = pack_open(KYR_SOURCE_DIR "/tests/bad/packs/sound", NULL);
    struct messages messages = pack_messages(&arena, pack);
    for (size_t i = 0; i < messages.n && i < sizeof expected / sizeof expected[0]; i++) {
        const struct message *message = &messages.items[i];
        struct str found =
            str_printf(&arena, "%.*s|%.*s", STR_ARG(message->context), STR_ARG(message->msgid));
        assert_str(found, expected[i]);
        assert_true(message->place.line > 0);
        assert_non_null(message->kind);
        assert_int_equal(message->has_tokens, i == 8);
    }
    assert_int_equal(messages.n, sizeof expected / sizeof expected[0]);
    arena_free(&arena);
    pack_close(pack);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
