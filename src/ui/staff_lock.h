/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Wrong PINs: after five of them the pad is locked for 30 s, after each further five for twice as
 * long, 10 min at most. Time is a parameter.
 *
 * A right PIN clears the count; nothing else does, neither the end of a visit nor patience. Time
 * runs only as far as the caller shows it: a clock that goes back stops the lock, it neither
 * lengthens nor ends it; one that jumps forward ends the lock that is running, but the next one is
 * still longer. The count does not outlive the process: whoever can pull the plug gets five more
 * tries with each start, which takes about as long as a lock.
 */
#ifndef KYR_UI_STAFF_LOCK_H
#define KYR_UI_STAFF_LOCK_H

#include <stdbool.h>
#include <stdint.h>

#define STAFF_LOCK_TRIES 5
#define STAFF_LOCK_FIRST_S 30
#define STAFF_LOCK_MOST_S 600

/* All-zero: no wrong PIN yet. One for the whole run, never reset with a visit. */
struct staff_lock {
    int n_wrong;     /* since the last lock or right PIN; below STAFF_LOCK_TRIES */
    int next_s;      /* how long the next lock lasts; 0: the first */
    int64_t left_ms; /* of the lock that runs, at seen_ms */
    int64_t seen_ms;
};

/* Seconds until a PIN is taken again, rounded up; 0: now. While it is not 0, ask no pin_verify. */
int
staff_lock_left_s(struct staff_lock *lock, int64_t now_ms);

/* A wrong PIN was given. While the lock runs it is not counted. */
void
staff_lock_wrong(struct staff_lock *lock, int64_t now_ms);

void
staff_lock_right(struct staff_lock *lock);

/* When staff_lock_left_s next changes; -1: it is 0 and stays so. */
int64_t
staff_lock_deadline_ms(struct staff_lock *lock, int64_t now_ms);

#endif
