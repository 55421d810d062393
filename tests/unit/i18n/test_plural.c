/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of real languages against C, and rules that would harm libintl. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "i18n/plural.h"

static unsigned long
value_of(const char *expression, unsigned long n)
{
    unsigned long value = 0;
    if (!plural_eval(str_from(expression), n, &value)) {
        fail_msg("not understood: %s", expression);
    }
    return value;
}

static void
refuses(const char *expression)
{
    unsigned long value = 0;
    if (plural_eval(str_from(expression), 1, &value)) {
        fail_msg("accepted: %s", expression);
    }
}

static void
computes_like_c(void **state)
{
    (void)state;
    for (unsigned long n = 0; n < 300; n++) {
        assert_int_equal(value_of("n != 1", n), n != 1);
        assert_int_equal(value_of("(n>1)", n), n > 1);
        assert_int_equal(value_of("n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
                                  "(n%100<10 || n%100>=20) ? 1 : 2",
                                  n),
                         n % 10 == 1 && n % 100 != 11                                    ? 0
                         : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1
                                                                                         : 2);
        assert_int_equal(value_of("n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
                                  "n%100>=11 ? 4 : 5",
                                  n),
                         n == 0                          ? 0
                         : n == 1                        ? 1
                         : n == 2                        ? 2
                         : n % 100 >= 3 && n % 100 <= 10 ? 3
                         : n % 100 >= 11                 ? 4
                                                         : 5);
        assert_int_equal(value_of("n*2+n-1*3/2%5", n), n * 2 + n - 1);
        assert_int_equal(value_of("!n || !(n<=5)&&n", n), n == 0 || n > 5);
        assert_int_equal(value_of("n?n<2?7:8:9", n), n == 0 ? 9 : n < 2 ? 7 : 8);
        assert_int_equal(value_of("2-1-1 == 0 == 1", n), 1);
    }
}

static void
refuses_what_could_kill(void **state)
{
    (void)state;
    char deep[301];
    refuses("n/0");
    refuses("1/n");
    refuses("n%0");
    refuses("n%(n-1)");
    refuses("n/(2)");
    refuses("0 ? 1/0 : 0");
    memset(deep, '(', 300);
    deep[300] = '\0';
    refuses(deep);
    memset(deep, '!', 299);
    deep[299] = 'n';
    refuses(deep);
    for (size_t i = 0; i < 300; i += 2) {
        memcpy(deep + i, i < 200 ? "n?" : "n:", 2);
    }
    refuses(deep);
    refuses("1000000000");
}

static void
refuses_what_is_not_a_rule(void **state)
{
    (void)state;
    const char *bad[] = {"",     " ",    "n n",   "n=1", "n&1", "n|1", "n ? 1", "n ? 1 : ", "(n",
                         "n)",   "m",    "n != ", "+n",  "-1",  "n<",  "?",     "1:2",      "n\x01",
                         "n//2", "0x10", "n==1;", "n\n", "()",  "!",   "n ?: 1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        refuses(bad[i]);
    }
}

static void
expect_header(const char *header, const char *problem, unsigned n_forms)
{
    unsigned forms = 0;
    const char *found = plural_check(str_from(header), &forms);
    if (problem == NULL) {
        assert_null(found);
        assert_int_equal(forms, n_forms);
    } else {
        assert_non_null(found);
        assert_non_null(strstr(found, problem));
    }
}

static void
checks_headers(void **state)
{
    (void)state;
    expect_header("", NULL, 2);
    expect_header("Language: es\n", NULL, 2);
    expect_header("Plural-Forms: nplurals=2; plural=(n != 1);\n", NULL, 2);
    expect_header("Plural-Forms: nplurals= 1; plural=0\nX: y", NULL, 1);
    expect_header("nplurals=2; plural=n", "form it does not have", 0);
    expect_header("nplurals=2; plural=n>999 ? 2 : 0;", "form it does not have", 0);
    expect_header("nplurals=2;", "incomplete", 0);
    expect_header("plural=n != 1;", "incomplete", 0);
    expect_header("nplurals=0; plural=0;", "1 to 6", 0);
    expect_header("nplurals=7; plural=0;", "1 to 6", 0);
    expect_header("nplurals=4000000000; plural=0;", "1 to 6", 0);
    expect_header("nplurals=99999999999999999999999; plural=0;", "1 to 6", 0);
    expect_header("nplurals=x; plural=0;", "1 to 6", 0);
    expect_header("nplurals=-1; plural=0;", "1 to 6", 0);
    expect_header("nplurals=2; plural=n/0;", "not understood", 0);
    expect_header("nplurals=2; plural=;", "not understood", 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computes_like_c),
        cmocka_unit_test(refuses_what_could_kill),
        cmocka_unit_test(refuses_what_is_not_a_rule),
        cmocka_unit_test(checks_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
