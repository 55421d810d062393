/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The body of a page: Markdown (md4c) -> doc, with positions, refusing what a page may not use.
 *
 * What is allowed is written down in assets/README.md. md4c 0.4.8 reads past an unterminated last
 * line, so the parser always works on a copy that ends in a newline.
 */
#ifndef KYR_CONTENT_MARKDOWN_H
#define KYR_CONTENT_MARKDOWN_H

#include "content/doc.h"

/*
 * Never NULL: whatever could be understood. Errors go to the sink; a page with errors must not be
 * shown as it is. `line_offset` lines of front matter stand before `text` in the file.
 */
struct doc *
markdown_parse(struct arena *arena, struct str text, const char *file, int line_offset,
               struct diag_sink *sink);

#endif
