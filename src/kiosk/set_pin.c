/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could fail is tried before anybody has to type. The new file is made beside the old one and
 * takes its name when it is safe on the disk. */
#include "kiosk/set_pin.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/pin.h"
#include "content/settings.h"

#define LINE_BYTES 64 /* longer than any PIN; the rest of a longer line is read and dropped */
#define CTRL_C 3

struct pin_line {
    char bytes[LINE_BYTES];
    size_t n;
};

/* Byte by byte: nothing of a PIN is left in a buffer of the C library. False if there was nothing
 * to read, or Ctrl+C. */
static bool
read_line(struct pin_line *line)
{
    char c = 0;
    ssize_t n = 0;
    line->n = 0;
    while ((n = read(STDIN_FILENO, &c, 1)) > 0 && c != '\n' && c != CTRL_C) {
        if (line->n < LINE_BYTES) {
            line->bytes[line->n++] = c;
        }
    }
    return c != CTRL_C && (n > 0 || line->n > 0);
}

/* Without echo. Ctrl+C is read as a byte that ends the line, so that no signal ends the program
 * while the terminal is mute. */
static bool
ask(const char *prompt, struct pin_line *line)
{
    struct termios kept;
    if (tcgetattr(STDIN_FILENO, &kept) != 0) {
        return false;
    }
    struct termios mute = kept;
    mute.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    mute.c_cc[VEOL] = CTRL_C;
    (void)fputs(prompt, stderr);
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &mute) != 0) {
        return false;
    }
    bool is_read = read_line(line);
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &kept);
    (void)fputc('\n', stderr);
    return is_read;
}

/* NULL if the same PIN was typed again. */
static const char *
confirm(const struct pin_line *pin)
{
    struct pin_line again = {0};
    bool is_read = ask("The same PIN again: ", &again);
    bool is_same = again.n == pin->n && memcmp(again.bytes, pin->bytes, pin->n) == 0;
    pin_forget(&again, sizeof again);
    if (!is_read) {
        return "no PIN was given";
    }
    return is_same ? NULL : "the two were not the same";
}

static bool
read_pin(struct pin_line *pin)
{
    bool is_terminal = isatty(STDIN_FILENO) == 1;
    bool is_read =
        is_terminal ? ask("New PIN, 4 to 12 digits (nothing is shown): ", pin) : read_line(pin);
    const char *problem =
        is_read ? pin_problem((struct str){pin->bytes, pin->n}) : "no PIN was given";
    if (problem == NULL && is_terminal) {
        problem = confirm(pin);
    }
    if (problem != NULL) {
        log_line("the PIN is not changed: %s", problem);
    }
    return problem == NULL;
}

static bool
refuse(const char *path, const char *why)
{
    log_line("the PIN is not changed: %s: %s", path, why);
    return false;
}

struct place {
    const char *dir, *path, *draft; /* terminated, in the arena */
    gid_t group;
    bool is_made; /* the folder, by this run */
};

/* For the owner and the group only: the hash of four digits is soon tried through. */
static bool
write_draft(const struct place *place, struct str text)
{
    (void)unlink(place->draft); /* of a run that was cut off */
    int fd = open(place->draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return false;
    }
    bool is_good = fchown(fd, (uid_t)-1, place->group) == 0 && fchmod(fd, 0640) == 0 &&
                   fs_write_all(fd, text) && fsync(fd) == 0;
    int error = errno;
    if (close(fd) != 0 && is_good) {
        error = errno;
        is_good = false;
    }
    errno = error;
    return is_good;
}

/* A folder that cannot be synced (a stick's, say) has still been changed. */
static void
sync_folder(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
}

static bool
replace(const struct place *place, struct str text)
{
    bool is_good = write_draft(place, text) && rename(place->draft, place->path) == 0;
    int error = errno;
    if (!is_good) {
        (void)unlink(place->draft);
        return refuse(place->path, strerror(error));
    }
    sync_folder(place->dir);
    return true;
}

/* The folder of a machine on which the kiosk was never set up: for root, and for the service's
 * group where there is one. Only the last part of the path is made. */
static bool
make_folder(struct place *place)
{
    const struct group *group = getgrnam("kyr-kiosk");
    if (mkdir(place->dir, 0750) != 0) {
        return false;
    }
    place->is_made = true;
    return chmod(place->dir, 0750) == 0 &&
           (group == NULL || geteuid() != 0 || chown(place->dir, 0, group->gr_gid) == 0);
}

/* Where it goes and what stands there; false after one line. */
static bool
look(struct arena *arena, const char *dir, struct place *place, struct str *text)
{
    struct stat info;
    *place = (struct place){.dir = dir, .path = fs_join(arena, dir, SETTINGS_NAME)};
    place->draft = str_printf(arena, "%s.new", place->path).p;
    bool is_there = stat(dir, &info) == 0;
    if (!is_there && errno == ENOENT) {
        is_there = make_folder(place) && stat(dir, &info) == 0;
    }
    if (!is_there) {
        return refuse(dir, strerror(errno));
    }
    if (!S_ISDIR(info.st_mode)) {
        return refuse(dir, "is not a folder");
    }
    if (access(dir, W_OK | X_OK) != 0) {
        return refuse(dir, strerror(errno));
    }
    place->group = info.st_gid;
    enum fs_status status = fs_read(arena, place->path, SETTINGS_BYTES_MAX, text);
    if (status != FS_OK && status != FS_MISSING) {
        return refuse(place->path, fs_status_text(status));
    }
    if (status == FS_OK && stat(place->path, &info) == 0) {
        place->group = info.st_gid;
    }
    return true;
}

/* The new text, or the p NULL slice after one line. */
static struct str
change(struct arena *arena, const struct place *place, struct str text, const char *hash)
{
    struct diag_sink sink = {0};
    struct str made = settings_with_pin(arena, text, place->path, hash, &sink);
    if (made.p == NULL) {
        struct diag *why = sink.first;
        log_line("the PIN is not changed: %s:%d: %.*s (mend the file, or delete it)", place->path,
                 why->place.line, STR_ARG(why->text));
    }
    diag_free(&sink);
    return made;
}

/* One that has the form of a hash, to try the change with before there is a PIN. */
#define TRIAL                                                                                      \
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"                                        \
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static enum exit_code
ask_and_write(struct arena *arena, const struct place *place, struct str text)
{
    struct pin_line pin = {0};
    char hash[PIN_HASH_BYTES];
    enum exit_code code = read_pin(&pin) ? EXIT_OK : EXIT_FINDINGS;
    if (code == EXIT_OK && !pin_hash((struct str){pin.bytes, pin.n}, hash)) {
        log_line("the PIN is not changed: the machine has no memory for it");
        code = EXIT_ENVIRONMENT;
    }
    pin_forget(&pin, sizeof pin);
    if (code != EXIT_OK) {
        return code;
    }
    struct str made = change(arena, place, text, hash);
    return made.p != NULL && replace(place, made) ? EXIT_OK : EXIT_ENVIRONMENT;
}

enum exit_code
set_pin(const char *dir)
{
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    struct arena arena = {0};
    struct place place;
    struct str text = {0};
    enum exit_code code = EXIT_ENVIRONMENT;
    if (look(&arena, dir, &place, &text) && change(&arena, &place, text, TRIAL).p != NULL) {
        code = ask_and_write(&arena, &place, text);
    }
    if (code != EXIT_OK && place.is_made) {
        (void)rmdir(dir);
    }
    if (code == EXIT_OK) {
        (void)printf("The PIN is set in %s; the kiosk takes it from its next start on.\n",
                     place.path);
    }
    arena_free(&arena);
    return code;
}
