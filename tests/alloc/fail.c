/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Either this is malloc itself (a program's own goes before that of the C library, for every
 * library it uses, and glibc keeps its own under other names), or, with FAIL_BELOW, it lies between
 * src/kiosk/memory.c and the C library: the linker wraps what that calls. State is file-scope:
 * malloc has no other place for it. */
#define _DEFAULT_SOURCE
#include "fail.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

void *
__libc_malloc(size_t size);
void *
__libc_calloc(size_t n, size_t size);
void *
__libc_realloc(void *old, size_t size);
void *
__libc_memalign(size_t align, size_t size);

static const struct fail_plan *plan;
static long number;
static bool is_busy; /* in fork or judge */
static bool is_child;
static bool is_failing; /* FAIL_ALL, and its time has come */

void
fail_start(const struct fail_plan *new_plan)
{
    number = 0;
    plan = new_plan;
}

long
fail_stop(void)
{
    plan = NULL;
    return number;
}

bool
fail_is_child(void)
{
    return is_child;
}

/* True in the half that fails. */
static bool
split(void)
{
    is_busy = true;
    pid_t child = fork();
    is_child = child == 0;
    if (is_child) {
        plan->begin(plan->user, number);
    } else {
        plan->judge(plan->user, number, child);
    }
    is_busy = false;
    return is_child;
}

static bool
must_fail(void)
{
    if (plan == NULL || is_busy) {
        return false;
    }
    if (is_child) {
        return is_failing;
    }
    long i = number++;
    bool is_tried = i >= plan->first && (i - plan->first) % plan->every == 0;
    if (!is_tried || !split()) {
        return false;
    }
    is_failing = plan->mode == FAIL_ALL;
    return true;
}

static void *
refuse(void)
{
    errno = ENOMEM;
    return NULL;
}

#ifdef FAIL_BELOW
#define NAME(below, itself) __wrap_##below
#define REAL(below) __real_##below
void *
__real___libc_malloc(size_t size);
void *
__real___libc_calloc(size_t n, size_t size);
void *
__real___libc_realloc(void *old, size_t size);
void *
__real___libc_memalign(size_t align, size_t size);
#else
#define NAME(below, itself) itself
#define REAL(below) below
#endif

void *NAME(__libc_malloc, malloc)(size_t size);
void *NAME(__libc_calloc, calloc)(size_t n, size_t size);
void *NAME(__libc_realloc, realloc)(void *old, size_t size);
void *NAME(__libc_memalign, memalign)(size_t align, size_t size);

void *
NAME(__libc_malloc, malloc)(size_t size)
{
    return must_fail() ? refuse() : REAL(__libc_malloc)(size);
}

void *
NAME(__libc_calloc, calloc)(size_t n, size_t size)
{
    return must_fail() ? refuse() : REAL(__libc_calloc)(n, size);
}

/* One that makes a block smaller fails too: that is allowed. */
void *
NAME(__libc_realloc, realloc)(void *old, size_t size)
{
    bool is_free = old != NULL && size == 0;
    return !is_free && must_fail() ? refuse() : REAL(__libc_realloc)(old, size);
}

void *
NAME(__libc_memalign, memalign)(size_t align, size_t size)
{
    return must_fail() ? refuse() : REAL(__libc_memalign)(align, size);
}

#ifndef FAIL_BELOW
void *
aligned_alloc(size_t align, size_t size)
{
    return memalign(align, size);
}

int
posix_memalign(void **out, size_t align, size_t size)
{
    void *memory = memalign(align, size);
    if (memory == NULL) {
        return ENOMEM;
    }
    *out = memory;
    return 0;
}
#endif
