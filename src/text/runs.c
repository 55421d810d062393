/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three passes over the joined text, each leaving one byte of answer for every byte of text: bidi
 * level, fallback family (by word), break kind. Runs are then cut wherever span, family or level
 * changes.
 */
#include "text/runs.h"

#include <string.h>

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/breaks.h"

#define FAMILIES_MAX                                                                               \
    16 /* more fallback families than any installation has; a word is counted in                   \
          each of them */

struct passes {
    const struct text_span *spans; /* those that are not empty */
    size_t n_spans;
    size_t *ends; /* where each span ends in the joined text */
    struct str text;
    unsigned char *levels;
    unsigned char *families;
};

static void
join_spans(struct arena *arena, const struct text_span *spans, size_t n_spans, struct passes *p)
{
    struct text_span *kept = arena_array(arena, n_spans, sizeof *kept);
    size_t total = 0;
    for (size_t i = 0; i < n_spans; i++) {
        if (spans[i].text.n > 0) {
            kept[p->n_spans++] = spans[i];
            total += spans[i].text.n;
        }
    }
    char *joined = arena_alloc(arena, total + 1);
    p->spans = kept;
    p->ends = arena_array(arena, p->n_spans, sizeof *p->ends);
    p->text = (struct str){joined, total};
    size_t at = 0;
    for (size_t i = 0; i < p->n_spans; i++) {
        memcpy(joined + at, kept[i].text.p, kept[i].text.n);
        at += kept[i].text.n;
        p->ends[i] = at;
    }
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* How many letters of [from, to) each family can draw; icons are drawn by their own font. */
static size_t
count_covered(const struct passes *p, size_t from, size_t to, size_t *span, int family,
              const struct text_metrics *metrics)
{
    size_t covered = 0;
    size_t at_span = *span;
    for (size_t at = from; at < to;) {
        while (p->ends[at_span] <= at) {
            at_span++;
        }
        uint32_t code;
        int n = utf8_next((struct str){p->text.p + at, to - at}, &code);
        struct text_style style = {.face = p->spans[at_span].face, .fallback = family};
        if (style.face == FACE_ICON || is_blank(p->text.p[at]) ||
            metrics->covers(metrics->user, style, code)) {
            covered += (size_t)n;
        }
        at += (size_t)n;
    }
    if (family == 0) {
        *span = at_span;
    }
    return covered;
}

/* The first family that has all of the word, else the one that has most of it. */
static unsigned char
word_family(const struct passes *p, size_t from, size_t to, size_t *span,
            const struct text_metrics *metrics)
{
    size_t from_span = *span;
    size_t best = count_covered(p, from, to, span, 0, metrics);
    unsigned char family = 0;
    int n_families = int_min(metrics->n_fallbacks + 1, FAMILIES_MAX);
    for (int i = 1; i < n_families && best < to - from; i++) {
        size_t span_again = from_span;
        size_t covered = count_covered(p, from, to, &span_again, i, metrics);
        if (covered > best) {
            best = covered;
            family = (unsigned char)i;
        }
    }
    return family;
}

/* Blanks go with the word before them, so that they do not cut a run. */
static void
find_families(struct passes *p, const struct text_metrics *metrics)
{
    size_t span = 0;
    for (size_t from = 0; from < p->text.n;) {
        size_t to = from;
        while (to < p->text.n && !is_blank(p->text.p[to])) {
            to++;
        }
        while (to < p->text.n && is_blank(p->text.p[to])) {
            to++;
        }
        memset(p->families + from, word_family(p, from, to, &span, metrics), to - from);
        from = to;
    }
}

static void
keep_whole_spans(struct passes *p, enum direction base, unsigned char *breaks)
{
    size_t from = 0;
    for (size_t i = 0; i < p->n_spans; i++) {
        if (p->spans[i].no_break || p->spans[i].face == FACE_ICON) {
            memset(breaks + from + 1, BREAK_NO, p->ends[i] - from - 1);
            memset(p->levels + from, base == DIR_RTL ? 2 : 0, p->ends[i] - from);
        }
        from = p->ends[i];
    }
}

static bool
continues_run(const struct passes *p, const struct text_run *run, size_t at, size_t span)
{
    const struct text_span *s = &p->spans[span];
    return run->style.face == s->face && run->tag == s->tag && s->face != FACE_ICON &&
           run->style.fallback == p->families[at] && run->level == p->levels[at];
}

static void
cut_runs(struct arena *arena, const struct passes *p, int size_px, struct text_runs *out)
{
    size_t n = 0;
    struct text_run *runs = NULL;
    /* First count, then fill: the arena cannot shrink an array. */
    for (int pass = 0; pass < 2; pass++) {
        struct text_run run = {0};
        n = 0;
        size_t span = 0;
        for (size_t at = 0; at < p->text.n; at++) {
            bool is_new_span = at > 0 && at == p->ends[span];
            span += is_new_span ? 1 : 0;
            bool is_icon = p->spans[span].face == FACE_ICON;
            bool goes_on = n > 0 && (continues_run(p, &run, at, span) || (is_icon && !is_new_span));
            if (!goes_on) {
                run = (struct text_run){.offset = at, .tag = p->spans[span].tag};
                run.style = (struct text_style){p->spans[span].face, size_px,
                                                is_icon ? 0 : p->families[at]};
                run.level = p->levels[at];
                n++;
            }
            run.n++;
            if (runs != NULL) {
                runs[n - 1] = run;
            }
        }
        runs = runs == NULL ? arena_array(arena, n, sizeof *runs) : runs;
    }
    out->runs = runs;
    out->n_runs = n;
}

void
runs_make(struct arena *arena, const struct text_span *spans, size_t n_spans, int size_px,
          enum direction base, const struct text_metrics *metrics, struct text_runs *out)
{
    struct passes p = {0};
    *out = (struct text_runs){0};
    join_spans(arena, spans, n_spans, &p);
    if (p.text.n == 0) {
        return;
    }
    p.levels = arena_alloc(arena, p.text.n);
    p.families = arena_alloc(arena, p.text.n);
    out->text = p.text;
    out->breaks = arena_alloc(arena, p.text.n);
    bidi_levels(arena, p.text, base, p.levels);
    find_families(&p, metrics);
    breaks_find(p.text, out->breaks);
    keep_whole_spans(&p, base, out->breaks);
    cut_runs(arena, &p, size_px, out);
}
