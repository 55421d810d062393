/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Years of visits to the real pack, in a row, with a clock that is moved: what the process holds
 * may not grow.
 *
 * usage: soak [--visits N] [--paint-every N] [--limit KIB]
 *
 * A visit wakes the screen, goes to some of what can be touched, in both languages and at all text
 * sizes, and is left alone or hidden. One visit in --paint-every paints its frames. Measured from
 * the 1,000th visit on (a tenth of a short run): by then libintl has been asked for most of what it
 * will keep. Exit 1 if the resident memory grew by more than the limit.
 */
#define _DEFAULT_SOURCE /* mallinfo2 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "headless.h"
#include "ui/chrome.h"

#define TAPS_MAX 8
#define WARM_VISITS 1000
#define DAY_MS ((int64_t)24 * 3600 * 1000)
#define HIDE_SHIFTS 3

struct soak {
    long visits, paint_every, limit_kib;
    struct headless headless;
    uint32_t seed;
};

static int
below(struct soak *soak, int n)
{
    soak->seed ^= soak->seed << 13;
    soak->seed ^= soak->seed >> 17;
    soak->seed ^= soak->seed << 5;
    return (int)(soak->seed % (uint32_t)n);
}

static long
resident_kib(void)
{
    char line[256];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "VmRSS:", 6) == 0) {
            kib = strtol(line + 6, NULL, 10);
        }
    }
    if (status != NULL) {
        (void)fclose(status);
    }
    return kib;
}

static void
paint(struct soak *soak, bool is_painted)
{
    if (is_painted) {
        headless_paint(&soak->headless);
    }
}

/* Something a visitor does; most often a tap on what is there. */
static void
do_something(struct soak *soak)
{
    static const enum key keys[] = {KEY_LANGUAGE, KEY_LARGER, KEY_NEXT,        KEY_PREVIOUS,
                                    KEY_THEME,    KEY_TAB,    KEY_FACILITATOR, KEY_ESCAPE};
    struct headless *headless = &soak->headless;
    const struct targets *targets = app_targets(headless->app);
    if (targets->n > 0 && below(soak, 10) < 7) {
        headless_tap_index(headless, (size_t)below(soak, (int)targets->n));
    } else {
        headless_key(headless, keys[below(soak, (int)(sizeof keys / sizeof keys[0]))]);
    }
    headless_wait(headless, 200 + below(soak, 3000)); /* a page that slid has arrived */
}

static void
leave(struct soak *soak)
{
    struct headless *headless = &soak->headless;
    if (below(soak, 4) == 0) {
        for (int i = 0; i < HIDE_SHIFTS; i++) {
            headless_key(headless, KEY_SHIFT);
        }
    } else {
        headless_wait(headless, 95000);
        headless_wait(headless, 30000);
    }
    /* the next one comes in a minute, or after a holiday */
    headless_wait(headless, below(soak, 500) == 0 ? below(soak, 400) * DAY_MS : 60000);
}

static void
visit(struct soak *soak, bool is_painted)
{
    struct headless *headless = &soak->headless;
    paint(soak, is_painted);
    headless_tap(headless, 700, 400);
    paint(soak, is_painted);
    int n = 1 + below(soak, TAPS_MAX);
    for (int i = 0; i < n; i++) {
        do_something(soak);
        paint(soak, is_painted);
    }
    leave(soak);
    paint(soak, is_painted);
}

/* What a visit happens to leave in caches differs by hundreds of KiB from one to the next, so that
 * each tenth of the visits is told by its mean. Returns by how much the last is above the first. */
static long
run(struct soak *soak)
{
    long warm = soak->visits >= 10000 ? WARM_VISITS : soak->visits / 10;
    long tenth = soak->visits / 10;
    long first = 0;
    long mean = 0;
    long sum = 0;
    long n_samples = 0;
    for (long i = 1; i <= tenth * 10; i++) {
        visit(soak, i % soak->paint_every == 0);
        if (i > warm) {
            sum += resident_kib();
            n_samples++;
        }
        if (i % tenth == 0 && n_samples > 0) {
            mean = sum / n_samples;
            first = first == 0 ? mean : first;
            (void)printf("visits=%ld frames=%d rss_mean_kib=%ld growth_kib=%ld in_use_kib=%zu\n", i,
                         soak->headless.n_frames, mean, mean - first, mallinfo2().uordblks / 1024);
            (void)fflush(stdout);
            sum = n_samples = 0;
        }
    }
    return mean - first;
}

static bool
parse(struct soak *soak, int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2) {
        long *value = strcmp(argv[i], "--visits") == 0        ? &soak->visits
                      : strcmp(argv[i], "--paint-every") == 0 ? &soak->paint_every
                      : strcmp(argv[i], "--limit") == 0       ? &soak->limit_kib
                                                              : NULL;
        if (value == NULL || i + 1 == argc || (*value = strtol(argv[i + 1], NULL, 10)) <= 0) {
            return false;
        }
    }
    return soak->visits >= 10;
}

int
main(int argc, char **argv)
{
    static struct soak soak = {
        .visits = 2000, .paint_every = 10, .limit_kib = 1024, .seed = 20260702};
    if (!parse(&soak, argc, argv)) {
        (void)fprintf(stderr, "usage: %s [--visits N] [--paint-every N] [--limit KIB]\n", argv[0]);
        return 2;
    }
    headless_open(&soak.headless);
    long growth_kib = run(&soak);
    headless_close(&soak.headless);
    (void)printf("soak visits=%ld growth_kib=%ld limit_kib=%ld\n", soak.visits, growth_kib,
                 soak.limit_kib);
    return growth_kib > soak.limit_kib;
}
