/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small pack of which one file is any bytes; the first byte says which file. However broken the
 * file: no crash, a finding for what is refused, and what is opened can be walked. The files lie in
 * a folder of their own in /dev/shm, or /tmp where there is none. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/pack.h"
#include "fuzz.h"

static const char good_pack[] = "id: small\nversion: 1\ntitle: Rights\nplace: Here\n"
                                "welcome: [You have rights.]\nhome:\n  urgent: [door]\n"
                                "fallback: net\nlimits:\n  court_days: 45\n  phone_days: 90\n";
static const char good_hotlines[] = "contacts:\n  - id: net\n    name: Net\n    run_by: community\n"
                                    "    phones:\n      - number: \"+12135550100\"\n"
                                    "    for: Report.\n    area: Here.\n    sources: [A]\n"
                                    "    checked: 2026-06-30\n    status: verified\n";
static const char good_page[] = "---\ntitle: Door\nicon: info\nkind: topic\n---\n"
                                "<!-- facts: G-A -->\n# Stay calm\n\nCall {net}.\n";
static const char good_sources[] = "sources:\n  - key: A\n    title: A group\n"
                                   "    url: https://example.org/\n    grade: O\n"
                                   "    date: undated\n";
static const char good_law[] = "topic: Door\nfacts:\n  - id: G-A\n    sentence: Keep it closed.\n"
                               "    authority: Advice\n    sources: [A]\n    sure: high\n"
                               "    scope: US\n    life: perishable\n    seen: 2026-06-30\n";
static const char good_corpus[] = "document: 000_a.txt\nsha256: 00\nwhat: A note\n"
                                  "date: 2025-01-01\ntrust: Little.\nfacts: []\n";

static const struct {
    const char *name;
    const char *good;
} files[] = {
    {"pack.yaml", good_pack},          {"hotlines.yaml", good_hotlines},
    {"pages/door.md", good_page},      {"seeds/sources.yaml", good_sources},
    {"seeds/law/door.yaml", good_law}, {"seeds/corpus/000.yaml", good_corpus},
};

#define N_FILES (sizeof files / sizeof files[0])

static void
write_file(struct arena *arena, const char *dir, const char *name, struct str bytes)
{
    FILE *out = fopen(fs_join(arena, dir, name), "wb");
    if (out == NULL || (bytes.n > 0 && fwrite(bytes.p, 1, bytes.n, out) != bytes.n) ||
        fclose(out) != 0) {
        (void)fprintf(stderr, "cannot write %s/%s\n", dir, name);
        exit(3);
    }
}

static void
make_dirs(struct arena *arena, const char *dir)
{
    static const char *const names[] = {"", "pages", "seeds", "seeds/law", "seeds/corpus"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (mkdir(fs_join(arena, dir, names[i]), 0700) != 0 && errno != EEXIST) {
            (void)fprintf(stderr, "cannot make %s/%s\n", dir, names[i]);
            exit(3);
        }
    }
}

/* Six small files and five folders go at the end; what the program was killed over stays. */
static char pack_dir[64]; /* empty: not made yet */

static void
remove_pack(void)
{
    static const char *const dirs[] = {"seeds/corpus", "seeds/law", "seeds", "pages"};
    struct arena arena = {0};
    for (size_t i = 0; i < N_FILES; i++) {
        (void)unlink(fs_join(&arena, pack_dir, files[i].name));
    }
    for (size_t i = 0; i < sizeof dirs / sizeof dirs[0]; i++) {
        (void)rmdir(fs_join(&arena, pack_dir, dirs[i]));
    }
    (void)rmdir(pack_dir);
    arena_free(&arena);
}

static void
make_pack(void)
{
    struct arena arena = {0};
    const char *where = fs_is_directory("/dev/shm") ? "/dev/shm" : "/tmp";
    (void)snprintf(pack_dir, sizeof pack_dir, "%s/kyr-fuzz-pack-%ld", where, (long)getpid());
    make_dirs(&arena, pack_dir);
    for (size_t i = 0; i < N_FILES; i++) {
        write_file(&arena, pack_dir, files[i].name, str_from(files[i].good));
    }
    arena_free(&arena);
    (void)atexit(remove_pack);
}

static void
walk(const struct pack *pack)
{
    for (size_t i = 0; i < pack->pages.n; i++) {
        const struct page *page = pack->pages.items[i];
        (void)pack_checked(pack, page->doc->root);
        if (pack_page(pack, page->id) != page) {
            abort();
        }
    }
    for (size_t i = 0; i < pack->facts->n; i++) {
        if (facts_find(pack->facts, pack->facts->items[i].id) == NULL) {
            abort();
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0) {
        return 0;
    }
    if (pack_dir[0] == '\0') {
        make_pack();
    }
    struct arena arena = {0};
    struct diag_sink sink = {0};
    size_t which = bytes[0] % N_FILES;
    write_file(&arena, pack_dir, files[which].name,
               (struct str){(const char *)bytes + 1, size - 1});
    struct pack *pack = pack_open(pack_dir, &sink);
    if (pack == NULL && sink.n_errors == 0) {
        abort();
    }
    if (pack != NULL) {
        walk(pack);
    }
    pack_close(pack);
    diag_free(&sink);
    write_file(&arena, pack_dir, files[which].name, str_from(files[which].good));
    arena_free(&arena);
    return 0;
}
