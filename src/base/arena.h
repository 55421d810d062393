/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory by lifetime. An arena hands out memory that is given back all at once.
 *
 * One arena for an opened pack, one for a page x language x size. Memory is zeroed and aligned for
 * any type. An arena never returns NULL: running out of memory ends the program with one line and
 * exit code 3 (the service starts it again). What *content* may ask for is limited by each parser
 * before it allocates.
 *
 * Memory that is given back is overwritten: it may hold what a visitor read.
 */
#ifndef KYR_BASE_ARENA_H
#define KYR_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* owned; newest first */
    size_t used_bytes;          /* handed out since the last reset */
};

/* An all-zero struct arena is a valid empty arena. */
void
arena_free(struct arena *arena); /* NULL-safe; the arena is empty and usable afterwards */

/* Forgets everything but keeps one block, so that a relayout does not go back to malloc. */
void
arena_reset(struct arena *arena);

void *
arena_alloc(struct arena *arena, size_t size_bytes);

/* count * size with the multiplication checked. */
void *
arena_array(struct arena *arena, size_t count, size_t size_bytes);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
