/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libintl keeps what it has once mapped, and the environment is the process's: so each test runs
 * in a folder of its own, and the environments are tried by this program starting itself again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "i18n/catalog.h"

#define UI "kyr-kiosk"
#define PACK "kyr-test"
#define N_SWITCHES 10000

static int
setup(void **state)
{
    struct fixture *fixture = malloc(sizeof *fixture);
    fixture_open(fixture);
    (void)fixture_anchor(fixture);
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

static const char *
install(struct fixture *fixture, const char *catalog, const char *domain, const char *data)
{
    struct str mo = fixture_compile(fixture, fixture_data(fixture, data), "");
    return fixture_install(fixture, catalog, domain, mo);
}

static void
install_all(struct fixture *fixture)
{
    (void)install(fixture, "es", UI, "es-ui.po");
    (void)install(fixture, "es", PACK, "es-pack.po");
    (void)install(fixture, "es_MX", UI, "es-ui.po");
    (void)install(fixture, "es_MX", PACK, "es_MX-pack.po");
    (void)install(fixture, "pl", UI, "pl-ui.po");
}

static struct catalog *
open_dir(const char *dir, const char *pack_domain, struct diag_sink *sink)
{
    char anchor[256];
    char locale[256];
    (void)snprintf(anchor, sizeof anchor, "%s/anchor", dir);
    (void)snprintf(locale, sizeof locale, "%s/locale", dir);
    struct catalog_options options = {anchor, locale, locale, pack_domain};
    return catalog_open(&options, sink);
}

static struct catalog *
open_catalog(struct fixture *fixture)
{
    return open_dir(fixture->dir, PACK, &fixture->sink);
}

static const struct language *
offered(const struct catalog *catalog, const char *tag)
{
    for (size_t i = 0; i < catalog_language_count(catalog); i++) {
        if (strcmp(catalog_language(catalog, i)->tag, tag) == 0) {
            return catalog_language(catalog, i);
        }
    }
    return NULL;
}

static void
expect_find(struct catalog *catalog, const char *tag, enum catalog_domain domain,
            const char *context, const char *msgid, const char *expected)
{
    struct str text = STR("");
    const struct language *language = offered(catalog, tag);
    language = language != NULL ? language : lang_find(str_from(tag));
    bool is_found = catalog_find(catalog, language, domain, context, msgid, &text);
    if (is_found != (expected != NULL)) {
        fail_msg("%s: \"%s\" %s", tag, msgid, is_found ? "was found" : "was not found");
    }
    assert_string_equal(text.p, expected != NULL ? expected : msgid);
    assert_int_equal(text.n, strlen(text.p));
}

/* ---- Look-ups ------------------------------------------------------------------------------ */

static void
finds_translations(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    struct catalog *catalog = open_catalog(fixture);
    expect_find(catalog, "es", CATALOG_UI, NULL, "Next page", "Página siguiente");
    expect_find(catalog, "es", CATALOG_UI, "button", "Open", "Abrir");
    expect_find(catalog, "es", CATALOG_UI, "door", "Open", "Abierta");
    expect_find(catalog, "es", CATALOG_UI, NULL, "Open", NULL);
    expect_find(catalog, "es", CATALOG_UI, "window", "Open", NULL);
    expect_find(catalog, "es", CATALOG_UI, NULL, "{n} page", "{n} página");
    expect_find(catalog, "es", CATALOG_PACK, "tile", "They are at my door", "Están en mi puerta");
    expect_find(catalog, "es", CATALOG_PACK, NULL, "Home", NULL);
    expect_find(catalog, "es", CATALOG_PACK, NULL, "", NULL);
    expect_find(catalog, "es", CATALOG_PACK, "", "", NULL);
    expect_find(catalog, "es", CATALOG_PACK, "tile", "", NULL);
    expect_find(catalog, "en", CATALOG_PACK, NULL, "Keep the door closed", NULL);
    expect_find(catalog, "ko", CATALOG_PACK, NULL, "Keep the door closed", NULL);
    struct str text = catalog_ui(catalog, NULL, NULL, "Home");
    assert_string_equal(text.p, "Home");
    assert_string_equal(catalog_ui(catalog, offered(catalog, "es"), NULL, "Home").p, "Inicio");
    assert_int_equal(fixture->sink.n_errors, 0);
    catalog_close(catalog);
}

static void
offers_by_tag(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    (void)install(fixture, "ar", PACK, "es-pack.po");
    (void)install(fixture, "en", PACK, "es-pack.po");
    (void)install(fixture, "C.UTF-8", PACK, "es-pack.po");
    (void)install(fixture, "es:fr", PACK, "es-pack.po");
    struct catalog *catalog = open_catalog(fixture);
    const char *tags[] = {"en", "ar", "es", "es-MX"};
    assert_int_equal(catalog_language_count(catalog), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(catalog_language(catalog, i)->tag, tags[i]);
    }
    assert_ptr_equal(catalog_language(catalog, 0), lang_source());
    assert_ptr_equal(catalog_language(catalog, 2), lang_find(STR("es")));
    assert_string_equal(catalog_language(catalog, 3)->native_name, "Español (MX)");
    assert_int_equal(catalog_language(catalog, 1)->dir, DIR_RTL);
    assert_non_null(fixture_finding(fixture, "catalog-no-ui", "/ar/LC_MESSAGES/" UI ".mo"));
    assert_int_equal(fixture->sink.n_errors, 0);
    catalog_close(catalog);
}

static void
without_pack_ui_decides(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    struct catalog *catalog = open_dir(fixture->dir, NULL, &fixture->sink);
    assert_non_null(offered(catalog, "pl"));
    assert_non_null(offered(catalog, "es"));
    expect_find(catalog, "es", CATALOG_PACK, NULL, "Keep the door closed", NULL);
    catalog_close(catalog);
    catalog_close(NULL);
}

static void
falls_back_from_region(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    struct catalog *catalog = open_catalog(fixture);
    const char *door = "Keep the door closed";
    expect_find(catalog, "es-MX", CATALOG_PACK, NULL, door, "No abra la puerta (MX)");
    expect_find(catalog, "es-MX", CATALOG_PACK, NULL, "Only in es", "Sólo en es");
    expect_find(catalog, "es", CATALOG_PACK, NULL, door, "No abra la puerta");
    catalog_close(catalog);
}

static void
chooses_plurals(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    struct catalog *catalog = open_dir(fixture->dir, NULL, &fixture->sink);
    const struct {
        const char *tag;
        unsigned long n;
        const char *expected;
    } cases[] = {
        {"en", 0, "{n} pages"},   {"en", 1, "{n} page"},   {"en", 2, "{n} pages"},
        {"es", 0, "{n} páginas"}, {"es", 1, "{n} página"}, {"es", 7, "{n} páginas"},
        {"pl", 1, "{n} strona"},  {"pl", 3, "{n} strony"}, {"pl", 12, "{n} stron"},
        {"pl", 22, "{n} strony"}, {"ko", 1, "{n} page"},   {"ko", 5, "{n} pages"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct language *language = lang_find(str_from(cases[i].tag));
        struct str text = catalog_ui_plural(catalog, language, "{n} page", "{n} pages", cases[i].n);
        assert_string_equal(text.p, cases[i].expected);
    }
    const struct language *es = lang_find(STR("es"));
    assert_string_equal(catalog_ui_plural(catalog, es, "{n} dog", "{n} dogs", 1).p, "{n} dog");
    assert_string_equal(catalog_ui_plural(catalog, es, "{n} dog", "{n} dogs", 2).p, "{n} dogs");
    assert_string_equal(catalog_ui_plural(catalog, es, "", "x", 2).p, "x");
    catalog_close(catalog);
}

static void
switches_ten_thousand_times(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    struct catalog *catalog = open_catalog(fixture);
    const char *tags[] = {"en", "es", "es-MX", "es", "ko"};
    const char *doors[] = {NULL, "No abra la puerta", "No abra la puerta (MX)", "No abra la puerta",
                           NULL};
    const char *homes[] = {NULL, "Inicio", "Inicio", "Inicio", NULL};
    uint32_t seed = 1;
    for (int i = 0; i < N_SWITCHES; i++) {
        seed = seed * 1664525u + 1013904223u;
        size_t which = (seed >> 16) % 5;
        expect_find(catalog, tags[which], CATALOG_PACK, NULL, "Keep the door closed", doors[which]);
        expect_find(catalog, tags[which], CATALOG_UI, NULL, "Home", homes[which]);
    }
    catalog_close(catalog);
}

/* ---- The process around it ----------------------------------------------------------------- */

static void
process_locale_does_not_matter(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    struct catalog *catalog = open_catalog(fixture);
    const char *locales[] = {"C", "POSIX", "C.UTF-8", ""};
    assert_string_equal(setlocale(LC_ALL, NULL), "C"); /* opening has not changed it */
    for (size_t i = 0; i < 4; i++) {
        (void)setlocale(LC_ALL, locales[i]);
        expect_find(catalog, "es", CATALOG_UI, NULL, "Next page", "Página siguiente");
        expect_find(catalog, "es-MX", CATALOG_PACK, NULL, "Only in es", "Sólo en es");
    }
    (void)setlocale(LC_ALL, "C");
    catalog_close(catalog);
}

static void
leaves_locpath_alone(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    (void)unsetenv("LOCPATH");
    catalog_close(open_catalog(fixture));
    assert_null(getenv("LOCPATH"));
    (void)setenv("LOCPATH", "/somewhere/else", 1);
    struct catalog *catalog = open_catalog(fixture);
    assert_string_equal(getenv("LOCPATH"), "/somewhere/else");
    expect_find(catalog, "es", CATALOG_UI, NULL, "Home", "Inicio");
    catalog_close(catalog);
    (void)unsetenv("LOCPATH");
}

static void
sets_language_only_when_it_changes(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    (void)setenv("LANGUAGE", "fr:de", 1);
    struct catalog *catalog = open_catalog(fixture);
    expect_find(catalog, "es", CATALOG_UI, NULL, "Home", "Inicio");
    assert_string_equal(getenv("LANGUAGE"), "es");
    (void)setenv("LANGUAGE", "untouched", 1);
    expect_find(catalog, "es", CATALOG_UI, NULL, "Home", "Inicio");
    expect_find(catalog, "en", CATALOG_UI, NULL, "Home", NULL);
    assert_string_equal(getenv("LANGUAGE"), "untouched");
    expect_find(catalog, "es-MX", CATALOG_UI, NULL, "Home", "Inicio");
    assert_string_equal(getenv("LANGUAGE"), "es_MX");
    catalog_close(catalog);
}

#define CANNOT_START 98

/* Runs in a new process: are the words right, and is nothing reported? */
static int
child(const char *dir)
{
    struct diag_sink sink = {0};
    struct str text = STR("");
    struct catalog *catalog = open_dir(dir, PACK, &sink);
    const struct language *es = lang_find(STR("es"));
    bool is_right = catalog_language_count(catalog) == 3 && sink.n_errors == 0 &&
                    catalog_find(catalog, es, CATALOG_UI, NULL, "Next page", &text) &&
                    str_eqz(text, "Página siguiente") &&
                    catalog_find(catalog, es, CATALOG_PACK, NULL, "Only in es", &text) &&
                    str_eqz(text, "Sólo en es") &&
                    !catalog_find(catalog, lang_source(), CATALOG_UI, NULL, "Home", &text);
    diag_print(&sink, stderr);
    catalog_close(catalog);
    diag_free(&sink);
    return is_right ? 0 : 1;
}

static void
run_child(struct fixture *fixture, char *const environment[])
{
    int status = 0;
    char *arguments[] = {(char *)"test", (char *)fixture->dir, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        (void)execve("/proc/self/exe", arguments, environment);
        _exit(errno == ENOEXEC ? CANNOT_START : 99);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_START) {
        print_message("an emulator of another processor cannot start a program of its own\n");
        skip();
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fail_msg("wrong words with %s in the environment",
                 environment[0] == NULL ? "nothing" : environment[0]);
    }
}

static void
works_in_every_environment(void **state)
{
    struct fixture *fixture = *state;
    const char *variables[] = {NULL,
                               "LC_ALL=C",
                               "LC_ALL=C.UTF-8",
                               "LC_ALL=POSIX",
                               "LC_ALL=es_MX.UTF-8",
                               "LANG=en_US.UTF-8",
                               "LANGUAGE=fr",
                               "LANGUAGE=en:es",
                               "LANGUAGE=",
                               "LOCPATH=/nowhere",
                               "OUTPUT_CHARSET=ISO-8859-1",
                               "NLSPATH=/nowhere/%N"};
    install_all(fixture);
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        char *environment[] = {(char *)variables[i], NULL};
        run_child(fixture, environment);
    }
    char *both[] = {(char *)"LC_ALL=C", (char *)"LANGUAGE=fr", (char *)"LANG=C", NULL};
    run_child(fixture, both);
}

/* ---- What can be wrong --------------------------------------------------------------------- */

static void
missing_anchor_means_english(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    const char *anchor = fixture_path(fixture, "anchor/kyr.UTF-8/LC_MESSAGES/SYS_LC_MESSAGES");
    for (int i = 0; i < 2; i++) {
        struct diag_sink sink = {0};
        fixture_write(anchor, STR("not a locale"));
        assert_int_equal(i == 0 ? 0 : unlink(anchor), 0);
        struct catalog *catalog = open_dir(fixture->dir, PACK, &sink);
        assert_int_equal(catalog_language_count(catalog), 1);
        expect_find(catalog, "es", CATALOG_UI, NULL, "Home", NULL);
        assert_int_equal(sink.n_errors, 1);
        assert_string_equal(sink.first->code, "locale-anchor");
        assert_true(str_ends(str_from(sink.first->place.file), "/anchor"));
        catalog_close(catalog);
        diag_free(&sink);
    }
    assert_null(getenv("LOCPATH"));
    struct catalog_options nothing = {0};
    struct catalog *catalog = catalog_open(&nothing, NULL);
    assert_int_equal(catalog_language_count(catalog), 1);
    catalog_close(catalog);
}

static void
truncate_file(struct fixture *fixture, const char *path)
{
    struct str mo = fixture_read(fixture, path);
    fixture_write(path, (struct str){mo.p, mo.n / 2});
}

static void
damaged_pack_is_not_offered(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    truncate_file(fixture, install(fixture, "es", PACK, "es-pack.po"));
    struct catalog *catalog = open_catalog(fixture);
    const struct diag *finding =
        fixture_finding(fixture, "catalog-unsound", "/es/LC_MESSAGES/" PACK ".mo");
    assert_non_null(finding);
    assert_non_null(strstr(finding->text.p, "cut short"));
    assert_int_equal(finding->severity, DIAG_ERROR);
    assert_null(offered(catalog, "es"));
    expect_find(catalog, "es", CATALOG_PACK, NULL, "Keep the door closed", NULL);
    /* A message that es_MX lacks would make libintl open the damaged file. */
    assert_null(offered(catalog, "es-MX"));
    assert_non_null(fixture_finding(fixture, "catalog-unsound", "/es_MX/LC_MESSAGES/" PACK ".mo"));
    /* The other domain is not touched by it. */
    expect_find(catalog, "es", CATALOG_UI, NULL, "Home", "Inicio");
    catalog_close(catalog);
}

static void
damaged_ui_leaves_the_pack(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    truncate_file(fixture, install(fixture, "es", UI, "es-ui.po"));
    struct catalog *catalog = open_catalog(fixture);
    assert_non_null(offered(catalog, "es"));
    expect_find(catalog, "es", CATALOG_UI, NULL, "Home", NULL);
    expect_find(catalog, "es", CATALOG_PACK, NULL, "Only in es", "Sólo en es");
    const struct language *es = lang_find(STR("es"));
    assert_string_equal(catalog_ui_plural(catalog, es, "a page", "pages", 3).p, "pages");
    assert_non_null(fixture_finding(fixture, "catalog-unsound", "/es/LC_MESSAGES/" UI ".mo"));
    assert_null(fixture_finding(fixture, "catalog-no-ui", "/es/LC_MESSAGES/" UI ".mo"));
    catalog_close(catalog);
}

static void
odd_files_are_refused(void **state)
{
    struct fixture *fixture = *state;
    const char *path = install(fixture, "es", PACK, "es-pack.po");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/dev/zero", path), 0);
    (void)fixture_install(fixture, "fr", PACK, STR(""));
    struct catalog *catalog = open_catalog(fixture);
    assert_int_equal(catalog_language_count(catalog), 1);
    assert_int_equal(fixture->sink.n_errors, 2);
    assert_non_null(strstr(fixture->sink.first->text.p, "is not a file"));
    catalog_close(catalog);
}

static void
empty_translation_is_not_offered(void **state)
{
    struct fixture *fixture = *state;
    struct str po = STR("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n");
    (void)fixture_install(fixture, "es", PACK, fixture_compile(fixture, po, ""));
    struct catalog *catalog = open_catalog(fixture);
    assert_null(offered(catalog, "es"));
    assert_non_null(strstr(fixture->sink.first->text.p, "translates nothing"));
    catalog_close(catalog);
}

/* libintl goes on serving the file it has mapped; the self-test sees that it is not this one. */
static void
self_test_compares_with_the_file(void **state)
{
    struct fixture *fixture = *state;
    install_all(fixture);
    catalog_close(open_catalog(fixture));
    assert_int_equal(fixture->sink.n_errors, 0);
    const char *path = install(fixture, "es", PACK, "es-pack.po");
    assert_int_equal(unlink(path), 0);
    (void)install(fixture, "es", PACK, "es_MX-pack.po");
    struct catalog *catalog = open_catalog(fixture);
    const struct diag *finding =
        fixture_finding(fixture, "catalog-unsound", "/es/LC_MESSAGES/" PACK ".mo");
    assert_non_null(finding);
    assert_non_null(strstr(finding->text.p, "self-test"));
    assert_null(offered(catalog, "es"));
    catalog_close(catalog);
}

static void
pack_name_must_be_a_name(void **state)
{
    struct fixture *fixture = *state;
    const char *names[] = {"", "../x", "a/b", "/etc/passwd", UI};
    install_all(fixture);
    for (size_t i = 0; i < 5; i++) {
        struct diag_sink sink = {0};
        struct catalog *catalog = open_dir(fixture->dir, names[i], &sink);
        assert_string_equal(sink.first->code, "catalog-name");
        catalog_close(catalog);
        diag_free(&sink);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_translations),
        TEST(offers_by_tag),
        TEST(without_pack_ui_decides),
        TEST(falls_back_from_region),
        TEST(chooses_plurals),
        TEST(switches_ten_thousand_times),
        TEST(process_locale_does_not_matter),
        TEST(leaves_locpath_alone),
        TEST(sets_language_only_when_it_changes),
        TEST(works_in_every_environment),
        TEST(missing_anchor_means_english),
        TEST(damaged_pack_is_not_offered),
        TEST(damaged_ui_leaves_the_pack),
        TEST(odd_files_are_refused),
        TEST(empty_translation_is_not_offered),
        TEST(self_test_compares_with_the_file),
        TEST(pack_name_must_be_a_name),
    };
    if (argc == 2) {
        return child(argv[1]);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
