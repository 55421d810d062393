/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the program and the kernel (LD_PRELOAD): writes down every change below one folder, in
 * order, and can end the process, or fail, at a chosen one. What would be on the disk after a power
 * cut is worked out from the record by model.py.
 *
 *   CUT_ROOT   the folder; nothing else is touched or recorded
 *   CUT_LOG    the record: a line for each change that succeeded, and for each sync
 *   CUT_AT     the number (from 1) of the change at which the power goes
 *   CUT_ERRNO  with it: no cut; the change at CUT_AT fails, and with CUT_STAYS all after it
 *
 * A change at which the power goes is made and recorded (it may reach the disk or not); a sync is
 * not. Syncs cost no time here: the model believes the record. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATH_BYTES 4096
#define FDS_MAX 1024

static int n_changes;
static bool is_watched[FDS_MAX]; /* descriptors of things below the folder */

static bool
is_below(const char *path)
{
    const char *root = getenv("CUT_ROOT");
    size_t n = root == NULL ? 0 : strlen(root);
    return n > 0 && strncmp(path, root, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

static int
number_from(const char *name)
{
    const char *text = getenv(name);
    return text == NULL ? 0 : atoi(text);
}

/* Opened anew for each line: the program may close what it does not know. */
static void
record(const char *line, size_t n)
{
    const char *path = getenv("CUT_LOG");
    long fd = path == NULL ? -1
                           : syscall(SYS_openat, AT_FDCWD, path,
                                     O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd >= 0) {
        (void)syscall(SYS_write, fd, line, n);
        (void)syscall(SYS_close, fd);
    }
}

static void
record_line(const char *format, ...)
{
    char line[3 * PATH_BYTES];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    record(line, (size_t)n);
}

static bool
is_time(void)
{
    return n_changes == number_from("CUT_AT");
}

/* Before a change: true if it must fail, with errno. */
static bool
must_fail(void)
{
    int error = number_from("CUT_ERRNO"), at = number_from("CUT_AT");
    n_changes++;
    if (error == 0 || at == 0 || n_changes < at ||
        (n_changes > at && getenv("CUT_STAYS") == NULL)) {
        return false;
    }
    errno = error;
    return true;
}

/* Removing needs no room on a full disk. */
static void
count(void)
{
    n_changes++;
}

/* After a change. */
static void
cut_if_time(void)
{
    if (is_time() && number_from("CUT_ERRNO") == 0) {
        (void)syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    }
}

static int
done(long result)
{
    cut_if_time();
    return (int)result;
}

/* The absolute path; false if it is not below the folder. */
static bool
find_path(int dir_fd, const char *path, char out[PATH_BYTES])
{
    char dir[64];
    ssize_t n = 0;
    if (path[0] != '/') {
        (void)snprintf(dir, sizeof dir, "/proc/self/fd/%d", dir_fd);
        n = syscall(SYS_readlinkat, AT_FDCWD, dir_fd == AT_FDCWD ? "/proc/self/cwd" : dir, out,
                    PATH_BYTES / 2);
        if (n < 0) {
            return false;
        }
        out[n++] = '/';
    }
    (void)snprintf(out + n, PATH_BYTES - (size_t)n, "%s", path);
    return is_below(out);
}

static int
do_open(int dir_fd, const char *path, int flags, mode_t mode)
{
    char full[PATH_BYTES];
    struct stat info;
    bool is_ours = find_path(dir_fd, path, full);
    bool is_new = is_ours && (flags & O_CREAT) != 0 && lstat(full, &info) != 0;
    bool is_change = is_new || (is_ours && (flags & O_TRUNC) != 0);
    if (is_change && must_fail()) {
        return -1;
    }
    long fd = syscall(SYS_openat, dir_fd, path, flags, mode);
    if (fd >= 0 && fd < FDS_MAX) {
        is_watched[fd] = is_ours;
    }
    if (fd >= 0 && is_ours) {
        record_line("open %ld %d %d %s\n", fd, is_new, (flags & O_TRUNC) != 0, full);
    }
    return is_change ? done(fd) : (int)fd;
}

#define OPEN_BODY(dir_fd)                                                                          \
    mode_t mode = 0;                                                                               \
    if ((flags & O_CREAT) != 0) {                                                                  \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode = va_arg(args, mode_t);                                                               \
        va_end(args);                                                                              \
    }                                                                                              \
    return do_open(dir_fd, path, flags, mode);

int
open(const char *path, int flags, ...)
{
    OPEN_BODY(AT_FDCWD)
}

int
open64(const char *path, int flags, ...)
{
    OPEN_BODY(AT_FDCWD)
}

int
openat(int dir_fd, const char *path, int flags, ...)
{
    OPEN_BODY(dir_fd)
}

int
openat64(int dir_fd, const char *path, int flags, ...)
{
    OPEN_BODY(dir_fd)
}

int
__open_2(const char *path, int flags);

int
__open_2(const char *path, int flags)
{
    return do_open(AT_FDCWD, path, flags, 0);
}

int
close(int fd)
{
    if (fd >= 0 && fd < FDS_MAX && is_watched[fd]) {
        record_line("close %d\n", fd);
        is_watched[fd] = false;
    }
    return (int)syscall(SYS_close, fd);
}

static void
record_write(int fd, long offset, const unsigned char *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    char head[64];
    int n_head = snprintf(head, sizeof head, "write %d %ld ", fd, offset);
    char *line = malloc((size_t)n_head + 2 * n + 1);
    if (line == NULL) {
        abort();
    }
    memcpy(line, head, (size_t)n_head);
    for (size_t i = 0; i < n; i++) {
        line[(size_t)n_head + 2 * i] = digits[bytes[i] >> 4];
        line[(size_t)n_head + 2 * i + 1] = digits[bytes[i] & 15];
    }
    line[(size_t)n_head + 2 * n] = '\n';
    record(line, (size_t)n_head + 2 * n + 1);
    free(line);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
    if (fd < 0 || fd >= FDS_MAX || !is_watched[fd]) {
        return syscall(SYS_write, fd, bytes, n);
    }
    if (must_fail()) {
        return -1;
    }
    long offset = syscall(SYS_lseek, fd, 0L, SEEK_CUR);
    ssize_t written = syscall(SYS_write, fd, bytes, n);
    if (written > 0) {
        record_write(fd, offset, bytes, (size_t)written);
    }
    cut_if_time();
    return written;
}

int
ftruncate(int fd, off_t size)
{
    if (fd < 0 || fd >= FDS_MAX || !is_watched[fd]) {
        return (int)syscall(SYS_ftruncate, fd, size);
    }
    if (must_fail()) {
        return -1;
    }
    long result = syscall(SYS_ftruncate, fd, size);
    if (result == 0) {
        record_line("truncate %d %ld\n", fd, (long)size);
    }
    return done(result);
}

int
fsync(int fd)
{
    if (fd < 0 || fd >= FDS_MAX || !is_watched[fd]) {
        return (int)syscall(SYS_fsync, fd);
    }
    if (must_fail()) {
        return -1;
    }
    cut_if_time(); /* before it is through */
    record_line("fsync %d\n", fd);
    return 0;
}

int
fdatasync(int fd)
{
    return fsync(fd);
}

int
mkdir(const char *path, mode_t mode)
{
    char full[PATH_BYTES];
    struct stat info;
    bool is_ours = find_path(AT_FDCWD, path, full) && lstat(full, &info) != 0;
    if (is_ours && must_fail()) {
        return -1;
    }
    long result = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (is_ours && result == 0) {
        record_line("mkdir %s\n", full);
    }
    return is_ours ? done(result) : (int)result;
}

static int
do_remove(const char *path, int flags, const char *what)
{
    char full[PATH_BYTES];
    struct stat info;
    bool is_ours = find_path(AT_FDCWD, path, full) && lstat(full, &info) == 0;
    if (is_ours) {
        count();
    }
    long result = syscall(SYS_unlinkat, AT_FDCWD, path, flags);
    if (is_ours && result == 0) {
        record_line("%s %s\n", what, full);
    }
    return is_ours ? done(result) : (int)result;
}

int
unlink(const char *path)
{
    return do_remove(path, 0, "unlink");
}

int
rmdir(const char *path)
{
    return do_remove(path, AT_REMOVEDIR, "rmdir");
}

int
rename(const char *from, const char *to)
{
    char full[PATH_BYTES], full_to[PATH_BYTES];
    bool is_ours = find_path(AT_FDCWD, from, full) && find_path(AT_FDCWD, to, full_to);
    if (is_ours && must_fail()) {
        return -1;
    }
    long result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (is_ours && result == 0) {
        record_line("rename %s %s\n", full, full_to);
    }
    return is_ours ? done(result) : (int)result;
}

int
symlink(const char *target, const char *path)
{
    char full[PATH_BYTES];
    bool is_ours = find_path(AT_FDCWD, path, full);
    if (is_ours && must_fail()) {
        return -1;
    }
    long result = syscall(SYS_symlinkat, target, AT_FDCWD, path);
    if (is_ours && result == 0) {
        record_line("symlink %s %s\n", target, full);
    }
    return is_ours ? done(result) : (int)result;
}
