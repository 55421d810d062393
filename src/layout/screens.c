/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each section is planned in several ways (two columns, tighter, one column) and the first plan
 * that keeps it on one screen is drawn; else the one-column plan with the fewest screens.
 */
#include "layout/screens.h"

#include <string.h>

#include "layout/blocks.h"
#include "layout/headline.h"
#include "layout/paginate.h"

#define OVERFLOWS_MAX 1024 /* findings of one page; more tell a linter nothing new */
#define COLUMNS_EM 28      /* narrower content is never put in two columns */

struct builder {
    struct arena *arena;
    const struct layout *layout;
    struct rect area; /* where boxes may stand: the content, or the inside of the card's paper */
    bool is_paper;    /* this section is the card itself */
    struct screens out;
    size_t capacity, overflow_capacity;
};

/* A section as it would look. */
struct draft {
    struct flow flow;
    struct plan plan;
    const struct box *headline, *continued; /* NULL: none */
};

/* Percent of the usual space between blocks: roomy where there is room, then tighter. */
static const int gap_steps[] = {230, 180, 135, 100, 72, 50};
#define N_GAP_STEPS (sizeof gap_steps / sizeof gap_steps[0])
#define USUAL_STEP 3

/* Of one line: blocks shrink to fit under that. */
static int
compact_headline_h(const struct builder *b)
{
    int size = b->layout->scale->body * HEADLINE_COMPACT_PERCENT / 100;
    return size * 115 / 100 + b->layout->scale->gap;
}

static struct draft *
draft_new(const struct builder *b, int main_w, int side_w)
{
    struct draft *draft = arena_new(b->arena, struct draft);
    draft->flow = (struct flow){
        .arena = b->arena,
        .layout = b->layout,
        .scale = b->layout->scale,
        .main_w = int_max(main_w, 1),
        .side_w = int_max(side_w, 1),
        .foot_w = int_max(b->area.w, 1),
        .height = int_max(b->area.h - compact_headline_h(b), 1),
        .is_columns = main_w < b->area.w,
        .boxes = {.arena = b->arena},
    };
    draft->plan.arena = b->arena;
    return draft;
}

static int
below(const struct box *headline, const struct builder *b, int gap_percent)
{
    if (headline == NULL) {
        return 0;
    }
    int gap = b->layout->scale->gap * int_max(gap_percent, 100) / 100;
    return box_height(headline, 0, headline->n_rows) + gap;
}

static void
add_headlines(const struct builder *b, struct draft *draft, const struct node *section, int width)
{
    draft->headline = headline_make(&draft->flow, section, width, b->area.h);
    draft->continued = headline_continued(&draft->flow, section, b->area.w);
}

static bool
has_too_wide(const struct boxes *boxes)
{
    for (size_t i = 0; i < boxes->n; i++) {
        if (boxes->items[i]->too_wide != 0) {
            return true;
        }
    }
    return false;
}

static struct room
room_of(const struct builder *b, const struct draft *draft, int gap_percent)
{
    return (struct room){.top_first = below(draft->headline, b, gap_percent),
                         .top_rest = below(draft->continued, b, 100),
                         .bottom = b->area.h,
                         .gap_percent = gap_percent};
}

/* The roomiest of the gaps with which it fits on one screen; else the fewest screens. */
static void
paginate_best(const struct builder *b, struct draft *draft, const struct boxes *boxes)
{
    for (size_t i = 0; i < N_GAP_STEPS; i++) {
        struct plan plan = {.arena = b->arena};
        struct room room = room_of(b, draft, gap_steps[i]);
        paginate(&plan, boxes, &room);
        if (i <= USUAL_STEP || plan.n < draft->plan.n) {
            draft->plan = plan;
        }
        if (plan.n == 1) {
            return;
        }
    }
}

static void
try_headline(const struct builder *b, struct draft *draft, const struct box *headline)
{
    struct draft compact = *draft;
    compact.headline = headline;
    paginate_best(b, &compact, &draft->flow.boxes);
    if (compact.plan.n < draft->plan.n || compact.plan.n_torn < draft->plan.n_torn ||
        compact.plan.n_too_high < draft->plan.n_too_high) {
        draft->headline = compact.headline;
        draft->plan = compact.plan;
    }
}

/* A smaller headline, if it saves a screen or keeps a block whole. */
static void
try_compact(const struct builder *b, struct draft *draft, const struct node *section)
{
    try_headline(b, draft, headline_compact(&draft->flow, section, b->area.w));
    if (draft->plan.n_too_high > 0) {
        try_headline(b, draft, headline_least(&draft->flow, section, b->area.w));
    }
}

static struct draft *
one_column(const struct builder *b, const struct node *section)
{
    struct draft *draft = draft_new(b, b->area.w, b->area.w);
    add_headlines(b, draft, section, b->area.w);
    flow_section(&draft->flow, section);
    paginate_best(b, draft, &draft->flow.boxes);
    if (draft->plan.n > 1 || draft->plan.n_too_high > 0) {
        try_compact(b, draft, section);
    }
    return draft;
}

static bool
has_place(const struct boxes *boxes, enum box_place place)
{
    for (size_t i = 0; i < boxes->n; i++) {
        if (boxes->items[i]->place == place) {
            return true;
        }
    }
    return false;
}

/* A heading must not lose the block it stands over to another column. */
static bool
headings_hold(const struct boxes *boxes)
{
    for (size_t i = 0; i < boxes->n; i++) {
        bool is_last = i + 1 == boxes->n;
        if (boxes->items[i]->keep_next &&
            (is_last || boxes->items[i + 1]->place != boxes->items[i]->place)) {
            return false;
        }
    }
    return true;
}

static int
column_gap(const struct builder *b)
{
    return b->layout->scale->gap * 5 / 2;
}

/* Both columns from under the headline; false if they do not fit on one screen. The foot follows
 * under the longer one, and goes on to further screens if it must. */
static bool
stack_columns(const struct builder *b, struct draft *draft, const struct boxes *foot,
              int gap_percent)
{
    const struct boxes *boxes = &draft->flow.boxes;
    draft->plan = (struct plan){.arena = b->arena};
    struct sheet *sheet = plan_sheet(&draft->plan);
    struct part at = {.y = below(draft->headline, b, gap_percent)};
    int main_y = stack(&draft->plan, sheet, boxes, BOX_MAIN, at, gap_percent);
    at.x = b->area.w - draft->flow.side_w;
    int side_y = stack(&draft->plan, sheet, boxes, BOX_SIDE, at, gap_percent);
    struct room room = room_of(b, draft, gap_percent);
    const struct scale *scale = b->layout->scale;
    int gap = int_max(scale->gap * gap_percent / 100, scale->target_gap);
    room.top_first = int_max(main_y, side_y) + gap;
    bool fits = sheet->bottom <= b->area.h;
    if (fits && foot->n > 0) {
        paginate(&draft->plan, foot, &room);
    }
    return fits;
}

/* NULL if the columns do not fit on one screen. */
static struct draft *
two_columns(const struct builder *b, const struct node *section, int main_percent)
{
    int room = b->area.w - column_gap(b);
    int main_w = room * main_percent / 100;
    struct draft *draft = draft_new(b, main_w, room - main_w);
    add_headlines(b, draft, section, b->area.w);
    flow_section(&draft->flow, section);
    struct boxes *boxes = &draft->flow.boxes;
    if (!has_place(boxes, BOX_MAIN) || !has_place(boxes, BOX_SIDE) || !headings_hold(boxes) ||
        has_too_wide(boxes)) {
        return NULL;
    }
    struct boxes foot;
    boxes_take(boxes, BOX_FOOT, &foot);
    struct plan best = {0};
    for (size_t i = 0; i < N_GAP_STEPS; i++) {
        bool fits = stack_columns(b, draft, &foot, gap_steps[i]);
        if (fits && (i <= USUAL_STEP || best.n == 0 || draft->plan.n < best.n)) {
            best = draft->plan;
        }
        if (best.n == 1) {
            break;
        }
    }
    draft->plan = best;
    return best.n > 0 ? draft : NULL;
}

static bool
is_wide(const struct builder *b)
{
    return !b->layout->scale->is_portrait && b->area.w >= COLUMNS_EM * b->layout->scale->body;
}

static bool
has_kind(const struct node *section, enum node_kind kind)
{
    for (const struct node *node = section->first; node != NULL; node = node->next) {
        if (node->kind == kind) {
            return true;
        }
    }
    return false;
}

static bool
has_side_block(const struct node *section)
{
    return has_kind(section, NODE_SAY) || has_kind(section, NODE_PHONE) ||
           has_kind(section, NODE_QR) || has_kind(section, NODE_FIGURE);
}

/* Two columns if one screen then holds it all, or at least more of it. A phone card needs the
 * wider second column, for its QR code. */
static struct draft *
columns_or_one(const struct builder *b, const struct node *section)
{
    static const int main_percents[] = {60, 50};
    struct draft *best = NULL;
    for (size_t i = has_kind(section, NODE_PHONE) ? 1 : 0; i < 2; i++) {
        struct draft *draft = two_columns(b, section, main_percents[i]);
        if (draft != NULL && draft->plan.n == 1) {
            return draft;
        }
        best = best == NULL ? draft : best;
    }
    struct draft *one = one_column(b, section);
    return best != NULL && best->plan.n < one->plan.n ? best : one;
}

/* The boxes that do not fit beside the plate, again in the whole width, if that saves a screen or
 * at least starts with a box of its own. */
static void
widen_rest(const struct builder *b, struct draft *draft, const struct node *section,
           bool has_check_lines)
{
    const struct sheet *first = &draft->plan.sheets[0];
    const struct part *last = first->n > 0 ? &first->parts[first->n - 1] : NULL;
    if (draft->plan.n == 1 || last == NULL || !box_is_whole(last->box, last->from, last->to)) {
        return;
    }
    struct draft *wide = draft_new(b, b->area.w, b->area.w);
    flow_number_screen(&wide->flow, section);
    if (has_check_lines) {
        flow_check_lines(&wide->flow, section);
    }
    struct boxes rest;
    boxes_take(&wide->flow.boxes, BOX_SIDE, &rest);
    rest = wide->flow.boxes;
    rest.items += last->index + 1;
    rest.n -= last->index + 1;
    draft->plan.n = 1;
    struct room room = room_of(b, draft, gap_steps[1]);
    room.top_first = b->area.h; /* the first sheet is full: go on to the next */
    paginate(&draft->plan, &rest, &room);
}

static void
add_beside(const struct builder *b, struct draft *draft, const struct box *box, int y)
{
    sheet_add(&draft->plan, &draft->plan.sheets[0],
              (struct part){.box = box, .to = box->n_rows, .x = b->area.w - box->width, .y = y});
}

/* The QR plate beside the number: under the headline if it fits there, else beside it. Below it the
 * check words, or where there is no room, behind all else. */
static void
place_plate(const struct builder *b, struct draft *draft, const struct node *section,
            const struct boxes *side)
{
    const struct box *plate = side->items[0], *check = side->items[1];
    int height = box_height(plate, 0, plate->n_rows);
    int y = below(draft->headline, b, 100);
    if (y + height > b->area.h) {
        draft->headline = headline_make(&draft->flow, section, draft->flow.main_w, b->area.h);
        y = 0;
    }
    int check_y = y + height + check->gap_before;
    bool has_room = check_y + box_height(check, 0, check->n_rows) <= b->area.h;
    if (!has_room) {
        flow_check_lines(&draft->flow, section);
    }
    paginate_best(b, draft, &draft->flow.boxes);
    widen_rest(b, draft, section, !has_room);
    add_beside(b, draft, plate, y);
    if (has_room) {
        add_beside(b, draft, check, check_y);
    }
}

static struct draft *
number_screen(const struct builder *b, const struct node *section)
{
    struct draft *draft = draft_new(b, b->area.w, b->area.w);
    int plate_w = b->layout->scale->is_portrait ? 0 : flow_plate_width(&draft->flow, section);
    int main_w = b->area.w - plate_w - column_gap(b);
    bool is_columns = plate_w > 0 && main_w > plate_w;
    if (is_columns) {
        draft = draft_new(b, main_w, plate_w);
    }
    add_headlines(b, draft, section, b->area.w);
    flow_number_screen(&draft->flow, section);
    struct boxes side = {0};
    if (is_columns) {
        flow_check_box(&draft->flow, section);
        boxes_take(&draft->flow.boxes, BOX_SIDE, &side);
    }
    if (side.n > 1) {
        place_plate(b, draft, section, &side);
    } else {
        flow_check_lines(&draft->flow, section);
        paginate_best(b, draft, &draft->flow.boxes);
        if (draft->plan.n_too_high > 0) {
            try_compact(b, draft, section);
        }
    }
    return draft;
}

/* The largest words with which the card is one screen; as running text at least. */
static struct draft *
show_card(const struct builder *b, const struct node *section)
{
    int body = b->layout->scale->body;
    int size = int_max(b->layout->scale->headline, body);
    for (;;) {
        struct draft *draft = draft_new(b, b->area.w, b->area.w);
        flow_show_card(&draft->flow, section, size);
        paginate_best(b, draft, &draft->flow.boxes);
        if (draft->plan.n == 1 || size <= body) {
            return draft;
        }
        size = int_max(size * 84 / 100, body); /* few steps: each opens fonts */
    }
}

static struct draft *
section_draft(const struct builder *b, const struct node *section)
{
    struct flow *flow = &draft_new(b, b->area.w, b->area.w)->flow;
    if (b->is_paper) {
        return show_card(b, section);
    }
    if (flow_is_number_screen(flow, section)) {
        return number_screen(b, section);
    }
    if (is_wide(b) && has_side_block(section)) {
        return columns_or_one(b, section);
    }
    return one_column(b, section);
}

static void
add_overflow(struct builder *b, int node_id, bool is_too_wide)
{
    struct screens *out = &b->out;
    if (out->n_overflows == OVERFLOWS_MAX) {
        return;
    }
    if (out->n_overflows == b->overflow_capacity) {
        b->overflow_capacity = b->overflow_capacity == 0 ? 8 : b->overflow_capacity * 2;
        struct overflow *items = arena_array(b->arena, b->overflow_capacity, sizeof *items);
        if (out->n_overflows > 0) {
            memcpy(items, out->overflows, out->n_overflows * sizeof *items);
        }
        out->overflows = items;
    }
    out->overflows[out->n_overflows++] = (struct overflow){node_id, is_too_wide};
}

static struct screen *
add_screen(struct builder *b, const struct node *section)
{
    if (b->out.n == b->capacity) {
        b->capacity = b->capacity == 0 ? 8 : b->capacity * 2;
        struct screen *items = arena_array(b->arena, b->capacity, sizeof *items);
        if (b->out.n > 0) {
            memcpy(items, b->out.items, b->out.n * sizeof *items);
        }
        b->out.items = items;
    }
    struct screen *screen = &b->out.items[b->out.n++];
    list_init(&screen->list, b->arena);
    targets_init(&screen->targets, b->arena);
    screen->section = section;
    screen->content_bottom = b->area.y;
    return screen;
}

static void
note_leaves(struct screen *screen, const struct part *part)
{
    for (size_t i = part->from; i < part->to; i++) {
        const struct row *row = &part->box->rows[i];
        if (row->first_leaf == 0) {
            continue;
        }
        bool is_first = screen->first_node == 0 || row->first_leaf < screen->first_node;
        screen->first_node = is_first ? row->first_leaf : screen->first_node;
        screen->last_node = int_max(screen->last_node, row->last_leaf);
    }
}

static void
draw_part(struct builder *b, struct screen *screen, const struct part *part)
{
    const struct box *box = part->box;
    int x = b->layout->dir == DIR_RTL ? b->area.w - part->x - box->width : part->x;
    struct rect at = {b->area.x + x, b->area.y + part->y, 0, 0};
    box_draw(box, part->from, part->to, at, b->layout->dir, &screen->list, &screen->targets);
    int bottom = at.y + box_height(box, part->from, part->to);
    screen->content_bottom = int_max(screen->content_bottom, bottom);
    note_leaves(screen, part);
    if (box->too_wide != 0 && part->from == 0) {
        add_overflow(b, box->too_wide, true);
    }
}

static void
draw_draft(struct builder *b, const struct draft *draft, const struct node *section)
{
    for (size_t i = 0; i < draft->plan.n; i++) {
        const struct sheet *sheet = &draft->plan.sheets[i];
        const struct box *headline = i == 0 ? draft->headline : draft->continued;
        struct screen *screen = add_screen(b, section);
        if (b->is_paper) {
            list_add_rect(&screen->list, b->layout->content, COLOR_PAPER, b->layout->scale->radius,
                          0);
        }
        if (headline != NULL) {
            draw_part(b, screen, &(struct part){.box = headline, .to = headline->n_rows});
        }
        for (size_t k = 0; k < sheet->n; k++) {
            draw_part(b, screen, &sheet->parts[k]);
        }
    }
    for (size_t i = 0; i < draft->plan.n_too_high; i++) {
        add_overflow(b, draft->plan.too_high[i]->node_id, false);
    }
}

/* The first section of a card page is the card; what follows it are words about it. */
static void
set_area(struct builder *b, const struct node *section, const struct doc *doc)
{
    b->is_paper = b->layout->is_card && section == doc->root->first;
    int inset = b->is_paper ? b->layout->scale->gap * 5 / 4 : 0;
    b->area = rect_inset(b->layout->content, inset);
    b->area.w = int_max(b->area.w, 1);
    b->area.h = int_max(b->area.h, 1);
}

struct screens
screens_make(struct arena *arena, const struct doc *doc, const struct layout *layout)
{
    struct builder b = {.arena = arena, .layout = layout, .area = layout->content};
    for (const struct node *node = doc->root->first; node != NULL; node = node->next) {
        if (node->kind == NODE_SECTION) {
            set_area(&b, node, doc);
            draw_draft(&b, section_draft(&b, node), node);
        }
    }
    if (b.out.n == 0) {
        add_screen(&b, NULL);
    }
    return b.out;
}

size_t
screens_find(const struct screens *screens, int node_id)
{
    size_t found = 0;
    for (size_t i = 0; i < screens->n; i++) {
        int first = screens->items[i].first_node;
        if (first != 0 && first <= node_id) {
            found = i;
        }
    }
    return found;
}

static void
dump_targets(const struct targets *targets, struct strbuf *out)
{
    static const char *const kinds[] = {"none", "page", "number", "section", "action"};
    for (size_t i = 0; i < targets->n; i++) {
        const struct target *t = &targets->items[i];
        strbuf_printf(out, "target #%d %d,%d %dx%d %s %.*s\n", t->node_id, t->rect.x, t->rect.y,
                      t->rect.w, t->rect.h, kinds[t->kind], STR_ARG(t->arg));
    }
}

void
screens_dump(const struct screens *screens, struct strbuf *out)
{
    for (size_t i = 0; i < screens->n; i++) {
        const struct screen *screen = &screens->items[i];
        strbuf_printf(out, "screen %zu section #%d nodes %d..%d bottom %d\n", i + 1,
                      screen->section == NULL ? 0 : screen->section->id, screen->first_node,
                      screen->last_node, screen->content_bottom);
        list_dump(&screen->list, out);
        dump_targets(&screen->targets, out);
    }
    for (size_t i = 0; i < screens->n_overflows; i++) {
        const struct overflow *overflow = &screens->overflows[i];
        strbuf_printf(out, "overflow #%d %s\n", overflow->node_id,
                      overflow->is_too_wide ? "too wide" : "too high");
    }
}
