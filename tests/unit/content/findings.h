/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cmocka, and assertions about findings that print all of them when they fail.
 */
#ifndef KYR_TESTS_FINDINGS_H
#define KYR_TESTS_FINDINGS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"

/* There is a finding with this code at this place; `file` is the end of its file's name. */
void
assert_finding(const struct diag_sink *sink, const char *file, int line, int col, const char *code);

/* There are exactly so many. */
void
assert_n_findings(const struct diag_sink *sink, int n);

void
assert_str(struct str actual, const char *expected);

#endif
