/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What kyr-kiosk and kyr-edit do alike on their way to the first frame.
 */
#ifndef KYR_KIOSK_START_H
#define KYR_KIOSK_START_H

#include "base/log.h"
#include "kiosk/options.h"
#include "platform/data.h"
#include "platform/trace.h"
#include "platform/window.h"
#include "ui/app.h"

/* As the command line asks; ends the program if there is no display. */
struct window *
start_window(const struct options *options);

/* `trace` may be NULL. */
struct app_options
start_app_options(const struct options *options, const struct data *data,
                  const struct window *window, struct trace *trace);

/* What is wrong with the content, told to staff; the exit code if the program cannot go on. */
enum exit_code
start_judge(const struct options *options, const struct data *data, const struct diag_sink *sink);

#endif
