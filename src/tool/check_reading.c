/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counting of content/verify_words.c on the translated tree. What is said to an officer stays
 * English on the screen and is counted as that; its meaning is a help beside it. */
#include "content/messages.h"
#include "content/readability.h"
#include "tool/check.h"

struct reading {
    const struct translation *translation;
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

static struct diag_place
place_of(const struct reading *reading, const struct node *node)
{
    return translation_place_of(reading->translation, node->context, node->msgid, node->place);
}

static void
check_sentences(const struct reading *reading, const struct node *node, struct str text)
{
    struct str sentence = {0};
    while (readability_sentence(&text, &sentence)) {
        size_t n = readability_words(sentence);
        if (n > READABILITY_SENTENCE_WORDS) {
            diag_warning(reading->sink, place_of(reading, node), "long-sentence",
                         "a sentence of %zu words, at most %d", n, READABILITY_SENTENCE_WORDS);
        }
    }
}

static void
count_node(struct reading *reading, const struct node *node)
{
    struct arena scratch = {0};
    struct str text = running_text(&scratch, node->spans);
    bool is_running = node->kind == NODE_PARAGRAPH || node->kind == NODE_ITEM;
    bool is_counted = is_running || node->kind == NODE_SECTION || node->kind == NODE_SAY ||
                      node->kind == NODE_BUTTON;
    if (is_running && !node->is_fallback) {
        check_sentences(reading, node, text);
        readability_add(&reading->sum, text, READABILITY_SPANISH);
    }
    reading->screen_words += is_counted ? readability_words(text) : 0;
    arena_free(&scratch);
}

static void
check_screen(struct reading *reading, const struct node *section)
{
    reading->screen_words = 0;
    for (const struct node *node = section; node != NULL; node = node_next(section, node)) {
        count_node(reading, node);
    }
    /* a card is shown to an officer whole, like a sheet of paper */
    if (reading->screen_words > READABILITY_SCREEN_WORDS && reading->page->kind != PAGE_CARD) {
        diag_warning(reading->sink, place_of(reading, section), "long-screen",
                     "the screen under this headline (%s:%d) has %zu words, at most %d",
                     section->place.file, section->place.line, reading->screen_words,
                     READABILITY_SCREEN_WORDS);
    }
}

static void
check_page(const struct translation *translation, const struct page *page, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct lookup lookup = translation_lookup(translation);
    struct reading reading = {.translation = translation, .page = page, .sink = sink};
    const struct doc *doc = doc_translate(&arena, page->doc, &lookup, NULL);
    for (const struct node *node = doc->root->first; node != NULL; node = node->next) {
        check_screen(&reading, node);
    }
    if (!readability_is_good(&reading.sum, READABILITY_SPANISH, page->is_legal)) {
        diag_warning(
            sink, translation_place_of(translation, STR("title"), page->title, page->title_place),
            "reading-level",
            "the page of this title reads at %.1f on the INFLESZ scale, at least %.1f",
            readability_score(&reading.sum, READABILITY_SPANISH),
            readability_limit(READABILITY_SPANISH, page->is_legal));
    }
    arena_free(&arena);
}

void
check_reading(const struct pack *pack, const struct translation *translation,
              struct diag_sink *sink)
{
    bool is_spanish = lang_find(STR("es")) == translation->language;
    for (size_t i = 0; i < pack->pages.n && is_spanish; i++) {
        if (!pack->pages.items[i]->is_broken) {
            check_page(translation, pack->pages.items[i], sink);
        }
    }
}
