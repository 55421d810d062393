/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is on the disk when it has been synced, its name when the folder has: both are needed, and
 * neither comes with the other. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "install/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

#define DESCRIPTORS_MAX 8 /* folders in folders that nftw holds open; a pack has 3 */

static const char *
words_for(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return "the disk is full";
    case EROFS: return "the disk can only be read, not written";
    case EACCES:
    case EPERM: return "the kiosk has no right to write there";
    case ENOENT:
    case ENOTDIR: return "the folder is missing";
    case EIO: return "the disk is broken";
    default: return strerror(error);
    }
}

bool
disk_refuse(const char *path, int error, struct diag_sink *sink)
{
    diag_error(sink, diag_file(path), "disk", "%s", words_for(error));
    return false;
}

bool
disk_make_folder(const char *path, struct diag_sink *sink)
{
    return mkdir(path, 0755) == 0 || disk_refuse(path, errno, sink);
}

/* Not every file system can sync a folder; what cannot be asked for is not an error. */
static bool
sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_done = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    int error = errno;
    if (fd >= 0) {
        (void)close(fd);
    }
    errno = error;
    return is_done;
}

bool
disk_sync_folder(const char *path, struct diag_sink *sink)
{
    return sync_folder(path) || disk_refuse(path, errno, sink);
}

static int
sync_visitor(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)at;
    return kind == FTW_DP && !sync_folder(path) ? -1 : 0;
}

bool
disk_sync_tree(const char *path, struct diag_sink *sink)
{
    return nftw(path, sync_visitor, DESCRIPTORS_MAX, FTW_DEPTH | FTW_PHYS) == 0 ||
           disk_refuse(path, errno, sink);
}

static int
remove_visitor(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)at;
    (void)(kind == FTW_DP ? rmdir(path) : unlink(path));
    return 0; /* what cannot be removed must not keep the rest */
}

void
disk_remove_tree(const char *path)
{
    (void)nftw(path, remove_visitor, DESCRIPTORS_MAX, FTW_DEPTH | FTW_PHYS);
}

/* The folders in the name, as far as they are not there yet. */
static bool
make_parents(struct arena *arena, const char *dir, struct str name)
{
    for (size_t i = 1; i < name.n; i++) {
        if (name.p[i] == '/' &&
            mkdir(str_printf(arena, "%s/%.*s", dir, (int)i, name.p).p, 0755) != 0 &&
            errno != EEXIST) {
            return false;
        }
    }
    return true;
}

static bool
write_file(const char *path, struct str bytes, bool is_synced)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0) {
        return false;
    }
    bool is_done = fs_write_all(fd, bytes) && (!is_synced || fsync(fd) == 0);
    int error = errno;
    bool is_closed = close(fd) == 0; /* some file systems report only here that the disk is full */
    errno = is_done ? errno : error;
    return is_done && is_closed;
}

bool
disk_write(const char *dir, struct str name, struct str bytes, bool is_synced,
           struct diag_sink *sink)
{
    struct arena arena = {0};
    const char *path = str_printf(&arena, "%s/%.*s", dir, STR_ARG(name)).p;
    bool is_done = make_parents(&arena, dir, name) && write_file(path, bytes, is_synced);
    if (!is_done) {
        (void)disk_refuse(dir, errno, sink); /* the sink keeps the path: it must outlive us */
    }
    arena_free(&arena);
    return is_done;
}
