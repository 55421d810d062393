/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left is counted down by the time that is seen to pass; no end is remembered that a
 * jumping clock could move. */
#include "ui/staff_lock.h"

static void
let_pass(struct staff_lock *lock, int64_t now_ms)
{
    if (now_ms > lock->seen_ms) {
        uint64_t passed = (uint64_t)now_ms - (uint64_t)lock->seen_ms; /* may exceed INT64_MAX */
        bool is_over = passed >= (uint64_t)lock->left_ms;
        lock->left_ms = is_over ? 0 : lock->left_ms - (int64_t)passed;
    }
    lock->seen_ms = now_ms;
}

int
staff_lock_left_s(struct staff_lock *lock, int64_t now_ms)
{
    let_pass(lock, now_ms);
    return (int)((lock->left_ms + 999) / 1000);
}

void
staff_lock_wrong(struct staff_lock *lock, int64_t now_ms)
{
    if (staff_lock_left_s(lock, now_ms) > 0 || ++lock->n_wrong < STAFF_LOCK_TRIES) {
        return;
    }
    int lock_s = lock->next_s == 0 ? STAFF_LOCK_FIRST_S : lock->next_s;
    lock->n_wrong = 0;
    lock->left_ms = (int64_t)lock_s * 1000;
    lock->next_s = 2 * lock_s > STAFF_LOCK_MOST_S ? STAFF_LOCK_MOST_S : 2 * lock_s;
}

void
staff_lock_right(struct staff_lock *lock)
{
    *lock = (struct staff_lock){0};
}

int64_t
staff_lock_deadline_ms(struct staff_lock *lock, int64_t now_ms)
{
    if (staff_lock_left_s(lock, now_ms) == 0) {
        return -1;
    }
    int64_t to_next_second = lock->left_ms % 1000;
    return now_ms + (to_next_second == 0 ? 1000 : to_next_second);
}
