/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One message at a time; what msgfmt already refuses is left to msgfmt. */
#include "tool/check.h"

#include <string.h>

#include "content/inline.h"
#include "content/messages.h"
#include "content/phone.h"

static struct diag_place
place_of(const struct translation *translation, const struct po_message *message)
{
    return (struct diag_place){translation->po.path, message->line, 0};
}

static bool
has_word(struct str text, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (str_find(text, str_from(words[i])) >= 0) {
            return true;
        }
    }
    return false;
}

/* A "not" that gets lost turns a warning into advice. Only for languages whose words for it we
 * know. */
static void
check_not(const struct translation *translation, const struct po_message *message,
          struct diag_sink *sink)
{
    static const char *const english[] = {"do not ", "Do not ", "never ", "Never ", NULL};
    static const char *const spanish[] = {"no ", "No ", "nunca", "Nunca", "ni ", "Ni ", NULL};
    bool is_spanish = str_starts(str_from(translation->language->tag), "es");
    if (is_spanish && has_word(message->msgid, english) && !has_word(message->msgstr, spanish)) {
        diag_error(sink, place_of(translation, message), "not-lost",
                   "the English says “do not” or “never”; the translation does not");
    }
}

static void
check_message(const struct translation *translation, const struct po_message *message,
              struct diag_sink *sink)
{
    struct arena arena = {0};
    struct diag_place place = place_of(translation, message);
    struct spans source;
    struct spans target;
    const char *problem = NULL;
    if (!inline_parse(&arena, message->msgstr, &target, &problem)) {
        diag_error(sink, place, "markup", "%s", problem);
    } else if (inline_parse(&arena, message->msgid, &source, &problem) &&
               !inline_same_markup(source, target, &problem)) {
        diag_error(sink, place, "markup", "%s", problem);
    }
    if (phone_looks_like(message->msgstr)) {
        diag_error(sink, place, "phone-in-text",
                   "this looks like a phone number; numbers come from hotlines.yaml");
    }
    check_not(translation, message, sink);
    arena_free(&arena);
}

void
check_po(const struct pack *pack, const struct translation *translation, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct messages messages = pack_messages(&arena, pack);
    for (size_t i = 0; i < messages.n; i++) {
        const struct message *wanted = &messages.items[i];
        const struct po_message *found =
            po_find(&translation->po, wanted->context.p, wanted->msgid.p);
        if (found == NULL) {
            diag_error(sink, diag_file(translation->po.path), "untranslated",
                       "“%.60s” (%s:%d) is not in this file; run the po-update target",
                       wanted->msgid.p, wanted->place.file, wanted->place.line);
        } else if (found->msgstr.n == 0) {
            diag_error(sink, place_of(translation, found), "untranslated",
                       "this is not translated yet");
        } else if (found->is_fuzzy) {
            diag_error(sink, place_of(translation, found), "fuzzy",
                       "the English has changed; check the translation and remove the fuzzy mark");
        }
    }
    for (size_t i = 0; i < translation->po.n_messages; i++) {
        if (translation->po.messages[i].msgstr.n > 0) {
            check_message(translation, &translation->po.messages[i], sink);
        }
    }
    arena_free(&arena);
}
