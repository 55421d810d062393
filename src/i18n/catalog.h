/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Translations at run time: everything this program knows about libintl and process locale is in
 * here.
 *
 * There is no "current language": each look-up names its language, and the module switches libintl
 * underneath. Works with no locale installed, with LC_ALL=C, and with glibc 2.39 and newer, by way
 * of an anchor: a locale folder of our own, named kyr.UTF-8, which LOCPATH points to while
 * setlocale runs (glibc ignores LANGUAGE for any locale whose name is C or starts with "C.", BZ
 * #16621). LOCPATH and locale then get their earlier values again. The anchor is kept as a locale_t
 * that is the thread's locale only during a look-up: whoever changes the process locale (SDL does,
 * around XOpenIM) does not change ours.
 *
 * A catalog that is missing, unsound or that libintl does not serve (self-test) is never asked:
 * English is shown and a finding says why. libintl never reads a file again: a catalog that changed
 * is seen only under a new folder name. Not thread-safe (setenv LANGUAGE); one per process.
 */
#ifndef KYR_I18N_CATALOG_H
#define KYR_I18N_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "i18n/lang.h"

enum catalog_domain { CATALOG_UI, CATALOG_PACK };

struct catalog_options {
    const char *anchor_dir;  /* folder that holds kyr.UTF-8/LC_MESSAGES/SYS_LC_MESSAGES */
    const char *ui_dir;      /* holds <catalog>/LC_MESSAGES/kyr-kiosk.mo */
    const char *pack_dir;    /* holds <catalog>/LC_MESSAGES/<pack_domain>.mo; may equal ui_dir */
    const char *pack_domain; /* id of the pack; NULL: no pack catalogs */
};

struct catalog;

/*
 * Never NULL. Languages on offer: English, then every language that has a sound pack catalog (or,
 * without a pack domain, a sound UI catalog), by tag. Findings name the .mo file. A catalog folder
 * is named ll, ll_RR or ll@variant; the last two fall back to ll, message by message.
 */
struct catalog *
catalog_open(const struct catalog_options *options, struct diag_sink *sink);

void
catalog_close(struct catalog *catalog); /* NULL-safe */

size_t
catalog_language_count(const struct catalog *catalog); /* at least 1 */

const struct language *
catalog_language(const struct catalog *catalog, size_t index); /* 0 is English */

/*
 * Puts a pseudo-language (pseudo.h) on offer, after all others; anything else changes nothing.
 * Returns whether `language` is on offer now.
 */
bool
catalog_offer(struct catalog *catalog, const struct language *language);

/* Takes a language off the offer (there is no font for it, say). English stays. */
void
catalog_withdraw(struct catalog *catalog, const struct language *language);

/*
 * The translation, or false and *out = msgid where there is none (always so for English: msgid is
 * the English). context may be NULL. *out is terminated; a translation lives as long as the
 * process. `language` is any struct language: what counts is its catalog name; NULL means English.
 * A pseudo-language translates every message.
 */
bool
catalog_find(struct catalog *catalog, const struct language *language, enum catalog_domain domain,
             const char *context, const char *msgid, struct str *out);

/* Answers in place of libintl; false: not translated. *out is terminated and lives as long as the
 * one who answers says. */
struct catalog_override {
    void *user;
    bool (*find)(void *user, const char *context, const char *msgid, struct str *out);
};

/*
 * Puts a language on offer whose catalog may not be there (yet), by folder name, and returns it.
 * NULL for English, for what cannot be such a name, and if there are too many.
 */
const struct language *
catalog_add(struct catalog *catalog, struct str folder);

/*
 * From now on the look-ups of that language and domain go to `override` (copied) alone: a .po file
 * that is being edited. NULL: to libintl again. Of one language at a time.
 */
void
catalog_set_override(struct catalog *catalog, const struct language *language,
                     enum catalog_domain domain, const struct catalog_override *override);

/* Shorthand of catalog_find for strings of the program. */
struct str
catalog_ui(struct catalog *catalog, const struct language *language, const char *context,
           const char *msgid);

/* ngettext; without a translation English rules choose. */
struct str
catalog_ui_plural(struct catalog *catalog, const struct language *language, const char *singular,
                  const char *plural, unsigned long n);

#endif
