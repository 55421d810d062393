# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen, a hand and a kiosk: what every end-to-end test stands on.

Xorg runs with the "dummy" video driver and the "inputtest" input driver; touch.c is the hand. Where things stand on
the screen is read from the kiosk's own --trace, so that no test knows a pixel of the layout.

Environment: KYR_BIN (the folder with kyr-kiosk), KYR_TOUCH (the hand), KYR_OUT (where pictures and traces go).
"""
import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from place import ALONE, BIN
from xscreen import Screen

SKIPPED = 77
W, H = 1920, 1080
WINDOW_TITLE = 'Welcome'
OUT = os.environ.get('KYR_OUT', tempfile.gettempdir())
HAND = os.environ.get('KYR_TOUCH', 'build/check/tests/e2e-touch')

KEYS = {'escape': 9, 'tab': 23, 'enter': 36, 'l': 46, 'd': 40, 'q': 24, 'ctrl': 37, 'shift': 50, 'home': 110,
        'page-up': 112, 'page-down': 117}  # X key codes: those of evdev plus 8

XORG_CONF = '''
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "DontVTSwitch" "true"
    Option "BlankTime" "0"
EndSection
Section "InputDevice"
    Identifier "touch"
    Driver "inputtest"
    Option "SocketPath" "{dir}/touch"
    Option "DeviceType" "Touch"
    Option "TouchCount" "10"
EndSection
Section "InputDevice"
    Identifier "keyboard"
    Driver "inputtest"
    Option "SocketPath" "{dir}/keyboard"
    Option "DeviceType" "Keyboard"
    Option "xkb_rules" "evdev"
    Option "xkb_model" "pc105"
    Option "xkb_layout" "us"
EndSection
Section "InputDevice"
    Identifier "mouse"
    Driver "inputtest"
    Option "SocketPath" "{dir}/mouse"
    Option "DeviceType" "PointerAbsolute"
EndSection
Section "Device"
    Identifier "card"
    Driver "dummy"
    VideoRam 65536
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 5-1000
    VertRefresh 5-200
    Modeline "1920x1080" 173.00 1920 2048 2248 2576 1080 1083 1088 1120 -hsync +vsync
EndSection
Section "Screen"
    Identifier "screen"
    Device "card"
    Monitor "monitor"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1920x1080"
        Virtual {w} {h}
    EndSubSection
EndSection
Section "ServerLayout"
    Identifier "layout"
    Screen "screen"
    InputDevice "touch" "SendCoreEvents"
    InputDevice "keyboard" "CoreKeyboard"
    InputDevice "mouse" "CorePointer"
EndSection
'''


def wait_until(is_done, timeout_s, what):
    """Returns the first true answer; AssertionError after the time."""
    end = time.monotonic() + timeout_s
    while True:
        answer = is_done()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'not within {timeout_s} s: {what}')
        time.sleep(0.005)


class Server:
    """Xorg on a free display number (or this one, such as ":3"), and the hand."""

    def __init__(self, display=None):
        self.dir = tempfile.mkdtemp(prefix='kyr-e2e-')  # a socket's path must be short
        config = os.path.join(self.dir, 'xorg.conf')
        with open(config, 'w', encoding='utf-8') as out:
            out.write(XORG_CONF.format(dir=self.dir, w=W, h=H))
        self.log = os.path.join(OUT, 'Xorg.log')
        told, tell = os.pipe()
        self.process = subprocess.Popen(
            ['Xorg', *([display] if display else []), '-config', config, '-logfile', self.log, '-noreset',
             '-novtswitch', '-sharevts', '-nolisten', 'tcp', '-displayfd', str(tell)],
            pass_fds=[tell], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        atexit.register(self.process.kill)
        os.close(tell)
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f'Xorg did not start; see {self.log}')
        self.display = ':' + number
        self.screen = Screen(self.display)
        self.hand = Hand(self.dir)

    def close(self):
        self.hand.close()
        self.screen.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.dir)


class Hand:
    def __init__(self, sockets):
        names = [os.path.join(sockets, name) for name in ('touch', 'keyboard', 'mouse')]
        self.process = subprocess.Popen([HAND, *names, str(W), str(H)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def tell(self, command):
        self.process.stdin.write(command + '\n')
        answer = self.process.stdout.readline()
        assert answer == 'ok\n', f'{command}: {answer!r}'

    def down(self, x, y, finger=1):
        self.tell(f'touch down {finger} {x} {y}')

    def move(self, x, y, finger=1):
        self.tell(f'touch move {finger} {x} {y}')

    def up(self, x, y, finger=1):
        self.tell(f'touch up {finger} {x} {y}')

    def tap(self, x, y, finger=1):
        self.down(x, y, finger)
        time.sleep(0.06)
        self.up(x, y, finger)

    def drag(self, x0, x1, y, seconds=0.12, steps=8):
        """Down at x0 and along to x1; the finger stays down."""
        self.down(x0, y)
        for i in range(1, steps + 1):
            time.sleep(seconds / steps)
            self.move(x0 + (x1 - x0) * i // steps, y)

    def swipe(self, is_forward=True):
        x0, x1 = (W * 3 // 4, W // 4) if is_forward else (W // 4, W * 3 // 4)
        self.drag(x0, x1, H // 2)
        self.up(x1, H // 2)

    def key(self, name):
        self.tell(f'key {KEYS[name]} down')
        time.sleep(0.02)  # SDL takes what is quicker for a key that repeats
        self.tell(f'key {KEYS[name]} up')
        time.sleep(0.02)

    def mouse(self, x, y):
        self.tell(f'mouse {x} {y}')

    def click(self):
        self.tell('button 1 down')
        time.sleep(0.06)
        self.tell('button 1 up')


class Line:
    """A line of the trace: time, what, and its key=value pairs."""

    def __init__(self, text):
        self.text = text
        ms, _, rest = text.partition(' ')
        self.ms = float(ms)
        self.what = rest.partition(' ')[0]
        self.values = dict(re.findall(r'(\S+)=(\S*)', rest))

    def __getitem__(self, key):
        return self.values[key]


class Kiosk:
    """kyr-kiosk, and what it traces."""

    def __init__(self, server, *options, name='kiosk', prefix=(), env=None, program=None):
        self.hand, self.screen = server.hand, server.screen
        self.trace_path = os.path.join(OUT, name + '.trace')
        self.lines, self.rest, self.mark = [], '', 0
        has_trace = '--kiosk' not in options
        if has_trace:
            options = ('--trace', self.trace_path, *options)
        options = (*ALONE, *options)
        with open(self.trace_path, 'w', encoding='utf-8'):
            pass
        self.stderr_path = os.path.join(OUT, name + '.stderr')
        with open(self.stderr_path, 'w', encoding='utf-8') as stderr:
            self.process = subprocess.Popen(
                [*prefix, program or os.path.join(BIN, 'kyr-kiosk'), *options],
                env={**os.environ, 'DISPLAY': server.display, **(env or {})}, stderr=stderr,
                stdin=subprocess.DEVNULL)
        self.trace = open(self.trace_path, encoding='utf-8') if has_trace else None
        if has_trace:
            self.expect('first-frame')

    def read(self):
        """Takes in what was traced since."""
        self.rest += self.trace.read()
        *whole, self.rest = self.rest.split('\n')
        self.lines += [Line(text) for text in whole]

    def find(self, what, /, **values):
        """The first such line that no earlier find or expect has passed, or None."""
        self.read()
        for i in range(self.mark, len(self.lines)):
            line = self.lines[i]
            if line.what == what and all(line.values.get(k) == v for k, v in values.items()):
                self.mark = i + 1
                return line
        return None

    def expect(self, what, /, timeout_s=3, **values):
        def is_there():
            if self.process.poll() is not None:
                raise AssertionError(f'kyr-kiosk ended with {self.process.returncode}: {self.stderr()}')
            return self.find(what, **values)
        return wait_until(is_there, timeout_s, f'{what} {values} in {self.trace_path}')

    def since(self, what):
        """All such lines after the last one expected."""
        self.read()
        return [line for line in self.lines[self.mark:] if line.what == what]

    def settle(self, seconds=0.3):
        """Until nothing has been traced for that long; then all of it counts as passed."""
        n = -1
        while n != len(self.lines):
            n = len(self.lines)
            time.sleep(seconds)
            self.read()
        self.mark = len(self.lines)

    def page(self):
        self.read()
        return [line for line in self.lines if line.what == 'page'][-1]

    def targets(self):
        """Of the screen shown."""
        self.read()
        last = max(i for i, line in enumerate(self.lines) if line.what == 'page')
        return [line for line in self.lines[last:] if line.what == 'target']

    def target(self, kind, arg=''):
        """The middle of a target."""
        for line in self.targets():
            if line['kind'] == kind and line['arg'] == arg:
                x, y, w, h = (int(number) for number in line['rect'].split(','))
                return x + w // 2, y + h // 2
        raise AssertionError(f'no {kind} {arg!r} on {self.page().text}; see {self.trace_path}')

    def touch(self, kind, arg=''):
        self.hand.tap(*self.target(kind, arg))

    def wake(self):
        self.hand.tap(W // 2, H // 2)
        self.expect('page', id='home')
        self.settle()

    def go(self, page_id):
        """To a page on the home screen."""
        self.touch('page', page_id)
        self.expect('page', id=page_id)
        self.settle()

    def stderr(self):
        with open(self.stderr_path, encoding='utf-8') as text:
            return text.read()

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.trace is not None:
            self.trace.close()
            self.trace = None


class ScreenTest(unittest.TestCase):
    """A test case with a screen; leaves a picture of each test's end in KYR_OUT."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.hand, cls.screen = cls.server.hand, cls.server.screen

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def name(self):
        return self.id().split('.')[-1]

    def start(self, *options, **kwargs):
        kiosk = Kiosk(self.server, '--dpi', '102', *options, name=self.name(), **kwargs)
        self.addCleanup(kiosk.close)
        self.addCleanup(lambda: self.screen.picture().save(os.path.join(OUT, self.name() + '.png')))
        return kiosk

    def qr_codes(self):
        return self.screen.picture().qr_codes(os.path.join(OUT, self.name() + '-qr.png'))


def main():
    if shutil.which('Xorg') is None:
        print('Xorg is not installed (xserver-xorg-core, xserver-xorg-video-dummy): skipped')
        sys.exit(SKIPPED)
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)
