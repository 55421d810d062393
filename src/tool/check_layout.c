/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same layout as on the screen, at every supported size; a finding stands at the English block
 * it is about. */
#include <string.h>

#include "base/utf8.h"
#include "content/inline.h"
#include "tool/check.h"

static const struct size sizes[] = {
    {1920, 1080}, {1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160},
};
static const int percents[] = {100, 200};

struct check {
    struct stage *stage;
    const struct translation *translation;
    struct words words;
    struct diag_sink *sink;
    const struct page *page;
    unsigned char *reported; /* by node id, so that each block is told once */
};

static bool
find_in_po(void *user, const char *context, const char *msgid, struct str *out)
{
    const struct translation *translation = user;
    const struct po_message *message = po_find(&translation->po, context, msgid);
    if (message == NULL || message->msgstr.n == 0 || message->is_fuzzy) {
        return false;
    }
    *out = message->msgstr;
    return true;
}

static const char *
language_name(const struct check *check)
{
    return check->translation == NULL ? "English" : check->translation->language->native_name;
}

static void
report_overflow(struct check *check, const struct doc *doc, const struct overflow *overflow,
                const struct scale *scale)
{
    const struct node *node = doc_find(doc, overflow->node_id);
    if (node == NULL || check->reported[node->id] != 0) {
        return;
    }
    check->reported[node->id] = 1;
    diag_error(check->sink, node->place, "overflow", "in %s this %s is %s at %dx%d and %d %% text",
               language_name(check), node_kind_text(node),
               overflow->is_too_wide ? "wider than its place" : "higher than a screen",
               scale->screen_px.w, scale->screen_px.h, scale->text_percent);
}

static void
check_size(struct check *check, const struct doc *doc, struct size size, int percent)
{
    struct arena arena = {0};
    struct scale_options options = {.screen_px = size, .text_percent = percent};
    struct scale scale = scale_make(&options);
    struct text_metrics metrics = fonts_metrics(check->stage->data.fonts);
    int bottom = scale.footer_h + scale.target + scale.target_gap + scale.gap / 2;
    int top = scale.header_h + scale.gap;
    struct layout layout = {
        .scale = &scale,
        .metrics = &metrics,
        .words = &check->words.layout,
        .dir = check->words.language->dir,
        .content = {scale.margin, top, size.w - 2 * scale.margin, size.h - top - bottom},
        .shows_facilitator = true,
        .is_card = check->page->kind == PAGE_CARD,
    };
    struct screens screens = screens_make(&arena, doc, &layout);
    for (size_t i = 0; i < screens.n_overflows; i++) {
        report_overflow(check, doc, &screens.overflows[i], &scale);
    }
    arena_free(&arena);
}

/* Letters that neither the main fonts nor the fallback can draw. */
static void
check_glyphs(struct check *check, const struct node *node, struct str text)
{
    struct text_metrics metrics = fonts_metrics(check->stage->data.fonts);
    uint32_t code = 0;
    for (int n = 0; (n = utf8_next(text, &code)) > 0; text = str_skip(text, (size_t)n)) {
        bool has_glyph = false;
        for (int i = 0; i <= metrics.n_fallbacks && !has_glyph; i++) {
            struct text_style style = {FACE_REGULAR, 20, i};
            has_glyph = metrics.covers(metrics.user, style, code);
        }
        if (!has_glyph) {
            diag_error(check->sink, node->place, "glyph", "in %s: no font here has U+%04X (%.*s)",
                       language_name(check), (unsigned)code, n, text.p);
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
check_page(struct check *check, const struct page *page)
{
    struct arena arena = {0};
    struct lookup lookup = {(void *)(uintptr_t)check->translation, find_in_po};
    const struct doc *doc =
        doc_translate(&arena, page->doc, check->translation == NULL ? NULL : &lookup, NULL);
    check->page = page;
    check->reported = arena_array(&arena, (size_t)doc->n_nodes + 2, 1);
    for (const struct node *node = doc->root; node != NULL; node = node_next(doc->root, node)) {
        struct spans spans = node->meaning.n > 0 ? node->meaning : node->spans;
        check_glyphs(check, node, inline_plain(&arena, spans));
        if (node->kind == NODE_FIGURE && check->translation == NULL) {
            check_icon(check, node->place, node->target);
        }
    }
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t k = 0; k < sizeof percents / sizeof percents[0]; k++) {
            check_size(check, doc, sizes[i], percents[k]);
        }
    }
    arena_free(&arena);
}

void
check_layout(struct stage *stage, const struct translation *translation, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct check check = {.stage = stage, .translation = translation, .sink = sink};
    const struct language *language = translation == NULL ? lang_source() : translation->language;
    words_make(&check.words, &arena, stage->data.catalog, language, stage->data.pack,
               (struct date){0});
    const struct page_list *pages = &stage->data.pack->pages;
    for (size_t i = 0; i < pages->n; i++) {
        const struct page *page = pages->items[i];
        if (!page->is_broken) {
            check_page(&check, page);
        }
        if (translation == NULL) {
            check_icon(&check, diag_file(page->file), page->icon);
        }
    }
    arena_free(&arena);
}
