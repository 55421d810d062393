/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the whole memory of this process and counts the lines that a visitor read: after the visit
 * no more copies of them than before it, which are those of the pack and its catalogs.
 *
 * What is looked for is kept complemented, so that the search does not find itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver.h"

#define NEEDLE_LEAST 8 /* shorter ones stand anywhere */
#define NEEDLE_MAX 64
#define NEEDLES_MAX 200
#define CHUNK ((size_t)64 * 1024)

struct needle {
    unsigned char hidden[NEEDLE_MAX];
    size_t n;
};

struct needles {
    struct needle items[NEEDLES_MAX];
    size_t n;
};

/* In `n` bytes; the copies that this makes are its own. */
static size_t
count_in(const unsigned char *bytes, size_t n, const struct needle *needle)
{
    size_t found = 0;
    const unsigned char *end = bytes + n;
    int first = needle->hidden[0] ^ 0xFF;
    /* Most of the memory is zeros: memchr() passes over them a hundred times faster. */
    for (const unsigned char *at = bytes; (size_t)(end - at) >= needle->n; at++) {
        at = memchr(at, first, (size_t)(end - at) - needle->n + 1);
        if (at == NULL) {
            break;
        }
        size_t k = 1;
        while (k < needle->n && (at[k] ^ needle->hidden[k]) == 0xFF) {
            k++;
        }
        found += k == needle->n;
    }
    return found;
}

static size_t
count_range(int memory, unsigned long from, unsigned long to, const struct needle *needle)
{
    static unsigned char bytes[CHUNK + NEEDLE_MAX]; /* holds copies: not searched itself */
    size_t found = 0;
    for (unsigned long at = from; at < to; at += CHUNK) {
        size_t want = to - at < sizeof bytes ? to - at : sizeof bytes;
        ssize_t n = pread(memory, bytes, want, (off_t)at);
        bool is_own = at < (uintptr_t)(bytes + sizeof bytes) && at + want > (uintptr_t)bytes;
        if (n > 0 && !is_own) {
            found += count_in(bytes, (size_t)n, needle);
        }
    }
    memset(bytes, 0, sizeof bytes);
    return found;
}

/* In all memory that can be written: heap, stacks, variables. */
static size_t
count_in_memory(const struct needle *needle)
{
    size_t found = 0;
    char line[512];
    int memory = open("/proc/self/mem", O_RDONLY);
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_true(memory >= 0 && maps != NULL);
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long from = 0, to = 0;
        char rights[5];
        bool is_one = sscanf(line, "%lx-%lx %4s", &from, &to, rights) == 3;
        bool is_shadow = to - from > 1ul << 30; /* a sanitizer's own books */
        if (is_one && rights[0] == 'r' && rights[1] == 'w' && !is_shadow) {
            found += count_range(memory, from, to, needle);
        }
    }
    (void)fclose(maps);
    (void)close(memory);
    return found;
}

/* The runs of text on the screen, hidden. */
static void
collect(struct driver *driver, struct needles *needles)
{
    struct frame frame = app_frame(driver->app);
    const struct list *list = frame.layers[0];
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        struct str text = list->items[i].text;
        if (text.n < NEEDLE_LEAST || text.n > NEEDLE_MAX || needles->n == NEEDLES_MAX) {
            continue;
        }
        struct needle *needle = &needles->items[needles->n++];
        needle->n = text.n;
        for (size_t k = 0; k < text.n; k++) {
            needle->hidden[k] = (unsigned char)~text.p[k];
        }
    }
}

/* A visit in Spanish that ends on a screen with a number. */
static void
visit(struct driver *driver, struct needles *needles)
{
    driver_start(driver);
    driver_tap_target(driver, "language:es");
    driver_tap_target(driver, "page:door");
    collect(driver, needles);
    for (int i = 0; i < 3; i++) {
        driver_key(driver, KEY_NEXT);
        collect(driver, needles);
    }
    (void)app_show_number(driver->app, STR("net"));
    driver_wait(driver, 10);
    collect(driver, needles);
}

/* What will stand on the screen, found out by another process: this one has not read it yet. */
static void
foresee(struct world *world, struct needles *needles)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct driver driver;
        driver_init(&driver, world);
        visit(&driver, needles);
        ssize_t n = write(ends[1], needles, sizeof *needles);
        _exit(n == (ssize_t)sizeof *needles ? 0 : 1);
    }
    assert_int_equal(read(ends[0], needles, sizeof *needles), (ssize_t)sizeof *needles);
    (void)waitpid(child, NULL, 0);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void
count_all(const struct needles *needles, size_t *counts)
{
    for (size_t i = 0; i < needles->n; i++) {
        counts[i] = count_in_memory(&needles->items[i]);
    }
}

static void
check_wiped(void (*leave)(struct driver *))
{
    static struct world world;
    static struct needles needles, again;
    size_t before[NEEDLES_MAX], during[NEEDLES_MAX], after[NEEDLES_MAX];
    memset(&needles, 0, sizeof needles);
    memset(&again, 0, sizeof again);
    world_open(&world);
    foresee(&world, &needles);
    assert_in_range(needles.n, 10, NEEDLES_MAX - 1);
    struct driver driver;
    driver_init(&driver, &world);
    driver_wait(&driver, 0);
    count_all(&needles, before);

    visit(&driver, &again);
    assert_memory_equal(&again, &needles, sizeof needles);
    count_all(&needles, during);
    leave(&driver);
    count_all(&needles, after);
    size_t n_more = 0;
    for (size_t i = 0; i < needles.n; i++) {
        n_more += during[i] > before[i];
        if (after[i] > before[i]) {
            print_error("run %zu of %zu bytes: %zu copies, %zu in the visit, %zu after it\n", i,
                        needles.items[i].n, before[i], during[i], after[i]);
        }
    }
    for (size_t i = 0; i < needles.n; i++) {
        assert_true(after[i] <= before[i]);
    }
    assert_true(n_more > 0); /* or the search finds nothing at all */
    driver_close(&driver);
    world_close(&world);
}

static void
hide(struct driver *driver)
{
    for (int i = 0; i < 3; i++) {
        driver_key(driver, KEY_SHIFT);
    }
    assert_true(driver->ever_forgot);
}

static void
walk_away(struct driver *driver)
{
    driver_wait(driver, (int64_t)IDLE_DEFAULT_S * 1000 + 1);
    assert_true(driver->ever_forgot);
}

static void
test_hidden(void **state)
{
    (void)state;
    check_wiped(hide);
}

static void
test_left_alone(void **state)
{
    (void)state;
    check_wiped(walk_away);
}

int
main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_left_alone),
    };
    cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
