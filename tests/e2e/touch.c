/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hand for the tests: fingers, keys and a mouse, put into Xorg below everything that a program
 * sees, through its "inputtest" driver. One command a line on standard input, answered by "ok" once
 * the server has taken it in.
 *
 *   touch down|move|up FINGER X Y        key CODE down|up        mouse X Y        button N down|up
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <xorg/xf86-input-inputtest-protocol.h>

#define AXIS_MAX 65535.0 /* the driver's touch and absolute axes run from 0 to this */

/* X11/extensions/XI2.h */
enum { TOUCH_BEGIN = 18, TOUCH_UPDATE = 19, TOUCH_END = 20 };

struct hand {
    int touch, keyboard, mouse; /* sockets */
    double w, h;                /* of the screen in pixels */
};

static _Noreturn void
fail(const char *what)
{
    perror(what);
    exit(1);
}

static void
send_event(int fd, void *event, size_t size, enum xf86ITEventType type)
{
    xf86ITEventHeader header = {(uint32_t)size, type};
    memcpy(event, &header, sizeof header);
    if (write(fd, event, size) != (ssize_t)size) {
        fail("touch: cannot write to the server");
    }
}

static void
receive(int fd, void *response, size_t size, enum xf86ITResponseType type)
{
    xf86ITResponseHeader header;
    size_t n = 0;
    while (n < size) {
        ssize_t got = read(fd, (char *)response + n, size - n);
        if (got <= 0) {
            fail("touch: the server hung up");
        }
        n += (size_t)got;
    }
    memcpy(&header, response, sizeof header);
    if (header.type != type) {
        (void)fprintf(stderr, "touch: unexpected answer %d\n", (int)header.type);
        exit(1);
    }
}

static int
open_device(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || strlen(path) >= sizeof address.sun_path) {
        fail(path);
    }
    memcpy(address.sun_path, path, strlen(path));
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        fail(path);
    }
    xf86ITEventClientVersion hello = {.major = XF86IT_PROTOCOL_VERSION_MAJOR,
                                      .minor = XF86IT_PROTOCOL_VERSION_MINOR};
    xf86ITResponseServerVersion answer;
    send_event(fd, &hello, sizeof hello, XF86IT_EVENT_CLIENT_VERSION);
    receive(fd, &answer, sizeof answer, XF86IT_RESPONSE_SERVER_VERSION);
    return fd;
}

static void
wait_taken(int fd)
{
    xf86ITEventWaitForSync event;
    xf86ITResponseSyncFinished answer;
    memset(&event, 0, sizeof event);
    send_event(fd, &event, sizeof event, XF86IT_EVENT_WAIT_FOR_SYNC);
    receive(fd, &answer, sizeof answer, XF86IT_RESPONSE_SYNC_FINISHED);
}

static void
place(const struct hand *hand, xf86ITValuatorData *data, double x, double y)
{
    data->mask[0] = 3; /* axes 0 and 1 */
    data->valuators[0] = (x + 0.5) / hand->w * AXIS_MAX;
    data->valuators[1] = (y + 0.5) / hand->h * AXIS_MAX;
}

static bool
do_touch(const struct hand *hand, const char *line)
{
    char what[8];
    unsigned finger = 0;
    double x = 0, y = 0;
    if (sscanf(line, "touch %7s %u %lf %lf", what, &finger, &x, &y) != 4) {
        return false;
    }
    xf86ITEventTouch event;
    memset(&event, 0, sizeof event);
    event.touchid = finger;
    event.touch_type = strcmp(what, "down") == 0 ? TOUCH_BEGIN
                       : strcmp(what, "up") == 0 ? TOUCH_END
                                                 : TOUCH_UPDATE;
    place(hand, &event.valuators, x, y);
    send_event(hand->touch, &event, sizeof event, XF86IT_EVENT_TOUCH);
    wait_taken(hand->touch);
    return true;
}

static bool
do_key(const struct hand *hand, const char *line)
{
    char what[8];
    int code = 0;
    if (sscanf(line, "key %d %7s", &code, what) != 2) {
        return false;
    }
    xf86ITEventKey event;
    memset(&event, 0, sizeof event);
    event.key_code = code;
    event.is_press = strcmp(what, "down") == 0;
    send_event(hand->keyboard, &event, sizeof event, XF86IT_EVENT_KEY);
    wait_taken(hand->keyboard);
    return true;
}

static bool
do_mouse(const struct hand *hand, const char *line)
{
    double x = 0, y = 0;
    if (sscanf(line, "mouse %lf %lf", &x, &y) != 2) {
        return false;
    }
    xf86ITEventMotion event;
    memset(&event, 0, sizeof event);
    event.is_absolute = 1;
    place(hand, &event.valuators, x, y);
    send_event(hand->mouse, &event, sizeof event, XF86IT_EVENT_MOTION);
    wait_taken(hand->mouse);
    return true;
}

static bool
do_button(const struct hand *hand, const char *line)
{
    char what[8];
    int button = 0;
    if (sscanf(line, "button %d %7s", &button, what) != 2) {
        return false;
    }
    xf86ITEventButton event;
    memset(&event, 0, sizeof event);
    event.is_absolute = 1;
    event.button = button;
    event.is_press = strcmp(what, "down") == 0;
    send_event(hand->mouse, &event, sizeof event, XF86IT_EVENT_BUTTON);
    wait_taken(hand->mouse);
    return true;
}

int
main(int argc, char **argv)
{
    if (argc != 6) {
        (void)fputs("usage: touch TOUCH-SOCKET KEYBOARD-SOCKET MOUSE-SOCKET WIDTH HEIGHT\n",
                    stderr);
        return 2;
    }
    struct hand hand = {open_device(argv[1]), open_device(argv[2]), open_device(argv[3]),
                        strtod(argv[4], NULL), strtod(argv[5], NULL)};
    char line[128];
    while (fgets(line, sizeof line, stdin) != NULL) {
        bool is_known = do_touch(&hand, line) || do_key(&hand, line) || do_mouse(&hand, line) ||
                        do_button(&hand, line);
        (void)puts(is_known ? "ok" : "what?");
        (void)fflush(stdout);
    }
    return 0;
}
