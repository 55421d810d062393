/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printed form is a contract: editors and people read it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

static void
test_printed_form(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    char file[] = "b.md"; /* the sink keeps its own copy */
    diag_error(&sink, ((struct diag_place){file, 10, 2}), "late", "the %d%s", 3, "rd");
    diag_warning(&sink, ((struct diag_place){file, 9, 0}), "line", "no column");
    diag_error(&sink, diag_file(file), "file", "as a whole");
    diag_error(&sink, ((struct diag_place){"a.md", 99, 99}), "first", "by file name");
    file[0] = 'x';
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    diag_print(&sink, out);
    (void)fclose(out);
    assert_string_equal(text, "a.md:99:99: error: by file name [first]\n"
                              "b.md: error: as a whole [file]\n"
                              "b.md:9: warning: no column [line]\n"
                              "b.md:10:2: error: the 3rd [late]\n");
    assert_int_equal(sink.n_errors, 3);
    assert_int_equal(sink.n_warnings, 1);
    free(text);
    diag_free(&sink);
    assert_int_equal(sink.n_errors, 0);
    diag_free(NULL);
}

static void
test_hostile(void **state)
{
    (void)state;
    struct diag_sink sink = {0};
    char huge[5000];
    memset(huge, 'y', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    for (int i = 0; i < 5 * DIAG_KEPT_MAX; i++) {
        diag_error(&sink, diag_file("a"), "many", "%s", huge);
    }
    assert_int_equal(sink.n_errors, 5 * DIAG_KEPT_MAX);
    int kept = 0;
    for (const struct diag *item = sink.first; item != NULL; item = item->next) {
        assert_true(item->text.n < 1024);
        kept++;
    }
    assert_int_equal(kept, DIAG_KEPT_MAX);
    diag_free(&sink);
    diag_error(NULL, diag_file("a"), "nobody", "listens");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printed_form),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
