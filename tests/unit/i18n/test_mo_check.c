/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogs as msgfmt makes them are accepted; damaged ones are refused or harmless: whatever
 * mo_check accepts is given to libintl in a child process, which must come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "i18n/mo_check.h"

#define DOMAIN "t"
#define CHILD_SECONDS 10 /* a hang counts as a crash */

/* Hits, misses enough to start a chain of probes in every slot, and plurals. */
static void
look_everything_up(void)
{
    const char *ids[] = {"Home", "b\004Open", "page", "pages", "Open", "zzz", "a", "\xC3\xA9"};
    char miss[32];
    size_t total = 0;
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        total += strlen(dcgettext(DOMAIN, ids[i], LC_MESSAGES));
    }
    for (unsigned long n = 0; n < 300; n++) {
        total += strlen(dcngettext(DOMAIN, "page", "pages", n, LC_MESSAGES));
        (void)snprintf(miss, sizeof miss, "miss %lu", n * 7919);
        total += strlen(dcgettext(DOMAIN, miss, LC_MESSAGES));
    }
    _exit(total > 0 ? 0 : 1);
}

/* The parent never loads a catalog, so each child sees the file of its time. */
static void
survives_libintl(struct fixture *fixture, struct str mo, const char *what, size_t where)
{
    int status = 0;
    (void)fixture_install(fixture, "es", DOMAIN, mo);
    pid_t child = fork();
    if (child == 0) {
        (void)alarm(CHILD_SECONDS);
        (void)bindtextdomain(DOMAIN, fixture_path(fixture, "locale"));
        (void)bind_textdomain_codeset(DOMAIN, "UTF-8");
        look_everything_up();
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fail_msg("%s at %zu was accepted, and libintl died of it", what, where);
    }
}

static int
setup(void **state)
{
    struct fixture *fixture = malloc(sizeof *fixture);
    fixture_open(fixture);
    (void)setenv("LOCPATH", fixture_anchor(fixture), 1);
    (void)setenv("LANGUAGE", "es", 1);
    assert_non_null(setlocale(LC_MESSAGES, "kyr.UTF-8"));
    *state = fixture;
    return 0;
}

static int
teardown(void **state)
{
    fixture_close(*state);
    free(*state);
    return 0;
}

static struct str
compile(struct fixture *fixture, const char *data, const char *options)
{
    return fixture_compile(fixture, fixture_data(fixture, data), options);
}

/* From memory of exactly its size, so that the sanitizer sees a read past the end. */
static bool
check_exactly(struct str mo, struct mo_report *report)
{
    char *copy = malloc(mo.n == 0 ? 1 : mo.n);
    if (mo.n > 0) {
        memcpy(copy, mo.p, mo.n);
    }
    bool is_sound = mo_check((struct str){copy, mo.n}, report);
    assert_int_equal(is_sound, report->problem == NULL);
    free(copy);
    return is_sound;
}

static void
expect_problem(struct str mo, const char *words)
{
    struct mo_report report;
    if (mo_check(mo, &report)) {
        fail_msg("accepted, though it %s", words);
    }
    if (strstr(report.problem, words) == NULL) {
        fail_msg("\"%s\" does not speak of \"%s\"", report.problem, words);
    }
    assert_int_equal(report.sample_text.n, 0);
}

static void
accepts_what_msgfmt_makes(void **state)
{
    struct fixture *fixture = *state;
    const char *names[] = {"small.po", "es-ui.po", "es-pack.po", "es_MX-pack.po", "pl-ui.po"};
    const uint32_t counts[] = {3, 5, 4, 1, 2};
    const char *options[] = {"", "--no-hash", "-a 16"};
    for (size_t i = 0; i < 5; i++) {
        for (size_t o = 0; o < 3; o++) {
            struct mo_report report;
            struct str mo = compile(fixture, names[i], options[o]);
            if (!mo_check(mo, &report)) {
                fail_msg("%s %s: %s", names[i], options[o], report.problem);
            }
            assert_int_equal(report.n_messages, counts[i]);
            assert_true(report.sample_id.n > 0 && report.sample_text.n > 0);
            assert_int_equal(report.sample_id.p[report.sample_id.n], '\0');
            assert_true(report.sample_id.p > mo.p && report.sample_id.p < mo.p + mo.n);
        }
    }
}

static void
sample_is_the_first_form(void **state)
{
    struct fixture *fixture = *state;
    struct mo_report report;
    struct str po = STR("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=utf-8\\n\"\n"
                        "msgid \"a\"\nmsgstr \"a\"\n"
                        "msgid \"page\"\nmsgid_plural \"pages\"\n"
                        "msgstr[0] \"uno\"\nmsgstr[1] \"dos\"\n");
    assert_true(mo_check(fixture_compile(fixture, po, ""), &report));
    assert_true(str_eqz(report.sample_id, "page"));
    assert_true(str_eqz(report.sample_text, "uno"));
    assert_int_equal(report.n_messages, 2);
}

/* A pack of a size far above ours: long probe chains, non-ASCII msgids. */
static void
accepts_a_large_catalog(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf po = {0};
    struct mo_report report;
    strbuf_addz(&po, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n");
    for (int i = 0; i < 20000; i++) {
        strbuf_printf(&po, "msgid \"message é %d\"\nmsgstr \"mensaje é %d\"\n", i * 7919, i);
    }
    struct str mo = fixture_compile(fixture, strbuf_str(&po), "");
    if (!mo_check(mo, &report)) {
        fail_msg("%s", report.problem);
    }
    assert_int_equal(report.n_messages, 20000);
    strbuf_free(&po);
}

static void
names_the_problem(void **state)
{
    struct fixture *fixture = *state;
    struct str header = STR("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                            "\"Plural-Forms: nplurals=");
    const char *rules[][2] = {
        {"2; plural=n/0;", "not understood"},
        {"4000000000; plural=n!=1;", "1 to 6"},
        {"3; plural=n!=1;", "wrong number of plural forms"},
        {"2; plural=n;", "form it does not have"},
    };
    for (size_t i = 0; i < 4; i++) {
        struct str po = str_printf(&fixture->arena,
                                   "%s%s\\n\"\nmsgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n"
                                   "msgstr[1] \"d\"\n",
                                   header.p, rules[i][0]);
        expect_problem(fixture_compile(fixture, po, ""), rules[i][1]);
    }
    expect_problem(STR(""), "cut short");
    expect_problem(STR("msgid \"\"\nmsgstr \"\"\n# this is no compiled catalog\n"),
                   "not a compiled");
    expect_problem(compile(fixture, "small.po", "--endianness=big"), "big-endian");
    expect_problem(compile(fixture, "sysdep.po", ""), "system-dependent");
    /* Newer versions of msgfmt turn everything into UTF-8, so the header is changed behind them. */
    struct str other = str_dup(&fixture->arena, compile(fixture, "small.po", ""));
    ptrdiff_t at = str_find(other, STR("charset=UTF-8"));
    assert_true(at >= 0);
    memcpy((char *)other.p + at + strlen("charset="), "KOI-8", 5);
    expect_problem(other, "charset=UTF-8");
    expect_problem(compile(fixture, "no-header.po", ""), "header");
}

static struct str
nested_rule(struct arena *arena, char c, size_t n)
{
    char *nest = arena_alloc(arena, n + 1);
    memset(nest, c, n);
    return str_printf(arena,
                      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                      "\"Plural-Forms: nplurals=2; plural=%sn\\n\"\nmsgid \"a\"\nmsgstr \"b\"\n",
                      nest);
}

static void
refuses_endless_nesting(void **state)
{
    struct fixture *fixture = *state;
    const char nests[] = {'(', '!'};
    for (size_t i = 0; i < 2; i++) {
        struct str po = nested_rule(&fixture->arena, nests[i], 200000);
        expect_problem(fixture_compile(fixture, po, ""), "not understood");
    }
}

static void
refuses_every_truncation(void **state)
{
    struct fixture *fixture = *state;
    const char *options[] = {"", "--no-hash"};
    for (size_t o = 0; o < 2; o++) {
        struct str mo = compile(fixture, "es-ui.po", options[o]);
        struct mo_report report;
        assert_true(check_exactly(mo, &report));
        for (size_t n = 0; n < mo.n; n++) {
            assert_false(check_exactly((struct str){mo.p, n}, &report));
        }
    }
}

static void
survives_every_changed_byte(void **state)
{
    struct fixture *fixture = *state;
    const unsigned char masks[] = {0x01, 0x20, 0x80, 0xFF};
    const char *options[] = {"", "--no-hash"};
    size_t n_accepted = 0;
    for (size_t o = 0; o < 2; o++) {
        struct str mo = compile(fixture, "small.po", options[o]);
        char *bytes = malloc(mo.n);
        for (size_t i = 0; i < mo.n * 4; i++) {
            struct mo_report report;
            struct str changed = {bytes, mo.n};
            memcpy(bytes, mo.p, mo.n);
            bytes[i / 4] = (char)((unsigned char)bytes[i / 4] ^ masks[i % 4]);
            if (check_exactly(changed, &report)) {
                n_accepted++;
                survives_libintl(fixture, changed, "changed byte", i / 4);
            }
        }
        free(bytes);
    }
    assert_true(n_accepted > 0); /* a letter of a translation may change */
}

static void
put_word(char *bytes, size_t at, uint32_t value)
{
    for (size_t i = 0; i < 4; i++) {
        bytes[at + i] = (char)(value >> (8 * i));
    }
}

static uint32_t
get_word(const char *bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes + at;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Header, both tables and the hash table, each word set to each of the awkward values. */
static void
survives_every_changed_word(void **state)
{
    struct fixture *fixture = *state;
    struct str mo = compile(fixture, "small.po", "");
    uint32_t size = (uint32_t)mo.n;
    uint32_t values[] = {0,          1,
                         2,          3,
                         4,          5,
                         28,         size - 1,
                         size,       size + 1,
                         size - 4,   0x7FFFFFFF,
                         UINT32_MAX, UINT32_MAX - 3,
                         0x80000000, UINT32_MAX / 8};
    size_t end = get_word(mo.p, 24) + get_word(mo.p, 20) * 4;
    char *bytes = malloc(mo.n);
    for (size_t at = 0; at < end; at += 4) {
        for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
            struct mo_report report;
            memcpy(bytes, mo.p, mo.n);
            put_word(bytes, at, values[v]);
            if (check_exactly((struct str){bytes, mo.n}, &report)) {
                survives_libintl(fixture, (struct str){bytes, mo.n}, "changed word", at);
            }
        }
    }
    free(bytes);
}

static uint32_t
next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void
survives_random_damage(void **state)
{
    struct fixture *fixture = *state;
    struct str mo = compile(fixture, "small.po", "");
    char *bytes = malloc(mo.n);
    uint32_t seed = 2026;
    for (int round = 0; round < 20000; round++) {
        struct mo_report report;
        memcpy(bytes, mo.p, mo.n);
        for (uint32_t changes = 1 + next_random(&seed) % 8; changes > 0; changes--) {
            bytes[next_random(&seed) % mo.n] = (char)next_random(&seed);
        }
        if (check_exactly((struct str){bytes, mo.n}, &report)) {
            survives_libintl(fixture, (struct str){bytes, mo.n}, "random damage", (size_t)round);
        }
    }
    free(bytes);
}

/* Where a string of the file stands. */
static size_t
offset_of(struct str mo, const char *text)
{
    for (size_t i = 0; i + strlen(text) < mo.n; i++) {
        if (memcmp(mo.p + i, text, strlen(text)) == 0) {
            return i;
        }
    }
    fail_msg("no \"%s\"", text);
    return 0;
}

struct patch {
    size_t at;
    size_t n;
    const char *bytes; /* NULL: zeros */
};

static void
expect_refused(struct str mo, struct patch patch, const char *words)
{
    char *copy = malloc(mo.n);
    memcpy(copy, mo.p, mo.n);
    if (patch.bytes != NULL) {
        memcpy(copy + patch.at, patch.bytes, patch.n);
    } else {
        memset(copy + patch.at, 0, patch.n);
    }
    expect_problem((struct str){copy, mo.n}, words);
    free(copy);
}

static void
refuses_odd_strings(void **state)
{
    struct fixture *fixture = *state;
    struct str mo = compile(fixture, "small.po", "");
    size_t ids = get_word(mo.p, 12);
    size_t texts = get_word(mo.p, 16);
    char word[4];
    expect_refused(mo, (struct patch){offset_of(mo, "Inicio") + 2, 1, NULL}, "plural forms");
    expect_refused(mo, (struct patch){offset_of(mo, "Inicio") + 2, 1, "\xFF"}, "not UTF-8");
    expect_refused(mo, (struct patch){offset_of(mo, "pages") + 2, 1, NULL}, "too many parts");
    expect_refused(mo, (struct patch){ids + 8, 8, mo.p + ids + 16}, "not in order");
    put_word(word, 0, get_word(mo.p, texts + 8) - 1);
    expect_refused(mo, (struct patch){texts + 8, 4, word}, "does not end");

    char pairs[24]; /* the long header for every text */
    for (size_t i = 0; i < 3; i++) {
        memcpy(pairs + 8 * i, mo.p + texts, 8);
    }
    expect_refused(mo, (struct patch){texts + 8, 24, pairs}, "overlap");
}

static void
refuses_hash_traps(void **state)
{
    struct fixture *fixture = *state;
    struct str mo = compile(fixture, "small.po", "");
    size_t size = get_word(mo.p, 20);
    size_t at = get_word(mo.p, 24);
    char *table = malloc(4 * size);
    memcpy(table, mo.p + at, 4 * size);
    for (size_t i = 0; i < size; i++) { /* no free slot: a miss would search for ever */
        put_word(table, 4 * i, get_word(table, 4 * i) == 0 ? 1 : get_word(table, 4 * i));
    }
    expect_refused(mo, (struct patch){at, 4 * size, table}, "hash table");
    expect_refused(mo, (struct patch){at, 4 * size, NULL}, "hash table"); /* finds nothing */
    put_word(table, 0, (uint32_t)size - 1);
    expect_refused(mo, (struct patch){20, 4, table}, "wrong size"); /* not a prime */
    put_word(table, 0, (uint32_t)at - 2);
    expect_refused(mo, (struct patch){24, 4, table}, "out of place"); /* not aligned */
    free(table);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_what_msgfmt_makes),
        cmocka_unit_test(sample_is_the_first_form),
        cmocka_unit_test(accepts_a_large_catalog),
        cmocka_unit_test(names_the_problem),
        cmocka_unit_test(refuses_endless_nesting),
        cmocka_unit_test(refuses_every_truncation),
        cmocka_unit_test(survives_every_changed_byte),
        cmocka_unit_test(survives_every_changed_word),
        cmocka_unit_test(survives_random_damage),
        cmocka_unit_test(refuses_odd_strings),
        cmocka_unit_test(refuses_hash_traps),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
