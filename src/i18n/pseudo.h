/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two languages that nobody has to translate, to try the screens with.
 *
 * qps-long: every letter with an accent, 40 % more of them, brackets around each message. What has
 * no brackets is not translatable; a bracket that is missing was cut.
 * qps-rtl: Arabic letters in place of Latin ones, so that it runs from right to left, joins its
 * letters, needs the fallback font and lays every screen out as in a mirror.
 * Both keep {tokens}, `**`, `*`, escapes and digits. They stand in lang.h's table but are offered
 * only when asked for (catalog_offer).
 */
#ifndef KYR_I18N_PSEUDO_H
#define KYR_I18N_PSEUDO_H

#include <stdbool.h>

#include "i18n/lang.h"

#define PSEUDO_LANGUAGES 2

bool
pseudo_is(const struct language *language); /* NULL: false */

/* Remembers what it made, so that a message is the same string each time. */
struct pseudo;

struct pseudo *
pseudo_open(void); /* never NULL */

void
pseudo_close(struct pseudo *pseudo); /* NULL-safe */

/* Terminated; lives as long as `pseudo`. */
struct str
pseudo_text(struct pseudo *pseudo, const struct language *language, const char *msgid);

#endif
