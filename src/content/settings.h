/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings of one kiosk: DIR/settings.yaml, a few lines that the place itself decides.
 *
 *     pin: "$argon2id$v=19$m=19456,t=2,p=1$..."   # made by: kyr-kiosk --set-pin
 *
 * Nothing in it can keep the kiosk from showing its pack: what cannot be read is told to staff in
 * one sentence, and counts as not set.
 */
#ifndef KYR_CONTENT_SETTINGS_H
#define KYR_CONTENT_SETTINGS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "content/pin.h"

#define SETTINGS_NAME "settings.yaml"
#define SETTINGS_BYTES_MAX (16u * 1024) /* a handful of lines; more is some other file */

struct settings {
    char pin_hash[PIN_HASH_BYTES]; /* sound (pin_hash_is_sound), or "": staff cannot leave by PIN */
};

/*
 * A missing folder or file: nothing is set, no finding. Anything wrong with it: exactly one
 * finding, and nothing is set. The arena keeps what the finding points to.
 */
void
settings_load(struct arena *arena, const char *dir, struct settings *out, struct diag_sink *sink);

/* The same for its text; false after the finding. */
bool
settings_parse(struct arena *arena, struct str text, const char *file, struct settings *out,
               struct diag_sink *sink);

/*
 * The text with this PIN in place of the one it has, everything else as it was; in the arena. NULL
 * slice (p NULL) after one finding if it is damaged elsewhere than in the PIN's own value, or if
 * the PIN does not stand in a line of its own.
 */
struct str
settings_with_pin(struct arena *arena, struct str text, const char *file, const char *pin_hash,
                  struct diag_sink *sink);

#endif
