/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * malloc, calloc, realloc and aligned_alloc of the whole process, libraries included, that fail on
 * demand. At every allocation that may fail, the process splits: one half goes on as if nothing
 * had happened, the other gets NULL and lives with it. So each allocation is tried where it really
 * stands, without starting again from the beginning. glibc only.
 */
#ifndef KYR_TESTS_FAIL_H
#define KYR_TESTS_FAIL_H

#include <stdbool.h>
#include <sys/types.h>

enum fail_mode {
    FAIL_ONE, /* this allocation only */
    FAIL_ALL, /* this one and every one after it */
};

struct fail_plan {
    enum fail_mode mode;
    long first, every; /* the allocations that are tried: first, first + every, ... */
    /* In the half that goes on, with the other half's process and the number of the allocation. It
     * has to wait for it. Its own allocations do not count. */
    void (*judge)(void *user, long number, pid_t child);
    /* In the half that fails, before it fails. */
    void (*begin)(void *user, long number);
    void *user;
};

/* From now on, until fail_stop. The plan must outlive that. */
void
fail_start(const struct fail_plan *plan);

/* How many allocations there were since fail_start. */
long
fail_stop(void);

/* Is this the half that fails? */
bool
fail_is_child(void);

#endif
