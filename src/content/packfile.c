/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First the form, then the checksum, then who signed the manifest, then the manifest, then each
 * file against it: nothing is parsed before somebody trusted has vouched for it. The list of
 * members is one, whether it comes from an archive or from a folder. */
#include "content/packfile.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "content/tar.h"
#include "content/tree.h"

#define CHECKSUM_NAME "CHECKSUM"
#define CHECKSUM_BYTES 32
#define CHECKSUM_TEXT (2 * CHECKSUM_BYTES + 1) /* hex digits and a line feed */

/* The files, a header and padding for each, and what the pack file adds: refused before it is read
 * (a stick with a film on it, a bomb). */
#define ARCHIVE_BYTES_MAX (manifest_total_bytes_max() + 2u * 1024 * 1024)

struct opener {
    struct packfile *pack;
    struct tar members;
    const struct packfile_trust *trust;
    struct diag_sink *sink;
};

static bool
refuse(struct opener *opener, const char *code, const char *text)
{
    diag_error(opener->sink, diag_file(opener->pack->path), code, "%s", text);
    return false;
}

static bool
refuse_member(struct opener *opener, const char *code, struct str name, const char *text)
{
    name = tar_printable(&opener->pack->arena, name);
    diag_error(opener->sink, diag_file(opener->pack->path), code, "'%.*s' %s", STR_ARG(name), text);
    return false;
}

/* Number i, from 0: MANIFEST.minisig, MANIFEST.2.minisig, ... */
static struct str
signature_name(struct arena *arena, size_t i)
{
    return i == 0 ? STR(MANIFEST_NAME ".minisig")
                  : str_printf(arena, MANIFEST_NAME ".%zu.minisig", i + 1);
}

static bool
is_signature_name(struct str name)
{
    struct str plain = STR(MANIFEST_NAME ".minisig"), numbered = STR(MANIFEST_NAME ".2.minisig");
    bool is_numbered = name.n == numbered.n && str_starts(name, MANIFEST_NAME ".") &&
                       str_ends(name, ".minisig") && name.p[9] >= '2' &&
                       name.p[9] <= '0' + PACKFILE_SIGNATURES_MAX;
    return str_eq(name, plain) || is_numbered;
}

static bool
is_name_allowed(struct str name)
{
    return str_eqz(name, MANIFEST_NAME) || str_eqz(name, CHECKSUM_NAME) ||
           is_signature_name(name) || manifest_name_is_allowed(name);
}

static void
checksum(struct str bytes, char out[CHECKSUM_TEXT + 1])
{
    uint8_t hash[CHECKSUM_BYTES];
    (void)crypto_generichash(hash, sizeof hash, (const uint8_t *)bytes.p, bytes.n, NULL, 0);
    (void)sodium_bin2hex(out, CHECKSUM_TEXT + 1, hash, sizeof hash);
    out[CHECKSUM_TEXT - 1] = '\n';
    out[CHECKSUM_TEXT] = '\0';
}

/* Takes CHECKSUM off the list of an archive. */
static bool
check_checksum(struct opener *opener, struct str archive)
{
    char expected[CHECKSUM_TEXT + 1];
    struct tar *members = &opener->members;
    if (members->n == 0 || !str_eqz(members->items[members->n - 1].name, CHECKSUM_NAME)) {
        return refuse(opener, "checksum", "the last part is missing: the file is not whole");
    }
    const struct tar_member *last = &members->items[--members->n];
    checksum((struct str){archive.p, last->start}, expected);
    return str_eqz(last->bytes, expected) ||
           refuse(opener, "checksum", "the checksum is wrong: the file is damaged");
}

static bool
read_signature(struct opener *opener, const struct tar_member *member)
{
    struct packfile *pack = opener->pack;
    struct arena scratch = {0};
    const char *problem = NULL;
    struct minisign_signature *signature = &pack->signatures[pack->n_signatures];
    if (!minisign_read_signature(member->bytes, signature, &problem)) {
        return refuse_member(opener, "signature", member->name, problem);
    }
    bool is_canonical = str_eq(minisign_write_signature(&scratch, signature), member->bytes);
    arena_free(&scratch);
    if (!is_canonical) {
        return refuse_member(opener, "signature", member->name, "is not written as it must be");
    }
    pack->n_signatures++;
    return true;
}

/* Cuts MANIFEST and its signatures off the front of the list. */
static bool
read_signatures(struct opener *opener)
{
    struct packfile *pack = opener->pack;
    struct tar *members = &opener->members;
    if (members->n == 0 || !str_eqz(members->items[0].name, MANIFEST_NAME)) {
        return refuse(opener, "not-a-pack", "this is not a signed pack: it has no manifest");
    }
    pack->manifest_text = members->items[0].bytes;
    if (pack->manifest_text.n > manifest_bytes_max()) {
        return refuse(opener, "too-large", "the manifest is larger than it may be");
    }
    size_t at = 1;
    for (; at < members->n && pack->n_signatures < PACKFILE_SIGNATURES_MAX; at++) {
        struct str name = signature_name(&pack->arena, pack->n_signatures);
        if (!str_eq(members->items[at].name, name)) {
            break;
        }
        if (!read_signature(opener, &members->items[at])) {
            return false;
        }
    }
    members->items += at;
    members->n -= at;
    return pack->n_signatures > 0 || refuse(opener, "unsigned", "the pack is not signed by anyone");
}

static bool
is_signer(const struct packfile *pack, const struct minisign_public *key)
{
    for (size_t i = 0; i < pack->n_signers; i++) {
        if (memcmp(pack->signers[i]->key, key->key, sizeof key->key) == 0) {
            return true;
        }
    }
    return false;
}

/* A signature that bears the name of a trusted key must be good: else somebody changed something.
 */
static bool
check_signature(struct opener *opener, const struct minisign_signature *signature)
{
    struct packfile *pack = opener->pack;
    bool is_claimed = false;
    for (size_t i = 0; i < opener->trust->n; i++) {
        const struct minisign_public *key = &opener->trust->keys[i];
        if (memcmp(key->id, signature->id, sizeof key->id) != 0) {
            continue;
        }
        is_claimed = true;
        if (minisign_verify(key, pack->manifest_text, signature)) {
            if (!is_signer(pack, key)) {
                pack->signers[pack->n_signers++] = key;
            }
            return true;
        }
    }
    return !is_claimed ||
           refuse(opener, "signature",
                  "a signature that claims to be by a trusted key is not: the pack was changed");
}

static bool
check_signatures(struct opener *opener)
{
    const struct packfile *pack = opener->pack;
    if (opener->trust == NULL) {
        return true;
    }
    for (size_t i = 0; i < pack->n_signatures; i++) {
        if (!check_signature(opener, &pack->signatures[i])) {
            return false;
        }
    }
    return pack->n_signers > 0 ||
           refuse(opener, "untrusted", "nobody whom this place trusts has signed the pack");
}

static bool
has_member(const struct opener *opener, struct str name, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(opener->members.items[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* Why member i is not the file that the manifest has in this place. */
static bool
refuse_place(struct opener *opener, size_t i)
{
    const struct manifest *manifest = opener->pack->manifest;
    if (i < opener->members.n) {
        struct str name = opener->members.items[i].name;
        if (has_member(opener, name, i)) {
            return refuse_member(opener, "duplicate", name, "is in the pack twice");
        }
        if (manifest_find(manifest, name) == NULL) {
            return refuse_member(opener, "extra", name, "is in the pack but not in its manifest");
        }
    }
    for (size_t k = 0; k < manifest->n_files; k++) {
        if (!has_member(opener, manifest->files[k].name, opener->members.n)) {
            return refuse_member(opener, "missing", manifest->files[k].name,
                                 "is in the manifest but not in the pack");
        }
    }
    return refuse(opener, "order", "the files of the pack are not in the order of its manifest");
}

static bool
check_files(struct opener *opener)
{
    struct packfile *pack = opener->pack;
    const struct manifest *manifest = pack->manifest;
    size_t n = opener->members.n > manifest->n_files ? opener->members.n : manifest->n_files;
    pack->files = arena_array(&pack->arena, manifest->n_files, sizeof *pack->files);
    for (size_t i = 0; i < n; i++) {
        if (i >= opener->members.n || i >= manifest->n_files ||
            !str_eq(opener->members.items[i].name, manifest->files[i].name)) {
            return refuse_place(opener, i);
        }
        const struct tar_member *member = &opener->members.items[i];
        const struct manifest_file *file = &manifest->files[i];
        uint8_t hash[MANIFEST_HASH_BYTES];
        manifest_hash(member->bytes, hash);
        if (member->bytes.n != file->size_bytes || memcmp(hash, file->sha256, sizeof hash) != 0) {
            return refuse_member(opener, "hash", file->name, "is not what was signed");
        }
        pack->files[i] = member->bytes;
    }
    return true;
}

static bool
check_members(struct opener *opener)
{
    struct packfile *pack = opener->pack;
    if (!read_signatures(opener) || !check_signatures(opener)) {
        return false;
    }
    pack->manifest =
        manifest_parse(&pack->arena, pack->manifest_text,
                       str_printf(&pack->arena, "%s:" MANIFEST_NAME, pack->path).p, opener->sink);
    return pack->manifest != NULL && check_files(opener);
}

static struct packfile *
pack_new(const char *path)
{
    struct arena arena = {0};
    struct packfile *pack = arena_new(&arena, struct packfile);
    pack->arena = arena; /* from here on the pack owns the arena that it lives in */
    pack->path = str_dup(&pack->arena, str_from(path)).p;
    return pack;
}

void
packfile_close(struct packfile *pack)
{
    if (pack != NULL) {
        struct arena arena = pack->arena; /* the pack itself lives in it */
        arena_free(&arena);
    }
}

static struct packfile *
keep_or_close(struct packfile *pack, bool is_good)
{
    if (!is_good) {
        packfile_close(pack);
    }
    return is_good ? pack : NULL;
}

static bool
read_archive(struct opener *opener, struct str bytes)
{
    struct packfile *pack = opener->pack;
    if (bytes.n > ARCHIVE_BYTES_MAX) {
        return refuse(opener, "too-large", "the file is larger than a pack may be");
    }
    if (!str_starts(bytes, MANIFEST_NAME)) {
        return refuse(opener, "not-a-pack", "this is not a signed pack");
    }
    return tar_read(&pack->arena, bytes, pack->path, is_name_allowed, &opener->members,
                    opener->sink) &&
           check_checksum(opener, bytes) && check_members(opener);
}

struct packfile *
packfile_read(struct str bytes, const char *path, const struct packfile_trust *trust,
              struct diag_sink *sink)
{
    struct opener opener = {.pack = pack_new(path), .trust = trust, .sink = sink};
    return keep_or_close(opener.pack, read_archive(&opener, bytes));
}

/* Where a name stands in an archive: manifest, signatures, files. */
static int
rank(struct str name)
{
    return str_eqz(name, MANIFEST_NAME)              ? 0
           : str_eqz(name, MANIFEST_NAME ".minisig") ? 1
           : is_signature_name(name)                 ? 2
                                                     : 3;
}

static bool
read_member(struct opener *opener, struct str name, size_t *total)
{
    struct packfile *pack = opener->pack;
    struct str bytes = {0};
    const char *path = fs_join(&pack->arena, pack->path, name.p);
    if (!is_name_allowed(name)) {
        return refuse_member(opener, "name", name, "is not a name that a file of a pack may have");
    }
    enum fs_status status = fs_read(&pack->arena, path, manifest_file_bytes_max(), &bytes);
    if (status != FS_OK) {
        return refuse_member(opener, "file", name, fs_status_text(status));
    }
    *total += bytes.n;
    if (*total > ARCHIVE_BYTES_MAX) {
        return refuse(opener, "too-large", "the folder is larger than a pack may be");
    }
    opener->members.items[opener->members.n++] = (struct tar_member){name, bytes, 0};
    return true;
}

static bool
read_folder(struct opener *opener)
{
    struct packfile *pack = opener->pack;
    struct tree tree = {0};
    size_t total = 0;
    if (!tree_list(&pack->arena, pack->path, "", &tree, opener->sink)) {
        return false;
    }
    opener->members.items = arena_array(&pack->arena, tree.n + 1, sizeof *opener->members.items);
    for (int wanted = 0; wanted < 4; wanted++) {
        for (size_t i = 0; i < tree.n; i++) {
            bool is_left_out =
                rank(tree.names[i]) != wanted || str_eqz(tree.names[i], CHECKSUM_NAME);
            if (!is_left_out && !read_member(opener, tree.names[i], &total)) {
                return false;
            }
        }
    }
    return check_members(opener);
}

static bool
read_path(struct opener *opener)
{
    struct packfile *pack = opener->pack;
    struct str bytes = {0};
    if (fs_is_directory(pack->path)) {
        return read_folder(opener);
    }
    enum fs_status status = fs_read(&pack->arena, pack->path, ARCHIVE_BYTES_MAX, &bytes);
    if (status == FS_TOO_LARGE) {
        return refuse(opener, "too-large", "the file is larger than a pack may be");
    }
    if (status != FS_OK) {
        return refuse(opener, "file", fs_status_text(status));
    }
    return read_archive(opener, bytes);
}

struct packfile *
packfile_open(const char *path, const struct packfile_trust *trust, struct diag_sink *sink)
{
    struct opener opener = {.pack = pack_new(path), .trust = trust, .sink = sink};
    return keep_or_close(opener.pack, read_path(&opener));
}

bool
packfile_find(const struct packfile *pack, struct str name, struct str *bytes_out)
{
    const struct manifest_file *file = manifest_find(pack->manifest, name);
    if (file == NULL) {
        *bytes_out = STR("");
        return false;
    }
    *bytes_out = pack->files[file - pack->manifest->files];
    return true;
}

bool
packfile_sign(struct packfile *pack, const struct minisign_secret *secret, struct diag_sink *sink)
{
    struct opener opener = {.pack = pack, .sink = sink};
    for (size_t i = 0; i < pack->n_signatures; i++) {
        if (memcmp(pack->signatures[i].id, secret->id, sizeof secret->id) == 0) {
            return refuse(&opener, "signed-twice", "this key has already signed the pack");
        }
    }
    if (pack->n_signatures == PACKFILE_SIGNATURES_MAX) {
        return refuse(&opener, "too-many", "the pack has as many signatures as it may have");
    }
    /* Nothing of today in it: the same pack and key give the same bytes. */
    struct str comment = str_printf(&pack->arena, "kyr-pack %.*s version %ld",
                                    STR_ARG(pack->manifest->id), pack->manifest->version);
    pack->signatures[pack->n_signatures++] = minisign_sign(secret, pack->manifest_text, comment);
    return true;
}

struct str
packfile_write(struct arena *arena, const struct packfile *pack)
{
    struct strbuf out = {0};
    char sum[CHECKSUM_TEXT + 1];
    tar_add(&out, STR(MANIFEST_NAME), pack->manifest_text);
    for (size_t i = 0; i < pack->n_signatures; i++) {
        tar_add(&out, signature_name(arena, i),
                minisign_write_signature(arena, &pack->signatures[i]));
    }
    for (size_t i = 0; i < pack->manifest->n_files; i++) {
        tar_add(&out, pack->manifest->files[i].name, pack->files[i]);
    }
    checksum(strbuf_str(&out), sum);
    tar_add(&out, STR(CHECKSUM_NAME), str_from(sum));
    tar_end(&out);
    struct str text = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return text;
}
