/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a kiosk says of itself to staff, found out at the moment it is asked.
 *
 * The two things that it promises never to do it tries to do: it asks for a network socket and for
 * a file to write to. In its cell (sandbox.h) the kernel refuses both. Outside a cell they succeed
 * for a moment, and the report says so.
 */
#ifndef KYR_PLATFORM_PROOF_H
#define KYR_PLATFORM_PROOF_H

#include "ui/staff.h"

/* All of the report but up_s and the messages. What this system does not tell stays unknown. */
void
proof_find(struct staff_report *report);

#endif
