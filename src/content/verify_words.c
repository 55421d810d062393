/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said about words by counting and comparing: too long, too hard, promises, and
 * numbers that belong in hotlines.yaml. */
#include <string.h>

#include "content/inline.h"
#include "content/messages.h"
#include "content/phone.h"
#include "content/readability.h"
#include "content/verify_parts.h"

struct checker {
    const struct page *page;
    struct diag_sink *sink;
    struct readability sum;
    size_t screen_words;
};

/* Plain text in which a phone number counts as one short word. */
static struct str
running_text(struct arena *arena, struct spans spans)
{
    struct strbuf out = {0};
    for (size_t i = 0; i < spans.n; i++) {
        strbuf_add(&out, spans.items[i].is_token ? STR("NUM") : spans.items[i].text);
    }
    struct str text = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return text;
}

static void
check_sentences(const struct checker *c, const struct node *node, struct str text)
{
    struct str sentence = {0};
    while (readability_sentence(&text, &sentence)) {
        size_t n = readability_words(sentence);
        if (n > READABILITY_SENTENCE_WORDS) {
            diag_warning(c->sink, node->place, "long-sentence",
                         "a sentence of %zu words, at most %d: \"%.*s\"", n,
                         READABILITY_SENTENCE_WORDS, (int)(sentence.n < 60 ? sentence.n : 60),
                         sentence.p);
        }
    }
}

static void
count_node(struct checker *c, const struct node *node)
{
    struct arena scratch = {0};
    struct str text = running_text(&scratch, node->spans);
    switch (node->kind) {
    case NODE_PARAGRAPH:
    case NODE_ITEM:
        check_sentences(c, node, text);
        readability_add(&c->sum, text, READABILITY_ENGLISH);
        c->screen_words += readability_words(text);
        break;
    case NODE_SECTION:
    case NODE_SAY:
    case NODE_BUTTON: c->screen_words += readability_words(text); break;
    default: break;
    }
    arena_free(&scratch);
}

static void
check_screen(struct checker *c, const struct node *section)
{
    c->screen_words = 0;
    for (const struct node *node = section; node != NULL; node = node_next(section, node)) {
        count_node(c, node);
    }
    /* a card is shown to an officer whole, like a sheet of paper */
    if (c->screen_words > READABILITY_SCREEN_WORDS && c->page->kind != PAGE_CARD) {
        diag_warning(c->sink, section->place, "long-screen",
                     "this screen has %zu words, at most %d", c->screen_words,
                     READABILITY_SCREEN_WORDS);
    }
}

static void
check_page(const struct page *page, struct diag_sink *sink)
{
    struct checker c = {.page = page, .sink = sink};
    for (const struct node *node = page->doc->root->first; node != NULL; node = node->next) {
        check_screen(&c, node);
    }
    if (!readability_is_good(&c.sum, READABILITY_ENGLISH, page->is_legal)) {
        diag_warning(sink, page->title_place, "reading-level",
                     "this page reads at grade %.1f, at most %.1f",
                     readability_score(&c.sum, READABILITY_ENGLISH),
                     readability_limit(READABILITY_ENGLISH, page->is_legal));
    }
}

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
        check_page(pack->pages.items[i], sink);
    }
    for (size_t i = 0; i < messages.n; i++) {
        check_message(&messages.items[i], sink);
    }
    arena_free(&scratch);
}
