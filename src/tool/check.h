/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of kyr-pack check that go beyond content/verify.h: translations and real layout.
 *
 * A finding about a translation stands at its entry in the .po. An entry that is not shown (not
 * translated, fuzzy) gets that one finding and no other.
 */
#ifndef KYR_TOOL_CHECK_H
#define KYR_TOOL_CHECK_H

#include "content/translate.h"
#include "i18n/po.h"
#include "tool/glossary.h"
#include "tool/stage.h"

/* A language's translation as the translator's file has it. */
struct translation {
    const struct language *language;
    const struct glossary *glossary;
    struct po_file po;
};

struct diag_place
translation_place(const struct translation *translation, const struct po_message *message);

/* The entry's place, or `fallback` if there is no such entry. */
struct diag_place
translation_place_of(const struct translation *translation, struct str context, struct str msgid,
                     struct diag_place fallback);

/* Finds what would be shown: fuzzy entries are not. */
struct lookup
translation_lookup(const struct translation *translation);

/* Does the file hold what the pack needs? False if it holds none of it (another pack's file). */
bool
check_coverage(const struct pack *pack, const struct translation *translation,
               struct diag_sink *sink);

/* One entry by itself; the parts follow below. */
void
check_entry(struct stage *stage, const struct translation *translation,
            const struct po_message *message, struct diag_sink *sink);

/* Every entry of the file by itself: state, mark-up, hidden characters, and all of the below. */
void
check_entries(struct stage *stage, const struct translation *translation, struct diag_sink *sink);

/* Of one entry that is shown: numbers lost or changed. */
void
check_numbers(const struct translation *translation, const struct po_message *message,
              struct diag_sink *sink);

/* Quotation and opening marks, by the language's entry in the glossary. */
void
check_marks(const struct translation *translation, const struct po_message *message,
            struct diag_sink *sink);

/* Words by the glossary: terms, words to keep, forms of address, "not" lost. */
void
check_words(const struct translation *translation, const struct po_message *message,
            struct diag_sink *sink);

/* How hard the translated pages are to read; only for languages with a known measure. */
void
check_reading(const struct pack *pack, const struct translation *translation,
              struct diag_sink *sink);

/* Letters that neither the main fonts nor the fallback can draw: one finding a text. */
void
check_letters(struct stage *stage, const struct language *language, struct diag_place place,
              struct str text, struct diag_sink *sink);

/*
 * Every page laid out with the real fonts at the supported sizes and at 100 % and 200 %: words too
 * wide, boxes higher than a screen. `translation` NULL: English, and its letters and icons too.
 */
void
check_layout(struct stage *stage, const struct translation *translation, struct diag_sink *sink);

#endif
