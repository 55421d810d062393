/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one file of cases. A case is "@@@ its name", a page, "@@@ gives", and then what the page
 * must give: the dump of its tree, and its findings. A page that begins with "---" is read as a
 * whole page, any other as a body. What was really found is written to a second file of the same
 * shape; whoever changes the parser on purpose reads it, then copies it over the first. */
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "content/markdown.h"
#include "content/page.h"

#define SPEC_BYTES_MAX (1024u * 1024)
#define MARK "@@@ "
#define GIVES "@@@ gives"

struct run {
    struct arena arena;
    FILE *actual;
    int n_cases, n_failures;
};

/* Cuts lines up to the next one that begins with MARK. */
static struct str
cut_until_mark(struct str *rest)
{
    struct str part = {rest->p, 0};
    while (rest->n > 0 && !str_starts(*rest, MARK)) {
        (void)str_cut(rest, '\n');
        part.n = rest->n == 0 ? part.n : (size_t)(rest->p - part.p);
    }
    return part;
}

static struct str
result_of(struct run *run, struct str text)
{
    char *findings = NULL;
    size_t n = 0;
    struct diag_sink sink = {0};
    struct strbuf out = {0};
    const struct doc *doc = NULL;
    if (str_starts(text, "---")) {
        doc = page_parse(&run->arena, STR("page"), "page.md", text, &sink)->doc;
    } else {
        doc = markdown_parse(&run->arena, text, "page.md", 0, &sink);
    }
    doc_dump(doc, &out);
    FILE *stream = open_memstream(&findings, &n);
    if (stream == NULL) {
        abort();
    }
    diag_print(&sink, stream);
    (void)fclose(stream);
    strbuf_add(&out, (struct str){findings, n});
    free(findings);
    struct str result = str_dup(&run->arena, strbuf_str(&out));
    strbuf_free(&out);
    diag_free(&sink);
    return result;
}

static void
run_case(struct run *run, struct str name, struct str page, struct str expected)
{
    struct str result = result_of(run, page);
    run->n_cases++;
    (void)fprintf(run->actual, "%.*s\n%.*s" GIVES "\n%.*s\n", STR_ARG(name), STR_ARG(page),
                  STR_ARG(result));
    if (!str_eq(str_trim(expected), str_trim(result))) {
        run->n_failures++;
        (void)fprintf(stderr, "FAILED %.*s\n--- expected\n%.*s--- actual\n%.*s\n", STR_ARG(name),
                      STR_ARG(expected), STR_ARG(result));
    }
}

static void
run_file(struct run *run, struct str rest)
{
    struct str intro = cut_until_mark(&rest);
    (void)fprintf(run->actual, "%.*s", STR_ARG(intro));
    while (rest.n > 0) {
        struct str name = str_cut(&rest, '\n');
        struct str page = cut_until_mark(&rest);
        (void)str_cut(&rest, '\n');
        struct str expected = cut_until_mark(&rest);
        run_case(run, name, page, expected);
    }
}

int
main(int argc, char **argv)
{
    struct run run = {0};
    struct str text = {0};
    if (argc != 3) {
        (void)fprintf(stderr, "usage: %s CASES ACTUAL\n", argv[0]);
        return 2;
    }
    enum fs_status status = fs_read(&run.arena, argv[1], SPEC_BYTES_MAX, &text);
    run.actual = fopen(argv[2], "w");
    if (status != FS_OK || run.actual == NULL) {
        (void)fprintf(stderr, "%s %s\n", argv[1], fs_status_text(status));
        return 1;
    }
    run_file(&run, text);
    (void)fclose(run.actual);
    (void)printf("%d cases, %d failed; see %s\n", run.n_cases, run.n_failures, argv[2]);
    arena_free(&run.arena);
    return run.n_failures > 0 || run.n_cases == 0;
}
