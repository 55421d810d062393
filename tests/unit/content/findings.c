/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear search; on failure the whole list is shown, since the wrong place is usually in it. */
#include "findings.h"

#include <stdio.h>
#include <string.h>

void
assert_finding(const struct diag_sink *sink, const char *file, int line, int col, const char *code)
{
    for (const struct diag *item = sink->first; item != NULL; item = item->next) {
        if (str_ends(str_from(item->place.file), file) && item->place.line == line &&
            item->place.col == col && strcmp(item->code, code) == 0) {
            return;
        }
    }
    diag_print(sink, stderr);
    fail_msg("no finding %s:%d:%d [%s]", file, line, col, code);
}

void
assert_n_findings(const struct diag_sink *sink, int n)
{
    if (sink->n_errors + sink->n_warnings != n) {
        diag_print(sink, stderr);
        fail_msg("%d findings, expected %d", sink->n_errors + sink->n_warnings, n);
    }
}

void
assert_str(struct str actual, const char *expected)
{
    if (!str_eqz(actual, expected)) {
        fail_msg("\"%.*s\", expected \"%s\"", STR_ARG(actual), expected);
    }
}
