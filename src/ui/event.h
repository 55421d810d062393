/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to the program, as plain data: touch, mouse and keys through one type.
 */
#ifndef KYR_UI_EVENT_H
#define KYR_UI_EVENT_H

#include <stdbool.h>
#include <stdint.h>

enum event_kind {
    EVENT_NONE,
    EVENT_DOWN, /* a finger or the first mouse button */
    EVENT_MOVE, /* also a mouse that moves with no button down */
    EVENT_UP,
    EVENT_CANCEL, /* the pointer was taken away: nothing may happen */
    EVENT_KEY,    /* pressed */
    EVENT_RESIZE, /* w, h, dpi */
    EVENT_EXPOSE, /* draw again */
    EVENT_QUIT,
};

enum event_source { SOURCE_TOUCH, SOURCE_MOUSE, SOURCE_KEY };

enum key {
    KEY_NONE,
    KEY_TAB,
    KEY_BACKTAB,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_ENTER,
    KEY_BACK,   /* Backspace */
    KEY_ESCAPE, /* back; twice leaves a kiosk that is not locked */
    KEY_NEXT,   /* Page Down, Space: what a presenter's clicker sends */
    KEY_PREVIOUS,
    KEY_HOME,
    KEY_SHIFT, /* alone; three times hides the screen */
    KEY_LARGER,
    KEY_SMALLER,
    KEY_LANGUAGE,    /* l: the next language */
    KEY_THEME,       /* d: light or dark */
    KEY_FACILITATOR, /* f: a workshop leader's notes */
    KEY_STAFF,       /* Ctrl+Alt+S: asks for the PIN, as the finger in the corner does */
    KEY_OTHER,       /* counts as activity only */
};

struct event {
    enum event_kind kind;
    enum event_source source;
    int64_t pointer; /* which finger; 0 for the mouse */
    int x, y;        /* pixels of the window */
    enum key key;
    char letter; /* or digit of the key, with Shift in capitals; 0: neither. For guests (loop.h) and
                    the pad of the staff */
    int w, h;    /* RESIZE */
    double dpi;  /* RESIZE; 0: unknown */
};

#endif
