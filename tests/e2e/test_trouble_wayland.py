# SPDX-License-Identifier: GPL-3.0-or-later
"""Under cage: the compositor dies; its output is switched off and on again, and changes its size."""
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

from harness import BIN, OUT, SKIPPED, wait_until
from place import ALONE, cage_with
import test_wayland
from test_wayland import NEEDED


class Trouble(test_wayland.Wayland):
    test_locked = test_native = test_xwayland = None  # of the class it stands on

    def log(self, name):
        return os.path.join(OUT, f'{self.id().split(".")[-1]}-{name}.log')

    def start_cage(self, *program):
        environment = self.environment('wayland')
        with open(self.log('cage'), 'w', encoding='utf-8') as log:
            cage = subprocess.Popen([*self.user, *cage_with(*program)], stdout=log, stderr=log,
                                    stdin=subprocess.DEVNULL, env=environment)
        self.addCleanup(self.stop, cage)
        socket = wait_until(lambda: [name for name in sorted(os.listdir(self.runtime)) if
                                     name.startswith('wayland-') and not name.endswith('.lock')], 10, 'a socket')[0]
        return cage, {**environment, 'WAYLAND_DISPLAY': socket}

    def start_kiosk(self, environment, *options):
        with open(self.log('kiosk'), 'w', encoding='utf-8') as log:
            kiosk = subprocess.Popen([*self.user, os.path.join(self.dir, 'bin/kyr-kiosk'), *options],
                                     stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)
        self.addCleanup(self.stop, kiosk)
        return kiosk

    def kiosk_log(self):
        with open(self.log('kiosk'), encoding='utf-8') as text:
            return text.read()

    def frames(self):
        return sum(line.what in ('frame', 'first-frame') for line in self.lines())

    def test_compositor_dies(self):
        for options in (('--kiosk', *ALONE), ('--trace', self.trace)):
            cage, environment = self.start_cage('sleep', '60')
            kiosk = self.start_kiosk(environment, *options)
            time.sleep(1.5)
            self.assertIsNone(kiosk.poll(), self.kiosk_log())
            cage.kill()
            cage.wait()
            self.assertEqual(kiosk.wait(5), 3, self.kiosk_log())
            lines = [line for line in self.kiosk_log().splitlines()
                     if line.startswith('kyr-kiosk: ') and 'no PIN' not in line]
            self.assertEqual(len(lines), 1, self.kiosk_log())
            for name in os.listdir(self.runtime):
                if name.startswith('wayland-'):
                    os.unlink(os.path.join(self.runtime, name))

    def randr(self, environment, *words):
        done = subprocess.run([*self.user, 'wlr-randr', *words], env=environment, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            self.skipTest(f'this cage cannot do it: wlr-randr {" ".join(words)}: {done.stderr}')
        return done.stdout

    def test_output_off_and_on(self):
        if shutil.which('wlr-randr') is None:
            self.skipTest('wlr-randr is not installed')
        cage, environment = self.start_cage(os.path.join(self.dir, 'bin/kyr-kiosk'), '--dpi', '102',
                                            '--trace', self.trace)
        wait_until(lambda: self.frames() > 0, 15, 'a first frame')
        time.sleep(0.5)
        output = self.randr(environment).split()[0]
        self.randr(environment, '--output', output, '--off')
        time.sleep(1)
        self.randr(environment, '--output', output, '--on')
        time.sleep(1)
        self.assertIsNone(cage.poll(), 'cage and the kiosk are still there')
        self.assertGreater(self.picture(environment).n_colors(), 8, 'and seen')
        before = self.frames()
        self.randr(environment, '--output', output, '--custom-mode', '800x600')
        wait_until(lambda: self.frames() > before, 5, 'a frame of the new size')
        time.sleep(0.5)
        picture = self.picture(environment)
        self.assertEqual((picture.w, picture.h), (800, 600))
        for x, y in ((0, 0), (799, 0), (0, 599), (799, 599)):
            self.assertNotEqual(picture.pixel(x, y), (0, 0, 0), 'the window follows')
        cage.send_signal(signal.SIGTERM)
        cage.wait(5)


if __name__ == '__main__':
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if missing:
        print('not installed, so this is skipped:', *missing)
        sys.exit(SKIPPED)
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)
