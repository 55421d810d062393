/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translations come from a table: one msgid, a tab, its translation a line. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "content/page.h"
#include "content/translate.h"

#define PAGES KYR_SOURCE_DIR "/tests/golden/pages"

struct table {
    struct arena *arena;
    struct str text;
};

static bool
find(void *user, const char *context, const char *msgid, struct str *out)
{
    const struct table *table = user;
    (void)context;
    for (struct str rest = table->text; rest.n > 0;) {
        struct str line = str_cut(&rest, '\n');
        struct str id = str_cut(&line, '\t');
        if (str_eqz(id, msgid)) {
            *out = str_dup(table->arena, line);
            return true;
        }
    }
    return false;
}

static struct contact *
contact_new(struct arena *arena, struct str id, struct str web)
{
    struct contact *contact = arena_new(arena, struct contact);
    contact->id = id;
    contact->web = web;
    return contact;
}

static struct contact_line *
lines_new(struct arena *arena, size_t *n_out)
{
    const struct contact_line all[] = {
        {STR("campaign"), STR("Report agents you see. Ask for help and referrals.")},
        {STR("place"), STR("They send people out in Greater Los Angeles. Anyone may call.")},
        {STR("translate"), STR("English, Spanish")},
        {STR("schedule"), STR("Every day. Leave a message if nobody answers.")},
    };
    *n_out = sizeof all / sizeof all[0];
    struct contact_line *lines = arena_array(arena, *n_out, sizeof *lines);
    memcpy(lines, all, sizeof all);
    return lines;
}

static struct contact_card
card_new(struct arena *arena, struct contact *contact, struct str name)
{
    struct contact_card card = {.contact = contact, .name = name};
    card.lines = lines_new(arena, &card.n_lines);
    card.numbers = arena_array(arena, 2, sizeof *card.numbers);
    card.checked = STR("Checked on June 30, 2026");
    return card;
}

static void
make_cards(struct arena *arena, bool is_spanish, struct layout_words *words)
{
    struct contact_card *cards = arena_array(arena, 3, sizeof *cards);
    cards[0] = card_new(arena, contact_new(arena, STR("larrn"), STR("")),
                        is_spanish ? STR("Red de Respuesta Rápida de Los Ángeles")
                                   : STR("Los Angeles Rapid Response Network"));
    cards[0].numbers[cards[0].n_numbers++] =
        (struct contact_number){STR(""), STR("888-624-4752"), STR("tel:+18886244752"),
                                STR("Check words: river, moon, salt, hat · río, luna, sal, gorro")};
    cards[1] = card_new(arena, contact_new(arena, STR("emergency"), STR("")), STR("Emergency"));
    cards[1].numbers[cards[1].n_numbers++] =
        (struct contact_number){STR("Day and night"), STR("911"), STR("tel:911"), STR("")};
    cards[1].government = STR("This is the government.");
    cards[2] = card_new(arena, contact_new(arena, STR("locator"), STR("locator.example.gov")),
                        STR("The locator"));
    cards[2].web_uri = STR("https://locator.example.gov");
    cards[2].government = STR("This is ICE.");
    cards[2].unconfirmed = STR("We have not yet called this number.");
    words->cards = cards;
    words->n_cards = 3;
}

static struct layout_words
words_make(struct arena *arena, bool is_spanish)
{
    struct layout_words words = {
        .say = is_spanish ? STR("Diga en inglés") : STR("Say this"),
        .scan_to_call = is_spanish ? STR("Apunte su teléfono aquí para llamar")
                                   : STR("Point your phone here to call"),
        .scan_to_open = is_spanish ? STR("Apunte su teléfono aquí para abrir la página")
                                   : STR("Point your phone here to open the page"),
        .continued = is_spanish ? STR("(sigue)") : STR("(continued)"),
        .in_english_only = is_spanish ? STR("Solo en inglés por ahora") : STR(""),
    };
    words.callouts[CALLOUT_SAFETY] = is_spanish ? STR("Para su seguridad") : STR("For your safety");
    words.callouts[CALLOUT_NOTE] = is_spanish ? STR("Nota") : STR("Note");
    words.callouts[CALLOUT_CHANGING] = is_spanish ? STR("Esto cambia") : STR("This is changing");
    words.callouts[CALLOUT_FACILITATOR] = STR("For the workshop");
    make_cards(arena, is_spanish, &words);
    return words;
}

static bool
read_page(struct fixture *fixture, const struct fixture_options *options)
{
    struct arena *arena = &fixture->arena;
    const char *path = str_printf(arena, "%s/%s.md", PAGES, options->page).p;
    struct table table = {.arena = arena};
    struct str text;
    if (fs_read(arena, path, PAGE_BYTES_MAX, &text) != FS_OK) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return false;
    }
    struct diag_sink sink = {0};
    struct page *page = page_parse(arena, str_from(options->page), path, text, &sink);
    if (options->is_spanish) {
        const char *words = str_printf(arena, "%s/%s.es.txt", PAGES, options->page).p;
        fs_read(arena, words, PAGE_BYTES_MAX, &table.text);
    }
    struct lookup lookup = {&table, find};
    fixture->doc = doc_translate(arena, page->doc, options->is_spanish ? &lookup : NULL, &sink);
    diag_print(&sink, stderr);
    bool is_good = sink.n_errors == 0;
    diag_free(&sink);
    return is_good;
}

bool
fixture_open(struct fixture *fixture, const struct fixture_options *options)
{
    *fixture = (struct fixture){.metrics = metrics_fixed()};
    fixture->scale = scale_make(
        &(struct scale_options){.screen_px = options->size, .text_percent = options->text_percent});
    fixture->words = words_make(&fixture->arena, options->is_spanish);
    const struct scale *s = &fixture->scale;
    fixture->layout = (struct layout){
        .scale = s,
        .metrics = &fixture->metrics,
        .words = &fixture->words,
        .content = {s->margin, s->header_h + s->gap, options->size.w - 2 * s->margin,
                    options->size.h - s->header_h - s->footer_h - 2 * s->gap}};
    return read_page(fixture, options);
}

void
fixture_close(struct fixture *fixture)
{
    arena_free(&fixture->arena);
}
