/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What keygen, build, sign, verify and words share: keys from files, packs from files or folders,
 * files written whole. Each function that fails has printed one line (or the findings).
 */
#ifndef KYR_TOOL_SIGNING_H
#define KYR_TOOL_SIGNING_H

#include "base/log.h"
#include "content/packfile.h"
#include "tool/args.h"

/* Adds a signature by each --key. */
enum exit_code
signing_sign(struct packfile *pack, const struct args *args);

/* The keys of --trust, in the arena. */
enum exit_code
signing_trust(struct arena *arena, const struct args *args, struct packfile_trust *out);

/* A pack to sign, compare with or read, looking at no key: a pack file, an unpacked one, or the
 * source tree of one. `path` NULL is the pack beside the program. */
enum exit_code
signing_open(const char *path, const struct args *args, struct packfile **out);

/* The folder of PACK on the command line, or of the pack beside the program. */
const char *
signing_pack_dir(struct arena *arena, const struct args *args);

/* From the source tree only. */
enum exit_code
signing_gather(const char *path, const struct args *args, struct packfile **out);

/* The whole file or none, even if the power goes; never what stood there half overwritten. */
enum exit_code
signing_write(const char *path, struct str bytes);

/* "888-624-4752  river, ... | río, ..." */
void
signing_print_words(struct str number);

/* Such a line for every phone number of hotlines.yaml; what is wrong with the file goes to the
 * sink, which may be NULL. */
void
signing_print_numbers(const struct packfile *pack, struct diag_sink *sink);

#endif
