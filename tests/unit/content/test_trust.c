/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed_pack.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/trust.h"

struct folder {
    struct arena arena;
    char dir[64];
};

static void
folder_open(struct folder *folder)
{
    *folder = (struct folder){.dir = "/tmp/kyr-trust-XXXXXX"};
    assert_non_null(mkdtemp(folder->dir));
}

static void
folder_close(struct folder *folder)
{
    size_t n = 0;
    const char **names = fs_list(&folder->arena, folder->dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        (void)remove(fs_join(&folder->arena, folder->dir, names[i]));
    }
    assert_int_equal(rmdir(folder->dir), 0);
    arena_free(&folder->arena);
}

static void
folder_write(struct folder *folder, const char *name, struct str text)
{
    FILE *file = fopen(fs_join(&folder->arena, folder->dir, name), "w");
    assert_non_null(file);
    (void)fwrite(text.p, 1, text.n, file);
    assert_int_equal(fclose(file), 0);
}

static struct str
public_text(struct arena *arena, uint8_t seed)
{
    struct minisign_public key = sample_public(seed);
    return minisign_write_public(arena, &key);
}

/* The second line of a .pub. */
static struct str
key_line(struct arena *arena, uint8_t seed)
{
    struct str text = public_text(arena, seed);
    (void)str_cut(&text, '\n');
    return str_cut(&text, '\n');
}

static void
test_load(void **state)
{
    (void)state;
    struct folder folder;
    struct trust trust;
    struct diag_sink sink = {0};
    struct minisign_public ana = sample_public(1), ben = sample_public(2), other = sample_public(3);
    folder_open(&folder);
    folder_write(&folder, "ben.pub", public_text(&folder.arena, 2));
    folder_write(&folder, "ana.pub", public_text(&folder.arena, 1));
    folder_write(&folder, "note.txt", STR("not a key"));
    trust_load(&folder.arena, folder.dir, &trust, &sink);
    assert_n_findings(&sink, 0);
    assert_int_equal(trust.keys.n, 2);
    assert_str(trust_name(&trust, &ana), "ana");
    assert_str(trust_name(&trust, &ben), "ben");
    assert_str(trust_name(&trust, &other), "");
    assert_str(trust.names[0], "ana");
    folder_close(&folder);
}

/* Each bad file gives one finding and takes no other key with it. */
static void
test_load_bad(void **state)
{
    (void)state;
    struct folder folder;
    struct trust trust;
    struct diag_sink sink = {0};
    folder_open(&folder);
    folder_write(&folder, "ana.pub", public_text(&folder.arena, 1));
    folder_write(&folder, "broken.pub", STR("untrusted comment: x\nRWQ\n"));
    folder_write(&folder, "empty.pub", STR(""));
    folder_write(&folder, "same.pub", public_text(&folder.arena, 1));
    folder_write(&folder, "zoe.pub", public_text(&folder.arena, 2));
    assert_int_equal(mkfifo(fs_join(&folder.arena, folder.dir, "pipe.pub"), 0600), 0);
    trust_load(&folder.arena, folder.dir, &trust, &sink);
    assert_n_findings(&sink, 4);
    assert_finding(&sink, "broken.pub", 0, 0, "key");
    assert_finding(&sink, "empty.pub", 0, 0, "key");
    assert_finding(&sink, "pipe.pub", 0, 0, "key");
    assert_finding(&sink, "same.pub", 0, 0, "key");
    assert_int_equal(trust.keys.n, 2);
    assert_str(trust.names[1], "zoe");
    diag_free(&sink);

    trust_load(&folder.arena, "/nonexistent", &trust, &sink);
    assert_n_findings(&sink, 0);
    assert_int_equal(trust.keys.n, 0);
    for (int i = 3; i < 40; i++) {
        folder_write(&folder, str_printf(&folder.arena, "n%02d.pub", i).p,
                     public_text(&folder.arena, (uint8_t)i));
    }
    trust_load(&folder.arena, folder.dir, &trust, NULL);
    assert_int_equal(trust.keys.n, TRUST_FOLDER_MAX);
    folder_close(&folder);
}

#define PERSON "  - name: %s\n    key: %.*s\n"

static bool
parse(struct arena *arena, const char *text, struct trust *trust, int n_findings)
{
    struct diag_sink sink = {0};
    bool is_good = trust_parse(arena, str_from(text), "keys.yaml", trust, &sink);
    assert_n_findings(&sink, n_findings);
    assert_int_equal(is_good, n_findings == 0);
    assert_true(is_good || trust->keys.n == 0);
    diag_free(&sink);
    return is_good;
}

static void
test_parse(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct trust trust, other;
    struct str a = key_line(&arena, 1), b = key_line(&arena, 2), c = key_line(&arena, 3);
    struct minisign_public ben = sample_public(2);
    const char *text =
        str_printf(&arena, "keys:\n" PERSON PERSON, "ana", STR_ARG(a), "ben-2", STR_ARG(b)).p;
    assert_true(parse(&arena, text, &trust, 0));
    assert_int_equal(trust.keys.n, 2);
    assert_str(trust_name(&trust, &ben), "ben-2");

    text = str_printf(&arena, "keys:\n" PERSON PERSON, "x", STR_ARG(b), "y", STR_ARG(a)).p;
    assert_true(parse(&arena, text, &other, 0));
    assert_true(trust_is_same(&trust.keys, &other.keys));
    text = str_printf(&arena, "keys:\n" PERSON PERSON, "x", STR_ARG(b), "y", STR_ARG(c)).p;
    assert_true(parse(&arena, text, &other, 0));
    assert_false(trust_is_same(&trust.keys, &other.keys));
    text = str_printf(&arena, "keys:\n" PERSON PERSON PERSON, "x", STR_ARG(b), "y", STR_ARG(a), "z",
                      STR_ARG(c))
               .p;
    assert_true(parse(&arena, text, &other, 0));
    assert_false(trust_is_same(&trust.keys, &other.keys));
    assert_false(trust_is_same(&other.keys, &trust.keys));
    arena_free(&arena);
}

static void
test_parse_bad(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct trust trust;
    struct str a = key_line(&arena, 1), b = key_line(&arena, 2);
    const char *const bad[] = {
        "",
        "keys: []\n",
        "keys: none\n",
        str_printf(&arena, "keys:\n" PERSON, "ana", STR_ARG(a)).p,
        str_printf(&arena, "keys:\n" PERSON PERSON, "ana", STR_ARG(a), "ana", STR_ARG(b)).p,
        str_printf(&arena, "keys:\n" PERSON PERSON, "ana", STR_ARG(a), "ben", STR_ARG(a)).p,
        str_printf(&arena, "keys:\n" PERSON PERSON, "Ana", STR_ARG(a), "ben", STR_ARG(b)).p,
        str_printf(&arena, "keys:\n" PERSON PERSON, "ana", STR_ARG(a), "ben", 20, b.p).p,
        str_printf(&arena, "keys:\n" PERSON PERSON "    age: 7\n", "ana", STR_ARG(a), "ben",
                   STR_ARG(b))
            .p,
        str_printf(&arena, "more: 1\nkeys:\n" PERSON PERSON, "ana", STR_ARG(a), "ben", STR_ARG(b))
            .p,
        "keys:\n  - name: ana\n",
        "keys: [",
        "keys:\n  - &x {name: a, key: b}\n  - *x\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(parse(&arena, bad[i], &trust, 1));
    }
    struct strbuf many = {0};
    strbuf_addz(&many, "keys:\n");
    for (int i = 1; i <= 9; i++) {
        struct str key = key_line(&arena, (uint8_t)i);
        strbuf_printf(&many, "  - name: n%d\n    key: %.*s\n", i, STR_ARG(key));
    }
    assert_false(parse(&arena, many.p, &trust, 1));
    assert_false(trust_parse(&arena, STR("keys: ["), "keys.yaml", &trust, NULL));
    strbuf_free(&many);
    arena_free(&arena);
}

static void
test_count(void **state)
{
    (void)state;
    struct packfile *pack = sample_signed(1, SAMPLE_HOTLINES, "a", 3);
    struct minisign_public keys[3] = {sample_public(2), sample_public(3), sample_public(4)};
    assert_int_equal(trust_count_signers(&(struct packfile_trust){keys, 3}, pack), 2);
    assert_int_equal(trust_count_signers(&(struct packfile_trust){keys + 2, 1}, pack), 0);
    memcpy(keys[2].id, keys[0].id, sizeof keys[2].id); /* the name of a key proves nothing */
    assert_int_equal(trust_count_signers(&(struct packfile_trust){keys + 2, 1}, pack), 0);
    packfile_close(pack);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load),  cmocka_unit_test(test_load_bad),
        cmocka_unit_test(test_parse), cmocka_unit_test(test_parse_bad),
        cmocka_unit_test(test_count),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
