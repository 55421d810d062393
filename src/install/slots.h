/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The installed packs of a kiosk, on a disk whose power may go at any moment.
 *
 *   STATE/slot.7/pack/...     an unpacked signed pack (packfile.h)
 *   STATE/slot.7/keys/1/...   how the keys came about that it is signed with (chain.h)
 *   STATE/current             a link to the slot that is shown
 *
 * A new pack goes into a folder of its own (new.8), is synced whole, becomes slot.8, and only then
 * does the link move, in one step. So what `current` names is always whole, and the slot before it
 * stays until nobody needs it. Numbers only grow: whoever has read a catalog under one path must
 * not meet another there. No slot is believed for being there: everything is verified on opening.
 *
 * One process writes here (installer.h); any other may read. Findings about the disk have the code
 * "disk" and leave everything as it was.
 */
#ifndef KYR_INSTALL_SLOTS_H
#define KYR_INSTALL_SLOTS_H

#include "install/chain.h"

struct slot_pack {
    struct packfile *pack; /* verified; owned by the caller: packfile_close */
    struct trust trust;    /* whom to believe from here on: the root, or what the chain led to */
    struct chain chain;    /* the links that hold */
    const char *dir;       /* of the pack: STATE/slot.7/pack */
};

/*
 * The current slot, else the one before it. One finding for each slot that does not verify: an
 * error, but a warning if the older one does; and a warning if the chain of the slot that is used
 * ends too early. False if neither verifies. A missing STATE, or one without slots: false without a
 * finding. Everything but the pack lives in the arena.
 */
bool
slots_open(struct arena *arena, const char *state_dir, const struct trust *root,
           struct slot_pack *out, struct diag_sink *sink);

struct slots_new {
    const char *state_dir;
    const struct packfile *pack; /* verified, and allowed to be installed */
    const struct chain *chain;   /* with the pack's own link, if it brings other keys */
    /* Asked before each file; may take its time. False: give up. NULL: no question. */
    bool (*may_go_on)(void *user);
    void *user;
};

/*
 * Writes the pack into a slot of its own and syncs it. The name of the slot ("slot.8", in the
 * arena); NULL if may_go_on said no, or after one finding: disk full, read-only, no right, folder
 * missing. What was begun is removed again. Nothing that is shown changes.
 */
const char *
slots_stage(struct arena *arena, const struct slots_new *job, struct diag_sink *sink);

/* Makes this slot the current one; when it returns true a power cut cannot undo it. False after one
 * finding: the slot is gone, unless only the last sync failed. */
bool
slots_switch(const char *state_dir, const char *slot, struct diag_sink *sink);

/*
 * A cut during the very first installation can leave a whole slot to which no link leads;
 * slots_open finds it, and this makes the link, so that from then on all is as always. Says
 * nothing.
 */
void
slots_adopt(const char *state_dir, const struct trust *root);

/*
 * Removes what a power cut has left and what is not needed: all but the current slot and `keep` (a
 * name like "slot.6"; NULL: the one before the current). Says nothing: what cannot be removed does
 * no harm.
 */
void
slots_tidy(const char *state_dir, const char *keep);

/*
 * Writes the files of a pack into a fresh private folder below $TMPDIR or /tmp, for a program that
 * only wants to show it; nothing is synced. NULL after one finding. In the arena.
 */
const char *
slots_unpack(struct arena *arena, const struct packfile *pack, struct diag_sink *sink);

/* The folder below which it does: $TMPDIR, else /tmp. */
const char *
slots_unpack_base(void);

/* Removes what slots_unpack has made. */
void
slots_unpack_remove(const char *dir);

#endif
