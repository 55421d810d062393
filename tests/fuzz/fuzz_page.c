/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a page: no crash, and a page that is not refused obeys the law of msgids. */
#include <stdlib.h>

#include "content/inline.h"
#include "content/page.h"
#include "content/translate.h"
#include "fuzz.h"

static void
check_leaf(struct arena *arena, const struct node *leaf)
{
    struct spans spans = {0};
    const char *problem = NULL;
    if (!inline_parse(arena, leaf->msgid, &spans, &problem) ||
        !str_eq(inline_msgid(arena, spans), leaf->msgid)) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct strbuf dump = {0};
    struct str text = {(const char *)bytes, size};
    const struct page *page = page_parse(&arena, STR("fuzz"), "fuzz.md", text, &sink);
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        check_leaf(&arena, node);
    }
    doc_dump(doc_translate(&arena, page->doc, NULL, &sink), &dump);
    strbuf_free(&dump);
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
