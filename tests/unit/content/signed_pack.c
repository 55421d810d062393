/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed_pack.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct minisign_secret
sample_secret(uint8_t seed)
{
    struct minisign_secret secret = {.id = {seed, 1, 2, 3, 4, 5, 6, 7}};
    uint8_t bytes[32] = {seed}, public_key[32];
    (void)crypto_sign_seed_keypair(public_key, secret.key, bytes);
    return secret;
}

struct minisign_public
sample_public(uint8_t seed)
{
    struct minisign_secret secret = sample_secret(seed);
    return minisign_public_of(&secret);
}

struct packfile *
sample_pack(long version, const struct sample_file *files, size_t n)
{
    struct arena arena = {0};
    struct packfile *pack = arena_new(&arena, struct packfile);
    pack->arena = arena;
    pack->path = "sample";
    pack->manifest = arena_new(&pack->arena, struct manifest);
    *pack->manifest = (struct manifest){
        .id = STR("sample"), .version = version, .issued = {2026, 11, 22}, .n_files = n};
    pack->manifest->files = arena_array(&pack->arena, n, sizeof *pack->manifest->files);
    pack->files = arena_array(&pack->arena, n, sizeof *pack->files);
    for (size_t i = 0; i < n; i++) {
        struct manifest_file *file = &pack->manifest->files[i];
        pack->files[i] = str_dup(&pack->arena, str_from(files[i].text));
        file->name = str_from(files[i].name);
        file->size_bytes = pack->files[i].n;
        manifest_hash(pack->files[i], file->sha256);
    }
    pack->manifest_text = manifest_write(&pack->arena, pack->manifest);
    return pack;
}

struct packfile *
sample_signed(long version, const char *hotlines, const char *page, int n_keys)
{
    struct sample_file files[] = {{"hotlines.yaml", hotlines}, {"pages/a.md", page}};
    struct packfile *pack = sample_pack(version, files, 2);
    for (int i = 1; i <= n_keys; i++) {
        struct minisign_secret secret = sample_secret((uint8_t)i);
        assert_true(packfile_sign(pack, &secret, NULL));
    }
    return pack;
}

struct str
sample_archive(struct arena *arena, const struct packfile *pack)
{
    return packfile_write(arena, pack);
}

void
sample_repair(struct str archive)
{
    const size_t tail = 512 + 512 + 1024; /* header, text, end */
    uint8_t hash[32];
    char text[65];
    assert_true(archive.n > tail);
    (void)crypto_generichash(hash, sizeof hash, (const uint8_t *)archive.p, archive.n - tail, NULL,
                             0);
    (void)sodium_bin2hex(text, sizeof text, hash, sizeof hash);
    memcpy((char *)archive.p + archive.n - tail + 512, text, 64);
}

void
assert_refused(struct str archive, const struct packfile_trust *trust, const char *code)
{
    struct diag_sink sink = {0};
    struct packfile *pack = packfile_read(archive, "sample", trust, &sink);
    bool is_right = pack == NULL && sink.n_errors == 1 && sink.n_warnings == 0 &&
                    (code == NULL || strcmp(sink.first->code, code) == 0);
    if (!is_right) {
        diag_print(&sink, stderr);
        fail_msg("%s, expected to be refused with [%s]", pack == NULL ? "refused" : "accepted",
                 code == NULL ? "any" : code);
    }
    packfile_close(pack);
    diag_free(&sink);
}
