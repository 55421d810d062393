/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Size and kind are taken from the opened descriptor, never from the name, so a swap in between
 * changes nothing. */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST_MAX 4096 /* a stick full of other people's files */
#define NAME_MAX_BYTES 255

const char *
fs_status_text(enum fs_status status)
{
    switch (status) {
    case FS_OK: return "is fine";
    case FS_MISSING: return "is missing";
    case FS_NOT_REGULAR: return "is not a file";
    case FS_TOO_LARGE: return "is larger than it may be";
    case FS_UNREADABLE: return "cannot be read";
    }
    return "cannot be read";
}

static enum fs_status
read_all(int fd, char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = read(fd, bytes + done, size - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return FS_UNREADABLE;
        }
        done += (size_t)n;
    }
    return FS_OK;
}

bool
fs_write_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        bytes = str_skip(bytes, (size_t)n);
    }
    return true;
}

enum fs_status
fs_read(struct arena *arena, const char *path, size_t max_bytes, struct str *out)
{
    *out = STR("");
    enum fs_status status = FS_UNREADABLE;
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK |
                            O_NOCTTY); /* NONBLOCK: a fifo must not hang us */
    if (fd < 0) {
        return errno == ENOENT || errno == ENOTDIR ? FS_MISSING : FS_UNREADABLE;
    }
    if (fstat(fd, &info) != 0) {
        goto done;
    }
    if (!S_ISREG(info.st_mode)) {
        status = FS_NOT_REGULAR;
        goto done;
    }
    if (info.st_size < 0 || (unsigned long long)info.st_size > max_bytes) {
        status = FS_TOO_LARGE;
        goto done;
    }
    size_t size = (size_t)info.st_size;
    char *bytes = arena_alloc(arena, size + 1);
    status = read_all(fd, bytes, size);
    if (status == FS_OK) {
        *out = (struct str){bytes, size};
    }
done:
    (void)close(fd);
    return status;
}

static bool
has_mode(const char *path, mode_t kind)
{
    struct stat info;
    return stat(path, &info) == 0 && (info.st_mode & S_IFMT) == kind;
}

bool
fs_is_directory(const char *path)
{
    return has_mode(path, S_IFDIR);
}

bool
fs_is_file(const char *path)
{
    return has_mode(path, S_IFREG);
}

bool
fs_name_is_safe(struct str name)
{
    if (name.n == 0 || name.n > NAME_MAX_BYTES || name.p[0] == '/') {
        return false;
    }
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c < 0x20 || c == 0x7F || c == '\\') {
            return false;
        }
    }
    while (name.n > 0) {
        bool has_more = memchr(name.p, '/', name.n) != NULL;
        struct str part = str_cut(&name, '/');
        bool ends_in_slash = has_more && name.n == 0;
        if (part.n == 0 || ends_in_slash || str_eqz(part, ".") || str_eqz(part, "..")) {
            return false;
        }
    }
    return true;
}

const char *
fs_join(struct arena *arena, const char *dir, const char *name)
{
    if (dir == NULL || dir[0] == '\0') {
        return str_dup(arena, str_from(name)).p;
    }
    return str_printf(arena, "%s/%s", dir, name).p;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **
fs_list(struct arena *arena, const char *dir, const char *suffix, size_t *n_out)
{
    *n_out = 0;
    DIR *stream = opendir(dir);
    if (stream == NULL) {
        return NULL;
    }
    const char **names = arena_array(arena, LIST_MAX, sizeof(char *));
    for (struct dirent *entry = NULL; *n_out < LIST_MAX && (entry = readdir(stream)) != NULL;) {
        struct str name = str_from(entry->d_name);
        if (!str_eqz(name, ".") && !str_eqz(name, "..") && str_ends(name, suffix)) {
            names[(*n_out)++] = str_dup(arena, name).p;
        }
    }
    (void)closedir(stream);
    qsort(names, *n_out, sizeof(char *), compare_names);
    return names;
}

const char *
fs_dirname(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return ".";
    }
    return slash == path ? "/" : str_dup(arena, (struct str){path, (size_t)(slash - path)}).p;
}

void
fs_hold_standard_files(void)
{
    int fd = STDIN_FILENO;
    while (fd >= 0 && fd <= STDERR_FILENO) { /* the lowest free one is given out first */
        fd = open("/dev/null", O_RDWR);
    }
    if (fd > STDERR_FILENO) {
        (void)close(fd);
    }
}

const char *
fs_program_dir(struct arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0) {
        return ".";
    }
    path[n] = '\0';
    return fs_dirname(arena, path);
}
