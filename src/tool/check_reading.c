/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading level of a translation; only Spanish has a scale here. */
#include "content/messages.h"
#include "content/verify_reading.h"
#include "tool/check.h"

struct subject {
    const struct translation *translation;
    const struct page *page;
};

static struct diag_place
place_of(void *user, const struct node *node)
{
    const struct subject *subject = user;
    const struct page *page = subject->page;
    if (node == NULL) {
        return translation_place_of(subject->translation, STR("title"), page->title,
                                    page->title_place);
    }
    return translation_place_of(subject->translation, node->context, node->msgid, node->place);
}

static void
check_page(const struct translation *translation, const struct page *page, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct lookup lookup = translation_lookup(translation);
    struct subject subject = {translation, page};
    struct verify_reading reading = {
        .page = page,
        .doc = doc_translate(&arena, page->doc, &lookup, NULL),
        .language = READABILITY_SPANISH,
        .place_of = place_of,
        .user = &subject,
    };
    verify_reading(&reading, sink);
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
