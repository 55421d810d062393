/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is cut into words at its break opportunities and each word is measured once; lines are
 * filled greedily with those widths. Only a finished line is measured again, run by run as it will
 * be drawn; should shaping have made it too wide, its last word moves on.
 */
#include "layout/para.h"

#include <limits.h>
#include <string.h>

#include "text/bidi.h"
#include "text/breaks.h"

#define LINE_HEIGHT_PERCENT 134 /* running text; generous for second-language readers */

#define ELLIPSIS STR("\xE2\x80\xA6")

/* What stands between two break opportunities. */
struct word {
    size_t from, ink_end, end; /* blanks at the end hang over the margin: [ink_end, end) */
    int ink_width, width;
    bool must_break; /* a line ends before it */
    bool is_joined;  /* to the word before it, on one line if that is possible */
};

struct filler {
    struct arena *arena;
    const struct para_options *options;
    const struct text_metrics *metrics;
    struct text_runs runs;
    struct word *words;
    size_t n_words;
    size_t capacity; /* of the lines */
    int baseline;
    struct para para;
};

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static enum direction
run_dir(const struct text_run *run)
{
    return run->level % 2 == 1 ? DIR_RTL : DIR_LTR;
}

/* The first run that reaches beyond `offset`. */
static size_t
run_at(const struct text_runs *runs, size_t offset)
{
    size_t low = 0;
    size_t high = runs->n_runs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (runs->runs[middle].offset + runs->runs[middle].n <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The part of run i that lies in [from, to). */
static struct str
run_slice(const struct text_runs *runs, size_t i, size_t from, size_t to)
{
    const struct text_run *run = &runs->runs[i];
    size_t start = run->offset > from ? run->offset : from;
    size_t end = run->offset + run->n < to ? run->offset + run->n : to;
    return (struct str){runs->text.p + start, end > start ? end - start : 0};
}

static int
measure(const struct filler *f, size_t from, size_t to)
{
    int width = 0;
    for (size_t i = run_at(&f->runs, from); i < f->runs.n_runs && f->runs.runs[i].offset < to;
         i++) {
        struct str slice = run_slice(&f->runs, i, from, to);
        if (slice.n > 0) {
            const struct text_run *run = &f->runs.runs[i];
            width += f->metrics->width(f->metrics->user, run->style, run_dir(run), slice);
        }
    }
    return width;
}

static size_t
ink_end(const struct filler *f, size_t from, size_t end)
{
    while (end > from && is_blank(f->runs.text.p[end - 1])) {
        end--;
    }
    return end;
}

static void
find_words(struct filler *f)
{
    size_t n_bytes = f->runs.text.n;
    size_t n = n_bytes > 0 ? 1 : 0;
    for (size_t i = 1; i < n_bytes; i++) {
        n += f->runs.breaks[i] != BREAK_NO ? 1 : 0;
    }
    f->words = arena_array(f->arena, n, sizeof *f->words);
    enum break_kind kind = BREAK_NO; /* before the word */
    for (size_t from = 0; from < n_bytes;) {
        size_t end = from + 1;
        while (end < n_bytes && f->runs.breaks[end] == BREAK_NO) {
            end++;
        }
        struct word *word = &f->words[f->n_words++];
        *word = (struct word){.from = from,
                              .ink_end = ink_end(f, from, end),
                              .end = end,
                              .must_break = kind == BREAK_MUST,
                              .is_joined = kind == BREAK_AVOID};
        kind = end < n_bytes ? (enum break_kind)f->runs.breaks[end] : BREAK_NO;
        from = end;
    }
}

static void
measure_words(struct filler *f)
{
    struct text_style style = {0};
    int blank_width = 0;
    for (size_t i = 0; i < f->n_words; i++) {
        struct word *word = &f->words[i];
        word->ink_width = measure(f, word->from, word->ink_end);
        word->width = word->ink_width;
        if (word->end > word->ink_end) {
            const struct text_run *run = &f->runs.runs[run_at(&f->runs, word->ink_end)];
            if (memcmp(&style, &run->style, sizeof style) != 0) {
                style = run->style;
                blank_width = f->metrics->width(f->metrics->user, style, DIR_LTR, STR(" "));
            }
            word->width += blank_width * (int)(word->end - word->ink_end);
        }
    }
}

static struct para_line *
add_line(struct filler *f)
{
    struct para *para = &f->para;
    if (para->n_lines == f->capacity) {
        f->capacity = f->capacity == 0 ? 4 : f->capacity * 2;
        struct para_line *lines = arena_array(f->arena, f->capacity, sizeof *lines);
        if (para->n_lines > 0) {
            memcpy(lines, para->lines, para->n_lines * sizeof *lines);
        }
        para->lines = lines;
    }
    return &para->lines[para->n_lines++];
}

/* The runs of [from, to) in logical order, measured; with an ellipsis after them if asked. */
static int
shape_line(const struct filler *f, size_t from, size_t to, bool is_cut, struct para_run *runs,
           unsigned char *levels)
{
    int n = 0;
    size_t i = run_at(&f->runs, from);
    for (; i < f->runs.n_runs && f->runs.runs[i].offset < to; i++) {
        const struct text_run *run = &f->runs.runs[i];
        struct para_run part = {.text = run_slice(&f->runs, i, from, to),
                                .style = run->style,
                                .dir = run_dir(run),
                                .color = (enum color)run->tag};
        part.width = f->metrics->width(f->metrics->user, part.style, part.dir, part.text);
        levels[n] = run->level;
        runs[n++] = part;
    }
    if (is_cut && n > 0) {
        runs[n] = runs[n - 1];
        levels[n] = levels[n - 1];
        runs[n].text = ELLIPSIS;
        runs[n].width = f->metrics->width(f->metrics->user, runs[n].style, runs[n].dir, ELLIPSIS);
        n++;
    }
    return n;
}

static int
line_start(const struct para_options *options, int width)
{
    int room = int_max(options->width_px - width, 0);
    if (options->align == ALIGN_CENTER) {
        return room / 2;
    }
    bool is_right = (options->align == ALIGN_END) != (options->dir == DIR_RTL);
    return is_right ? room : 0;
}

/* Adds [from, to) as a line, unless it is too wide and `may_refuse`. */
static bool
emit_line(struct filler *f, size_t from, size_t to, bool is_cut, bool may_refuse)
{
    size_t room = run_at(&f->runs, to) - run_at(&f->runs, from) + 2; /* with an ellipsis */
    struct para_run *runs = arena_array(f->arena, room, sizeof *runs);
    unsigned char *levels = arena_alloc(f->arena, room);
    int *order = arena_array(f->arena, room, sizeof *order);
    int n = shape_line(f, from, to, is_cut, runs, levels);
    int width = 0;
    for (int i = 0; i < n; i++) {
        width += runs[i].width;
    }
    if (may_refuse && width > f->options->width_px) {
        return false;
    }
    bidi_reorder(levels, n, order);
    struct para_line *line = add_line(f);
    line->runs = arena_array(f->arena, (size_t)n, sizeof *line->runs);
    line->n_runs = (size_t)n;
    line->width = width;
    int x = line_start(f->options, width);
    for (int i = 0; i < n; i++) {
        line->runs[i] = runs[order[i]];
        line->runs[i].x = x;
        x += runs[order[i]].width;
    }
    int index = (int)f->para.n_lines - 1;
    line->baseline = index * f->para.line_height + f->baseline;
    f->para.width = int_max(f->para.width, width);
    return true;
}

/* The last line that may stand: what fits of [from, end) with an ellipsis. */
static void
emit_cut_line(struct filler *f, size_t from, size_t end)
{
    size_t to = end;
    while (to > from && !emit_line(f, from, to, true, true)) {
        to--;
        while (to > from && ((unsigned char)f->runs.text.p[to] & 0xC0) == 0x80) {
            to--;
        }
        to = ink_end(f, from, to);
    }
    if (to == from) {
        emit_line(f, from, from + breaks_letter(str_skip(f->runs.text, from)), true, false);
    }
    f->para.is_cut = true;
}

/* A word wider than the line: as many letters as fit, at least one. The rest stays in the word. */
static void
break_word(struct filler *f, struct word *word)
{
    size_t to = word->from;
    for (;;) {
        size_t next = to + breaks_letter(str_skip(f->runs.text, to));
        bool fits = measure(f, word->from, next) <= f->options->width_px;
        if (next >= word->ink_end || (!fits && to > word->from)) {
            break;
        }
        to = next;
        if (!fits) {
            break;
        }
    }
    to = to > word->from ? to : word->ink_end;
    emit_line(f, word->from, to, false, false);
    f->para.is_overlong = true;
    int blanks = word->width - word->ink_width;
    word->from = to;
    word->must_break = false;
    word->ink_width = measure(f, to, word->ink_end);
    word->width = word->ink_width + blanks;
}

/* `next`, or the earlier word that lets those joined to it begin the next line together. Words that
 * are too long for one line together are broken up after all. */
static size_t
keep_joined(const struct filler *f, size_t first, size_t next)
{
    size_t i = next;
    while (i > first && i < f->n_words && f->words[i].is_joined) {
        i--;
    }
    return i > first ? i : next;
}

/* Index after the last word that fits on the line that starts with word `first`. */
static size_t
fill_line(const struct filler *f, size_t first)
{
    int width = f->words[first].width;
    size_t i = first + 1;
    while (i < f->n_words && !f->words[i].must_break &&
           width + f->words[i].ink_width <= f->options->width_px) {
        width += f->words[i].width;
        i++;
    }
    return keep_joined(f, first, i);
}

static void
fill_lines(struct filler *f)
{
    for (size_t i = 0; i < f->n_words;) {
        bool is_last =
            f->options->max_lines > 0 && f->para.n_lines + 1 == (size_t)f->options->max_lines;
        size_t from = f->words[i].from;
        bool is_overlong = f->words[i].ink_width > f->options->width_px;
        size_t next = is_overlong ? i + 1 : fill_line(f, i);
        if (is_last && (next < f->n_words || is_overlong)) {
            emit_cut_line(f, from, f->words[next - 1].ink_end);
            return;
        }
        if (is_overlong) {
            break_word(f, &f->words[i]);
            i += f->words[i].from >= f->words[i].ink_end ? 1 : 0;
            continue;
        }
        while (!emit_line(f, from, f->words[next - 1].ink_end, false, next > i + 1)) {
            next = keep_joined(f, i, next - 1);
        }
        i = next;
    }
}

struct para
para_make(struct arena *arena, const struct text_span *spans, size_t n_spans,
          const struct para_options *options, const struct text_metrics *metrics)
{
    struct filler f = {.arena = arena, .options = options, .metrics = metrics};
    f.para.line_height = options->line_height_px > 0
                             ? options->line_height_px
                             : int_max(options->size_px * LINE_HEIGHT_PERCENT / 100, 1);
    struct text_style style = {.face = n_spans > 0 && spans[0].face == FACE_BOLD ? FACE_BOLD
                                                                                 : FACE_REGULAR,
                               .size_px = options->size_px};
    struct text_extents e = metrics->extents(metrics->user, style);
    f.baseline = (f.para.line_height - e.ascent_px - e.descent_px) / 2 + e.ascent_px;
    runs_make(arena, spans, n_spans, options->size_px, options->dir, metrics, &f.runs);
    find_words(&f);
    measure_words(&f);
    fill_lines(&f);
    f.para.height = (int)f.para.n_lines * f.para.line_height;
    return f.para;
}

struct para_line
para_line(struct arena *arena, struct text_span span, int size_px, enum direction dir,
          const struct text_metrics *metrics)
{
    struct para_options options = {.size_px = size_px, .width_px = INT_MAX / 2, .dir = dir};
    options.align = dir == DIR_RTL ? ALIGN_END : ALIGN_START; /* both: at the left edge */
    struct para para = para_make(arena, &span, 1, &options, metrics);
    return para.n_lines == 0 ? (struct para_line){0} : para.lines[0];
}

void
para_draw(const struct para *para, size_t first, size_t n, int x, int y, int node_id,
          struct list *list)
{
    int top = y - (int)first * para->line_height;
    for (size_t i = first; i < first + n && i < para->n_lines; i++) {
        const struct para_line *line = &para->lines[i];
        for (size_t k = 0; k < line->n_runs; k++) {
            const struct para_run *run = &line->runs[k];
            list_add(list, (struct item){.kind = ITEM_TEXT,
                                         .rect = {x + run->x, top + line->baseline, run->width, 0},
                                         .fill = run->color,
                                         .text = run->text,
                                         .style = run->style,
                                         .dir = run->dir,
                                         .node_id = node_id});
        }
    }
}
