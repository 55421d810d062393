/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entry that each fuzz_<what>.c defines; the name is libFuzzer's.
 */
#ifndef KYR_TESTS_FUZZ_H
#define KYR_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
