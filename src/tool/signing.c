/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secret keys are in memory only between reading and signing, and are overwritten after it. */
#include "tool/signing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/check_words.h"
#include "content/hotlines.h"
#include "content/packsource.h"
#include "content/phone.h"

#define KEY_BYTES_MAX 4096 /* a key file has 100 to 300 */

static enum exit_code
read_key(struct arena *arena, const char *path, struct str *text)
{
    enum fs_status status = fs_read(arena, path, KEY_BYTES_MAX, text);
    if (status != FS_OK) {
        log_line("%s %s", path, fs_status_text(status));
    }
    return status == FS_OK ? EXIT_OK : EXIT_ENVIRONMENT;
}

static enum exit_code
sign_with(struct packfile *pack, const char *path)
{
    struct arena arena = {0};
    struct minisign_secret secret;
    struct diag_sink sink = {0};
    struct str text = {0};
    const char *problem = NULL;
    enum exit_code code = read_key(&arena, path, &text);
    if (code == EXIT_OK && !minisign_read_secret(text, &secret, &problem)) {
        log_line("%s %s", path, problem);
        code = EXIT_USAGE;
    } else if (code == EXIT_OK && !packfile_sign(pack, &secret, &sink)) {
        diag_print(&sink, stdout);
        code = EXIT_FINDINGS;
    }
    minisign_forget(&secret);
    if (text.n > 0) {
        memset((char *)text.p, 0, text.n); /* the arena's, so ours */
    }
    diag_free(&sink);
    arena_free(&arena);
    return code;
}

enum exit_code
signing_sign(struct packfile *pack, const struct args *args)
{
    enum exit_code code = EXIT_OK;
    for (size_t i = 0; i < args->n_keys && code == EXIT_OK; i++) {
        code = sign_with(pack, args->keys[i]);
    }
    return code;
}

enum exit_code
signing_trust(struct arena *arena, const struct args *args, struct packfile_trust *out)
{
    struct minisign_public *keys = arena_array(arena, ARGS_KEYS_MAX, sizeof *keys);
    *out = (struct packfile_trust){.keys = keys};
    for (size_t i = 0; i < args->n_trust; i++) {
        struct str text = {0};
        const char *problem = NULL;
        enum exit_code code = read_key(arena, args->trust[i], &text);
        if (code != EXIT_OK) {
            return code;
        }
        if (!minisign_read_public(text, &keys[out->n++], &problem)) {
            log_line("%s %s", args->trust[i], problem);
            return EXIT_USAGE;
        }
    }
    return EXIT_OK;
}

/* SOURCE_DATE_EPOCH, so that the same pack gives the same file on another day. */
static struct date
issued_on(const struct args *args)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (args->has_today || epoch == NULL) {
        struct date today = args->today;
        return today.year == 0 ? today : date_from_days(date_days(today));
    }
    return date_from_days((int64_t)(strtoll(epoch, NULL, 10) / 86400));
}

/* Prints what was found; a pack that is not there is the machine's fault. */
static enum exit_code
finish(const char *path, struct packfile *pack, struct diag_sink *sink)
{
    bool is_there = fs_is_directory(path) || fs_is_file(path);
    diag_print(sink, stdout);
    diag_free(sink);
    return pack != NULL ? EXIT_OK : is_there ? EXIT_FINDINGS : EXIT_ENVIRONMENT;
}

static const char *
share_path(struct arena *arena, const char *name)
{
    const char *prefix = fs_dirname(arena, fs_program_dir(arena));
    return fs_join(arena, fs_join(arena, prefix, "share/kyr-kiosk"), name);
}

const char *
signing_pack_dir(struct arena *arena, const struct args *args)
{
    return args_pack(args, 0) != NULL ? args_pack(args, 0) : share_path(arena, "pack");
}

enum exit_code
signing_gather(const char *path, const struct args *args, struct packfile **out)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct packsource_options options = {
        .dir = path != NULL ? path : share_path(&arena, "pack"),
        .locale_dir = share_path(&arena, "pack/locale"),
        .issued = issued_on(args),
    };
    *out = packsource_gather(&options, &sink);
    enum exit_code code = finish(options.dir, *out, &sink);
    arena_free(&arena);
    return code;
}

enum exit_code
signing_open(const char *path, const struct args *args, struct packfile **out)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    bool is_source = path == NULL ||
                     (fs_is_directory(path) && !fs_is_file(fs_join(&arena, path, MANIFEST_NAME)));
    arena_free(&arena);
    if (is_source) {
        return signing_gather(path, args, out);
    }
    *out = packfile_open(path, NULL, &sink);
    return finish(path, *out, &sink);
}

enum exit_code
signing_write(const char *path, struct str bytes)
{
    struct arena arena = {0};
    const char *draft = str_printf(&arena, "%s.new", path).p;
    int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool is_written = fd >= 0 && fs_write_all(fd, bytes) && fsync(fd) == 0;
    if (fd >= 0 && close(fd) != 0) {
        is_written = false;
    }
    is_written = is_written && rename(draft, path) == 0;
    if (!is_written) {
        log_line("cannot write %s: %s", path, strerror(errno));
        (void)unlink(draft);
    }
    arena_free(&arena);
    return is_written ? EXIT_OK : EXIT_ENVIRONMENT;
}

void
signing_print_words(struct str number)
{
    struct arena arena = {0};
    struct check_words words = check_words_of(number);
    (void)printf("%-14.*s %s | %s\n", STR_ARG(phone_display(&arena, number)),
                 check_words_text(&arena, words, CHECK_WORDS_ENGLISH).p,
                 check_words_text(&arena, words, CHECK_WORDS_SPANISH).p);
    arena_free(&arena);
}

void
signing_print_numbers(const struct packfile *pack, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct str text = {0};
    (void)packfile_find(pack, STR("hotlines.yaml"), &text);
    const struct contacts *contacts = hotlines_parse(&arena, text, "hotlines.yaml", sink);
    for (size_t i = 0; i < contacts->n; i++) {
        for (size_t k = 0; k < contacts->items[i].n_phones; k++) {
            (void)printf("  %-20.*s ", STR_ARG(contacts->items[i].id));
            signing_print_words(contacts->items[i].phones[k].number);
        }
    }
    arena_free(&arena);
}
