/* SPDX-License-Identifier: GPL-3.0-or-later */
/* msgfmt and rm run through the shell, on names this file made up itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"

#define FILE_BYTES_MAX (64u * 1024 * 1024)

static void
run(const char *command)
{
    if (system(command) != 0) {
        fail_msg("failed: %s", command);
    }
}

void
fixture_open(struct fixture *fixture)
{
    char name[] = "/tmp/kyr-i18n-XXXXXX";
    *fixture = (struct fixture){0};
    assert_non_null(mkdtemp(name));
    fixture->dir = str_dup(&fixture->arena, str_from(name)).p;
}

void
fixture_close(struct fixture *fixture)
{
    run(str_printf(&fixture->arena, "rm -rf '%s'", fixture->dir).p);
    diag_free(&fixture->sink);
    arena_free(&fixture->arena);
}

const char *
fixture_path(struct fixture *fixture, const char *name)
{
    return fs_join(&fixture->arena, fixture->dir, name);
}

void
fixture_write(const char *path, struct str bytes)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, out), bytes.n);
    assert_int_equal(fclose(out), 0);
}

struct str
fixture_read(struct fixture *fixture, const char *path)
{
    struct str bytes = STR("");
    if (fs_read(&fixture->arena, path, FILE_BYTES_MAX, &bytes) != FS_OK) {
        fail_msg("cannot read %s", path);
    }
    return bytes;
}

struct str
fixture_compile(struct fixture *fixture, struct str po, const char *options)
{
    const char *po_path = fixture_path(fixture, "compile.po");
    const char *mo_path = fixture_path(fixture, "compile.mo");
    fixture_write(po_path, po);
    run(str_printf(&fixture->arena, "msgfmt --endianness=little %s -o '%s' '%s' 2>'%s/msgfmt.log'",
                   options, mo_path, po_path, fixture->dir)
            .p);
    return fixture_read(fixture, mo_path);
}

struct str
fixture_data(struct fixture *fixture, const char *name)
{
    const char *dir = KYR_SOURCE_DIR "/tests/unit/i18n/data";
    return fixture_read(fixture, fs_join(&fixture->arena, dir, name));
}

const char *
fixture_install(struct fixture *fixture, const char *catalog, const char *domain, struct str mo)
{
    const char *dir =
        str_printf(&fixture->arena, "%s/locale/%s/LC_MESSAGES", fixture->dir, catalog).p;
    run(str_printf(&fixture->arena, "mkdir -p '%s'", dir).p);
    const char *path = str_printf(&fixture->arena, "%s/%s.mo", dir, domain).p;
    fixture_write(path, mo);
    return path;
}

const char *
fixture_anchor(struct fixture *fixture)
{
    const char *dir = fixture_path(fixture, "anchor");
    run(str_printf(&fixture->arena,
                   "mkdir -p '%s/kyr.UTF-8/LC_MESSAGES' && "
                   "cp /usr/lib/locale/C.[uU]*8/LC_MESSAGES/SYS_LC_MESSAGES "
                   "'%s/kyr.UTF-8/LC_MESSAGES/'",
                   dir, dir)
            .p);
    return dir;
}

const struct diag *
fixture_finding(const struct fixture *fixture, const char *code, const char *file_end)
{
    for (const struct diag *item = fixture->sink.first; item != NULL; item = item->next) {
        if (strcmp(item->code, code) == 0 && str_ends(str_from(item->place.file), file_end)) {
            return item;
        }
    }
    return NULL;
}
