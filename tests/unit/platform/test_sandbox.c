/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each attempt is made by a child of its own in the cell: 0 allowed, 1 refused, else its signal. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* clone, syscall */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "content/pin.h"
#include "platform/sandbox.h"

enum { ALLOWED, REFUSED };

/* The answer of a system call: refused is EPERM and nothing else. */
static int
answer(long result)
{
    return result >= 0 ? ALLOWED : errno == EPERM ? REFUSED : 2;
}

static int
try_in(bool (*enter)(void), int (*attempt)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (!sandbox_prepare() || !enter()) {
            _exit(99);
        }
        _exit(attempt());
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int
try_in_cell(int (*attempt)(void))
{
    return try_in(sandbox_enter, attempt);
}

static int
read_file(void)
{
    char text[16];
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    return fd >= 0 && read(fd, text, sizeof text) > 0 ? ALLOWED : REFUSED;
}

/* The staff's PIN is looked at in the cell: 19 MiB, made there, and libsodium's start. */
static int
verify_pin(void)
{
    static const char hash[] = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
                               "$Z+Qr9ySwtBJowR3dq/C+J+gVLBD+gTS57yas9LYj3To";
    return pin_verify(hash, STR("4711")) && !pin_verify(hash, STR("4712")) ? ALLOWED : REFUSED;
}

static int
write_file(void)
{
    return answer(open("/dev/null", O_WRONLY | O_CLOEXEC));
}

static int
change_file(void)
{
    return answer(open("/dev/null", O_RDWR | O_CLOEXEC));
}

static int
create_file(void)
{
    return answer(open("/tmp/kyr-sandbox-test", O_RDONLY | O_CREAT | O_CLOEXEC, 0600));
}

static int
unnamed_file(void)
{
    return answer(open("/tmp", O_TMPFILE | O_WRONLY, 0600));
}

static int
make_folder(void)
{
    return answer(mkdir("/tmp/kyr-sandbox-test", 0700));
}

static int
remove_file(void)
{
    return answer(unlink("/nonexistent"));
}

static int
socket_inet(void)
{
    return answer(socket(AF_INET, SOCK_STREAM, 0));
}

static int
socket_unix(void)
{
    return answer(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int
socket_netlink(void)
{
    return answer(socket(AF_NETLINK, SOCK_RAW, 0));
}

static int
make_process(void)
{
    return answer(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
}

static int
run_program(void)
{
    char *argv[] = {(char[]){"true"}, NULL};
    return answer(execv("/bin/true", argv));
}

static int
name_space(void)
{
    return answer(unshare(CLONE_NEWUSER));
}

static int
look_into(void)
{
    return answer(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}

static int
kill_other(void)
{
    return answer(kill(getppid(), 0));
}

static int
type_into_terminal(void)
{
    return answer(ioctl(0, TIOCSTI, "x"));
}

static int
core_again(void)
{
    const struct rlimit some = {4096, 4096};
    return answer(setrlimit(RLIMIT_CORE, &some));
}

static int
dumpable_again(void)
{
    return answer(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static void *
in_thread(void *made)
{
    *(int *)made = socket_unix();
    return NULL;
}

/* A thread can be made, and is in the cell too. */
static int
make_thread(void)
{
    pthread_t thread;
    int made = 99;
    if (pthread_create(&thread, NULL, in_thread, &made) != 0) {
        return 3;
    }
    (void)pthread_join(thread, NULL);
    return made;
}

static int
hang_up(void)
{
    return raise(SIGHUP) == 0 && raise(SIGTSTP) == 0 && raise(SIGPIPE) == 0 ? ALLOWED : REFUSED;
}

static int
state_of_process(void)
{
    char text[4096];
    struct rlimit core = {1, 1};
    int fd = open("/proc/thread-self/status", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    text[n < 0 ? 0 : n] = '\0';
    bool is_sound = strstr(text, "\nSeccomp:\t2\n") != NULL &&
                    strstr(text, "\nNoNewPrivs:\t1\n") != NULL &&
                    getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0;
    return is_sound ? ALLOWED : REFUSED;
}

static void
test_allowed(void **state)
{
    (void)state;
    assert_int_equal(try_in_cell(read_file), ALLOWED);
    assert_int_equal(try_in_cell(verify_pin), ALLOWED);
    assert_int_equal(try_in_cell(hang_up), ALLOWED);
    assert_int_equal(try_in_cell(state_of_process), ALLOWED);
}

static void
test_refused(void **state)
{
    (void)state;
    int (*const attempts[])(void) = {
        write_file,
        change_file,
        create_file,
        unnamed_file,
        make_folder,
        remove_file,
        socket_inet,
        socket_unix,
        socket_netlink,
        make_thread,
#if !defined(__SANITIZE_ADDRESS__) /* sandbox.c leaves these to the leak check */
        make_process,
        kill_other,
        dumpable_again,
#endif
        type_into_terminal,
        core_again,
    };
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        int got = try_in_cell(attempts[i]);
        if (got != REFUSED) {
            print_error("attempt %zu\n", i);
        }
        assert_int_equal(got, REFUSED);
    }
}

static void
test_deadly(void **state)
{
    (void)state;
    assert_int_equal(try_in_cell(run_program), 128 + SIGSYS);
    assert_int_equal(try_in_cell(name_space), 128 + SIGSYS);
#if !defined(__SANITIZE_ADDRESS__)
    assert_int_equal(try_in_cell(look_into), 128 + SIGSYS);
#else
    (void)look_into;
    (void)make_process;
    (void)kill_other;
    (void)dumpable_again;
#endif
}

static char state_dir[] = "/tmp/kyr-state-XXXXXX"; /* the only folder to be written to */

static bool
enter_installer(void)
{
    return sandbox_enter_installer(state_dir);
}

static const char *
in_state(const char *name, char path[64])
{
    (void)snprintf(path, 64, "%s/%s", state_dir, name);
    return path;
}

/* What an installation does to a disk. */
static int
install(void)
{
    char paths[4][64];
    const char *dir = in_state("new", paths[0]), *file = in_state("new/file", paths[1]);
    const char *link = in_state("new/link", paths[2]), *old = in_state("old", paths[3]);
    if (mkdir(dir, 0700) != 0) {
        return 3;
    }
    int fd = open(file, O_WRONLY | O_CREAT | O_EXCL, 0600);
    bool ok = fd >= 0 && write(fd, "x", 1) == 1 && fsync(fd) == 0 && close(fd) == 0 &&
              symlink("file", link) == 0 && rename(link, file) == 0 && unlink(file) == 0 &&
              rename(dir, old) == 0 && rmdir(old) == 0;
    return ok ? ALLOWED : REFUSED;
}

/* Beside the folder: only with Landlock, whose answer is another one. */
static int
write_beside(void)
{
    static const char path[] = "/tmp/kyr-sandbox-beside";
    bool is_refused = open(path, O_WRONLY | O_CREAT, 0600) < 0 && errno == EACCES &&
                      mkdir(path, 0700) < 0 && errno == EACCES && symlink("x", path) < 0 &&
                      errno == EACCES && open("/dev/null", O_WRONLY) < 0 && errno == EACCES &&
                      rename("/tmp", path) < 0 && unlink("/tmp/kyr-sandbox-test") < 0;
    return is_refused ? REFUSED : ALLOWED;
}

static int
change_mode(void)
{
    return answer(chmod("/tmp", 01777));
}

static int
change_owner(void)
{
    return answer(chown("/tmp", 0, 0));
}

static int
make_device(void)
{
    return answer(mknod("/tmp/kyr-sandbox-test", S_IFIFO | 0600, 0));
}

static void
test_installer(void **state)
{
    (void)state;
    int (*const refused[])(void) = {socket_inet, socket_unix,    socket_netlink,    make_process,
                                    kill_other,  change_mode,    change_owner,      make_device,
                                    core_again,  dumpable_again, type_into_terminal};
    assert_non_null(mkdtemp(state_dir));
    assert_int_equal(try_in(enter_installer, install), ALLOWED);
    assert_int_equal(try_in(enter_installer, read_file), ALLOWED);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(try_in(enter_installer, refused[i]), REFUSED);
    }
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1u) > 0) {
        assert_int_equal(try_in(enter_installer, write_beside), REFUSED);
    } else {
        print_message("this kernel has no Landlock: not tested where the installer may write\n");
    }
    assert_int_equal(try_in(enter_installer, run_program), 128 + SIGSYS);
    assert_int_equal(try_in(enter_installer, name_space), 128 + SIGSYS);
    assert_int_equal(rmdir(state_dir), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allowed),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_deadly),
        cmocka_unit_test(test_installer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
