/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The child as the kiosk starts it, in its cell; packs are dropped, visits come and go. */
#include "place.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/tree.h"
#include "install/disk.h"
#include "install/installer.h"
#include "platform/sandbox.h"

#define LOOK_MS 20
#define QUIET_MS 250 /* more than ten looks without a report: there will be none */
#define WAIT_MS 60000

struct stage {
    struct place place;
    const char *shipped;
    struct installer *installer;
    struct installer_report report;
};

static void
stage_start(struct stage *stage)
{
    const struct installer_options options = {.updates_dir = stage->place.stick,
                                              .state_dir = stage->place.state,
                                              .root = &stage->place.root,
                                              .shipped_dir = stage->shipped,
                                              .enter_cell = sandbox_enter_installer,
                                              .look_every_ms = LOOK_MS};
    stage->installer = installer_start(&options);
    assert_non_null(stage->installer);
}

static void
stage_open(struct stage *stage)
{
    *stage = (struct stage){.installer = NULL};
    place_open(&stage->place);
    place_install(&stage->place, 7, NULL, "12");
    stage_start(stage);
}

static void
stage_close(struct stage *stage)
{
    installer_free(stage->installer);
    place_close(&stage->place);
}

static void
drop(struct stage *stage, const char *name, long version, const char *new_keys, const char *signers)
{
    struct arena *arena = &stage->place.arena;
    const char *part = fs_join(arena, stage->place.stick, "part");
    place_write(part, place_archive(&stage->place, version, new_keys, signers));
    assert_int_equal(rename(part, fs_join(arena, stage->place.stick, name)), 0);
}

static bool
has_report(struct stage *stage, int timeout_ms)
{
    struct pollfd fd = {.fd = installer_report_fd(stage->installer), .events = POLLIN};
    return poll(&fd, 1, timeout_ms) == 1;
}

static void
expect(struct stage *stage, enum installer_report_kind kind, const char *text)
{
    assert_true(has_report(stage, WAIT_MS));
    assert_true(installer_wait_report(stage->installer, &stage->report));
    assert_string_equal(stage->report.text, text);
    assert_int_equal(stage->report.kind, kind);
}

static void
expect_quiet(struct stage *stage)
{
    assert_false(has_report(stage, QUIET_MS));
}

static void
sleep_ms(long ms)
{
    const struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
    (void)nanosleep(&time, NULL);
}

/* Names, sizes and times of everything in the state folder, as one text. */
static struct str
snapshot(struct stage *stage)
{
    struct arena *arena = &stage->place.arena;
    struct strbuf text = {0};
    size_t n = 0;
    const char **names = fs_list(arena, stage->place.state, "", &n);
    for (size_t i = 0; i < n; i++) {
        struct tree tree = {0};
        const char *dir = fs_join(arena, stage->place.state, names[i]);
        strbuf_printf(&text, "%s\n", names[i]);
        if (strcmp(names[i], "current") != 0) {
            assert_true(tree_list(arena, dir, "", &tree, NULL));
        }
        for (size_t k = 0; k < tree.n; k++) {
            struct stat info;
            assert_int_equal(stat(fs_join(arena, dir, tree.names[k].p), &info), 0);
            strbuf_printf(&text, "%s %ld %ld.%09ld\n", tree.names[k].p, (long)info.st_size,
                          (long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
        }
    }
    struct str copy = str_dup(arena, strbuf_str(&text));
    strbuf_free(&text);
    return copy;
}

static void
test_visit(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    /* Nobody has said that the kiosk is idle. */
    struct str before = snapshot(&stage);
    drop(&stage, "la.kyrpack", 8, NULL, "12");
    expect_quiet(&stage);
    installer_tell(stage.installer, false);
    expect_quiet(&stage);
    assert_str(snapshot(&stage), before.p);

    installer_tell(stage.installer, true);
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 8 of the pack, signed by n1 and n2. It was installed.");
    assert_int_equal(stage.report.version, 8);
    assert_int_equal(place_version(&stage.place, &stage.place.root, 0), 8);

    /* Until the kiosk shows version 8, it may read from the slot of version 7. */
    drop(&stage, "lb.kyrpack", 9, NULL, "1");
    expect_quiet(&stage);
    assert_true(fs_is_directory(fs_join(&stage.place.arena, stage.place.state, "slot.1")));
    installer_loaded(stage.installer);
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 9 of the pack, signed by n1. It was installed.");
    installer_loaded(stage.installer);
    expect_quiet(&stage);
    assert_int_equal(place_count(&stage.place, stage.place.state), 3);
    assert_int_equal(place_version(&stage.place, &stage.place.root, 0), 9);
    stage_close(&stage);
}

static const char *
begun_folder(struct stage *stage)
{
    return fs_join(&stage->place.arena, stage->place.state, "new.2/pack/pages");
}

/* A pack with many files, and somebody who comes while they are written. */
static void
test_pause(void **state)
{
    (void)state;
    enum { N_FILES = 300 };
    struct stage stage;
    struct sample_file files[N_FILES + 1] = {{"hotlines.yaml", SAMPLE_HOTLINES}};
    stage_open(&stage);
    for (int i = 1; i <= N_FILES; i++) {
        const char *name = str_printf(&stage.place.arena, "pages/%03d.md", i).p;
        files[i] = (struct sample_file){name, "words"};
    }
    struct packfile *pack = sample_pack(8, files, N_FILES + 1);
    struct minisign_secret secret = sample_secret(2);
    assert_true(packfile_sign(pack, &secret, NULL));
    place_write(fs_join(&stage.place.arena, stage.place.stick, "x.kyrpack"),
                packfile_write(&stage.place.arena, pack));
    packfile_close(pack);

    installer_tell(stage.installer, true);
    const char *begun = begun_folder(&stage);
    while (place_count(&stage.place, begun) == 0 && !has_report(&stage, 1)) {
    }
    installer_tell(stage.installer, false);
    sleep_ms(QUIET_MS); /* the file that was being written */
    struct str before = snapshot(&stage);
    size_t n = place_count(&stage.place, begun);
    assert_true(n > 0 && n < N_FILES);
    expect_quiet(&stage);
    assert_str(snapshot(&stage), before.p);
    /* The stick may be pulled out now. */
    disk_remove_tree(stage.place.stick);
    installer_tell(stage.installer, true);
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 8 of the pack, signed by n2. It was installed.");
    stage_close(&stage);
}

static void
test_refused(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    installer_tell(stage.installer, true);
    drop(&stage, "a.kyrpack", 6, NULL, "12");
    expect(&stage, REPORT_REFUSED,
           "The pack a.kyrpack on the stick was not installed: this is version 6, but version 7 is "
           "installed.");
    drop(&stage, "a.kyrpack", 7, NULL, "12");
    expect(&stage, REPORT_SAME, "The stick has version 7 of the pack, which is installed already.");
    expect_quiet(&stage); /* once, as long as the stick stays */
    struct arena *arena = &stage.place.arena;
    const char *away = fs_join(arena, stage.place.dir, "away");
    assert_int_equal(rename(stage.place.stick, away), 0);
    sleep_ms(QUIET_MS);
    assert_int_equal(rename(away, stage.place.stick), 0);
    expect(&stage, REPORT_SAME, "The stick has version 7 of the pack, which is installed already.");
    drop(&stage, "a.kyrpack", 8, NULL, "3");
    expect(&stage, REPORT_REFUSED,
           "The pack a.kyrpack on the stick was not installed: nobody whom this place trusts has "
           "signed the pack.");
    expect_quiet(&stage);
    assert_int_equal(place_version(&stage.place, &stage.place.root, 0), 7);
    stage_close(&stage);
}

static int64_t
now_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A copy that grows for a while is not opened before it rests. */
static void
test_copying(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    struct str bytes = place_archive(&stage.place, 8, NULL, "1");
    const char *path = fs_join(&stage.place.arena, stage.place.stick, "x.kyrpack");
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    installer_tell(stage.installer, true);
    int64_t last_ms = now_ms(), longest_ms = 0;
    for (size_t i = 0; i < bytes.n; i += 256) {
        size_t n = bytes.n - i < 256 ? bytes.n - i : 256;
        assert_int_equal(write(fd, bytes.p + i, n), n);
        sleep_ms(2); /* well below a look */
        longest_ms = now_ms() - last_ms > longest_ms ? now_ms() - last_ms : longest_ms;
        last_ms = now_ms();
    }
    assert_int_equal(close(fd), 0);
    if (longest_ms >= LOOK_MS) {
        stage_close(&stage);
        skip(); /* a machine so busy that the copy did rest */
    }
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 8 of the pack, signed by n1. It was installed.");
    stage_close(&stage);
}

static void
test_new_keys(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    installer_tell(stage.installer, true);
    drop(&stage, "a.kyrpack", 8, "23", "12");
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 8 of the pack, signed by n1 and n2. It was installed. From now "
           "on n2 and n3 sign.");
    installer_loaded(stage.installer);
    drop(&stage, "a.kyrpack", 9, NULL, "1");
    expect(&stage, REPORT_REFUSED,
           "The pack a.kyrpack on the stick was not installed: nobody whom this place trusts has "
           "signed the pack.");
    drop(&stage, "a.kyrpack", 9, NULL, "3");
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 9 of the pack, signed by n3. It was installed.");
    stage_close(&stage);
}

/* No slot yet: what lies beside the program is what a pack is compared with. */
static void
test_shipped(void **state)
{
    (void)state;
    struct stage stage = {.installer = NULL};
    place_open(&stage.place);
    struct packfile *pack = place_pack(&stage.place, 7, "page of 7\n", NULL, "1");
    stage.shipped = slots_unpack(&stage.place.arena, pack, NULL);
    packfile_close(pack);
    stage_start(&stage);
    installer_tell(stage.installer, true);
    drop(&stage, "a.kyrpack", 6, NULL, "12");
    expect(&stage, REPORT_REFUSED,
           "The pack a.kyrpack on the stick was not installed: this is version 6, but version 7 is "
           "installed.");
    drop(&stage, "a.kyrpack", 7, NULL, "1");
    expect(&stage, REPORT_SAME, "The stick has version 7 of the pack, which is installed already.");
    drop(&stage, "a.kyrpack", 8, NULL, "1");
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 8 of the pack, signed by n1. It was installed.");
    slots_unpack_remove(stage.shipped);
    stage_close(&stage);
}

/* A new program brought a newer pack than the last stick: that one is shown, so it counts. */
static void
test_newer_program(void **state)
{
    (void)state;
    struct stage stage = {.installer = NULL};
    place_open(&stage.place);
    place_install(&stage.place, 7, NULL, "12");
    struct packfile *pack = place_pack(&stage.place, 9, "page of 9\n", NULL, "1");
    stage.shipped = slots_unpack(&stage.place.arena, pack, NULL);
    packfile_close(pack);
    stage_start(&stage);
    installer_tell(stage.installer, true);
    drop(&stage, "a.kyrpack", 8, NULL, "12");
    expect(&stage, REPORT_REFUSED,
           "The pack a.kyrpack on the stick was not installed: this is version 8, but version 9 is "
           "installed.");
    drop(&stage, "a.kyrpack", 10, NULL, "1");
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 10 of the pack, signed by n1. It was installed.");
    slots_unpack_remove(stage.shipped);
    stage_close(&stage);
}

/* The disk is gone: a sentence, and again only when the stick comes again. */
static void
test_no_disk(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    disk_remove_tree(stage.place.state);
    installer_tell(stage.installer, true);
    drop(&stage, "a.kyrpack", 8, NULL, "1");
    expect(&stage, REPORT_FAILED,
           "Version 8 of the pack could not be installed: the folder is missing. The old one "
           "stays.");
    expect_quiet(&stage);
    stage_close(&stage);
}

/* Times of 1970 and of 2106 on the stick. */
static void
test_times(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    static const time_t seconds[] = {0, 4291747200, 1};
    for (long i = 0; i < 3; i++) {
        const struct timespec times[2] = {{seconds[i], 0}, {seconds[i], 0}};
        drop(&stage, "a.kyrpack", 8 + i, NULL, "1");
        const char *path = fs_join(&stage.place.arena, stage.place.stick, "a.kyrpack");
        assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
        installer_tell(stage.installer, true);
        assert_true(has_report(&stage, WAIT_MS));
        assert_true(installer_wait_report(stage.installer, &stage.report));
        assert_int_equal(stage.report.kind, REPORT_INSTALLED);
        installer_loaded(stage.installer);
    }
    assert_int_equal(place_version(&stage.place, &stage.place.root, 0), 10);
    stage_close(&stage);
}

/* The only child of this process. */
static pid_t
child_of(void)
{
    char path[64], text[64] = "";
    (void)snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0 && read(fd, text, sizeof text - 1) > 0);
    assert_int_equal(close(fd), 0);
    return (pid_t)strtol(text, NULL, 10);
}

/* Outside a sanitizer build the child keeps others of its user from looking into it; root may. */
static void
skip_unless_open(struct stage *stage, const char *fd_dir)
{
    if (geteuid() != 0 && access(fd_dir, R_OK) != 0) {
        print_message("only root may look at the open files of the installer\n");
        stage_close(stage);
        skip();
    }
}

/* In its cell, with two pipes and the standard descriptors, nothing else of its parent's. */
static void
test_cell(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    struct str text = {0};
    struct arena *arena = &stage.place.arena;
    drop(&stage, "a.kyrpack", 7, NULL, "12");
    installer_tell(stage.installer, true);
    assert_true(has_report(&stage, WAIT_MS)); /* it is in */
    const char *proc = str_printf(arena, "/proc/%d", (int)child_of()).p;
    char buffer[4096];
    int fd = open(fs_join(arena, proc, "status"), O_RDONLY | O_CLOEXEC);
    ssize_t n = read(fd, buffer, sizeof buffer);
    assert_int_equal(close(fd), 0);
    text = (struct str){buffer, n < 0 ? 0 : (size_t)n};
    assert_true(str_find(text, STR("Seccomp:\t2\n")) >= 0);
    const char *fd_dir = fs_join(arena, proc, "fd");
    skip_unless_open(&stage, fd_dir);
    assert_int_equal(place_count(&stage.place, fd_dir), 5);
    stage_close(&stage);
}

static void
test_end(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    pid_t child = child_of();
    installer_stop(stage.installer);
    assert_int_equal(kill(child, 0), -1); /* gone and reaped */
    assert_false(installer_wait_report(stage.installer, &stage.report));
    installer_tell(stage.installer, true);
    installer_loaded(stage.installer);
    installer_stop(stage.installer);
    installer_free(stage.installer);
    installer_free(NULL);

    stage_start(&stage); /* a child that is killed does not take its parent along */
    assert_int_equal(kill(child_of(), SIGKILL), 0);
    assert_false(installer_wait_report(stage.installer, &stage.report));
    for (int i = 0; i < 3; i++) {
        installer_tell(stage.installer, true);
    }
    stage_close(&stage);
}

/* Without standard error a line for staff must not end up in a file of the pack. */
static void
test_no_stderr(void **state)
{
    (void)state;
    struct stage stage = {.installer = NULL};
    place_open(&stage.place);
    int kept = dup(2), kept_in = dup(0);
    assert_int_equal(close(2), 0);
    assert_int_equal(close(0), 0);
    stage_start(&stage);
    assert_int_equal(dup2(kept, 2), 2);
    assert_int_equal(dup2(kept_in, 0), 0);
    drop(&stage, "a.kyrpack", 8, NULL, "1");
    drop(&stage, "b.kyrpack", 6, NULL, "3");
    installer_tell(stage.installer, true);
    expect(&stage, REPORT_REFUSED,
           "The pack b.kyrpack on the stick was not installed: nobody whom this place trusts has "
           "signed the pack.");
    expect(&stage, REPORT_INSTALLED,
           "The stick has version 8 of the pack, signed by n1. It was installed.");
    assert_int_equal(place_version(&stage.place, &stage.place.root, 0), 8);
    (void)close(kept);
    (void)close(kept_in);
    const char *fd_dir = str_printf(&stage.place.arena, "/proc/%d/fd", (int)child_of()).p;
    skip_unless_open(&stage, fd_dir);
    const char *path = fs_join(&stage.place.arena, fd_dir, "2");
    char target[16] = "";
    assert_int_equal(readlink(path, target, sizeof target - 1), strlen("/dev/null"));
    assert_string_equal(target, "/dev/null");
    stage_close(&stage);
}

static bool
refuse_cell(const char *state_dir)
{
    (void)state_dir;
    return false;
}

/* No cell, no installer: nothing is looked at. */
static void
test_no_cell(void **state)
{
    (void)state;
    struct stage stage = {.installer = NULL};
    place_open(&stage.place);
    const struct installer_options options = {.updates_dir = stage.place.stick,
                                              .state_dir = stage.place.state,
                                              .root = &stage.place.root,
                                              .enter_cell = refuse_cell,
                                              .look_every_ms = LOOK_MS};
    drop(&stage, "a.kyrpack", 8, NULL, "1");
    stage.installer = installer_start(&options);
    installer_tell(stage.installer, true);
    assert_false(installer_wait_report(stage.installer, &stage.report));
    assert_int_equal(place_count(&stage.place, stage.place.state), 0);
    stage_close(&stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_visit),         cmocka_unit_test(test_pause),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_copying),
        cmocka_unit_test(test_new_keys),      cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_newer_program), cmocka_unit_test(test_no_disk),
        cmocka_unit_test(test_times),         cmocka_unit_test(test_cell),
        cmocka_unit_test(test_end),           cmocka_unit_test(test_no_cell),
        cmocka_unit_test(test_no_stderr),
    };
    (void)signal(SIGPIPE, SIG_IGN); /* as sandbox_prepare does */
    return minisign_start() && sandbox_prepare() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
