/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two cells (sandbox.h) have in common: a list of system calls, all others fail, and those
 * that only an attacker asks for end the process.
 */
#ifndef KYR_PLATFORM_SANDBOX_RULES_H
#define KYR_PLATFORM_SANDBOX_RULES_H

#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>

struct sandbox_rules {
    const int *allowed; /* whatever their arguments */
    size_t n_allowed;
    bool (*add_own)(scmp_filter_ctx filter); /* the calls whose arguments matter */
};

/* False with one line on standard error. */
bool
sandbox_load(const struct sandbox_rules *rules);

#endif
