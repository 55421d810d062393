/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing strings as JSON (RFC 8259).
 */
#ifndef KYR_TOOL_JSON_H
#define KYR_TOOL_JSON_H

#include <stdio.h>

#include "base/str.h"

/* With its quotes. Valid inside a <script> too: "<" is written as \u003c. `text` is UTF-8. */
void
json_string(FILE *out, struct str text);

/* `"name": "text", ` with the comma. */
void
json_member(FILE *out, const char *name, struct str text);

#endif
