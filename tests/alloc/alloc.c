/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory runs out at every allocation of a start and one visit, the libraries' own included.
 *
 * usage: alloc [--all-after] [--first K] [--every N] [--verbose]
 *
 * What may happen: the program ends with exit code 3 and exactly one line; or it gets through and
 * every frame is the one that is known; or it gets through with other frames (English for Spanish,
 * say), which are counted apart. What may not: a signal, a hang, another exit code, no line or more
 * than one. --all-after: all allocations fail from the k-th on, not only the k-th.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "fail.h"
#include "headless.h"
#include "ui/chrome.h"

#define FRAMES_MAX 32
#define HANG_S 20
#define STACK_MAX 64
#define STACK_OWN 4    /* of this folder: malloc, must_fail, split, begin */
#define STACK_SITE 8   /* so many callers make one place of another */
#define SITES_MAX 2048 /* different places that are told apart */

enum outcome {
    OUT_SAME,   /* got through, every frame as it should be */
    OUT_OTHER,  /* got through, with other frames */
    OUT_ENDED,  /* exit code 3 and one line */
    OUT_LINES,  /* exit code 3 and no line, or several */
    OUT_CODE,   /* another exit code */
    OUT_SIGNAL, /* crashed */
    OUT_HANG,
    OUTCOMES
};

static const char *const outcome_names[] = {"same", "other",  "ended", "lines",
                                            "code", "signal", "hang"};

struct board {
    long n_frames;
    uint64_t frames[FRAMES_MAX];
};

/* What the failing half leaves to be read. */
struct result {
    struct board board;
    void *stack[STACK_MAX];
    int n_stack;
};

struct judge {
    struct board known;
    struct result *result; /* shared memory */
    int stderr_fd;         /* of a file that takes what the failing half says */
    long counts[OUTCOMES];
    uint64_t sites[SITES_MAX];
    int n_sites;
};

/* ---- The visit ----------------------------------------------------------------------------- */

static void
shoot(struct headless *headless, struct board *board)
{
    headless_paint(headless);
    if (board->n_frames < FRAMES_MAX) {
        board->frames[board->n_frames++] = headless_hash(headless);
    }
}

/* The start, then all kinds of screens in both languages. */
static void
run_visit(struct board *board)
{
    struct headless headless;
    headless_open(&headless);
    shoot(&headless, board);
    headless_tap(&headless, 700, 400);
    shoot(&headless, board);
    headless_tap_target(&headless, TARGET_PAGE, "at-my-door");
    shoot(&headless, board);
    headless_key(&headless, KEY_NEXT);
    shoot(&headless, board);
    headless_key(&headless, KEY_LANGUAGE);
    shoot(&headless, board);
    headless_tap_action(&headless, ACTION_SOURCES);
    shoot(&headless, board);
    headless_key(&headless, KEY_HOME);
    headless_tap_target(&headless, TARGET_PAGE, "i-need-a-number");
    shoot(&headless, board);
    headless_tap_target(&headless, TARGET_NUMBER, "");
    headless_key(&headless, KEY_LARGER);
    shoot(&headless, board);
    for (int i = 0; i < 3; i++) {
        headless_key(&headless, KEY_SHIFT);
    }
    shoot(&headless, board);
    headless_close(&headless);
}

/* ---- The half that fails ------------------------------------------------------------------- */

static void
on_crash(int number)
{
    void *stack[STACK_MAX];
    backtrace_symbols_fd(stack, backtrace(stack, STACK_MAX), STDERR_FILENO);
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void
begin(void *user, long number)
{
    static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    struct judge *judge = user;
    (void)number;
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
        (void)signal(crashes[i], on_crash);
    }
    (void)dup2(judge->stderr_fd, STDERR_FILENO);
    (void)alarm(HANG_S);
    judge->result->n_stack = backtrace(judge->result->stack, STACK_MAX);
}

/* ---- The half that judges ------------------------------------------------------------------ */

/* What was said, and how many lines of it; forgets it. */
static int
take_lines(const struct judge *judge, char *text, size_t size)
{
    ssize_t n = pread(judge->stderr_fd, text, size - 1, 0);
    int lines = 0;
    text[n < 0 ? 0 : n] = '\0';
    for (const char *p = text; *p != '\0'; p++) {
        lines += *p == '\n';
    }
    (void)!ftruncate(judge->stderr_fd, 0);
    (void)lseek(judge->stderr_fd, 0, SEEK_SET);
    return lines;
}

static enum outcome
outcome_of(const struct judge *judge, int status, int n_lines)
{
    if (WIFSIGNALED(status)) {
        return WTERMSIG(status) == SIGALRM ? OUT_HANG : OUT_SIGNAL;
    }
    if (WEXITSTATUS(status) == EXIT_ENVIRONMENT) {
        return n_lines == 1 ? OUT_ENDED : OUT_LINES;
    }
    if (WEXITSTATUS(status) != EXIT_OK) {
        return OUT_CODE;
    }
    const struct board *board = &judge->result->board;
    return memcmp(board, &judge->known, sizeof *board) == 0 ? OUT_SAME : OUT_OTHER;
}

/* Is it the first time that this came of this place? */
static bool
is_new_site(struct judge *judge, enum outcome outcome)
{
    uint64_t hash = 14695981039346656037u + (uint64_t)outcome;
    for (int i = STACK_OWN; i < judge->result->n_stack && i < STACK_OWN + STACK_SITE; i++) {
        hash = (hash ^ (uintptr_t)judge->result->stack[i]) * 1099511628211u;
    }
    for (int i = 0; i < judge->n_sites; i++) {
        if (judge->sites[i] == hash) {
            return false;
        }
    }
    if (judge->n_sites < SITES_MAX) {
        judge->sites[judge->n_sites++] = hash;
    }
    return true;
}

static void
tell(struct judge *judge, long number, enum outcome outcome, const char *text)
{
    const struct result *result = judge->result;
    char frames[FRAMES_MAX + 1] = "";
    for (long i = 0; i < judge->known.n_frames; i++) {
        frames[i] = result->board.frames[i] == judge->known.frames[i] ? '=' : '!';
        frames[i + 1] = '\0';
    }
    (void)printf("allocation %ld: %s, frames [%s]\n%s", number, outcome_names[outcome], frames,
                 text);
    (void)fflush(stdout);
    backtrace_symbols_fd(result->stack + STACK_OWN, result->n_stack - STACK_OWN, STDOUT_FILENO);
    (void)printf("\n");
    (void)fflush(stdout);
}

static void
judge_child(void *user, long number, pid_t child)
{
    struct judge *judge = user;
    char text[8192];
    int status = 0;
    if (child < 0) {
        perror("fork");
        _exit(EXIT_ENVIRONMENT);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    enum outcome outcome = outcome_of(judge, status, take_lines(judge, text, sizeof text));
    judge->counts[outcome]++;
    if (outcome != OUT_SAME && outcome != OUT_ENDED && is_new_site(judge, outcome)) {
        tell(judge, number, outcome, text);
    }
    memset(judge->result, 0, sizeof *judge->result);
}

/* ---- Beginning ----------------------------------------------------------------------------- */

static bool
parse(struct fail_plan *plan, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        long *value = strcmp(argv[i], "--first") == 0   ? &plan->first
                      : strcmp(argv[i], "--every") == 0 ? &plan->every
                                                        : NULL;
        if (strcmp(argv[i], "--all-after") == 0) {
            plan->mode = FAIL_ALL;
        } else if (value == NULL || ++i == argc || (*value = strtol(argv[i], NULL, 10)) < 0) {
            return false;
        }
    }
    return plan->every > 0;
}

static void
prepare(struct judge *judge)
{
    void *stack[2];
    (void)backtrace(stack, 2); /* loads what it needs while there is memory */
    judge->result = mmap(NULL, sizeof *judge->result, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    FILE *said = tmpfile();
    if (judge->result == MAP_FAILED || said == NULL) {
        log_fatal("cannot prepare: %s", strerror(errno));
    }
    judge->stderr_fd = fileno(said);
}

int
main(int argc, char **argv)
{
    static struct judge judge;
    struct fail_plan plan = {.every = 1, .judge = judge_child, .begin = begin, .user = &judge};
    log_set_name("alloc");
    if (!parse(&plan, argc, argv)) {
        log_line("usage: alloc [--all-after] [--first K] [--every N]");
        return EXIT_USAGE;
    }
    prepare(&judge);
    run_visit(&judge.known);
    struct board board = {0};
    fail_start(&plan);
    run_visit(&board);
    if (fail_is_child()) {
        judge.result->board = board;
        exit(EXIT_OK);
    }
    long n = fail_stop();
    const long *counts = judge.counts;
    long n_tried = 0;
    for (int i = 0; i < OUTCOMES; i++) {
        n_tried += counts[i];
    }
    long n_bad = n_tried - counts[OUT_SAME] - counts[OUT_OTHER] - counts[OUT_ENDED];
    (void)printf(
        "alloc mode=%s allocations=%ld injected=%ld ended=%ld same=%ld other=%ld lines=%ld "
        "code=%ld signals=%ld hangs=%ld\n",
        plan.mode == FAIL_ALL ? "all-after" : "one", n, n_tried, counts[OUT_ENDED],
        counts[OUT_SAME], counts[OUT_OTHER], counts[OUT_LINES], counts[OUT_CODE],
        counts[OUT_SIGNAL], counts[OUT_HANG]);
    bool is_known = memcmp(&board, &judge.known, sizeof board) == 0;
    return n_bad > 0 || n_tried == 0 || !is_known;
}
