/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Packs that are made and signed in memory, with keys that are the same on every run.
 */
#ifndef KYR_TESTS_SIGNED_PACK_H
#define KYR_TESTS_SIGNED_PACK_H

#include "findings.h"

#include "content/packfile.h"

struct sample_file {
    const char *name;
    const char *text;
};

#define SAMPLE_HOTLINES                                                                            \
    "contacts:\n"                                                                                  \
    "  - id: larrn\n"                                                                              \
    "    name: Network\n"                                                                          \
    "    run_by: community\n"                                                                      \
    "    phones:\n"                                                                                \
    "      - number: \"+18886244752\"\n"                                                           \
    "    for: Help.\n"                                                                             \
    "    area: Here.\n"                                                                            \
    "    hours: Always.\n"                                                                         \
    "    sources: [A-1]\n"                                                                         \
    "    checked: 2026-06\n"                                                                       \
    "    status: verified\n"

/* Key number `seed`. */
struct minisign_secret
sample_secret(uint8_t seed);

struct minisign_public
sample_public(uint8_t seed);

/* Unsigned; files in the order of their names. To be closed. */
struct packfile *
sample_pack(long version, const struct sample_file *files, size_t n);

/* hotlines.yaml and one page, signed by keys 1 .. n_keys. To be closed. */
struct packfile *
sample_signed(long version, const char *hotlines, const char *page, int n_keys);

/* As an archive that may be written to. */
struct str
sample_archive(struct arena *arena, const struct packfile *pack);

/* Puts the right CHECKSUM into an archive whose last member it is: what a forger would do. */
void
sample_repair(struct str archive);

/* Is refused with this code (NULL: with any), and with exactly one error. */
void
assert_refused(struct str archive, const struct packfile_trust *trust, const char *code);

#endif
