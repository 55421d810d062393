/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Version 7 is installed; everything that a stick may have on it. */
#include "place.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "install/stick.h"

struct desk {
    struct place place;
    struct slot_pack slot;
    struct stick_place compared;
    struct stick_find find;
    struct diag_sink sink;
};

static void
desk_open(struct desk *desk)
{
    *desk = (struct desk){.find = {.pack = NULL}};
    place_open(&desk->place);
    place_install(&desk->place, 7, NULL, "12");
    assert_true(
        slots_open(&desk->place.arena, desk->place.state, &desk->place.root, &desk->slot, NULL));
    desk->compared = (struct stick_place){desk->slot.pack, &desk->slot.trust};
}

static void
desk_close(struct desk *desk)
{
    packfile_close(desk->find.pack);
    packfile_close(desk->slot.pack);
    diag_free(&desk->sink);
    place_close(&desk->place);
}

static const char *
on_stick(struct desk *desk, const char *name)
{
    return fs_join(&desk->place.arena, desk->place.stick, name);
}

static void
put(struct desk *desk, const char *name, struct str bytes)
{
    place_write(on_stick(desk, name), bytes);
}

/* The version that would be installed, 0 for none; `n` sentences. */
static long
look(struct desk *desk, int n)
{
    packfile_close(desk->find.pack);
    diag_free(&desk->sink);
    stick_look(&desk->place.arena, desk->place.stick, &desk->compared, &desk->find, &desk->sink);
    assert_n_findings(&desk->sink, n);
    return desk->find.pack == NULL ? 0 : desk->find.pack->manifest->version;
}

/* One pack that must be refused, in one sentence with this code; nothing else is on the stick. */
static void
assert_refused_as(struct desk *desk, const char *name, const char *code)
{
    assert_int_equal(look(desk, 1), 0);
    assert_string_equal(desk->sink.first->code, code);
    assert_string_equal(desk->sink.first->place.file, name);
    assert_null(strstr(desk->sink.first->text.p, "/tmp"));
    assert_int_equal(remove(on_stick(desk, name)), 0);
    assert_int_equal(place_version(&desk->place, &desk->place.root, 0), 7);
}

static void
test_good(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    struct arena *arena = &desk.place.arena;
    assert_int_equal(look(&desk, 0), 0);
    put(&desk, "la.kyrpack", place_archive(&desk.place, 8, NULL, "1"));
    assert_int_equal(look(&desk, 0), 8);
    assert_false(desk.find.has_new_keys || desk.find.is_installed);
    /* The highest wins, wherever it stands; older and damaged ones are told. */
    put(&desk, "b.kyrpack", place_archive(&desk.place, 10, NULL, "2"));
    put(&desk, "c.kyrpack", place_archive(&desk.place, 9, NULL, "2"));
    assert_int_equal(look(&desk, 0), 10);
    put(&desk, "a.kyrpack", place_archive(&desk.place, 6, NULL, "12"));
    put(&desk, "d.kyrpack", STR("half a pack"));
    assert_int_equal(look(&desk, 2), 10);
    assert_finding(&desk.sink, "a.kyrpack", 0, 0, "older");
    assert_finding(&desk.sink, "d.kyrpack", 0, 0, "not-a-pack");
    /* What is installed is no fault. */
    put(&desk, "e.kyrpack", place_archive(&desk.place, 7, NULL, "12"));
    assert_int_equal(look(&desk, 2), 10);
    assert_true(desk.find.is_installed);
    put(&desk, "f.kyrpack", place_archive(&desk.place, 11, "23", "12"));
    assert_int_equal(look(&desk, 2), 11);
    assert_true(desk.find.has_new_keys);
    assert_str(desk.find.new_keys.names[1], "n3");
    (void)arena;
    desk_close(&desk);
}

static void
test_signatures(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    put(&desk, "x.kyrpack", place_archive(&desk.place, 8, NULL, ""));
    assert_refused_as(&desk, "x.kyrpack", "unsigned");
    put(&desk, "x.kyrpack", place_archive(&desk.place, 8, NULL, "34"));
    assert_refused_as(&desk, "x.kyrpack", "untrusted");
    put(&desk, "x.kyrpack", place_archive(&desk.place, 8, "23", "23"));
    assert_refused_as(&desk, "x.kyrpack", "keys");
    put(&desk, "x.kyrpack", place_archive(&desk.place, 6, NULL, "12"));
    assert_refused_as(&desk, "x.kyrpack", "older");
    struct packfile *pack = place_pack(&desk.place, 7, "other words", NULL, "12");
    put(&desk, "x.kyrpack", packfile_write(&desk.place.arena, pack));
    assert_refused_as(&desk, "x.kyrpack", "same-version");
    packfile_close(pack);
    desk_close(&desk);
}

static void
test_numbers(void **state)
{
    (void)state;
    struct desk desk;
    struct str bytes = {0};
    desk_open(&desk);
    struct strbuf text = {0};
    strbuf_addz(&text, SAMPLE_HOTLINES);
    memcpy(strstr(text.p, "4752"), "4753", 4);
    for (int n_keys = 1; n_keys <= 2; n_keys++) {
        struct packfile *pack = sample_signed(8, text.p, "a", n_keys);
        bytes = packfile_write(&desk.place.arena, pack);
        put(&desk, "x.kyrpack", bytes);
        packfile_close(pack);
        if (n_keys == 1) {
            assert_refused_as(&desk, "x.kyrpack", "two-keys");
        } else {
            assert_int_equal(look(&desk, 0), 8);
        }
    }
    strbuf_free(&text);
    desk_close(&desk);
}

/* Cut off at every 512 bytes, and one changed byte in each block. */
static void
test_damaged(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    struct str good = place_archive(&desk.place, 8, NULL, "1");
    for (size_t n = 0; n < good.n; n += 512) {
        put(&desk, "x.kyrpack", (struct str){good.p, n});
        assert_int_equal(look(&desk, 1), 0);
        char *bytes = (char *)str_dup(&desk.place.arena, good).p;
        bytes[n + 7] ^= 1;
        put(&desk, "x.kyrpack", (struct str){bytes, good.n});
        assert_int_equal(look(&desk, 1), 0);
    }
    desk_close(&desk);
}

static void
change_header(struct desk *desk, const char *member, size_t offset, const char *content)
{
    struct str bytes = place_archive(&desk->place, 8, NULL, "1");
    struct str name = {member, strlen(member) + 1}; /* with its NUL: the manifest has it without */
    char *header = (char *)bytes.p + str_find(bytes, name);
    unsigned sum = 0;
    memset(header, 0, offset == 0 ? 100 : 0);
    memcpy(header + offset, content, strlen(content));
    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++) {
        sum += (unsigned char)header[i];
    }
    memcpy(header + 148, str_printf(&desk->place.arena, "%06o", sum).p, 7);
    sample_repair(bytes);
    put(desk, "x.kyrpack", bytes);
}

static void
test_escapes(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    change_header(&desk, "pages/a.md", 0, "../../etc/a");
    assert_refused_as(&desk, "x.kyrpack", "name");
    change_header(&desk, "pages/a.md", 0, "/etc/a");
    assert_refused_as(&desk, "x.kyrpack", "name");
    change_header(&desk, "pages/a.md", 156, "2"); /* a link */
    assert_refused_as(&desk, "x.kyrpack", "kind");
    change_header(&desk, "pages/a.md", 156, "3"); /* a device */
    assert_refused_as(&desk, "x.kyrpack", "kind");
    change_header(&desk, "pages/a.md", 124, "77777777777"); /* says that it is 8 GB */
    assert_refused_as(&desk, "x.kyrpack", "too-large");
    desk_close(&desk);
}

static void
test_kinds(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    const char *path = on_stick(&desk, "x.kyrpack");
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_refused_as(&desk, "x.kyrpack", "kind");
    assert_int_equal(symlink("/dev/zero", path), 0);
    assert_refused_as(&desk, "x.kyrpack", "kind");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_refused_as(&desk, "x.kyrpack", "kind");
    assert_int_equal(mkdir(path, 0755), 0);
    assert_refused_as(&desk, "x.kyrpack", "kind");
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644); /* a film of 1 GB */
    assert_int_equal(ftruncate(fd, 1 << 30), 0);
    assert_int_equal(close(fd), 0);
    assert_refused_as(&desk, "x.kyrpack", "too-large");
    put(&desk, "\x1b[31mx.kyrpack", STR("x"));
    assert_int_equal(look(&desk, 1), 0);
    assert_string_equal(desk.sink.first->place.file, "?[31mx.kyrpack");
    desk_close(&desk);
}

/* Hundreds of other files do not hide a pack; a hundred packs do not keep the kiosk busy. */
static void
test_crowd(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    struct arena *arena = &desk.place.arena;
    for (int i = 0; i < 500; i++) {
        put(&desk, str_printf(arena, "IMG_%04d.JPG", i).p, STR("x"));
    }
    put(&desk, "._la.kyrpack", STR("x"));
    put(&desk, "la.kyrpack.part", STR("x"));
    put(&desk, "la.kyrpack", place_archive(&desk.place, 8, NULL, "1"));
    assert_int_equal(look(&desk, 0), 8);
    for (int i = 0; i < 100; i++) {
        put(&desk, str_printf(arena, "z%03d.kyrpack", i).p, STR("x"));
    }
    assert_int_equal(look(&desk, STICK_OPENED_MAX), 8); /* 15 bad ones, and that there are more */
    assert_finding(&desk.sink, "z015.kyrpack", 0, 0, "too-many");
    desk_close(&desk);
}

static void
test_mark(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    struct arena *arena = &desk.place.arena;
    assert_true(stick_mark(arena, "/nonexistent") == 0);
    put(&desk, "photo.jpg", STR("x"));
    assert_true(stick_mark(arena, desk.place.stick) == 0);
    put(&desk, "a.kyrpack", STR("x"));
    uint64_t one = stick_mark(arena, desk.place.stick);
    assert_true(one != 0 && stick_mark(arena, desk.place.stick) == one);
    put(&desk, "photo.jpg", STR("xy"));
    assert_true(stick_mark(arena, desk.place.stick) == one);
    put(&desk, "a.kyrpack", STR("xy"));
    uint64_t two = stick_mark(arena, desk.place.stick);
    assert_true(two != one);
    const struct timespec times[2] = {{1, 0}, {1, 0}};
    const char *path = on_stick(&desk, "a.kyrpack");
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    uint64_t three = stick_mark(arena, desk.place.stick);
    assert_true(three != two);
    put(&desk, "a.kyrpack", STR("xyz"));
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_true(stick_mark(arena, desk.place.stick) != three);
    three = stick_mark(arena, desk.place.stick);
    put(&desk, "b.kyrpack", STR(""));
    assert_true(stick_mark(arena, desk.place.stick) != three);
    desk_close(&desk);
}

/* Another process pulls the stick out and puts it in, or copies and cuts the file off, without end.
 */
static void
disturb(const char *stick, const char *away, const char *path, struct str bytes)
{
    (void)alarm(60); /* should the test itself end early */
    for (;;) {
        (void)rename(stick, away);
        (void)rename(away, stick);
        int cut = truncate(path, (off_t)bytes.n / 2);
        place_write(path, bytes);
        (void)cut; /* fails while the stick is away */
    }
}

static void
test_pulled_out(void **state)
{
    (void)state;
    struct desk desk;
    long n_found = 0, n_refused = 0;
    desk_open(&desk);
    const char *path = on_stick(&desk, "x.kyrpack");
    const char *away = fs_join(&desk.place.arena, desk.place.dir, "away");
    struct str bytes = place_archive(&desk.place, 8, NULL, "1");
    put(&desk, "x.kyrpack", bytes);
    pid_t child = fork();
    if (child == 0) {
        disturb(desk.place.stick, away, path, bytes);
    }
    for (int i = 0; i < 20000 && (i < 300 || n_found == 0 || n_refused == 0); i++) {
        struct arena scratch = {0};
        stick_look(&scratch, desk.place.stick, &desk.compared, &desk.find, &desk.sink);
        n_found += desk.find.pack != NULL;
        n_refused += desk.sink.n_errors;
        assert_true(desk.sink.n_errors + (desk.find.pack != NULL) <= 1);
        packfile_close(desk.find.pack);
        desk.find.pack = NULL;
        diag_free(&desk.sink);
        arena_free(&scratch);
    }
    assert_true(n_found > 0 && n_refused > 0);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(place_version(&desk.place, &desk.place.root, 0), 7);
    desk_close(&desk);
}

/* Nothing is installed and nothing lies beside the program: one trusted signature is enough. */
static void
test_first(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk.compared.installed = NULL;
    put(&desk, "x.kyrpack", place_archive(&desk.place, 1, NULL, "1"));
    assert_int_equal(look(&desk, 0), 1);
    desk_close(&desk);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),       cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_numbers),    cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_escapes),    cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_crowd),      cmocka_unit_test(test_mark),
        cmocka_unit_test(test_pulled_out), cmocka_unit_test(test_first),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
