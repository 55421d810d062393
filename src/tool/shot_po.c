/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files stand in for the compiled catalogs through catalog_set_override. */
#include "tool/shot_po.h"

#include "base/fs.h"
#include "i18n/plural.h"
#include "i18n/pseudo.h"
#include "tool/po_dir.h"

static bool
is_source(const struct shot_po *po)
{
    return po->language == lang_source();
}

static const char *
file_path(const struct shot_po *po, struct arena *arena, enum shot_domain domain)
{
    const char *dir = po_dir(arena, po->stage->data.pack_dir);
    const char *folder = domain == SHOT_PACK ? "pack" : "ui";
    const char *name = domain == SHOT_PACK ? po->stage->data.pack->id.p : "kyr-kiosk";
    struct str path = is_source(po)
                          ? str_printf(arena, "%s/%s/%s.pot", dir, folder, name)
                          : str_printf(arena, "%s/%s/%s.po", dir, folder, po->language->catalog);
    return path.p;
}

static bool
read_file(struct arena *arena, const char *path, struct po_file *file)
{
    struct diag_sink sink = {0};
    unsigned n_forms = 0;
    bool is_template = str_ends(str_from(path), ".pot");
    bool ok = po_read(arena, path, file, &sink);
    const char *problem = ok && !is_template ? plural_check(file->header, &n_forms) : NULL;
    if (!ok) {
        diag_print(&sink, stderr);
    } else if (problem != NULL) {
        log_line("%s: the header %s", path, problem);
    }
    diag_free(&sink);
    return ok && problem == NULL;
}

static void
open_domain(struct shot_po *po, enum shot_domain domain, const char *path)
{
    static const enum catalog_domain domains[] = {CATALOG_PACK, CATALOG_UI};
    struct data *data = &po->stage->data;
    struct translation *translation = &po->translations[domain];
    *translation = (struct translation){.language = po->language, .glossary = &po->glossary};
    path = path != NULL ? path : file_path(po, &data->arena, domain);
    bool has_file = fs_is_file(path) && read_file(&data->arena, path, &translation->po);
    po->has_file[domain] = has_file;
    if (has_file && !is_source(po)) {
        struct lookup lookup = translation_lookup(translation);
        struct catalog_override override = {lookup.user, lookup.find};
        catalog_set_override(data->catalog, po->language, domains[domain], &override);
    }
}

void
shot_po_open(struct shot_po *po, struct stage *stage, const struct language *language,
             const char *path)
{
    *po = (struct shot_po){.stage = stage, .language = language};
    if (pseudo_is(language)) {
        return;
    }
    struct arena *arena = &stage->data.arena;
    const char *glossary = po_glossary(arena, path, stage->data.pack_dir, stage->data.share_dir);
    struct diag_sink unheard = {0}; /* its mistakes are told by kyr-pack check */
    (void)glossary_read(arena, glossary, language->tag, &po->glossary, &unheard);
    diag_free(&unheard);
    open_domain(po, SHOT_PACK, is_source(po) ? NULL : path);
    open_domain(po, SHOT_PROGRAM, NULL);
}

/* As the program has it that is installed. */
static void
ask_catalog(const struct shot_po *po, enum shot_domain domain, struct str context, struct str msgid,
            struct shot_entry *entry)
{
    enum catalog_domain where = domain == SHOT_PACK ? CATALOG_PACK : CATALOG_UI;
    bool is_there = catalog_find(po->stage->data.catalog, po->language, where, context.p, msgid.p,
                                 &entry->text);
    entry->state = is_there ? "translated" : "untranslated";
    if (!is_there) {
        entry->text = STR("");
    }
}

static void
ask_file(const struct shot_po *po, enum shot_domain domain, struct str context, struct str msgid,
         struct shot_entry *entry)
{
    const struct translation *translation = &po->translations[domain];
    const struct po_message *message = po_find(&translation->po, context.p, msgid.p);
    entry->path = translation->po.path;
    entry->line = message == NULL ? 0 : message->line;
    if (is_source(po)) {
        return;
    }
    entry->state = "untranslated";
    if (message == NULL || message->msgstr.n == 0) {
        return;
    }
    entry->text = message->msgstr;
    entry->state = message->is_fuzzy ? "fuzzy" : "translated";
    if (!message->is_fuzzy) {
        check_entry(po->stage, translation, message, &entry->sink);
    }
}

struct shot_entry
shot_po_entry(const struct shot_po *po, enum shot_domain domain, struct str context,
              struct str msgid)
{
    struct shot_entry entry = {.state = "source", .path = ""};
    if (po->has_file[domain]) {
        ask_file(po, domain, context, msgid, &entry);
    } else if (!is_source(po)) {
        ask_catalog(po, domain, context, msgid, &entry);
    }
    return entry;
}
