/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack keygen: NAME.key, to be kept offline, and NAME.pub, to be put on every kiosk. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "tool/commands.h"
#include "tool/signing.h"

/* Never over a file that is there: it may be the only copy of a key. */
static enum exit_code
write_new(const char *path, struct str text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0 && errno == EEXIST) {
        log_line("%s is there already; a key is never overwritten", path);
        return EXIT_USAGE;
    }
    bool is_written = fd >= 0 && fs_write_all(fd, text) && fsync(fd) == 0;
    if (!is_written) {
        log_line("cannot write %s: %s", path, strerror(errno));
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    if (fd >= 0 && !is_written) {
        (void)unlink(path);
    }
    return is_written ? EXIT_OK : EXIT_ENVIRONMENT;
}

static enum exit_code
write_pair(struct arena *arena, const struct minisign_secret *secret, const char *name)
{
    struct minisign_public public_key = minisign_public_of(secret);
    const char *key_path = str_printf(arena, "%s.key", name).p;
    const char *pub_path = str_printf(arena, "%s.pub", name).p;
    struct str key_text = minisign_write_secret(arena, secret);
    enum exit_code code = write_new(pub_path, minisign_write_public(arena, &public_key), 0644);
    if (code == EXIT_OK) {
        code = write_new(key_path, key_text, 0600);
        if (code != EXIT_OK) {
            (void)unlink(pub_path); /* this run's: a public key without its secret is of no use */
        }
    }
    memset((char *)key_text.p, 0, key_text.n);
    if (code == EXIT_OK) {
        char id[MINISIGN_ID_TEXT];
        minisign_id_text(public_key.id, id);
        (void)printf("key %s\n"
                     "%s: signs packs. It has no password: keep it on a stick that is offline, "
                     "and a copy in a safe place.\n"
                     "%s: goes onto every kiosk that shall trust this key.\n",
                     id, key_path, pub_path);
    }
    return code;
}

enum exit_code
command_keygen(const struct args *args)
{
    if (args->n_words > 0 || args->output == NULL || args->output[0] == '\0') {
        return args_refuse(args);
    }
    struct arena arena = {0};
    struct minisign_secret secret;
    if (!minisign_start()) {
        log_fatal("the machine has no randomness to make a key from");
    }
    minisign_generate(&secret);
    enum exit_code code = write_pair(&arena, &secret, args->output);
    minisign_forget(&secret);
    arena_free(&arena);
    return code;
}
