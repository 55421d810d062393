/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same layout as on the screen, at every supported size; a finding stands at the English block
 * it is about. */
#include <string.h>

#include "base/utf8.h"
#include "content/inline.h"
#include "platform/font_table.h"
#include "tool/check.h"
#include "tool/memo.h"
#include "ui/chrome.h"

/* The supported sizes; 3840x2160 is 1920x1080 again, in millimetres (scale_default_dpi). */
static const struct size sizes[] = {{1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}};
static const int percents[] = {100, 200};

/* One page in the language in hand. */
struct checked_page {
    const struct page *page;
    const struct doc *doc;
    unsigned char *reported; /* by node id, so that each block is told once */
};

struct check {
    struct stage *stage;
    const struct translation *translation;
    struct words words;
    struct diag_sink *sink;
    struct memo *memo;
};

static const char *
language_name(const struct check *check)
{
    return check->translation == NULL ? "English" : check->translation->language->native_name;
}

static struct diag_place
place_of(const struct check *check, const struct node *node)
{
    return check->translation == NULL || node->is_fallback
               ? node->place
               : translation_place_of(check->translation, node->context, node->msgid, node->place);
}

static void
report_overflow(struct check *check, const struct checked_page *page,
                const struct overflow *overflow, const struct scale *scale)
{
    const struct node *node = doc_find(page->doc, overflow->node_id);
    if (node == NULL || page->reported[node->id] != 0) {
        return;
    }
    page->reported[node->id] = 1;
    diag_error(check->sink, place_of(check, node), "overflow",
               "in %s this %s is %s at %dx%d and %d %% text", language_name(check),
               node_kind_text(node),
               overflow->is_too_wide ? "wider than its place" : "higher than a screen",
               scale->screen_px.w, scale->screen_px.h, scale->text_percent);
}

/* "Checked in ..." as it will stand under the page when the pack has grown old: the longest. */
static struct str
checked_line(struct arena *arena, const struct check *check, const struct page *page)
{
    const struct pack *pack = check->stage->data.pack;
    struct date checked = pack_checked(pack, page->doc->root);
    struct words words = check->words;
    words.arena = arena;
    if (checked.year == 0) {
        return STR("");
    }
    struct str text = words_checked(&words, checked);
    if (pack->fallback == NULL || pack->fallback->n_phones == 0) {
        return text;
    }
    const struct str pairs[] = {STR("number"), pack->fallback->phones[0].display};
    struct str old = words_expand(arena, words.text[WORD_MAY_HAVE_CHANGED], pairs, 2);
    return str_printf(arena, "%.*s. %.*s", STR_ARG(text), STR_ARG(old));
}

/* Where the kiosk puts a page (ui/app_view.c). */
static struct rect
content_rect(const struct check *check, const struct page *page, const struct scale *scale,
             const struct text_metrics *metrics)
{
    struct arena arena = {0};
    struct str checked = checked_line(&arena, check, page);
    struct chrome chrome = {
        .scale = scale,
        .metrics = metrics,
        .words = &check->words,
        .has_footer = true,
        .has_sources = true,
        .checked_lines = &checked,
        .n_checked_lines = checked.n > 0 ? 1 : 0,
    };
    int top = scale->header_h + scale->gap;
    int bottom = chrome_bottom_h(&chrome) + scale->gap / 2;
    arena_free(&arena);
    return (struct rect){scale->margin, top, int_max(scale->screen_px.w - 2 * scale->margin, 1),
                         int_max(scale->screen_px.h - top - bottom, 1)};
}

static void
check_size(struct check *check, const struct checked_page *page, struct size size, int percent)
{
    struct arena arena = {0};
    struct scale_options options = {.screen_px = size, .text_percent = percent};
    struct scale scale = scale_make(&options);
    struct text_metrics metrics =
        memo_metrics(check->memo, fonts_metrics(check->stage->data.fonts));
    metrics_prefer(&metrics, check->words.language->tag);
    struct layout layout = {
        .scale = &scale,
        .metrics = &metrics,
        .words = &check->words.layout,
        .dir = check->words.language->dir,
        .content = content_rect(check, page->page, &scale, &metrics),
        .shows_facilitator = true,
        .is_card = page->page->kind == PAGE_CARD,
    };
    struct screens screens = screens_make(&arena, page->doc, &layout);
    for (size_t i = 0; i < screens.n_overflows; i++) {
        report_overflow(check, page, &screens.overflows[i], &scale);
    }
    arena_free(&arena);
}

/* ASCII is in every font of ours. */
void
check_letters(struct stage *stage, const struct language *language, struct diag_place place,
              struct str text, struct diag_sink *sink)
{
    struct text_metrics metrics = fonts_metrics(stage->data.fonts);
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool has_glyph = code < 0x80;
        for (int i = 0; i <= metrics.n_fallbacks && !has_glyph; i++) {
            struct text_style style = {FACE_REGULAR, 20, i};
            has_glyph = metrics.covers(metrics.user, style, code);
        }
        if (!has_glyph) {
            const char *package = font_package_of(code);
            diag_error(sink, place, "glyph", "in %s: no font here has U+%04X (%.*s)%s%s",
                       language->native_name, (unsigned)code, n, text.p,
                       package == NULL ? "" : "; the Debian package that has it: ",
                       package == NULL ? "" : package);
            return;
        }
    }
}

/* An icon's name must be shaped to one glyph as wide as high. */
static void
check_icon(struct check *check, struct diag_place place, struct str icon)
{
    struct text_metrics metrics = fonts_metrics(check->stage->data.fonts);
    struct text_style style = {FACE_ICON, 48, 0};
    if (icon.n > 0 && metrics.width(metrics.user, style, DIR_LTR, icon) != style.size_px) {
        diag_error(check->sink, place, "icon", "there is no icon named '%.*s'", STR_ARG(icon));
    }
}

static void
check_english(struct check *check, const struct page *page)
{
    struct arena arena = {0};
    const struct node *root = page->doc->root;
    check_icon(check, diag_file(page->file), page->icon);
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        check_letters(check->stage, lang_source(), node->place, inline_plain(&arena, node->spans),
                      check->sink);
        if (node->kind == NODE_FIGURE) {
            check_icon(check, node->place, node->target);
        }
    }
    arena_free(&arena);
}

static struct checked_page
prepare(struct arena *arena, const struct check *check, const struct page *page)
{
    struct lookup lookup = translation_lookup(check->translation);
    const struct doc *doc =
        doc_translate(arena, page->doc, check->translation == NULL ? NULL : &lookup, NULL);
    return (struct checked_page){page, doc, arena_array(arena, (size_t)doc->n_nodes + 2, 1)};
}

/* Size by size, not page by page: a size opens its fonts once and remembers its widths. */
static void
check_pages(struct check *check, const struct checked_page *pages, size_t n)
{
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t k = 0; k < sizeof percents / sizeof percents[0]; k++) {
            for (size_t page = 0; page < n; page++) {
                check_size(check, &pages[page], sizes[i], percents[k]);
            }
            memo_reset(check->memo);
        }
    }
}

void
check_layout(struct stage *stage, const struct translation *translation, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct check check = {.stage = stage, .translation = translation, .sink = sink};
    check.memo = arena_new(&arena, struct memo);
    const struct language *language = translation == NULL ? lang_source() : translation->language;
    words_make(&check.words, &arena, stage->data.catalog, language, stage->data.pack,
               (struct date){0});
    const struct page_list *list = &stage->data.pack->pages;
    struct checked_page *pages = arena_array(&arena, list->n + 1, sizeof *pages);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i]->is_broken) {
            continue;
        }
        pages[n++] = prepare(&arena, &check, list->items[i]);
        if (translation == NULL) {
            check_english(&check, list->items[i]);
        }
    }
    check_pages(&check, pages, n);
    memo_free(check.memo);
    arena_free(&arena);
}
