/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of this floor share: a temporary folder, catalogs compiled with msgfmt, the
 * locale anchor. Everything that goes wrong in here fails the test.
 */
#ifndef KYR_TESTS_I18N_FIXTURE_H
#define KYR_TESTS_I18N_FIXTURE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

struct fixture {
    struct arena arena;
    struct diag_sink sink;
    const char *dir; /* temporary; removed by fixture_close */
};

void
fixture_open(struct fixture *fixture);

void
fixture_close(struct fixture *fixture);

/* DIR/name */
const char *
fixture_path(struct fixture *fixture, const char *name);

void
fixture_write(const char *path, struct str bytes);

struct str
fixture_read(struct fixture *fixture, const char *path);

/* Compiles PO text without msgfmt's own checks; options such as "--no-hash" or "". */
struct str
fixture_compile(struct fixture *fixture, struct str po, const char *options);

/* A file of tests/unit/i18n/data. */
struct str
fixture_data(struct fixture *fixture, const char *name);

/* DIR/locale/<catalog>/LC_MESSAGES/<domain>.mo */
const char *
fixture_install(struct fixture *fixture, const char *catalog, const char *domain, struct str mo);

/* Makes DIR/anchor from the system's C.UTF-8. */
const char *
fixture_anchor(struct fixture *fixture);

/* A finding whose code is `code` and whose file ends in `file_end`; NULL if there is none. */
const struct diag *
fixture_finding(const struct fixture *fixture, const char *code, const char *file_end);

#endif
