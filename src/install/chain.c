/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every link is checked with the keys of the one before it, never with its own, so a forged link
 * needs two stolen keys of the right time. */
#include "install/chain.h"

#include <string.h>

#include "base/fs.h"
#include "content/manifest.h"
#include "content/update.h"

#define SIGNATURE_BYTES_MAX 4096 /* one has 300 to 1,500 */
#define KEYS_BYTES_MAX 8192      /* as trust.c reads */

const char *
chain_signature_name(struct arena *arena, size_t i)
{
    return i == 0 ? MANIFEST_NAME ".minisig"
                  : str_printf(arena, MANIFEST_NAME ".%zu.minisig", i + 1).p;
}

static bool
read_link(struct arena *arena, const char *dir, struct chain_link *link)
{
    const char *manifest = fs_join(arena, dir, MANIFEST_NAME);
    const char *keys = fs_join(arena, dir, TRUST_FILE);
    *link = (struct chain_link){0};
    while (link->n_signatures < PACKFILE_SIGNATURES_MAX) {
        const char *path = fs_join(arena, dir, chain_signature_name(arena, link->n_signatures));
        if (fs_read(arena, path, SIGNATURE_BYTES_MAX, &link->signatures[link->n_signatures]) !=
            FS_OK) {
            break;
        }
        link->n_signatures++;
    }
    return fs_read(arena, manifest, manifest_bytes_max(), &link->manifest) == FS_OK &&
           fs_read(arena, keys, KEYS_BYTES_MAX, &link->keys) == FS_OK;
}

/* The manifest says that this is its keys.yaml. */
static bool
are_keys_signed(struct arena *arena, const struct chain_link *link)
{
    uint8_t hash[MANIFEST_HASH_BYTES];
    const struct manifest *manifest = manifest_parse(arena, link->manifest, MANIFEST_NAME, NULL);
    const struct manifest_file *file =
        manifest == NULL ? NULL : manifest_find(manifest, STR(TRUST_FILE));
    manifest_hash(link->keys, hash);
    return file != NULL && file->size_bytes == link->keys.n &&
           memcmp(file->sha256, hash, sizeof hash) == 0;
}

/* As much of a pack as there is: what was signed, and by whom. */
static bool
read_signatures(const struct chain_link *link, struct packfile *out)
{
    const char *problem = NULL;
    *out = (struct packfile){.manifest_text = link->manifest};
    for (size_t i = 0; i < link->n_signatures; i++) {
        if (!minisign_read_signature(link->signatures[i], &out->signatures[i], &problem)) {
            return false;
        }
        out->n_signatures++;
    }
    return true;
}

/* Who believes `before` and sees this link believes *after. */
static bool
holds(struct arena *arena, const struct chain_link *link, const struct trust *before,
      struct trust *after)
{
    struct packfile pack;
    return read_signatures(link, &pack) &&
           trust_count_signers(&before->keys, &pack) >= UPDATE_KEYS_FOR_KEYS &&
           are_keys_signed(arena, link) &&
           trust_parse(arena, link->keys, TRUST_FILE, after, NULL) &&
           trust_count_signers(&after->keys, &pack) > 0;
}

static bool
walk_on(struct arena *arena, const char *dir, size_t i, struct chain_end *end,
        struct chain_link *link)
{
    struct trust after;
    const char *path = str_printf(arena, "%s/%zu", dir, i + 1).p;
    if (!read_link(arena, path, link) || !holds(arena, link, &end->trust, &after)) {
        return false;
    }
    end->trust = after;
    end->chain.n = i + 1;
    return true;
}

bool
chain_walk(struct arena *arena, const char *dir, const struct trust *root, struct chain_end *out,
           struct diag_sink *sink)
{
    size_t n = 0;
    struct chain_link *links = arena_array(arena, CHAIN_LINKS_MAX, sizeof *links);
    *out = (struct chain_end){.chain = {links, 0}, .trust = *root};
    (void)fs_list(arena, dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        if (i == CHAIN_LINKS_MAX || !walk_on(arena, dir, i, out, &links[i])) {
            diag_error(sink, diag_file(dir), "chain",
                       "change %zu of the keys is not proved, so the keys before it count", i + 1);
            return false;
        }
    }
    return true;
}

bool
chain_extend(struct arena *arena, const struct chain *chain, const struct packfile *pack,
             struct chain *out, struct diag_sink *sink)
{
    if (chain->n >= CHAIN_LINKS_MAX) {
        diag_error(sink, diag_file(pack->path), "chain",
                   "the keys have changed %d times, which is as often as they can; put the keys "
                   "that sign now into the settings of the kiosk",
                   CHAIN_LINKS_MAX);
        return false;
    }
    struct chain_link *links = arena_array(arena, chain->n + 1, sizeof *links);
    for (size_t i = 0; i < chain->n; i++) {
        links[i] = chain->links[i];
    }
    struct chain_link *link = &links[chain->n];
    link->manifest = pack->manifest_text;
    (void)packfile_find(pack, STR(TRUST_FILE), &link->keys);
    for (; link->n_signatures < pack->n_signatures; link->n_signatures++) {
        link->signatures[link->n_signatures] =
            minisign_write_signature(arena, &pack->signatures[link->n_signatures]);
    }
    *out = (struct chain){links, chain->n + 1};
    return true;
}
