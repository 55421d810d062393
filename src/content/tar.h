/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one kind of tar archive that a pack is: POSIX ustar, plain files of mode 0644, owner and time
 * zero, names of at most 100 bytes, two empty blocks at the end and nothing after them.
 *
 * The reader refuses everything that the writer would not have written: links, devices, folders,
 * other headers, bytes in the padding. It does not judge which members there are.
 */
#ifndef KYR_CONTENT_TAR_H
#define KYR_CONTENT_TAR_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

struct tar_member {
    struct str name;  /* a slice of the archive */
    struct str bytes; /* likewise */
    size_t start;     /* offset of its header */
};

struct tar {
    struct tar_member *items;
    size_t n;
};

/* False after one finding. is_name_allowed decides about each name, before anything else is done
 * with it. */
bool
tar_read(struct arena *arena, struct str archive, const char *path,
         bool (*is_name_allowed)(struct str name), struct tar *out, struct diag_sink *sink);

/* Appends one member: at most 100 bytes of name, less than 8 GB (asserted). */
void
tar_add(struct strbuf *archive, struct str name, struct str bytes);

void
tar_end(struct strbuf *archive);

/* A name for a message: what is not plain ASCII becomes '?'. In the arena. */
struct str
tar_printable(struct arena *arena, struct str name);

#endif
