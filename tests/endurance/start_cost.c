/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a kiosk takes to open what it shows: plain (a folder, as without a lock) or signed
 * (every byte verified first). A fresh process each time, so nothing is warm but the disk's cache.
 *
 * usage: start-cost plain|signed       prints ms=N
 */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "platform/data.h"
#include "platform/trace.h"

int
main(int argc, char **argv)
{
    bool is_signed = argc == 2 && strcmp(argv[1], "signed") == 0;
    const struct trust nobody = {0};
    struct diag_sink sink = {0};
    struct data data;
    if (argc != 2 || (!is_signed && strcmp(argv[1], "plain") != 0)) {
        log_line("usage: start-cost plain|signed");
        return EXIT_USAGE;
    }
    double start_ms = clock_ms();
    if (is_signed && minisign_start()) {
        data_open_signed(&data, &(struct data_trust){.root = &nobody}, &sink);
    } else {
        data_open(&data, NULL, &sink);
    }
    double ms = clock_ms() - start_ms;
    bool is_good = data.pack != NULL && (data.signed_pack != NULL) == is_signed;
    (void)printf("ms=%.2f\n", ms);
    diag_print(&sink, stderr);
    diag_free(&sink);
    data_close(&data);
    return is_good ? EXIT_OK : EXIT_FINDINGS;
}
