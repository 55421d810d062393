/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every event is drawn from a few dice. One finger at a time gets somewhere; ten at once are mostly
 * ignored; so it changes between the two. */
#include "monkey.h"

#define EVENTS_OF_A_MOOD 400 /* on average, before it uses another number of fingers */
#define TURNS_MAX 30         /* some pages have that many screens */
#define HOLD_LEAST_MS 5000
#define CORNER_PX 40

/* xorshift: the same on every machine. */
static uint32_t
next(struct monkey *monkey)
{
    monkey->seed ^= monkey->seed << 13;
    monkey->seed ^= monkey->seed >> 17;
    monkey->seed ^= monkey->seed << 5;
    return monkey->seed;
}

int
monkey_below(struct monkey *monkey, int n)
{
    return (int)(next(monkey) % (uint32_t)n);
}

static struct event
random_resize(struct monkey *monkey)
{
    static const struct size sizes[] = {{1366, 768}, {1024, 600}, {1080, 1920}, {3840, 2160},
                                        {300, 200},  {1, 1},      {800, 40},    {0, -3}};
    bool is_odd = monkey_below(monkey, 8) == 0;
    struct size size = sizes[is_odd ? 4 + monkey_below(monkey, 4) : monkey_below(monkey, 4)];
    double dpi = monkey_below(monkey, 3) == 0 ? monkey_below(monkey, 400) : 0;
    return (struct event){.kind = EVENT_RESIZE, .w = size.w, .h = size.h, .dpi = dpi};
}

/* On a target more often than not, or little would ever happen; and of these more often on the page
 * than around it, where most ways lead home. */
static void
aim(struct monkey *monkey, const struct monkey_view *view, int *x, int *y)
{
    size_t n_all = view->targets->n;
    size_t n_content = view->n_content < n_all ? view->n_content : n_all;
    *x = monkey_below(monkey, view->screen_px.w + 200) - 100;
    *y = monkey_below(monkey, view->screen_px.h + 200) - 100;
    int dice = monkey_below(monkey, 10);
    size_t n = dice < 2 ? 0 : dice < 9 && n_content > 0 ? n_content : n_all;
    if (n > 0) {
        struct rect r = view->targets->items[monkey_below(monkey, (int)n)].rect;
        *x = r.x + r.w / 2;
        *y = r.y + r.h / 2;
    }
}

static struct event
touch(struct monkey_finger *finger, enum event_kind kind)
{
    struct event event = {.kind = kind, .pointer = finger->id, .x = finger->x, .y = finger->y};
    if (kind == EVENT_UP || kind == EVENT_CANCEL) {
        *finger = (struct monkey_finger){0};
    }
    return event;
}

/* A finger that is still down, though it should be used no longer; NULL if there is none. */
static struct monkey_finger *
left_over(struct monkey *monkey)
{
    for (int i = monkey->n_used; i < MONKEY_FINGERS; i++) {
        if (monkey->fingers[i].id != 0) {
            return &monkey->fingers[i];
        }
    }
    return NULL;
}

static struct event
put_down(struct monkey *monkey, struct monkey_finger *finger)
{
    finger->id = ++monkey->last_id;
    if (monkey_below(monkey, 500) == 0) { /* the corner, and stay there: for staff, a new start */
        finger->x = monkey_below(monkey, CORNER_PX);
        finger->y = monkey_below(monkey, CORNER_PX);
        monkey->pause_ms = HOLD_LEAST_MS + monkey_below(monkey, 2000);
        monkey->n_holds++;
    }
    return touch(finger, EVENT_DOWN);
}

static struct event
finger_event(struct monkey *monkey, const struct monkey_view *view)
{
    struct monkey_finger *finger = left_over(monkey);
    if (finger != NULL) {
        return touch(finger, EVENT_UP);
    }
    finger = &monkey->fingers[monkey_below(monkey, monkey->n_used)];
    if (finger->id == 0) {
        aim(monkey, view, &finger->x, &finger->y);
        return put_down(monkey, finger);
    }
    int dice = monkey_below(monkey, 100);
    if (dice < 25) {
        finger->x += monkey_below(monkey, 600) - 300;
        finger->y += monkey_below(monkey, 100) - 50;
        return touch(finger, EVENT_MOVE);
    }
    /* down twice and an unknown finger: a broken screen */
    struct monkey_finger stranger = {monkey->last_id + 1000, finger->x, finger->y};
    return dice < 27   ? touch(finger, EVENT_DOWN)
           : dice < 29 ? touch(&stranger, EVENT_UP)
           : dice < 33 ? touch(finger, EVENT_CANCEL)
                       : touch(finger, EVENT_UP);
}

static struct event
mouse_event(struct monkey *monkey, const struct monkey_view *view)
{
    static const enum event_kind kinds[] = {EVENT_MOVE, EVENT_DOWN, EVENT_UP};
    struct event event = {.kind = kinds[monkey_below(monkey, 3)], .source = SOURCE_MOUSE};
    aim(monkey, view, &event.x, &event.y);
    return event;
}

/* Any key, but turning the page as often as all the others together, and the way to the pad of the
 * staff, which ends the visit, seldom. */
static struct event
key_event(struct monkey *monkey)
{
    enum key key = (enum key)monkey_below(monkey, KEY_OTHER + 1);
    char letter = (char)(monkey_below(monkey, 4) == 0 ? monkey_below(monkey, 128) : 0);
    bool is_rare = key == KEY_STAFF && monkey_below(monkey, 20) > 0;
    if (is_rare || monkey_below(monkey, 2) == 0) {
        key = monkey_below(monkey, 3) > 0 ? KEY_NEXT : KEY_PREVIOUS;
    }
    return (struct event){.kind = EVENT_KEY, .source = SOURCE_KEY, .key = key, .letter = letter};
}

/* Mostly quick, sometimes long enough for the warning, sometimes for the reset, and at times a
 * finger is forgotten on the glass for longer than it counts. */
static int64_t
random_pause(struct monkey *monkey)
{
    int dice = monkey_below(monkey, 4000);
    return dice == 0   ? 11 * 60 * 1000
           : dice < 9  ? 120000
           : dice < 27 ? 95000
                       : monkey_below(monkey, 120);
}

struct event
monkey_next(struct monkey *monkey, const struct monkey_view *view)
{
    monkey->pause_ms = random_pause(monkey);
    if (monkey->n_used == 0 || monkey_below(monkey, EVENTS_OF_A_MOOD) == 0) {
        bool is_calm = monkey_below(monkey, 3) > 0;
        monkey->n_used = is_calm ? 1 : 2 + monkey_below(monkey, MONKEY_FINGERS - 1);
    }
    int dice = monkey_below(monkey, 200);
    if (monkey->n_turns > 0 && monkey->n_turns-- > 0) {
        return (struct event){.kind = EVENT_KEY, .source = SOURCE_KEY, .key = KEY_NEXT};
    }
    monkey->n_turns = monkey_below(monkey, 100) == 0 ? monkey_below(monkey, TURNS_MAX) : 0;
    if (dice == 0) {
        return random_resize(monkey);
    }
    if (dice < 3) {
        return (struct event){.kind = dice == 1 ? EVENT_EXPOSE : EVENT_QUIT};
    }
    if (dice < 40) {
        return key_event(monkey);
    }
    return dice < 46 ? mouse_event(monkey, view) : finger_event(monkey, view);
}
