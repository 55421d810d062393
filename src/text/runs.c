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
    64 /* more fallback families than any installation has; a word is counted in                   \
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

/* A word with the blanks after it; `span` is the one it begins in. */
struct part {
    size_t from, to, span;
};

/* Goes with any script: a word is not set in another family because of it. */
static bool
is_common(uint32_t code)
{
    bool is_letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    bool is_general = code >= 0x2000 && code <= 0x206F; /* spaces, dashes, quotes, controls */
    return (code < 0xC0 && !is_letter) || is_general;
}

/* Drawn as nothing, whatever the font has: joiners, direction marks, variation selectors. */
static bool
is_invisible(uint32_t code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || (code >= 0xFE00 && code <= 0xFE0F) ||
           code == 0xFEFF || code == 0xAD;
}

static bool
is_drawn_by(const struct text_metrics *metrics, enum text_face face, int family, uint32_t code)
{
    struct text_style style = {.face = face, .fallback = family};
    bool is_blank_code = code < 0x80 && is_blank((char)code);
    return face == FACE_ICON || is_blank_code || is_invisible(code) ||
           metrics->covers(metrics->user, style, code);
}

/* The families in the order they are tried: main, the language's own, all others. */
static int
family_at(const struct text_metrics *metrics, int i)
{
    if (i == 0 || metrics->preferred == 0) {
        return i;
    }
    if (i == 1) {
        return metrics->preferred;
    }
    return i <= metrics->preferred ? i - 1 : i;
}

static int
family_count(const struct text_metrics *metrics)
{
    return int_min(metrics->n_fallbacks + 1, FAMILIES_MAX);
}

struct coverage {
    size_t letters, all; /* bytes of the word that a family can draw */
};

static struct coverage
count_covered(const struct passes *p, struct part part, int family,
              const struct text_metrics *metrics)
{
    struct coverage covered = {0};
    size_t span = part.span;
    for (size_t at = part.from; at < part.to;) {
        while (p->ends[span] <= at) {
            span++;
        }
        uint32_t code;
        size_t n = (size_t)utf8_next((struct str){p->text.p + at, part.to - at}, &code);
        if (is_drawn_by(metrics, p->spans[span].face, family, code)) {
            covered.letters += is_common(code) ? 0 : n;
            covered.all += n;
        }
        at += n;
    }
    return covered;
}

static size_t
count_letters(const struct passes *p, struct part part)
{
    size_t n_letters = 0;
    for (size_t at = part.from; at < part.to;) {
        uint32_t code;
        size_t n = (size_t)utf8_next((struct str){p->text.p + at, part.to - at}, &code);
        n_letters += is_common(code) ? 0 : n;
        at += n;
    }
    return n_letters;
}

/* What the word's family lacks: each letter from the first family that has it. */
static void
patch(struct passes *p, struct part part, const struct text_metrics *metrics)
{
    size_t span = part.span;
    for (size_t at = part.from; at < part.to;) {
        while (p->ends[span] <= at) {
            span++;
        }
        uint32_t code;
        size_t n = (size_t)utf8_next((struct str){p->text.p + at, part.to - at}, &code);
        enum text_face face = p->spans[span].face;
        bool is_after_other = at > part.from && is_blank(p->text.p[at]);
        int own = p->families[is_after_other ? at - 1 : at];
        for (int i = 0; i < family_count(metrics) && !is_drawn_by(metrics, face, own, code); i++) {
            if (is_drawn_by(metrics, face, family_at(metrics, i), code)) {
                own = family_at(metrics, i);
            }
        }
        memset(p->families + at, own, n);
        at += n;
    }
}

/* The first family that has all letters of the word, else the one that has most of them. */
static void
set_family(struct passes *p, struct part part, const struct text_metrics *metrics)
{
    struct coverage best = count_covered(p, part, 0, metrics);
    int family = 0;
    size_t n = part.to - part.from;
    size_t n_letters = n;
    if (best.all < n) {
        n_letters = count_letters(p, part);
    }
    for (int i = 1; i < family_count(metrics) && best.all < n && best.letters < n_letters; i++) {
        struct coverage covered = count_covered(p, part, family_at(metrics, i), metrics);
        if (covered.letters > best.letters) {
            best = covered;
            family = family_at(metrics, i);
        }
    }
    memset(p->families + part.from, family, n);
    if (best.all < n) {
        patch(p, part, metrics);
    }
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
        while (p->ends[span] <= from) {
            span++;
        }
        set_family(p, (struct part){from, to, span}, metrics);
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
