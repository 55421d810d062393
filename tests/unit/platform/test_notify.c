/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service manager that is a socket of ours, and a clock that is a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/notify.h"

/* Listens on an abstract name, which leaves nothing behind. */
static int
manager(const char *watchdog_us)
{
    char name[64];
    int n = snprintf(name, sizeof name, "@kyr-notify-%ld", (long)getpid());
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path, name, (size_t)n);
    address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)n);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", name, 1), 0);
    if (watchdog_us == NULL) {
        (void)unsetenv("WATCHDOG_USEC");
    } else {
        assert_int_equal(setenv("WATCHDOG_USEC", watchdog_us, 1), 0);
    }
    return fd;
}

static const char *
heard(int fd)
{
    static char text[64];
    ssize_t n = recv(fd, text, sizeof text - 1, 0);
    text[n < 0 ? 0 : n] = '\0';
    return text;
}

static void
test_ready_and_fed(void **state)
{
    (void)state;
    int fd = manager("6000000");
    struct notify notify;
    notify_open(&notify);
    notify_turn(&notify, false, 1000); /* nothing on the screen yet */
    assert_string_equal(heard(fd), "");
    notify_turn(&notify, true, 1100);
    assert_string_equal(heard(fd), "READY=1");
    assert_string_equal(heard(fd), "WATCHDOG=1");
    assert_int_equal(notify_wake_ms(&notify, -1), 4100); /* half of six seconds later */
    assert_int_equal(notify_wake_ms(&notify, 2000), 2000);
    assert_int_equal(notify_wake_ms(&notify, 9000), 4100);
    notify_turn(&notify, true, 4099);
    assert_string_equal(heard(fd), "");
    notify_turn(&notify, true, 4100);
    assert_string_equal(heard(fd), "WATCHDOG=1");
    assert_string_equal(heard(fd), "");
    notify_close(&notify);
    (void)close(fd);
}

/* A frame that does not come onto the screen starves the watchdog, however often the loop turns. */
static void
test_no_frame_no_food(void **state)
{
    (void)state;
    int fd = manager("6000000");
    struct notify notify;
    notify_open(&notify);
    notify_turn(&notify, true, 0);
    assert_string_equal(heard(fd), "READY=1");
    assert_string_equal(heard(fd), "WATCHDOG=1");
    for (int64_t ms = 0; ms < 20000; ms += 100) {
        notify_turn(&notify, false, ms);
    }
    assert_string_equal(heard(fd), "");
    notify_turn(&notify, true, 20000);
    assert_string_equal(heard(fd), "WATCHDOG=1");
    notify_close(&notify);
    (void)close(fd);
}

static void
test_no_watchdog(void **state)
{
    (void)state;
    static const char *const values[] = {NULL, "", "0", "-5", "100", "6s", "99999999999999999999"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        int fd = manager(values[i]);
        struct notify notify;
        notify_open(&notify);
        notify_turn(&notify, true, 0);
        assert_string_equal(heard(fd), "READY=1");
        assert_int_equal(notify_wake_ms(&notify, -1), -1); /* sleeps as long as it likes */
        notify_turn(&notify, true, 100000);
        assert_string_equal(heard(fd), "");
        notify_close(&notify);
        (void)close(fd);
    }
}

static void
test_nobody(void **state)
{
    (void)state;
    static const char *const paths[] = {"", "/", "@", "relative", "/nonexistent/socket", NULL};
    char too_long[300];
    memset(too_long, 'x', sizeof too_long);
    too_long[0] = '/';
    too_long[sizeof too_long - 1] = '\0';
    (void)setenv("WATCHDOG_USEC", "6000000", 1);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        (void)setenv("NOTIFY_SOCKET", paths[i] == NULL ? too_long : paths[i], 1);
        struct notify notify;
        notify_open(&notify);
        assert_int_equal(notify.fd, -1);
        notify_turn(&notify, true, 0);
        assert_int_equal(notify_wake_ms(&notify, 77), 77);
        notify_close(&notify);
    }
    (void)unsetenv("NOTIFY_SOCKET");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ready_and_fed),
        cmocka_unit_test(test_no_frame_no_food),
        cmocka_unit_test(test_no_watchdog),
        cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
