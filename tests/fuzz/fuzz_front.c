/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the front matter of a page that is sound otherwise: the page says that it is broken
 * exactly if there is a finding, and always has a title to show. */
#include <stdlib.h>

#include "content/page.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct strbuf text = {0};
    strbuf_addz(&text, "---\n");
    strbuf_add(&text, (struct str){(const char *)bytes, size});
    strbuf_addz(&text, "\n---\n# A heading\n\nSome words.\n");
    const struct page *page = page_parse(&arena, STR("fuzz"), "fuzz.md", strbuf_str(&text), &sink);
    if (page->is_broken != (sink.n_errors > 0) || page->title.n == 0 || page->tile.n == 0 ||
        page->doc == NULL) {
        abort();
    }
    strbuf_free(&text);
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
