/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Event scripts: scripts/README.md says what a line may be. An expectation that fails names file
 * and line.
 */
#ifndef KYR_TESTS_UI_SCRIPT_H
#define KYR_TESTS_UI_SCRIPT_H

#include "driver.h"

/* Fails the test at the first line that does not hold. */
void
script_run(struct world *world, const char *path);

#endif
