/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands of kyr-pack, one file each. Each returns the exit code (contract: 0 ok, 1 findings,
 * 2 usage, 3 environment); findings go to standard output, what went wrong with the machine to
 * standard error.
 */
#ifndef KYR_TOOL_COMMANDS_H
#define KYR_TOOL_COMMANDS_H

#include "base/log.h"
#include "tool/args.h"

enum exit_code
command_check(const struct args *args);

enum exit_code
command_pot(const struct args *args);

enum exit_code
command_shot(const struct args *args);

enum exit_code
command_dump(const struct args *args);

enum exit_code
command_facts(const struct args *args);

enum exit_code
command_keygen(const struct args *args);

enum exit_code
command_build(const struct args *args);

enum exit_code
command_sign(const struct args *args);

enum exit_code
command_verify(const struct args *args);

enum exit_code
command_words(const struct args *args);

#endif
