/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said about words by counting and comparing: too long, too hard, promises, and
 * numbers that belong in hotlines.yaml. */
#include <string.h>

#include "content/inline.h"
#include "content/messages.h"
#include "content/phone.h"
#include "content/verify_parts.h"
#include "content/verify_reading.h"

/* Small letters, straight apostrophes, single blanks, a blank at each end. */
static struct str
fold(struct arena *arena, struct str text)
{
    struct strbuf out = {0};
    strbuf_addc(&out, ' ');
    while (text.n > 0) {
        bool is_apostrophe = str_starts(text, "\u2019");
        char c = is_apostrophe ? '\'' : text.p[0];
        c = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        bool is_word = (c >= 'a' && c <= 'z') || c == '\'' || (c & 0x80) != 0;
        if (is_word || out.p[out.n - 1] != ' ') {
            strbuf_addc(&out, is_word ? c : ' ');
        }
        text = str_skip(text, is_apostrophe ? strlen("\u2019") : 1);
    }
    strbuf_addz(&out, " ");
    struct str folded = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return folded;
}

/* Says the phrase if `text` promises what nobody can promise; else NULL. */
static const char *
find_promise(struct str text)
{
    static const char *const promises[] = {
        " they cannot ",
        " they can not ",
        " they can't ",
        " agents cannot ",
        " agents can't ",
        " officers cannot ",
        " officers can't ",
        " police cannot ",
        " police can't ",
        " ice cannot ",
        " ice can't ",
        " no one can ",
        " nobody can ",
        " this protects ",
        " protects you ",
        " will protect you ",
        " protected from ",
        " keeps you safe ",
        " keep you safe ",

        " you will be safe ",
        " guarantee ",
        " guarantees ",
        " guaranteed ",
        " will not be arrested ",
        " cannot be arrested ",
        " cannot be deported ",
        " will not be deported ",
        " they must leave ",
        " they have to leave ",
    };
    for (size_t i = 0; i < sizeof promises / sizeof promises[0]; i++) {
        if (str_find(text, str_from(promises[i])) >= 0) {
            return promises[i];
        }
    }
    return NULL;
}

static void
check_message(const struct message *message, struct diag_sink *sink)
{
    struct arena scratch = {0};
    const char *promise = find_promise(fold(&scratch, message->msgid));
    if (promise != NULL) {
        diag_error(sink, message->place, "promise", "\"%.*s\" is a promise; say what one may do",
                   (int)strlen(promise) - 2, promise + 1);
    }
    if (phone_looks_like(message->msgid)) {
        diag_error(sink, message->place, "phone-in-text",
                   "a phone number stands in hotlines.yaml only; here write {CONTACT}");
    }
    if (str_find(message->msgid, STR("://")) >= 0 || str_find(message->msgid, STR("www.")) >= 0) {
        diag_error(sink, message->place, "address-in-text",
                   "a web address stands in hotlines.yaml only");
    }
    arena_free(&scratch);
}

void
verify_words(const struct pack *pack, struct diag_sink *sink)
{
    struct arena scratch = {0};
    struct messages messages = pack_messages(&scratch, pack);
    for (size_t i = 0; i < pack->pages.n; i++) {
        struct verify_reading reading = {.page = pack->pages.items[i],
                                         .doc = pack->pages.items[i]->doc,
                                         .language = READABILITY_ENGLISH};
        verify_reading(&reading, sink);
    }
    for (size_t i = 0; i < messages.n; i++) {
        check_message(&messages.items[i], sink);
    }
    arena_free(&scratch);
}
