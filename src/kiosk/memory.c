/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No memory: one line and exit code 3, whoever asked. The libraries would go on without: HarfBuzz
 * with letters in wrong places, FreeType with letters left out, libyaml with a file that "cannot be
 * read", which could be the phone numbers. A program's own malloc goes before that of the C library
 * in all of them; glibc keeps its own under other names. Only very much at once is refused as
 * usual: that is a broken font that asks, not a machine that is full.
 */
#define _DEFAULT_SOURCE /* memalign */
#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"

#define MUCH_BYTES ((size_t)64 * 1024 * 1024) /* more than all the rest of the program */

void *
__libc_malloc(size_t size);
void *
__libc_calloc(size_t n, size_t size);
void *
__libc_realloc(void *old, size_t size);
void *
__libc_memalign(size_t align, size_t size);

/* Whoever asks may hold any lock, so nothing is called that could wait for one. */
static void *
judge(void *memory, size_t size)
{
    static const char line[] = "kyr-kiosk: out of memory\n";
    if (memory == NULL && size > 0 && size < MUCH_BYTES) {
        (void)!write(STDERR_FILENO, line, sizeof line - 1);
        _exit(EXIT_ENVIRONMENT);
    }
    return memory;
}

void *
malloc(size_t size)
{
    return judge(__libc_malloc(size), size);
}

void *
calloc(size_t n, size_t size)
{
    bool is_much = size > 0 && n > MUCH_BYTES / size;
    return judge(__libc_calloc(n, size), is_much ? MUCH_BYTES : n * size);
}

void *
realloc(void *old, size_t size)
{
    return judge(__libc_realloc(old, size), size);
}

void *
memalign(size_t align, size_t size)
{
    return judge(__libc_memalign(align, size), size);
}

void *
aligned_alloc(size_t align, size_t size)
{
    return judge(__libc_memalign(align, size), size);
}

int
posix_memalign(void **out, size_t align, size_t size)
{
    bool is_allowed = align % sizeof(void *) == 0 && align > 0 && (align & (align - 1)) == 0;
    void *memory = is_allowed ? judge(__libc_memalign(align, size), size) : NULL;
    if (memory == NULL) {
        return is_allowed ? ENOMEM : EINVAL;
    }
    *out = memory;
    return 0;
}
