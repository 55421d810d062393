/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of blocks; allocation bumps a pointer in the newest one. What is given back is overwritten
 * first: malloc would keep it as it was, and it may be what somebody read.
 */
#define _DEFAULT_SOURCE /* explicit_bzero: a memset before free may be left out */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#define BLOCK_BYTES ((size_t)32 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

static struct arena_block *
block_new(size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);
    if (block == NULL) {
        log_fatal("out of memory");
    }
    block->next = NULL;
    block->size = size;
    block->used = 0;
    return block;
}

static void
block_wipe(struct arena_block *block)
{
    explicit_bzero(block->bytes, block->used);
    block->used = 0;
}

void
arena_free(struct arena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (struct arena_block *block = arena->blocks; block != NULL;) {
        struct arena_block *next = block->next;
        block_wipe(block);
        free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->used_bytes = 0;
}

void
arena_reset(struct arena *arena)
{
    struct arena_block *keep = arena->blocks;
    if (keep == NULL) {
        return;
    }
    struct arena rest = {.blocks = keep->next};
    arena_free(&rest);
    keep->next = NULL;
    block_wipe(keep);
    arena->used_bytes = 0;
}

void *
arena_alloc(struct arena *arena, size_t size_bytes)
{
    const size_t align = alignof(max_align_t);
    if (size_bytes > SIZE_MAX / 2) {
        log_fatal("out of memory");
    }
    size_t size = (size_bytes + align - 1) / align * align;
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < size) {
        block = block_new(size > BLOCK_BYTES ? size : BLOCK_BYTES);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used_bytes += size;
    return memset(memory, 0, size);
}

void *
arena_array(struct arena *arena, size_t count, size_t size_bytes)
{
    if (size_bytes != 0 && count > SIZE_MAX / size_bytes) {
        log_fatal("out of memory");
    }
    return arena_alloc(arena, count * size_bytes);
}
