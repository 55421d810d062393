/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack file is accepted exactly as it was written, or not at all. */
#include "signed_pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/packsource.h"
#include "content/tar.h"

#define PAGE "---\ntitle: A\n---\n"

struct fixture {
    struct arena arena;
    struct minisign_public keys[3];
    struct packfile_trust trust; /* in key 1 */
    struct str archive;          /* signed by 1 and 2 */
};

static int
set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    for (int i = 0; i < 3; i++) {
        fixture->keys[i] = sample_public((uint8_t)(i + 1));
    }
    fixture->trust = (struct packfile_trust){fixture->keys, 1};
    struct packfile *pack = sample_signed(7, SAMPLE_HOTLINES, PAGE, 2);
    fixture->archive = sample_archive(&fixture->arena, pack);
    packfile_close(pack);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static void
test_good(void **state)
{
    struct fixture *fixture = *state;
    struct str bytes = {0};
    struct packfile *pack = packfile_read(fixture->archive, "sample", &fixture->trust, NULL);
    assert_non_null(pack);
    assert_int_equal(pack->manifest->version, 7);
    assert_int_equal(pack->n_signatures, 2);
    assert_int_equal(pack->n_signers, 1);
    assert_true(packfile_find(pack, STR("pages/a.md"), &bytes));
    assert_str(bytes, PAGE);
    assert_false(packfile_find(pack, STR("pages/b.md"), &bytes));
    assert_false(packfile_find(pack, STR(MANIFEST_NAME), &bytes));
    assert_true(str_eq(packfile_write(&fixture->arena, pack), fixture->archive));
    struct minisign_secret secret = sample_secret(1);
    assert_false(packfile_sign(pack, &secret, NULL));
    packfile_close(pack);
}

/* All bits of all bytes; a pack with a second signature that this place cannot check. */
static void
test_every_byte(void **state)
{
    struct fixture *fixture = *state;
    char *bytes = (char *)fixture->archive.p;
    for (size_t i = 0; i < fixture->archive.n; i++) {
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] ^= (char)(1 << bit);
            assert_refused(fixture->archive, &fixture->trust, NULL);
            bytes[i] ^= (char)(1 << bit);
        }
    }
}

/* The same with CHECKSUM put right after each change: the signature alone must hold. */
static void
test_every_byte_forged(void **state)
{
    struct fixture *fixture = *state;
    struct packfile *pack = sample_signed(7, SAMPLE_HOTLINES, PAGE, 1);
    struct str archive = sample_archive(&fixture->arena, pack);
    char *bytes = (char *)archive.p;
    for (size_t i = 0; i < archive.n - 2048; i++) {
        char kept = bytes[i];
        bytes[i] = (char)(kept ^ (1 << (i % 8)));
        sample_repair(archive);
        assert_refused(archive, &fixture->trust, NULL);
        bytes[i] = (char)(kept ^ 0x55);
        sample_repair(archive);
        assert_refused(archive, &fixture->trust, NULL);
        bytes[i] = kept;
    }
    packfile_close(pack);
}

static void
test_every_length(void **state)
{
    struct fixture *fixture = *state;
    struct str archive = fixture->archive;
    for (size_t n = 0; n < archive.n; n++) {
        char *exact = malloc(n + 1);
        assert_non_null(exact);
        memcpy(exact, archive.p, n);
        assert_refused((struct str){exact, n}, &fixture->trust, NULL);
        free(exact);
    }
    struct strbuf longer = {0};
    strbuf_add(&longer, archive);
    strbuf_addc(&longer, '\0');
    assert_refused(strbuf_str(&longer), &fixture->trust, "trailing");
    strbuf_clear(&longer);
    strbuf_add(&longer, archive);
    strbuf_add(&longer, archive);
    assert_refused(strbuf_str(&longer), &fixture->trust, "trailing");
    strbuf_free(&longer);
}

/* The pack that people use: 10,000 bytes by chance, and cut off after every block. */
static void
test_real_pack(void **state)
{
    struct fixture *fixture = *state;
    struct diag_sink sink = {0};
    struct packsource_options options = {.dir = KYR_SOURCE_DIR "/assets/pack",
                                         .issued = {2026, 11, 22}};
    struct packfile *pack = packsource_gather(&options, &sink);
    assert_n_findings(&sink, 0);
    assert_non_null(pack);
    struct minisign_secret secret = sample_secret(1);
    assert_true(packfile_sign(pack, &secret, NULL));
    struct str archive = sample_archive(&fixture->arena, pack);
    packfile_close(pack);
    char *bytes = (char *)archive.p;
    uint32_t random = 12345;
    for (int i = 0; i < 10000; i++) {
        random = random * 1664525u + 1013904223u;
        size_t at = (size_t)((uint64_t)random * archive.n >> 32);
        random = random * 1664525u + 1013904223u;
        char kept = bytes[at];
        bytes[at] = (char)(kept ^ (1 + (random >> 16) % 255));
        assert_refused(archive, &fixture->trust, NULL);
        bytes[at] = kept;
    }
    for (size_t n = 0; n < archive.n; n += 512) {
        assert_refused((struct str){archive.p, n}, &fixture->trust, NULL);
    }
    pack = packfile_read(archive, "real", &fixture->trust, NULL);
    assert_non_null(pack);
    packfile_close(pack);
    diag_free(&sink);
}

static void
test_trust(void **state)
{
    struct fixture *fixture = *state;
    struct packfile_trust nobody = {0}, other = {&fixture->keys[2], 1}, all = {fixture->keys, 3};
    assert_refused(fixture->archive, &nobody, "untrusted");
    assert_refused(fixture->archive, &other, "untrusted");
    struct packfile *pack = packfile_read(fixture->archive, "sample", &all, NULL);
    assert_int_equal(pack->n_signers, 2);
    packfile_close(pack);
    /* The same key twice in the list of the trusted is one person. */
    struct minisign_public twice[2] = {fixture->keys[0], fixture->keys[0]};
    struct packfile_trust same = {twice, 2};
    pack = packfile_read(fixture->archive, "sample", &same, NULL);
    assert_int_equal(pack->n_signers, 1);
    packfile_close(pack);
    /* Another key that bears the trusted name. */
    struct minisign_public forger = fixture->keys[2];
    memcpy(forger.id, fixture->keys[0].id, sizeof forger.id);
    struct packfile_trust forged = {&forger, 1};
    assert_refused(fixture->archive, &forged, "signature");
}

/* One person must not count as two: the same key under two names. */
static void
test_one_key_two_names(void **state)
{
    struct fixture *fixture = *state;
    struct packfile *pack = sample_signed(7, SAMPLE_HOTLINES, PAGE, 1);
    struct minisign_secret alias = sample_secret(1);
    alias.id[7] ^= 1;
    assert_true(packfile_sign(pack, &alias, NULL));
    struct str archive = sample_archive(&fixture->arena, pack);
    packfile_close(pack);
    struct minisign_public keys[2] = {fixture->keys[0], minisign_public_of(&alias)};
    struct packfile_trust trust = {keys, 2};
    pack = packfile_read(archive, "sample", &trust, NULL);
    assert_non_null(pack);
    assert_int_equal(pack->n_signers, 1);
    packfile_close(pack);
}

static void
test_unsigned(void **state)
{
    struct fixture *fixture = *state;
    struct packfile *pack = sample_signed(7, SAMPLE_HOTLINES, PAGE, 0);
    struct str archive = sample_archive(&fixture->arena, pack);
    assert_refused(archive, &fixture->trust, "unsigned");
    assert_refused(archive, NULL, "unsigned");
    packfile_close(pack);
    assert_refused(STR(""), &fixture->trust, "not-a-pack");
    assert_refused(STR("MANIFEST"), &fixture->trust, "truncated");
}

/* Archives that a forger signs with a trusted key, or writes around a signed manifest. */

/* The manifest and signature of a good pack, then these files, then what belongs to the end. */
static struct str
make_hostile(struct fixture *fixture, const struct sample_file *files, size_t n)
{
    struct packfile *pack = sample_signed(7, SAMPLE_HOTLINES, PAGE, 1);
    struct strbuf out = {0};
    tar_add(&out, STR(MANIFEST_NAME), pack->manifest_text);
    tar_add(&out, STR("MANIFEST.minisig"),
            minisign_write_signature(&fixture->arena, &pack->signatures[0]));
    for (size_t i = 0; i < n; i++) {
        tar_add(&out, str_from(files[i].name), str_from(files[i].text));
    }
    char sum[66];
    memset(sum, '0', 64);
    sum[64] = '\n';
    tar_add(&out, STR("CHECKSUM"), (struct str){sum, 65});
    tar_end(&out);
    struct str bytes = str_dup(&fixture->arena, strbuf_str(&out));
    sample_repair(bytes);
    strbuf_free(&out);
    packfile_close(pack);
    return bytes;
}

#define GOOD                                                                                       \
    {"hotlines.yaml", SAMPLE_HOTLINES},                                                            \
    {                                                                                              \
        "pages/a.md", PAGE                                                                         \
    }

static void
test_members(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        struct sample_file files[3];
        size_t n;
        const char *code;
    } cases[] = {
        {{GOOD, {"pages/b.md", ""}}, 3, "extra"},
        {{GOOD, {"pages/a.md", PAGE}}, 3, "duplicate"},
        {{{"hotlines.yaml", SAMPLE_HOTLINES}}, 1, "missing"},
        {{{"pages/a.md", PAGE}}, 1, "missing"},
        {{{"hotlines.yaml", SAMPLE_HOTLINES}, {"pages/a.md", PAGE "x"}}, 2, "hash"},
        {{{"pages/a.md", PAGE}, {"hotlines.yaml", SAMPLE_HOTLINES}}, 2, "order"},
        {{GOOD, {"../escape", ""}}, 3, "name"},
        {{GOOD, {"pages/../../escape", ""}}, 3, "name"},
        {{GOOD, {"/etc/passwd", ""}}, 3, "name"},
        {{GOOD, {"pages//b.md", ""}}, 3, "name"},
        {{GOOD, {"./b.md", ""}}, 3, "name"},
        {{GOOD, {"b\n.md", ""}}, 3, "name"},
        {{GOOD, {"MANIFEST", ""}}, 3, "extra"},
        {{GOOD, {"MANIFEST.9.minisig", ""}}, 3, "name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str archive = make_hostile(fixture, cases[i].files, cases[i].n);
        assert_refused(archive, &fixture->trust, cases[i].code);
    }
    struct sample_file good[] = {GOOD};
    struct packfile *pack =
        packfile_read(make_hostile(fixture, good, 2), "sample", &fixture->trust, NULL);
    assert_non_null(pack); /* the archives above were refused for what is wrong with them only */
    packfile_close(pack);
}

/* Sets the checksum of the header at `at` as tar does. */
static void
fix_header(char *header)
{
    unsigned sum = 0;
    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++) {
        sum += (unsigned char)header[i];
    }
    (void)snprintf(header + 148, 7, "%06o", sum);
    header[155] = ' ';
}

/* The header of hotlines.yaml, changed, with everything else put right. */
static void
assert_header_refused(struct fixture *fixture, size_t offset, const char *bytes, const char *code)
{
    struct sample_file good[] = {GOOD};
    struct str archive = make_hostile(fixture, good, 2);
    char *header = (char *)archive.p + 2048;
    assert_string_equal(header, "hotlines.yaml");
    memcpy(header + offset, bytes, strlen(bytes));
    fix_header(header);
    sample_repair(archive);
    assert_refused(archive, &fixture->trust, code);
}

static void
test_headers(void **state)
{
    struct fixture *fixture = *state;
    static const char *const kinds[] = {"1", "2", "3", "4", "5", "6", "7", "x", "g", "L", "K", "S"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        assert_header_refused(fixture, 156, kinds[i], "kind");
    }
    assert_header_refused(fixture, 157, "/etc/passwd", "header");    /* link name */
    assert_header_refused(fixture, 100, "0004755", "header");        /* setuid */
    assert_header_refused(fixture, 108, "0001750", "header");        /* an owner */
    assert_header_refused(fixture, 136, "00000000001", "header");    /* a time */
    assert_header_refused(fixture, 265, "root", "header");           /* a name of an owner */
    assert_header_refused(fixture, 345, "prefix", "header");         /* a longer name */
    assert_header_refused(fixture, 500, "hidden", "header");         /* unused bytes */
    assert_header_refused(fixture, 124, "77777777777", "too-large"); /* 8 GB */
    assert_header_refused(fixture, 124, "\x80", "too-large");        /* size in base 256 */
    assert_header_refused(fixture, 124, "00017777777", "truncated"); /* 4 MB less one */
    assert_header_refused(fixture, 257, "other", "header");
}

/* A bomb of many empty files is stopped before its manifest is looked at. */
static void
test_many(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf out = {0};
    tar_add(&out, STR(MANIFEST_NAME), STR(""));
    for (int i = 0; i < 5000; i++) {
        tar_add(&out, str_printf(&fixture->arena, "f%d", i), STR(""));
    }
    tar_end(&out);
    assert_refused(strbuf_str(&out), &fixture->trust, "too-many");
    strbuf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_every_byte_forged),
        cmocka_unit_test(test_every_length),
        cmocka_unit_test(test_real_pack),
        cmocka_unit_test(test_trust),
        cmocka_unit_test(test_one_key_two_names),
        cmocka_unit_test(test_unsigned),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_many),
    };
    return minisign_start() ? cmocka_run_group_tests(tests, set_up, tear_down) : 1;
}
