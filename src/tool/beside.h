/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Work done beside other work: a function that does nothing but report findings runs in a process
 * of its own, on another core, and its findings are fetched when it is done.
 */
#ifndef KYR_TOOL_BESIDE_H
#define KYR_TOOL_BESIDE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/diag.h"

struct beside {
    pid_t child;   /* 0: none */
    FILE *results; /* what the child found */
};

/* Starts work(context), which reports into `sink`; what it reports is fetched by beside_join. */
struct beside
beside_start(void (*work)(void *context), void *context, struct diag_sink *sink);

/*
 * Waits and adds what was found to `sink`. False if no process could be had: the work is still to
 * be done. A child that did not come to its end is a finding.
 */
bool
beside_join(struct beside *beside, struct diag_sink *sink);

#endif
