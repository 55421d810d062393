/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kyr-pack facts: statement on screen -> fact -> authority -> source -> date, for the lawyer who
 * reviews the pack; as text, or as a page to print with the languages side by side.
 */
#include <stdio.h>

#include "content/inline.h"
#include "tool/commands.h"
#include "tool/stage.h"

struct report {
    struct stage *stage;
    const struct args *args;
    const struct language **languages;
    size_t n_languages;
    struct arena arena;
    FILE *html; /* or NULL */
};

static void
print_fact(const struct report *report, struct str id)
{
    const struct facts *facts = report->stage->data.pack->facts;
    const struct fact *fact = facts_find(facts, id);
    if (fact == NULL) {
        (void)printf("    %.*s: no such fact\n", STR_ARG(id));
        return;
    }
    static const char *const sure[] = {"high", "medium", "low"};
    (void)printf("    %.*s (%s%s%d-%02d-%02d) %.*s\n", STR_ARG(id), sure[fact->sure],
                 fact->is_perishable ? ", perishable, " : ", ", fact->seen.year, fact->seen.month,
                 fact->seen.day, STR_ARG(fact->sentence));
    if (fact->authority.n + fact->citation.n > 0) {
        (void)printf("        %.*s%s%.*s\n", STR_ARG(fact->authority),
                     fact->authority.n > 0 && fact->citation.n > 0 ? ": " : "",
                     STR_ARG(fact->citation));
    }
    for (size_t i = 0; i < fact->n_sources; i++) {
        const struct source *source = facts_source(facts, fact->sources[i]);
        if (source != NULL) {
            (void)printf("        %.*s [%c] %.*s\n", STR_ARG(source->title), source->grade,
                         STR_ARG(source->url));
        }
    }
}

static void
print_page(const struct report *report, const struct page *page)
{
    (void)printf("%s: %.*s\n", page->file, STR_ARG(page->title));
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        if (node->msgid.n == 0) {
            continue;
        }
        (void)printf("  %d: %.*s\n", node->place.line, STR_ARG(node->msgid));
        for (size_t i = 0; i < node->n_facts; i++) {
            print_fact(report, node->facts[i]);
        }
    }
}

/* HTML. */

static void
put(FILE *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        switch (text.p[i]) {
        case '<': (void)fputs("&lt;", out); break;
        case '>': (void)fputs("&gt;", out); break;
        case '&': (void)fputs("&amp;", out); break;
        case '"': (void)fputs("&quot;", out); break;
        default: (void)fputc(text.p[i], out); break;
        }
    }
}

static void
put_node_text(struct report *report, const struct node *node, const struct language *language)
{
    struct str text = node->msgid;
    (void)catalog_find(report->stage->data.catalog, language, CATALOG_PACK, node->context.p,
                       node->msgid.p, &text);
    struct spans spans;
    const char *problem = NULL;
    if (inline_parse(&report->arena, text, &spans, &problem)) {
        text = inline_plain(&report->arena, spans);
    }
    put(report->html, text);
}

static void
put_fact(const struct report *report, struct str id)
{
    const struct facts *facts = report->stage->data.pack->facts;
    const struct fact *fact = facts_find(facts, id);
    (void)fputs("<p><b>", report->html);
    put(report->html, id);
    (void)fputs("</b> ", report->html);
    if (fact == NULL) {
        (void)fputs("no such fact</p>", report->html);
        return;
    }
    put(report->html, fact->sentence);
    (void)fputs("<br><i>", report->html);
    put(report->html, fact->citation.n > 0 ? fact->citation : fact->authority);
    (void)fprintf(report->html, "</i><br>last read %d-%02d-%02d%s", fact->seen.year,
                  fact->seen.month, fact->seen.day, fact->is_perishable ? ", perishable" : "");
    for (size_t i = 0; i < fact->n_sources; i++) {
        const struct source *source = facts_source(facts, fact->sources[i]);
        if (source != NULL) {
            (void)fputs("<br>", report->html);
            put(report->html, source->title);
            (void)fprintf(report->html, " [%c]", source->grade);
        }
    }
    (void)fputs("</p>", report->html);
}

static void
put_page(struct report *report, const struct page *page)
{
    FILE *out = report->html;
    (void)fputs("<h2>", out);
    put(out, page->title);
    (void)fputs("</h2><table><tr>", out);
    for (size_t i = 0; i < report->n_languages; i++) {
        (void)fprintf(out, "<th>%s", report->languages[i]->native_name);
    }
    (void)fputs("<th>Facts\n", out);
    const struct node *root = page->doc->root;
    for (const struct node *node = root; node != NULL; node = node_next(root, node)) {
        if (node->msgid.n == 0) {
            continue;
        }
        (void)fprintf(out, "<tr class=\"%s\">", node->kind == NODE_SECTION ? "head" : "");
        for (size_t i = 0; i < report->n_languages; i++) {
            (void)fprintf(out, "<td lang=\"%s\">", report->languages[i]->tag);
            put_node_text(report, node, report->languages[i]);
        }
        (void)fputs("<td>", out);
        for (size_t i = 0; node->kind != NODE_SECTION && i < node->n_facts; i++) {
            put_fact(report, node->facts[i]);
        }
        (void)fputc('\n', out);
    }
    (void)fputs("</table>\n", out);
}

static const char html_head[] =
    "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Statements and facts</title>\n<style>\n"
    "body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse;width:100%}\n"
    "td,th{border:1px solid #999;padding:.4em;vertical-align:top;text-align:left}\n"
    ".head td{background:#eee;font-weight:bold}p{margin:0 0 .6em}tr{break-inside:avoid}\n"
    "</style>\n<h1>What the screens say, and what it rests on</h1>\n";

/* Every page that was asked for is there. */
static bool
has_pages(const struct report *report)
{
    const struct args *args = report->args;
    for (size_t i = 0; i < args->n_pages; i++) {
        if (pack_page(report->stage->data.pack, str_from(args->pages[i])) == NULL) {
            log_line("there is no page '%s'", args->pages[i]);
            return false;
        }
    }
    return true;
}

static bool
is_wanted(const struct args *args, const struct page *page)
{
    bool is_named = args->n_pages == 0;
    for (size_t i = 0; i < args->n_pages; i++) {
        is_named = is_named || str_eqz(page->id, args->pages[i]);
    }
    return is_named;
}

static void
report_all(struct report *report)
{
    const struct page_list *pages = &report->stage->data.pack->pages;
    if (report->html != NULL) {
        (void)fputs(html_head, report->html);
    }
    for (size_t i = 0; i < pages->n; i++) {
        const struct page *page = pages->items[i];
        if (is_wanted(report->args, page) && report->html != NULL) {
            put_page(report, page);
        } else if (is_wanted(report->args, page)) {
            print_page(report, page);
        }
    }
}

static enum exit_code
run(struct report *report)
{
    report->languages = stage_languages(report->stage, report->args, &report->n_languages);
    if (report->languages == NULL || !has_pages(report)) {
        return EXIT_USAGE;
    }
    if (report->args->html != NULL) {
        report->html = fopen(report->args->html, "w");
        if (report->html == NULL) {
            log_line("cannot write %s", report->args->html);
            return EXIT_ENVIRONMENT;
        }
    }
    report_all(report);
    if (report->html != NULL && fclose(report->html) != 0) {
        log_line("cannot write %s", report->args->html);
        return EXIT_ENVIRONMENT;
    }
    return EXIT_OK;
}

enum exit_code
command_facts(const struct args *args)
{
    if (args->n_words > 1) {
        return args_refuse(args);
    }
    struct stage stage;
    struct report report = {.stage = &stage, .args = args};
    enum exit_code code = EXIT_ENVIRONMENT;
    if (stage_open(&stage, args, args_pack(args, 0), &code)) {
        code = run(&report);
    }
    arena_free(&report.arena);
    stage_close(&stage);
    return code;
}
