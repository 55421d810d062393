/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two fences: what it may ask for (seccomp; much shorter than the list of the visible process: no
 * display, no threads, no shared memory) and where it may write (Landlock, by folder). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* syscall, O_PATH */
#endif
#include "platform/sandbox.h"
#include "platform/sandbox_rules.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/log.h"

/* Every way to change a file system that the first Landlock knew. Later ones (truncating by name,
 * moving between folders) are not among the allowed calls or are refused anyway. */
#define WRITING                                                                                    \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                               \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |   \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)
#define WRITING_SLOTS                                                                              \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                               \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |  \
     LANDLOCK_ACCESS_FS_MAKE_SYM)

static const int allowed[] = {
    /* the pipes, the stick, the slots */
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(close),
    SCMP_SYS(fcntl),
    SCMP_SYS(fcntl64),
    SCMP_SYS(fsync),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(stat),
    SCMP_SYS(stat64),
    SCMP_SYS(lstat),
    SCMP_SYS(lstat64),
    SCMP_SYS(fstatat64),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(fstatfs),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents),
    SCMP_SYS(getdents64),
    SCMP_SYS(fadvise64),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    /* waiting */
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(ppoll_time64),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(clock_nanosleep_time64),
    SCMP_SYS(nanosleep),
    SCMP_SYS(restart_syscall),
    /* memory */
    SCMP_SYS(brk),
    SCMP_SYS(mmap),
    SCMP_SYS(mmap2),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(getrandom),
    /* itself */
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

static bool
add_own(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) == 0;
}

/* A folder that is missing gets no rule: then nothing can be written at all. */
static bool
allow_writing_below(int rules, const char *dir)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = WRITING_SLOTS};
    beneath.parent_fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (beneath.parent_fd < 0) {
        return true;
    }
    long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0u);
    (void)close(beneath.parent_fd);
    return result == 0;
}

/* Kernels before 5.13, and some that leave it out, do not have it, and a container may forbid it
 * (EPERM, which Landlock itself never says here): then the service alone says where the installer
 * may write. */
static bool
write_only_below(const char *dir)
{
    const struct landlock_ruleset_attr all = {.handled_access_fs = WRITING};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0u);
    if (rules < 0) {
        return errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM;
    }
    bool ok =
        allow_writing_below(rules, dir) && syscall(SYS_landlock_restrict_self, rules, 0u) == 0;
    int error = errno;
    (void)close(rules);
    errno = error;
    return ok;
}

bool
sandbox_enter_installer(const char *state_dir)
{
    if (!write_only_below(state_dir)) {
        log_line("the installer cannot lock itself in: %s", strerror(errno));
        return false;
    }
    const struct sandbox_rules rules = {allowed, sizeof allowed / sizeof allowed[0], add_own};
    return sandbox_load(&rules);
}
