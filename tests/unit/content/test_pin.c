/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which PINs are taken, which hashes are believed, and that the two belong together. */
#include "findings.h"

#include <string.h>

#include "content/pin.h"

#define SALT "c29tZXNhbHRzb21lc2FsdA"
#define DIGEST "Z+Qr9ySwtBJowR3dq/C+J+gVLBD+gTS57yas9LYj3To"
#define TAIL "$" SALT "$" DIGEST

static void
test_problems(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      "123",    "1234567890123", "12a4", " 1357", "13 57",
                                      "-1357", "0000",   "7777777",       "1234", "4321",  "0123",
                                      "7890",  "210987", "135\n7",        "१२३४"};
    static const char *const good[] = {"1357", "0001",         "1235", "1233",
                                       "4711", "135790246813", "1010"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (pin_problem(str_from(bad[i])) == NULL) {
            fail_msg("taken: %s", bad[i]);
        }
    }
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_null(pin_problem(str_from(good[i])));
    }
    assert_false(pin_is_digits((struct str){"12\0004", 4}));
}

static void
test_hash(void **state)
{
    (void)state;
    char hash[PIN_HASH_BYTES], other[PIN_HASH_BYTES];
    assert_true(pin_hash(STR("4711"), hash));
    assert_true(pin_hash(STR("4711"), other));
    assert_string_not_equal(hash, other); /* each with its own salt */
    assert_true(str_starts(str_from(hash), "$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_true(pin_hash_is_sound(str_from(hash)));
    assert_true(pin_verify(hash, STR("4711")));
    assert_true(pin_verify(other, STR("4711")));
    assert_false(pin_verify(hash, STR("4712")));
    assert_false(pin_verify(hash, STR("47110")));
    assert_false(pin_verify(hash, STR("04711")));
    assert_false(pin_verify(hash, STR("")));
    assert_false(pin_verify("", STR("4711")));
    assert_false(pin_hash(STR("12"), hash));
    assert_string_equal(hash, "");
}

static void
test_unsound(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "4711",
        "$argon2i$v=19$m=19456,t=2,p=1" TAIL,
        "$argon2d$v=19$m=19456,t=2,p=1" TAIL,
        "$argon2id$v=16$m=19456,t=2,p=1" TAIL,
        "$argon2id$m=19456,t=2,p=1" TAIL,
        "$argon2id$v=19$m=7167,t=2,p=1" TAIL,
        "$argon2id$v=19$m=65537,t=2,p=1" TAIL,
        "$argon2id$v=19$m=4194304,t=2,p=1" TAIL,
        "$argon2id$v=19$m=99999999999999999999,t=2,p=1" TAIL,
        "$argon2id$v=19$m=019456,t=2,p=1" TAIL,
        "$argon2id$v=19$m=+9456,t=2,p=1" TAIL,
        "$argon2id$v=19$m=,t=2,p=1" TAIL,
        "$argon2id$v=19$m=19456,t=0,p=1" TAIL,
        "$argon2id$v=19$m=19456,t=11,p=1" TAIL,
        "$argon2id$v=19$m=19456,t=1000000,p=1" TAIL,
        "$argon2id$v=19$m=19456,t=2,p=2" TAIL,
        "$argon2id$v=19$t=2,m=19456,p=1" TAIL,
        "$argon2id$v=19$m=19456,t=2,p=1$" SALT,
        "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$",
        "$argon2id$v=19$m=19456,t=2,p=1$$" DIGEST,
        "$argon2id$v=19$m=19456,t=2,p=1" TAIL "=",
        "$argon2id$v=19$m=19456,t=2,p=1" TAIL "$",
        "$argon2id$v=19$m=19456,t=2,p=1" TAIL "\n",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdB$" DIGEST, /* its last bits */
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2F d$" DIGEST,
        "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
    };
    assert_true(pin_hash_is_sound(STR("$argon2id$v=19$m=19456,t=2,p=1" TAIL)));
    assert_true(pin_hash_is_sound(STR("$argon2id$v=19$m=65536,t=10,p=1" TAIL)));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (pin_hash_is_sound(str_from(bad[i])) || pin_verify(bad[i], STR("4711"))) {
            fail_msg("believed: %s", bad[i]);
        }
    }
}

/* A hash made by another program: argon2 (Debian's) with
 * printf 4711 | argon2 somesaltsomesalt -id -t 2 -k 19456 -p 1 -e */
static void
test_foreign(void **state)
{
    (void)state;
    static const char hash[] = "$argon2id$v=19$m=19456,t=2,p=1" TAIL;
    assert_true(pin_verify(hash, STR("4711")));
    assert_false(pin_verify(hash, STR("4710")));
}

static void
test_forget(void **state)
{
    (void)state;
    char pin[] = "4711";
    pin_forget(pin, sizeof pin);
    assert_memory_equal(pin, "\0\0\0\0", 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_problems), cmocka_unit_test(test_hash),
        cmocka_unit_test(test_unsound),  cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
