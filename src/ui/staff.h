/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For staff alone: the pad for the PIN and the page behind it, which proves while one looks that
 * the kiosk keeps and sends nothing.
 *
 * The page is an ordinary document in the language of the screen. What it says is found out when it
 * is opened; this floor only asks (struct staff_access), the platform looks.
 */
#ifndef KYR_UI_STAFF_H
#define KYR_UI_STAFF_H

#include "content/doc.h"
#include "content/pin.h"
#include "layout/screens.h"
#include "ui/staff_gesture.h"
#include "ui/staff_lock.h"
#include "ui/words.h"

enum proof { PROOF_UNKNOWN, PROOF_GOOD, PROOF_BAD };

struct staff_report {
    enum proof filter;     /* good: the kernel says that a seccomp filter is on */
    enum proof connection; /* good: a network socket was asked for just now, and refused */
    enum proof writing;    /* good: likewise a file to write to */
    int network_sockets;   /* open now; -1: unknown */
    int files_for_writing; /* open now, with a name on a disk, standard error (messages for staff)
                              not counted; -1: unknown */
    int64_t written_bytes; /* to disks since the start; -1: unknown */
    long memory_kib, memory_most_kib; /* 0: unknown */
    int64_t up_s;
    const struct str *messages; /* for staff, English, newest last; live as long as the page */
    size_t n_messages;
};

/* The pack that is shown. */
struct staff_pack {
    struct str id; /* empty: none, the built-in page is shown */
    long version;
    struct date issued; /* year 0: unknown */
    struct str signers; /* "ana, ben"; empty: by nobody whom this kiosk knows */
    bool is_shipped;    /* came with the program */
};

struct staff_access {
    void *user;
    /* NULL: no PIN is set; staff are told so, nobody gets in. Wipes nothing: `pin` is the
     * caller's. */
    bool (*verify)(void *user, struct str pin);
    void (*probe)(void *user, struct staff_report *report);
    const struct staff_pack *pack; /* NULL: as an empty one */
    const char *version;           /* of the program */
};

/* What staff has typed so far. The lock outlives visits, all else goes with them. */
struct staff {
    struct staff_gesture gesture;
    struct staff_lock lock;
    char digits[PIN_DIGITS_MOST + 1];
    int n_digits;
    bool was_wrong;
    struct staff_report report;
};

void
staff_forget(struct staff *staff); /* all but the lock */

struct pin_pad {
    const struct scale *scale;
    const struct text_metrics *metrics;
    const struct words *words;
    struct rect content;
    int n_digits;
    bool was_wrong;
    int locked_s; /* 0: not locked */
};

/* One screen: words, a dot for each digit, twelve keys (ACTION_DIGIT, ACTION_CLEAR, ACTION_ENTER).
 */
struct screens
pin_pad_make(struct arena *arena, const struct pin_pad *pad);

/* What a healthy kiosk says; for pictures of the page and for looking at its translation. */
struct staff_access
staff_example(void);

/* In place of the pad where no PIN is set: what is missing, and who can set it. */
struct doc *
staff_no_pin_page(struct arena *arena, const struct words *words);

struct doc *
staff_page(struct arena *arena, const struct words *words, const struct staff_access *access,
           const struct staff_report *report);

#endif
