/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Phone cards, QR plates, and the whole number screen. The number is the largest thing on its
 * screen and is never wrapped; it only shrinks when the screen is too narrow for it.
 */
#include "content/inline.h"
#include "layout/blocks.h"

#define MODULE_PX_MIN 8        /* smaller ones are not read reliably off a screen */
#define QR_PART_OF_DISTANCE 10 /* a code is read from ten times its width */
#define CARD_NUMBER_PERCENT 62 /* of the number on a number screen */
#define CARD_TEXT_EM 12        /* the words of a card need this much beside a QR plate */
#define MANY_NUMBERS 2         /* more than this share the room of one */

static const struct contact_card *
card_of(const struct flow *flow, const struct node *node)
{
    struct str id = node->target;
    if (node->kind == NODE_QR) {
        str_cut(&id, ':');
    }
    return words_card(flow->layout->words, id);
}

static bool
is_web_plate(const struct node *node, const struct contact_card *card)
{
    return node->kind == NODE_QR ? str_starts(node->target, "web:") : card->n_numbers == 0;
}

static struct str
plate_uri(struct flow *flow, const struct node *node, const struct contact_card *card)
{
    if (!is_web_plate(node, card)) {
        return card->n_numbers > 0 ? card->numbers[0].uri : (struct str){0};
    }
    if (card->web_uri.n > 0 || card->contact->web.n == 0) {
        return card->web_uri;
    }
    return str_printf(flow->arena, "https://%.*s", STR_ARG(card->contact->web));
}

struct plate {
    const struct qr *qr;
    int side_px; /* with its quiet zone */
    int node_id;
};

/* A code that fits into `room` px a side; qr NULL if none that can be read does. */
static struct plate
plate_make(struct flow *flow, const struct node *node, const struct contact_card *card, int room)
{
    struct plate plate = {.node_id = node->id};
    const struct qr *qr = qr_encode(flow->arena, plate_uri(flow, node, card));
    if (qr == NULL) {
        return plate;
    }
    int modules = qr->width + 2 * QR_QUIET_MODULES;
    const struct scale *scale = flow->scale;
    int wanted = (int)(scale->distance_mm / QR_PART_OF_DISTANCE * scale->px_per_mm);
    int module = int_max(int_min(wanted, room) / modules, MODULE_PX_MIN);
    if (module * modules <= room) {
        plate.qr = qr;
        plate.side_px = module * modules;
    }
    return plate;
}

static void
draw_qr(struct list *list, const struct plate *plate, int x, int y)
{
    list_add(list, (struct item){.kind = ITEM_QR,
                                 .rect = {x, y, plate->side_px, plate->side_px},
                                 .qr = plate->qr,
                                 .node_id = plate->node_id});
}

/* The quiet zone is most of the white around a code already. */
static int
plate_pad(const struct flow *flow)
{
    return int_max(flow->scale->gap / 2, 1);
}

static int
plate_room(const struct flow *flow, int width)
{
    int caption = 2 * flow_small_px(flow) * 13 / 10;
    return int_min(width, flow->height - caption) - 2 * plate_pad(flow);
}

static int
natural_plate_width(const struct flow *flow, const struct plate *plate)
{
    return int_max(plate->side_px, flow_small_px(flow) * 11) + 2 * plate_pad(flow);
}

/* The white plate with its caption, as a box of its own. */
static void
plate_box(struct flow *flow, const struct node *node, const struct contact_card *card,
          const struct plate *plate)
{
    int width =
        flow->is_columns ? flow->side_w : int_min(flow->side_w, natural_plate_width(flow, plate));
    struct box *box = boxes_add(&flow->boxes, BOX_SIDE, node->id, width);
    int pad = plate_pad(flow);
    box->gap_before = flow->scale->gap;
    box->is_atomic = true;
    box->frame = (struct frame){.fill = COLOR_PAPER,
                                .stroke = COLOR_HAIRLINE,
                                .stroke_px = flow->scale->stroke,
                                .radius = flow->scale->radius,
                                .pad_x = pad,
                                .pad_y = pad};
    struct row *row = box_row(box, 0, plate->side_px, node->kind == NODE_QR ? node->id : 0);
    row->keep_next = true;
    draw_qr(&row->list, plate, (width - plate->side_px) / 2, 0);
    const struct layout_words *words = flow->layout->words;
    struct text_block block = {.size_px = flow_small_px(flow),
                               .line_height_px = flow_small_px(flow) * 125 / 100,
                               .x = pad,
                               .width = width - 2 * pad,
                               .node_id = node->id,
                               .align = ALIGN_CENTER};
    flow_words(flow, box, block,
               is_web_plate(node, card) ? words->scan_to_open : words->scan_to_call, FACE_REGULAR,
               COLOR_PAPER_INK);
}

/* What a contact is reached by, in large letters: its numbers, else its address. */
static struct str
address_of(const struct contact_card *card)
{
    return card->contact->web.n > 0 ? card->contact->web : card->contact->email;
}

static void
large_text(struct flow *flow, struct box *box, struct text_block block, struct str text)
{
    block.size_px = flow_fit_px(flow, text, FACE_BOLD, block.size_px, block.width);
    block.line_height_px = block.size_px * 118 / 100;
    struct text_span span = {
        .text = text, .face = FACE_BOLD, .tag = COLOR_ACCENT, .no_break = true};
    block.spans = &span;
    block.n_spans = 1;
    flow_text(flow, box, &block);
}

/* A QR plate that stands alone; without room for it, the number in letters. */
void
flow_qr(struct flow *flow, const struct node *node)
{
    const struct contact_card *card = card_of(flow, node);
    if (card == NULL) {
        return;
    }
    struct plate plate = plate_make(flow, node, card, plate_room(flow, flow->side_w));
    if (plate.qr != NULL) {
        plate_box(flow, node, card, &plate);
        return;
    }
    struct box *box = boxes_add(&flow->boxes, BOX_SIDE, node->id, flow->side_w);
    box->gap_before = flow->scale->gap;
    bool is_web = is_web_plate(node, card) || card->n_numbers == 0;
    struct text_block block = {.size_px = flow->scale->headline,
                               .width = box->width,
                               .node_id = node->id,
                               .is_leaf = true};
    large_text(flow, box, block, is_web ? address_of(card) : card->numbers[0].display);
}

/* A card is not torn: its words shrink a little and what it is for is left to the number screen,
 * which a touch leads to, before that happens. */
struct card_form {
    int percent; /* of the usual size */
    bool is_brief;
};

static const struct card_form card_forms[] = {{100, false}, {88, false}, {77, false}, {100, true},
                                              {88, true},   {77, true},  {66, true}};
#define N_CARD_FORMS (sizeof card_forms / sizeof card_forms[0])

/* "This is the government.", if there is something of the kind to say. */
static void
small_words(struct flow *flow, struct box *box, struct text_block block, struct str text,
            enum color color)
{
    if (text.n > 0) {
        flow_words(flow, box, block, text, FACE_BOLD, color);
    }
}

/* The words of a phone card, in the room that its QR plate leaves. Name and number stay together.
 */
static void
card_words(struct flow *flow, struct box *box, const struct contact_card *card, int width,
           struct card_form form)
{
    int body = int_max(flow->scale->body * form.percent / 100, 1);
    struct text_block block = {
        .size_px = body, .x = box->frame.pad_x, .width = width, .node_id = box->node_id};
    box->n_rows = 0;
    box->too_wide = 0;
    block.is_leaf = true;
    block.line_height_px = int_max(body * 122 / 100, 1);
    flow_words(flow, box, block, card->name, FACE_BOLD, COLOR_INK);
    for (size_t i = 0; i < box->n_rows; i++) {
        box->rows[i].keep_next = true;
    }
    block.is_leaf = false;
    block.size_px = flow->scale->phone * CARD_NUMBER_PERCENT / 100 * form.percent / 100;
    large_text(flow, box, block, card->n_numbers > 0 ? card->numbers[0].display : address_of(card));
    block.gap = body / 5;
    block.size_px = int_max(body * 80 / 100, 1);
    block.line_height_px = int_max(block.size_px * 125 / 100, 1);
    small_words(flow, box, block, card->government, COLOR_INK);
    small_words(flow, box, block, card->unconfirmed, COLOR_SOFT_INK);
    block.size_px = int_max(body * 92 / 100, 1);
    block.line_height_px = int_max(block.size_px * 128 / 100, 1);
    if (card->n_lines > 0 && !form.is_brief) {
        flow_words(flow, box, block, card->lines[0].text, FACE_REGULAR, COLOR_INK);
    }
    block.size_px = int_max(body * 70 / 100, 1);
    block.line_height_px = int_max(block.size_px * 130 / 100, 1);
    flow_words(flow, box, block, card->checked, FACE_REGULAR, COLOR_SOFT_INK);
}

void
flow_phone_card(struct flow *flow, const struct node *node)
{
    const struct contact_card *card = card_of(flow, node);
    if (card == NULL) {
        return;
    }
    struct box *box = boxes_add(&flow->boxes, BOX_SIDE, node->id, flow->side_w);
    box->gap_before = flow->scale->gap;
    box->is_atomic = true;
    box->frame = (struct frame){.fill = COLOR_CARD,
                                .stroke = COLOR_EDGE,
                                .stroke_px = flow->scale->stroke,
                                .radius = flow->scale->radius,
                                .pad_x = flow->scale->gap * 5 / 4,
                                .pad_y = flow->scale->gap * 8 / 10};
    box->least_gap = flow->scale->target_gap;
    box->min_height = flow->scale->target_primary;
    box->target = (struct target){.kind = TARGET_NUMBER,
                                  .arg = card->contact->id,
                                  .node_id = node->id,
                                  .radius_px = box->frame.radius};
    int pad = flow->scale->gap * 8 / 10;
    int width = box->width - 2 * box->frame.pad_x;
    struct plate plate = plate_make(flow, node, card, flow->height / 2);
    if (plate.qr != NULL && width - plate.side_px - pad >= CARD_TEXT_EM * flow->scale->body) {
        width -= plate.side_px + pad;
        int x = flow_x(flow, box->width, box->width - pad - plate.side_px, plate.side_px);
        struct rect white = {x, pad, plate.side_px, plate.side_px};
        list_add_rect(&box->extra, white, COLOR_PAPER, flow->scale->radius / 2, node->id);
        draw_qr(&box->extra, &plate, x, pad);
        box->min_height = int_max(box->min_height, plate.side_px + 2 * pad);
    }
    for (size_t i = 0; i < N_CARD_FORMS; i++) {
        card_words(flow, box, card, width, card_forms[i]);
        if (box_height(box, 0, box->n_rows) <= flow->height) {
            break;
        }
    }
}

bool
flow_is_number_screen(const struct flow *flow, const struct node *section)
{
    const struct node *node = section->first;
    return node != NULL && node->kind == NODE_PHONE && node->next == NULL &&
           card_of(flow, node) != NULL;
}

int
flow_plate_width(struct flow *flow, const struct node *section)
{
    const struct contact_card *card = card_of(flow, section->first);
    struct plate plate = plate_make(flow, section->first, card, plate_room(flow, flow->foot_w / 2));
    return plate.qr == NULL ? 0 : natural_plate_width(flow, &plate);
}

static struct box *
screen_box(struct flow *flow, const struct node *node, int gap)
{
    struct box *box = boxes_add(&flow->boxes, BOX_MAIN, node->id, flow->main_w);
    box->gap_before = gap;
    return box;
}

/* The name, unless the headline says it already. */
static void
screen_name(struct flow *flow, const struct node *node, const struct contact_card *card)
{
    struct str headline = inline_plain(flow->arena, node->parent->spans);
    if (str_eq(headline, card->name)) {
        return;
    }
    struct box *box = screen_box(flow, node, flow->scale->gap);
    int size = flow->scale->body * 115 / 100;
    struct text_block block = {.size_px = size,
                               .line_height_px = size * 125 / 100,
                               .width = box->width,
                               .node_id = node->id};
    box->keep_next = true;
    flow_words(flow, box, block, card->name, FACE_BOLD, COLOR_INK);
}

static void
screen_number(struct flow *flow, const struct node *node, struct str label, struct str number,
              int size_px)
{
    int small = flow_label_px(flow);
    struct box *box = screen_box(flow, node, flow->scale->gap / 2);
    struct text_block block = {.size_px = small, .width = box->width, .node_id = node->id};
    box->keep_next = true;
    if (label.n > 0) {
        block.line_height_px = small * 125 / 100;
        flow_words(flow, box, block, label, FACE_BOLD, COLOR_SOFT_INK);
        box->rows[box->n_rows - 1].keep_next = true;
    }
    block.size_px = size_px;
    large_text(flow, box, block, number);
}

static void
screen_numbers(struct flow *flow, const struct node *node, const struct contact_card *card)
{
    int size = flow->scale->phone;
    if (card->n_numbers > MANY_NUMBERS) {
        size = size * 7 / 10;
    }
    for (size_t i = 0; i < card->n_numbers; i++) {
        screen_number(flow, node, card->numbers[i].label, card->numbers[i].display, size);
    }
    if (card->n_numbers == 0) {
        screen_number(flow, node, (struct str){0}, address_of(card), size);
    }
}

struct icon_line {
    struct str icon, text;
    int size_px;
    enum color color;
};

static void
screen_line(struct flow *flow, const struct node *node, const struct icon_line *line)
{
    if (line->text.n == 0) {
        return;
    }
    struct box *box = screen_box(flow, node, flow->scale->body * 45 / 100);
    struct mark mark = {.size_px = int_max(flow->scale->body * 11 / 10, 1),
                        .text_px = line->size_px,
                        .node_id = node->id,
                        .color = COLOR_ACCENT};
    int x = flow->scale->body * 17 / 10;
    struct text_block block = {.size_px = line->size_px,
                               .line_height_px = line->size_px * 128 / 100,
                               .x = x,
                               .width = box->width - x,
                               .node_id = node->id};
    struct para para = flow_words(flow, box, block, line->text, FACE_REGULAR, line->color);
    flow_mark_icon(flow, box, &para, mark, line->icon);
}

/* "This is the government.": nobody should call ICE by mistake. */
static void
government_band(struct flow *flow, const struct node *node, struct str text)
{
    if (text.n == 0) {
        return;
    }
    int body = flow->scale->body;
    struct box *box = screen_box(flow, node, flow->scale->gap);
    box->is_atomic = true;
    box->frame = (struct frame){.fill = COLOR_CARD,
                                .stroke = COLOR_EDGE,
                                .stroke_px = flow->scale->stroke,
                                .radius = flow->scale->radius,
                                .pad_x = flow->scale->gap,
                                .pad_y = flow->scale->gap * 6 / 10};
    struct mark mark = {.x = box->frame.pad_x,
                        .size_px = int_max(body * 12 / 10, 1),
                        .text_px = body,
                        .node_id = node->id,
                        .color = COLOR_ACCENT};
    int x = mark.x + mark.size_px + body * 45 / 100;
    struct text_block block = {.size_px = body,
                               .line_height_px = body * 128 / 100,
                               .x = x,
                               .width = box->width - x - box->frame.pad_x,
                               .node_id = node->id};
    struct para para = flow_words(flow, box, block, text, FACE_BOLD, COLOR_INK);
    flow_mark_icon(flow, box, &para, mark, STR("account_balance"));
}

void
flow_check_box(struct flow *flow, const struct node *section)
{
    const struct node *node = section->first;
    const struct contact_card *card = card_of(flow, node);
    struct box *box = boxes_add(&flow->boxes, BOX_SIDE, node->id, flow->side_w);
    int size = flow_small_px(flow);
    struct text_block block = {.size_px = size,
                               .line_height_px = size * 128 / 100,
                               .width = box->width,
                               .node_id = node->id,
                               .gap = size / 2,
                               .align = ALIGN_CENTER};
    box->gap_before = flow->scale->gap;
    for (size_t i = 0; i < card->n_numbers; i++) {
        flow_words(flow, box, block, card->numbers[i].check, FACE_REGULAR, COLOR_SOFT_INK);
    }
}

void
flow_check_lines(struct flow *flow, const struct node *section)
{
    const struct node *node = section->first;
    const struct contact_card *card = card_of(flow, node);
    for (size_t i = 0; i < card->n_numbers; i++) {
        struct box *before = flow->boxes.items[flow->boxes.n - 1];
        before->keep_next = before->place != BOX_SIDE; /* no screen for them alone */
        struct icon_line line = {STR("spellcheck"), card->numbers[i].check, flow_small_px(flow),
                                 COLOR_SOFT_INK};
        screen_line(flow, node, &line);
    }
}

void
flow_number_screen(struct flow *flow, const struct node *section)
{
    const struct node *node = section->first;
    const struct contact_card *card = card_of(flow, node);
    int body = flow->scale->body;
    screen_name(flow, node, card);
    screen_numbers(flow, node, card);
    flow->boxes.items[0]->rows[0].first_leaf = node->id;
    flow->boxes.items[0]->rows[0].last_leaf = node->id;
    struct plate plate = plate_make(flow, node, card, plate_room(flow, flow->side_w));
    bool has_own_column = flow->is_columns && plate.qr != NULL;
    if (has_own_column) {
        plate_box(flow, node, card, &plate);
    }
    government_band(flow, node, card->government);
    for (size_t i = 0; i < card->n_lines; i++) {
        struct icon_line line = {card->lines[i].icon, card->lines[i].text, body, COLOR_INK};
        bool is_shown = card->n_numbers == 0 && str_eq(line.text, address_of(card));
        if (!is_shown) {
            screen_line(flow, node, &line);
        }
    }
    screen_line(flow, node,
                &(struct icon_line){STR("help_outline"), card->unconfirmed, body, COLOR_INK});
    /* "Checked on" never stands alone on a screen. */
    flow->boxes.items[flow->boxes.n - 1]->keep_next = true;
    screen_line(flow, node,
                &(struct icon_line){card->is_stale ? STR("update") : STR("check_circle_outline"),
                                    card->checked, flow_small_px(flow), COLOR_SOFT_INK});
    if (!has_own_column && plate.qr != NULL) {
        plate_box(flow, node, card, &plate);
    }
}
