/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting, block by block. What is said to an officer stays English on every screen and is
 * counted as that; blocks that are not translated yet are not measured. */
#include "content/verify_reading.h"

struct checker {
    const struct verify_reading *check;
    struct diag_sink *sink;
    struct readability sum;
    size_t screen_words;
};

static struct diag_place
place_of(const struct verify_reading *check, const struct node *node)
{
    if (check->place_of != NULL) {
        return check->place_of(check->user, node);
    }
    return node == NULL ? check->page->title_place : node->place;
}

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
            diag_warning(c->sink, place_of(c->check, node), "long-sentence",
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
    bool is_running = node->kind == NODE_PARAGRAPH || node->kind == NODE_ITEM;
    bool is_counted = is_running || node->kind == NODE_SECTION || node->kind == NODE_SAY ||
                      node->kind == NODE_BUTTON;
    if (is_running && !node->is_fallback) {
        check_sentences(c, node, text);
        readability_add(&c->sum, text, c->check->language);
    }
    c->screen_words += is_counted ? readability_words(text) : 0;
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
    if (c->screen_words > READABILITY_SCREEN_WORDS && c->check->page->kind != PAGE_CARD) {
        diag_warning(c->sink, place_of(c->check, section), "long-screen",
                     "the screen under this headline has %zu words, at most %d", c->screen_words,
                     READABILITY_SCREEN_WORDS);
    }
}

static void
report_level(const struct checker *c)
{
    bool is_english = c->check->language == READABILITY_ENGLISH;
    double limit = readability_limit(c->check->language, c->check->page->is_legal);
    double score = readability_score(&c->sum, c->check->language);
    if (is_english) {
        diag_warning(c->sink, place_of(c->check, NULL), "reading-level",
                     "this page reads at grade %.1f, at most %.1f", score, limit);
    } else {
        diag_warning(c->sink, place_of(c->check, NULL), "reading-level",
                     "the page of this title reads at %.1f on the INFLESZ scale, at least %.1f",
                     score, limit);
    }
}

void
verify_reading(const struct verify_reading *check, struct diag_sink *sink)
{
    struct checker c = {.check = check, .sink = sink};
    for (const struct node *node = check->doc->root->first; node != NULL; node = node->next) {
        check_screen(&c, node);
    }
    if (!readability_is_good(&c.sum, check->language, check->page->is_legal)) {
        report_level(&c);
    }
}
