/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of the system calls that drawing and reading need; any other fails with EPERM, as a
 * library expects of a poor system, and what only an attacker asks for ends the process.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* CLONE_*, O_TMPFILE */
#endif
#include "platform/sandbox.h"
#include "platform/sandbox_rules.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"

#if defined(__SANITIZE_ADDRESS__)
/* The leak check of a sanitizer build stops its own threads from a process that it clones. */
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

static const int allowed[] = {
    /* what is open already, and files to read */
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
    SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(close), SCMP_SYS(close_range), SCMP_SYS(dup),
    SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(fcntl), SCMP_SYS(fcntl64), SCMP_SYS(fstat),
    SCMP_SYS(fstat64), SCMP_SYS(stat), SCMP_SYS(stat64), SCMP_SYS(lstat), SCMP_SYS(lstat64),
    SCMP_SYS(fstatat64), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs),
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(getdents), SCMP_SYS(getdents64), SCMP_SYS(getcwd),
    SCMP_SYS(fadvise64), SCMP_SYS(readahead),
    /* waiting */
    SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(ppoll_time64), SCMP_SYS(select), SCMP_SYS(pselect6),
    SCMP_SYS(pselect6_time64), SCMP_SYS(_newselect), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(eventfd2), SCMP_SYS(pipe),
    SCMP_SYS(pipe2), SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime), SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_nanosleep_time64), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64), SCMP_SYS(clock_getres), SCMP_SYS(clock_getres_time64),
    SCMP_SYS(gettimeofday), SCMP_SYS(time),
    /* the display's socket; none can be made */
    SCMP_SYS(recvmsg), SCMP_SYS(recvfrom), SCMP_SYS(recv), SCMP_SYS(sendmsg), SCMP_SYS(send),
    SCMP_SYS(shutdown), SCMP_SYS(getsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername),
    /* memory, also what is shared with the display: no file has a name in it */
    SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(munmap), SCMP_SYS(mremap),
    SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(mincore), SCMP_SYS(msync), SCMP_SYS(membarrier),
    SCMP_SYS(shmget), SCMP_SYS(shmat), SCMP_SYS(shmdt), SCMP_SYS(shmctl), SCMP_SYS(memfd_create),
    SCMP_SYS(ftruncate), SCMP_SYS(ftruncate64), SCMP_SYS(fallocate),
    /* threads and signals of its own */
    SCMP_SYS(futex), SCMP_SYS(futex_time64), SCMP_SYS(set_robust_list), SCMP_SYS(get_robust_list),
    SCMP_SYS(rseq), SCMP_SYS(set_tid_address), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getparam), SCMP_SYS(sched_getscheduler), SCMP_SYS(getcpu), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(restart_syscall), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn),
    SCMP_SYS(rt_sigtimedwait), SCMP_SYS(rt_sigtimedwait_time64), SCMP_SYS(sigaltstack),
    SCMP_SYS(arch_prctl),
    /* who and where we are */
    SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
    SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getresuid), SCMP_SYS(getresgid), SCMP_SYS(uname),
    SCMP_SYS(sysinfo), SCMP_SYS(getrandom), SCMP_SYS(getrusage), SCMP_SYS(getrlimit),
    SCMP_SYS(ugetrlimit), SCMP_SYS(wait4), /* the installer has ended */
};

/* Nothing of ours and no library of ours asks for these: whoever does has taken us over. */
static const int deadly[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
#if !IS_SANITIZED
    SCMP_SYS(ptrace),
#endif
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(bpf),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup), /* would open files and sockets past this filter */
};

static bool
allow(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) == 0;
}

/* Only to read: an existing file, nothing made, nothing cut off. */
static bool
allow_open(scmp_filter_ctx filter)
{
    const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    return allow(filter, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)) &&
           allow(filter, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)) &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) == 0;
}

/* Threads, no processes; clone3 hides its flags behind a pointer, and libc does without it. */
static bool
allow_threads(scmp_filter_ctx filter)
{
    const scmp_datum_t spaces = CLONE_NEWCGROUP | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWNS |
                                CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS;
    scmp_datum_t is_thread = IS_SANITIZED ? 0 : CLONE_VM | CLONE_THREAD;
    return allow(filter, SCMP_SYS(clone),
                 SCMP_A0(SCMP_CMP_MASKED_EQ, spaces | is_thread, is_thread)) &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

/* Requests of graphics cards, by the letter of their group, and three for any descriptor; not
 * TIOCSTI, which types into a terminal for others to run. */
static bool
allow_ioctl(scmp_filter_ctx filter)
{
    static const scmp_datum_t groups[] = {'d' /* DRM */, 'b' /* DMA-BUF */, '>' /* fences */};
    static const scmp_datum_t requests[] = {0x541B /* FIONREAD */, 0x5421 /* FIONBIO */,
                                            0x5401 /* TCGETS, isatty */};
    bool ok = true;
    for (size_t i = 0; i < N_OF(groups); i++) {
        ok = ok &&
             allow(filter, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, 0xff00, groups[i] << 8));
    }
    for (size_t i = 0; i < N_OF(requests); i++) {
        ok = ok && allow(filter, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, requests[i]));
    }
    return ok;
}

static bool
allow_with_arguments(scmp_filter_ctx filter)
{
    scmp_datum_t self = (scmp_datum_t)getpid();
    return allow_open(filter) && allow_threads(filter) && allow_ioctl(filter) &&
           allow(filter, SCMP_SYS(sendto), SCMP_A4(SCMP_CMP_EQ, 0)) && /* to no other address */
           allow(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) &&
           allow(filter, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0)) && /* asks, sets nothing */
           allow(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self));
}

/* What the leak check does when the program ends. */
static bool
allow_sanitizer(scmp_filter_ctx filter)
{
    static const int calls[] = {SCMP_SYS(ptrace), SCMP_SYS(wait4), SCMP_SYS(prctl), SCMP_SYS(kill),
                                SCMP_SYS(waitid)};
    for (size_t i = 0; IS_SANITIZED && i < N_OF(calls); i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0) {
            return false;
        }
    }
    return true;
}

static bool
add_own(scmp_filter_ctx filter)
{
    return allow_sanitizer(filter) && allow_with_arguments(filter);
}

static bool
add_rules(scmp_filter_ctx filter, const struct sandbox_rules *rules)
{
    for (size_t i = 0; i < rules->n_allowed; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, rules->allowed[i], 0) != 0) {
            return false;
        }
    }
    for (size_t i = 0; i < N_OF(deadly); i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0) != 0) {
            return false;
        }
    }
    return rules->add_own(filter);
}

bool
sandbox_prepare(void)
{
    static const int ignored[] = {SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};
    for (size_t i = 0; i < N_OF(ignored); i++) {
        (void)signal(ignored[i], SIG_IGN); /* a terminal that goes, or is typed into */
    }
    const struct rlimit none = {0, 0};
    bool ok = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && setrlimit(RLIMIT_CORE, &none) == 0 &&
              (IS_SANITIZED || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
    if (!ok) {
        log_line("--kiosk cannot lock itself in: %s", strerror(errno));
    }
    return ok;
}

bool
sandbox_load(const struct sandbox_rules *rules)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int error = filter == NULL ? -ENOMEM : seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    if (error == 0 && !add_rules(filter, rules)) {
        error = -EINVAL;
    }
    if (error == 0) {
        error = seccomp_load(filter);
    }
    seccomp_release(filter);
    if (error != 0) {
        log_line("--kiosk cannot lock itself in: no seccomp filter (%s)", strerror(-error));
    }
    return error == 0;
}

bool
sandbox_enter(void)
{
    return sandbox_load(&(struct sandbox_rules){allowed, N_OF(allowed), add_own});
}
