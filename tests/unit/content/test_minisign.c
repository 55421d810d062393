/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format itself is tested against minisign in tests/sign; here, what must not be accepted. */
#include "signed_pack.h"

#include <string.h>

static void
test_round_trip(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *problem = NULL;
    struct minisign_secret secret, again;
    struct minisign_public key;
    struct minisign_signature signature;
    minisign_generate(&secret);
    assert_true(minisign_read_secret(minisign_write_secret(&arena, &secret), &again, &problem));
    assert_memory_equal(&secret, &again, sizeof secret);
    key = minisign_public_of(&secret);
    struct minisign_public key_again;
    assert_true(minisign_read_public(minisign_write_public(&arena, &key), &key_again, &problem));
    assert_memory_equal(&key, &key_again, sizeof key);
    struct minisign_signature made = minisign_sign(&secret, STR("hello"), STR("who"));
    struct str text = minisign_write_signature(&arena, &made);
    assert_true(minisign_read_signature(text, &signature, &problem));
    assert_str(signature.comment, "who");
    assert_true(minisign_verify(&key, STR("hello"), &signature));
    assert_false(minisign_verify(&key, STR("hellp"), &signature));
    assert_false(minisign_verify(&key, STR(""), &signature));
    signature.comment = STR("whp");
    assert_false(minisign_verify(&key, STR("hello"), &signature));
    minisign_forget(&secret);
    assert_int_equal(secret.key[0] | secret.key[63] | secret.id[0], 0);
    arena_free(&arena);
}

/* Every byte of a signature file but those of the untrusted comment matters. */
static void
test_every_byte(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct minisign_secret secret = sample_secret(1);
    struct minisign_public key = sample_public(1);
    struct minisign_signature made = minisign_sign(&secret, STR("hello"), STR("who"));
    struct str text = minisign_write_signature(&arena, &made);
    char *bytes = (char *)text.p;
    const char *problem = NULL;
    size_t first = (size_t)(strchr(bytes, '\n') - bytes);
    for (size_t i = first; i < text.n; i++) {
        for (int bit = 0; bit < 8; bit++) {
            struct minisign_signature read;
            bytes[i] ^= (char)(1 << bit);
            if (minisign_read_signature(text, &read, &problem) &&
                minisign_verify(&key, STR("hello"), &read)) {
                fail_msg("byte %zu, bit %d", i, bit);
            }
            bytes[i] ^= (char)(1 << bit);
        }
    }
    for (size_t n = 0; n < text.n; n++) {
        struct minisign_signature read;
        assert_false(minisign_read_signature((struct str){text.p, n}, &read, &problem));
    }
    arena_free(&arena);
}

static void
test_other_files(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct minisign_secret secret = sample_secret(1), read;
    struct minisign_public key;
    const char *problem = NULL;
    struct str text = minisign_write_secret(&arena, &secret);
    assert_false(minisign_read_public(text, &key, &problem));
    assert_false(minisign_read_public(STR(""), &key, &problem));
    secret.key[40] ^= 1; /* the public half no longer fits */
    text = minisign_write_secret(&arena, &secret);
    assert_false(minisign_read_secret(text, &read, &problem));
    assert_string_equal(problem, "is a damaged secret key");
    text = str_dup(&arena, text);
    memcpy((char *)strchr(text.p, '\n') + 1, "RWRTY", 5); /* as with a password: scrypt */
    assert_false(minisign_read_secret(text, &read, &problem));
    assert_non_null(strstr(problem, "password"));
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_other_files),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
