/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a data file, through the tree and through the schema of hotlines.yaml. */
#include "content/hotlines.h"
#include "content/yaml.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink = {0};
    struct str text = {(const char *)bytes, size};
    struct yaml_node *root = yaml_parse(&arena, text, "fuzz.yaml", 0, &sink);
    (void)yaml_string(root, "id", YAML_REQUIRED, &sink);
    (void)yaml_integer(root, "version", 1, 9, YAML_OPTIONAL, &sink);
    (void)yaml_date(root, "on", YAML_OPTIONAL, &sink);
    (void)yaml_bool(root, "legal", &sink);
    yaml_expect_no_more(root, &sink);
    (void)hotlines_parse(&arena, text, "fuzz.yaml", &sink);
    diag_free(&sink);
    arena_free(&arena);
    return 0;
}
