/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each catalog folder is an entry with two flags per domain: libintl may open the file (it was
 * checked) and libintl serves it (it answered the self-test). A look-up names its language; only
 * when that differs from the last one is LANGUAGE set and libintl told to forget. */
#include "i18n/catalog.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "i18n/mo_check.h"
#include "i18n/pseudo.h"

#define ANCHOR_LOCALE "kyr.UTF-8"
#define UI_DOMAIN "kyr-kiosk"
#define CONTEXT_GLUE '\004' /* between context and msgid: GNU gettext manual, "Contexts" */
#define N_DOMAINS 2

/* Limits. */
#define ENTRIES_MAX 64 /* language folders: far more than anyone can choose from */
#define FOLDER_BYTES_MAX                                                                           \
    16 /* "uz@cyrillic"; what becomes part of LANGUAGE must be a plain name                        \
        */

struct entry {
    const struct language *language;
    bool is_sound[N_DOMAINS];  /* missing or damaged: libintl must not come near it */
    bool is_served[N_DOMAINS]; /* libintl gives what the file says */
};

struct catalog {
    struct arena arena;             /* owns everything below but `locale` and `key` */
    const char *domains[N_DOMAINS]; /* NULL: not in use */
    const char *dirs[N_DOMAINS];
    locale_t locale;                   /* owned; (locale_t)0: no anchor, libintl is never asked */
    const char *current;               /* what LANGUAGE is set to; NULL before the first look-up */
    struct strbuf key;                 /* owned */
    struct entry entries[ENTRIES_MAX]; /* by folder name, so that es stands before es_MX */
    size_t n_entries;
    const struct language *overridden;            /* NULL: none */
    struct catalog_override overrides[N_DOMAINS]; /* of that language; `find` NULL: libintl */
    struct pseudo *pseudo; /* owned; NULL until a pseudo-language is asked for */
    const struct language *offered[ENTRIES_MAX + 1 + PSEUDO_LANGUAGES]; /* English first */
    size_t n_offered;
};

/* ---- libintl ------------------------------------------------------------------------------- */

static void
restore_env(const char *name, const char *value)
{
    if (value == NULL) {
        (void)unsetenv(name);
    } else {
        (void)setenv(name, value, 1);
    }
}

/* By way of setlocale, as newlocale leaks its path in glibc 2.36. LOCPATH hides the system's
 * locales from child processes, so it is set for one call only. */
static locale_t
load_anchor(struct arena *arena, const char *dir)
{
    const char *path_before = getenv("LOCPATH");
    const char *locale_before = setlocale(LC_MESSAGES, NULL);
    locale_t locale = (locale_t)0;
    path_before = path_before == NULL ? NULL : str_dup(arena, str_from(path_before)).p;
    locale_before = str_dup(arena, str_from(locale_before)).p;
    if (dir == NULL || setenv("LOCPATH", dir, 1) != 0) {
        return locale;
    }
    if (setlocale(LC_MESSAGES, ANCHOR_LOCALE) != NULL) {
        locale = duplocale(LC_GLOBAL_LOCALE);
    }
    restore_env("LOCPATH", path_before);
    (void)setlocale(LC_MESSAGES, locale_before);
    return locale;
}

static void
bind_domain(struct catalog *catalog, enum catalog_domain domain, const char *name, const char *dir)
{
    if (name == NULL || dir == NULL) {
        return;
    }
    catalog->domains[domain] = str_dup(&catalog->arena, str_from(name)).p;
    catalog->dirs[domain] = str_dup(&catalog->arena, str_from(dir)).p;
    (void)bindtextdomain(name, dir);
    (void)bind_textdomain_codeset(name, "UTF-8"); /* else LC_CTYPE=C turns accents into '?' */
}

/* libintl caches answers. Setting the text domain, even to itself, is what makes it look again. */
static void
switch_to(struct catalog *catalog, const struct language *language)
{
    if (catalog->current != NULL && strcmp(catalog->current, language->catalog) == 0) {
        return;
    }
    (void)setenv("LANGUAGE", language->catalog, 1);
    (void)textdomain(textdomain(NULL));
    catalog->current = language->catalog;
}

/* The translation, or `key` itself. The key must not be empty: that is the header entry. */
static const char *
ask(struct catalog *catalog, const struct language *language, enum catalog_domain domain,
    const char *key)
{
    switch_to(catalog, language);
    locale_t before = uselocale(catalog->locale);
    const char *text = dcgettext(catalog->domains[domain], key, LC_MESSAGES);
    (void)uselocale(before);
    return text;
}

/* ---- Catalog files ------------------------------------------------------------------------- */

static struct diag_place
place_of(struct arena *arena, const struct catalog *catalog, const struct entry *entry,
         enum catalog_domain domain)
{
    struct str path = str_printf(arena, "%s/%s/LC_MESSAGES/%s.mo", catalog->dirs[domain],
                                 entry->language->catalog, catalog->domains[domain]);
    return (struct diag_place){.file = path.p};
}

/* es for es_MX and es@latin, else NULL. libintl goes there for what es_MX does not have. */
static const struct entry *
base_of(const struct catalog *catalog, const struct entry *entry)
{
    const char *name = entry->language->catalog;
    struct str base = {name, strcspn(name, "_@")};
    for (size_t i = 0; name[base.n] != '\0' && i < catalog->n_entries; i++) {
        if (str_eqz(base, catalog->entries[i].language->catalog)) {
            return &catalog->entries[i];
        }
    }
    return NULL;
}

/* Does libintl answer with what the file holds? */
static bool
passes_self_test(struct catalog *catalog, const struct entry *entry, enum catalog_domain domain,
                 const struct mo_report *report)
{
    const char *answer = ask(catalog, entry->language, domain, report->sample_id.p);
    return str_eqz(report->sample_text, answer);
}

/*
 * libintl keeps a copy of each msgid it was ever asked for. It is asked for all of them now, so
 * that the copies do not tell what a visitor read.
 */
static void
ask_all(struct catalog *catalog, const struct entry *entry, enum catalog_domain domain,
        struct str bytes, uint32_t n)
{
    for (uint32_t i = 1; i <= n; i++) {
        (void)ask(catalog, entry->language, domain, mo_key(bytes, i));
    }
}

static const char *
find_problem(struct catalog *catalog, struct entry *entry, enum catalog_domain domain,
             struct str bytes)
{
    struct mo_report report = {0};
    const struct entry *base = base_of(catalog, entry);
    if (!mo_check(bytes, &report)) {
        return report.problem;
    }
    entry->is_sound[domain] = true;
    if (report.sample_id.n == 0) {
        return "translates nothing";
    }
    struct arena scratch = {0};
    bool has_unsound_base = base != NULL && !base->is_sound[domain] &&
                            fs_is_file(place_of(&scratch, catalog, base, domain).file);
    arena_free(&scratch);
    if (has_unsound_base) {
        return "falls back to a catalog that is not sound";
    }
    if (!passes_self_test(catalog, entry, domain, &report)) {
        return "is sound but is not served by libintl (self-test)";
    }
    ask_all(catalog, entry, domain, bytes, report.n_messages);
    return NULL;
}

static void
prove(struct catalog *catalog, struct entry *entry, enum catalog_domain domain,
      struct diag_sink *sink)
{
    if (catalog->domains[domain] == NULL) {
        return;
    }
    struct arena scratch = {0};
    struct str bytes = STR("");
    struct diag_place place = place_of(&scratch, catalog, entry, domain);
    enum fs_status status = fs_read(&scratch, place.file, MO_BYTES_MAX, &bytes);
    if (status == FS_MISSING) {
        goto done; /* nothing is wrong with a language that is not there (yet) */
    }
    const char *problem =
        status == FS_OK ? find_problem(catalog, entry, domain, bytes) : fs_status_text(status);
    entry->is_served[domain] = problem == NULL;
    if (problem != NULL) {
        diag_error(sink, place, "catalog-unsound", "the catalog %s; English is shown in its place",
                   problem);
    }
done:
    arena_free(&scratch);
}

/* ---- Languages ----------------------------------------------------------------------------- */

static bool
is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* ll, ll_RR or ll@variant. Not both at once: libintl would look in four folders for one message. */
static bool
is_catalog_name(struct str name)
{
    size_t n_marks = 0;
    for (size_t i = 0; i < name.n; i++) {
        bool is_mark = name.p[i] == '_' || name.p[i] == '@';
        n_marks += is_mark;
        if ((!is_mark && !is_alnum(name.p[i])) || (is_mark && (i < 2 || i + 1 == name.n))) {
            return false;
        }
    }
    return name.n >= 2 && name.n <= FOLDER_BYTES_MAX && n_marks <= 1;
}

/* A language outside the table: "Español (MX)" if its base is known, else its tag. */
static const struct language *
make_language(struct arena *arena, struct str folder)
{
    struct str base = {folder.p, strcspn(folder.p, "_@")};
    const struct language *known = base.n < folder.n ? lang_find(base) : NULL;
    struct language *made = arena_new(arena, struct language);
    char *tag = arena_alloc(arena, folder.n + 1);
    memcpy(tag, folder.p, folder.n);
    if (base.n < folder.n) {
        tag[base.n] = '-';
    }
    made->tag = tag;
    made->catalog = folder.p;
    made->native_name = tag;
    made->dir = known == NULL ? DIR_LTR : known->dir;
    if (known != NULL) {
        made->native_name =
            str_printf(arena, "%s (%s)", known->native_name, folder.p + base.n + 1).p;
    }
    return made;
}

static bool
has_entry(const struct catalog *catalog, struct str folder)
{
    bool has = false;
    for (size_t i = 0; i < catalog->n_entries; i++) {
        has = has || str_eqz(folder, catalog->entries[i].language->catalog);
    }
    return has;
}

static void
add_entry(struct catalog *catalog, struct str folder)
{
    const struct language *known = lang_find_catalog(folder);
    catalog->entries[catalog->n_entries++].language =
        known != NULL ? known : make_language(&catalog->arena, folder);
}

static void
add_folders(struct catalog *catalog, const char *dir)
{
    size_t n = 0;
    const char **names = dir == NULL ? NULL : fs_list(&catalog->arena, dir, "", &n);
    for (size_t i = 0; i < n && catalog->n_entries < ENTRIES_MAX; i++) {
        struct str name = str_from(names[i]);
        if (!is_catalog_name(name) || has_entry(catalog, name) ||
            str_eqz(name, lang_source()->catalog)) {
            continue;
        }
        add_entry(catalog, name);
    }
}

static int
compare_folders(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    return strcmp(a->language->catalog, b->language->catalog);
}

static int
compare_tags(const void *left, const void *right)
{
    const struct language *a = *(const struct language *const *)left;
    const struct language *b = *(const struct language *const *)right;
    return strcmp(a->tag, b->tag);
}

static void
warn_without_ui(const struct catalog *catalog, const struct entry *entry, struct diag_sink *sink)
{
    if (entry->is_sound[CATALOG_UI] || catalog->domains[CATALOG_UI] == NULL) {
        return;
    }
    struct arena scratch = {0};
    struct diag_place place = place_of(&scratch, catalog, entry, CATALOG_UI);
    if (!fs_is_file(place.file)) { /* a damaged one has its finding already */
        diag_warning(sink, place, "catalog-no-ui",
                     "is missing: the program's own words stay English in %s",
                     entry->language->native_name);
    }
    arena_free(&scratch);
}

static void
offer_languages(struct catalog *catalog, struct diag_sink *sink)
{
    enum catalog_domain decisive =
        catalog->domains[CATALOG_PACK] == NULL ? CATALOG_UI : CATALOG_PACK;
    catalog->offered[0] = lang_source();
    catalog->n_offered = 1;
    for (size_t i = 0; i < catalog->n_entries; i++) {
        const struct entry *entry = &catalog->entries[i];
        if (!entry->is_served[decisive]) {
            continue;
        }
        catalog->offered[catalog->n_offered++] = entry->language;
        warn_without_ui(catalog, entry, sink);
    }
    qsort(catalog->offered + 1, catalog->n_offered - 1, sizeof catalog->offered[0], compare_tags);
}

/* ---- Public -------------------------------------------------------------------------------- */

static void
bind_domains(struct catalog *catalog, const struct catalog_options *options, struct diag_sink *sink)
{
    struct str pack = str_from(options->pack_domain);
    bind_domain(catalog, CATALOG_UI, UI_DOMAIN, options->ui_dir);
    if (options->pack_domain == NULL) {
        return;
    }
    if (!fs_name_is_safe(pack) || memchr(pack.p, '/', pack.n) != NULL || str_eqz(pack, UI_DOMAIN)) {
        diag_error(sink, (struct diag_place){.file = options->pack_domain}, "catalog-name",
                   "cannot be the name of a catalog");
        return;
    }
    bind_domain(catalog, CATALOG_PACK, options->pack_domain, options->pack_dir);
}

struct catalog *
catalog_open(const struct catalog_options *options, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct catalog *catalog = arena_new(&arena, struct catalog);
    catalog->arena = arena;
    bind_domains(catalog, options, sink);
    catalog->locale = load_anchor(&catalog->arena, options->anchor_dir);
    if (catalog->locale == (locale_t)0) {
        const char *dir = options->anchor_dir == NULL ? "(no folder)" : options->anchor_dir;
        diag_error(sink, (struct diag_place){.file = dir}, "locale-anchor",
                   "the locale anchor " ANCHOR_LOCALE "/LC_MESSAGES/SYS_LC_MESSAGES is missing or "
                   "damaged; only English is shown");
    } else {
        add_folders(catalog, catalog->dirs[CATALOG_PACK]);
        add_folders(catalog, catalog->dirs[CATALOG_UI]);
    }
    qsort(catalog->entries, catalog->n_entries, sizeof catalog->entries[0], compare_folders);
    for (size_t i = 0; i < catalog->n_entries; i++) {
        prove(catalog, &catalog->entries[i], CATALOG_UI, sink);
        prove(catalog, &catalog->entries[i], CATALOG_PACK, sink);
    }
    offer_languages(catalog, sink);
    return catalog;
}

void
catalog_close(struct catalog *catalog)
{
    if (catalog == NULL) {
        return;
    }
    if (catalog->locale != (locale_t)0) {
        freelocale(catalog->locale);
    }
    strbuf_free(&catalog->key);
    pseudo_close(catalog->pseudo);
    struct arena arena = catalog->arena;
    arena_free(&arena);
}

size_t
catalog_language_count(const struct catalog *catalog)
{
    return catalog->n_offered;
}

const struct language *
catalog_language(const struct catalog *catalog, size_t index)
{
    return catalog->offered[index];
}

bool
catalog_offer(struct catalog *catalog, const struct language *language)
{
    for (size_t i = 0; i < catalog->n_offered; i++) {
        if (catalog->offered[i] == language) {
            return true;
        }
    }
    if (pseudo_is(language)) {
        catalog->offered[catalog->n_offered++] = language;
    }
    return pseudo_is(language);
}

void
catalog_withdraw(struct catalog *catalog, const struct language *language)
{
    for (size_t i = 1; i < catalog->n_offered; i++) {
        if (catalog->offered[i] == language) {
            catalog->n_offered--;
            memmove(catalog->offered + i, catalog->offered + i + 1,
                    (catalog->n_offered - i) * sizeof catalog->offered[0]);
            return;
        }
    }
}

static struct str
pseudo_of(struct catalog *catalog, const struct language *language, const char *msgid)
{
    if (catalog->pseudo == NULL) {
        catalog->pseudo = pseudo_open();
    }
    return pseudo_text(catalog->pseudo, language, msgid);
}

static bool
is_served(const struct catalog *catalog, const struct language *language,
          enum catalog_domain domain)
{
    for (size_t i = 0; language != NULL && i < catalog->n_entries; i++) {
        const struct entry *entry = &catalog->entries[i];
        if (entry->language == language ||
            strcmp(entry->language->catalog, language->catalog) == 0) {
            return entry->is_served[domain];
        }
    }
    return false;
}

const struct language *
catalog_add(struct catalog *catalog, struct str folder)
{
    if (!is_catalog_name(folder) || str_eqz(folder, lang_source()->catalog)) {
        return NULL;
    }
    if (!has_entry(catalog, folder)) {
        if (catalog->n_entries == ENTRIES_MAX) {
            return NULL;
        }
        add_entry(catalog, str_dup(&catalog->arena, folder));
    }
    const struct language *language = NULL;
    for (size_t i = 0; i < catalog->n_entries; i++) {
        bool is_it = str_eqz(folder, catalog->entries[i].language->catalog);
        language = is_it ? catalog->entries[i].language : language;
    }
    for (size_t i = 0; i < catalog->n_offered; i++) {
        if (catalog->offered[i] == language) {
            return language;
        }
    }
    catalog->offered[catalog->n_offered++] = language;
    return language;
}

void
catalog_set_override(struct catalog *catalog, const struct language *language,
                     enum catalog_domain domain, const struct catalog_override *override)
{
    catalog->overridden = language;
    catalog->overrides[domain] = override == NULL ? (struct catalog_override){0} : *override;
}

/* NULL: none. */
static const struct catalog_override *
override_of(const struct catalog *catalog, const struct language *language,
            enum catalog_domain domain)
{
    bool is_it = language != NULL && catalog->overridden == language &&
                 catalog->overrides[domain].find != NULL;
    return is_it ? &catalog->overrides[domain] : NULL;
}

static const char *
key_of(struct catalog *catalog, const char *context, const char *msgid)
{
    if (context == NULL) {
        return msgid;
    }
    strbuf_clear(&catalog->key);
    strbuf_addz(&catalog->key, context);
    strbuf_addc(&catalog->key, CONTEXT_GLUE);
    strbuf_addz(&catalog->key, msgid);
    return catalog->key.p;
}

bool
catalog_find(struct catalog *catalog, const struct language *language, enum catalog_domain domain,
             const char *context, const char *msgid, struct str *out)
{
    *out = str_from(msgid);
    if (out->n > 0 && pseudo_is(language)) {
        *out = pseudo_of(catalog, language, msgid);
        return true;
    }
    const struct catalog_override *override = override_of(catalog, language, domain);
    if (out->n > 0 && override != NULL) {
        return override->find(override->user, context, msgid, out);
    }
    if (out->n == 0 || !is_served(catalog, language, domain)) {
        return false;
    }
    const char *key = key_of(catalog, context, msgid);
    const char *text = ask(catalog, language, domain, key);
    bool is_found = text != key && text[0] != '\0';
    strbuf_free(&catalog->key); /* or it would tell the last words of a visit */
    if (is_found) {
        *out = str_from(text);
    }
    return is_found;
}

struct str
catalog_ui(struct catalog *catalog, const struct language *language, const char *context,
           const char *msgid)
{
    struct str text = STR("");
    (void)catalog_find(catalog, language, CATALOG_UI, context, msgid, &text);
    return text;
}

struct str
catalog_ui_plural(struct catalog *catalog, const struct language *language, const char *singular,
                  const char *plural, unsigned long n)
{
    const char *english = n == 1 ? singular : plural;
    if (pseudo_is(language)) {
        return pseudo_of(catalog, language, english);
    }
    if (singular[0] == '\0' || !is_served(catalog, language, CATALOG_UI)) {
        return str_from(english);
    }
    switch_to(catalog, language);
    locale_t before = uselocale(catalog->locale);
    const char *text = dcngettext(catalog->domains[CATALOG_UI], singular, plural, n, LC_MESSAGES);
    (void)uselocale(before);
    return str_from(text[0] == '\0' ? english : text);
}
