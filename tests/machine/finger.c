/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the machine: a touch panel that the kernel believes in (uinput). One command a line on the
 * FIFO it is given; x and y run from 0 to 1000 over the screen.
 *
 *   down FINGER X Y        up FINGER        wait MILLISECONDS
 */
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FINGERS = 10, SCREEN = 1000, UNITS_PER_MM = 2 };

static _Noreturn void
fail(const char *what)
{
    perror(what);
    exit(1);
}

static void
set_axis(int fd, int code, int most, int resolution)
{
    struct uinput_abs_setup axis = {.code = (unsigned short)code};
    axis.absinfo.maximum = most;
    axis.absinfo.resolution = resolution;
    if (ioctl(fd, UI_ABS_SETUP, &axis) != 0) {
        fail("finger: UI_ABS_SETUP");
    }
}

static int
make_panel(void)
{
    int fd = open("/dev/uinput", O_WRONLY);
    if (fd < 0) {
        fail("finger: /dev/uinput");
    }
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 1, .product = 1}};
    strcpy(setup.name, "touch panel of the test");
    ioctl(fd, UI_SET_EVBIT, EV_KEY);
    ioctl(fd, UI_SET_KEYBIT, BTN_TOUCH);
    ioctl(fd, UI_SET_EVBIT, EV_ABS);
    ioctl(fd, UI_SET_PROPBIT, INPUT_PROP_DIRECT);
    set_axis(fd, ABS_X, SCREEN, UNITS_PER_MM);
    set_axis(fd, ABS_Y, SCREEN, UNITS_PER_MM);
    set_axis(fd, ABS_MT_POSITION_X, SCREEN, UNITS_PER_MM);
    set_axis(fd, ABS_MT_POSITION_Y, SCREEN, UNITS_PER_MM);
    set_axis(fd, ABS_MT_SLOT, FINGERS - 1, 0);
    set_axis(fd, ABS_MT_TRACKING_ID, 65535, 0);
    if (ioctl(fd, UI_DEV_SETUP, &setup) != 0 || ioctl(fd, UI_DEV_CREATE) != 0) {
        fail("finger: UI_DEV_CREATE");
    }
    return fd;
}

static void
emit(int fd, int type, int code, int value)
{
    struct input_event event = {
        .type = (unsigned short)type, .code = (unsigned short)code, .value = value};
    if (write(fd, &event, sizeof event) != (ssize_t)sizeof event) {
        fail("finger: write");
    }
}

static void
move(int fd, int finger, int id, int x, int y)
{
    emit(fd, EV_ABS, ABS_MT_SLOT, finger);
    emit(fd, EV_ABS, ABS_MT_TRACKING_ID, id);
    if (id >= 0) {
        emit(fd, EV_ABS, ABS_MT_POSITION_X, x);
        emit(fd, EV_ABS, ABS_MT_POSITION_Y, y);
    }
    emit(fd, EV_KEY, BTN_TOUCH, id >= 0);
    emit(fd, EV_SYN, SYN_REPORT, 0);
}

int
main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: finger FIFO\n", stderr);
        return 2;
    }
    int panel = make_panel();
    if (mkfifo(argv[1], 0600) != 0) {
        fail(argv[1]);
    }
    FILE *commands = fopen(argv[1], "r+"); /* r+: it does not end when a writer does */
    char line[100];
    int id = 0;
    while (commands != NULL && fgets(line, sizeof line, commands) != NULL) {
        int finger, x, y;
        if (sscanf(line, "down %d %d %d", &finger, &x, &y) == 3) {
            move(panel, finger, id++ % 65536, x, y);
        } else if (sscanf(line, "up %d", &finger) == 1) {
            move(panel, finger, -1, 0, 0);
        } else if (sscanf(line, "wait %d", &x) == 1) {
            usleep((useconds_t)x * 1000);
        } else {
            fprintf(stderr, "finger: not understood: %s", line);
        }
    }
    return 1;
}
