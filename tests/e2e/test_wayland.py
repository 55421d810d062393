# SPDX-License-Identifier: GPL-3.0-or-later
"""Under cage, a Wayland compositor for kiosks, without a display: comes up, fills the screen, ends when told.

The output is turned upside down (-r -r): cage then composes its picture, where otherwise it hands the window's buffer
on and grim sees nothing."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from harness import BIN, OUT, SKIPPED, Line, wait_until
from place import ALONE, cage_with
from xscreen import Picture

NOBODY = 65534
SESSION = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../assets/system/session.sh')
NEEDED = {'cage': 'cage', 'grim': 'grim'}


def read_ppm(path):
    with open(path, 'rb') as data:
        assert data.readline() == b'P6\n'
        w, h = map(int, data.readline().split())
        data.readline()
        return Picture(w, h, data.read())


class Wayland(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix='kyr-cage-')
        self.addCleanup(shutil.rmtree, self.dir)
        os.mkdir(os.path.join(self.dir, 'bin'))
        shutil.copy(os.path.join(BIN, 'kyr-kiosk'), os.path.join(self.dir, 'bin'))
        shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(BIN)), 'share'),
                        os.path.join(self.dir, 'share'))
        self.runtime = os.path.join(self.dir, 'run')
        os.mkdir(self.runtime, 0o700)
        self.trace = os.path.join(self.runtime, 'trace')
        self.user = []
        if os.getuid() == 0:  # cage refuses to run as root
            self.user = ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups']
            os.chmod(self.dir, 0o755)
            os.chown(self.runtime, NOBODY, NOBODY)

    def environment(self, driver):
        environment = {key: value for key, value in os.environ.items()
                       if key not in ('DISPLAY', 'WAYLAND_DISPLAY')}
        environment.update(WLR_BACKENDS='headless', WLR_RENDERER='pixman', WLR_LIBINPUT_NO_DEVICES='1',
                           XDG_RUNTIME_DIR=self.runtime, HOME=self.runtime, SDL_VIDEODRIVER=driver)
        return environment

    def lines(self):
        try:
            with open(self.trace, encoding='utf-8') as text:
                return [Line(line) for line in text if line.endswith('\n')]
        except FileNotFoundError:
            return []

    def picture(self, environment):
        socket = next(name for name in sorted(os.listdir(self.runtime))
                      if name.startswith('wayland-') and not name.endswith('.lock'))
        path = os.path.join(self.runtime, 'picture.ppm')
        subprocess.run([*self.user, 'grim', '-t', 'ppm', path], check=True,
                       env={**environment, 'WAYLAND_DISPLAY': socket})
        return read_ppm(path)

    def stop(self, cage):
        if cage.poll() is None:
            cage.kill()
        cage.wait()

    def kiosk_of(self, cage):
        """The process id of the kiosk that this cage shows."""
        with open(f'/proc/{cage.pid}/task/{cage.pid}/children', encoding='ascii') as text:
            children = text.read().split()
        for pid in children:
            with open(f'/proc/{pid}/comm', encoding='ascii') as text:
                if text.read() == 'kyr-kiosk\n':
                    return int(pid)
        raise AssertionError('cage shows no kyr-kiosk')

    def test_locked(self):
        """As the service starts it, under its filter: in its cell, ready when it is seen, fed while it lives."""
        environment = self.environment('wayland')
        here = os.path.dirname(os.path.abspath(__file__))
        unit = os.path.join(os.path.dirname(os.path.abspath(BIN)), 'kyr-kiosk.service')
        shutil.copy(os.path.join(here, 'service_filter.py'), self.dir)
        shutil.copy(unit, self.dir)
        service = (sys.executable, os.path.join(self.dir, 'service_filter.py'),
                   os.path.join(self.dir, 'kyr-kiosk.service')) if shutil.which('systemd-analyze') else ()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, \
                open(os.path.join(OUT, 'locked.log'), 'w', encoding='utf-8') as log:
            path = os.path.join(self.runtime, 'notify')
            manager.bind(path)
            os.chmod(path, 0o777)
            manager.settimeout(15)
            program = (os.path.join(self.dir, 'bin/kyr-kiosk'), '--kiosk', *ALONE)
            cage = subprocess.Popen([*self.user, *service, *cage_with(*program)],
                                    stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                    env={**environment, 'NOTIFY_SOCKET': path, 'WATCHDOG_USEC': '1000000'})
            self.addCleanup(self.stop, cage)
            self.assertEqual(manager.recv(64), b'READY=1')
            for _ in range(3):
                self.assertEqual(manager.recv(64), b'WATCHDOG=1')
        with open(f'/proc/{self.kiosk_of(cage)}/status', encoding='ascii') as text:
            self.assertRegex(text.read(), r'\nSeccomp:\t2\n')
        picture = self.picture(environment)
        picture.save(os.path.join(OUT, 'locked.png'))
        self.assertGreater(picture.n_colors(), 8)
        cage.send_signal(signal.SIGTERM)
        cage.wait(5)

    def test_exit_code(self):
        """The service's script passes on what the program said; cage 0.1.4 alone always says 0."""
        script = os.path.join(self.dir, 'session')
        shutil.copy(SESSION, script)
        os.chmod(script, 0o755)
        for program, expected in (('exit 10', 10), ('exit 3', 3), ('exit 0', 0), ('kill -9 $$', 137)):
            done = subprocess.run([*self.user, script, '/bin/sh', '-c', 'sleep 0.3; ' + program], timeout=15,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                                  env=self.environment('wayland'), check=False)
            self.assertEqual(done.returncode, expected, program)

    def come_up(self, driver):
        environment = self.environment(driver)
        with open(os.path.join(OUT, driver + '.log'), 'w', encoding='utf-8') as log:
            cage = subprocess.Popen([*self.user, *cage_with(os.path.join(self.dir, 'bin/kyr-kiosk'),
                                                            '--dpi', '102', '--trace', self.trace)],
                                    env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.addCleanup(self.stop, cage)
        wait_until(lambda: any(line.what == 'first-frame' for line in self.lines()), 15, 'a first frame')
        time.sleep(1)
        picture = self.picture(environment)
        picture.save(os.path.join(OUT, driver + '.png'))
        self.assertGreater(picture.n_colors(), 8)
        for x, y in ((0, 0), (picture.w - 1, 0), (0, picture.h - 1), (picture.w - 1, picture.h - 1)):
            self.assertNotEqual(picture.pixel(x, y), (0, 0, 0), f'nothing of the screen is left at {x},{y}')
        cage.send_signal(signal.SIGTERM)
        cage.wait(5)

    def test_native(self):
        self.come_up('wayland')

    def test_xwayland(self):
        if shutil.which('Xwayland') is None:
            self.skipTest('xwayland is not installed')
        self.come_up('x11')


if __name__ == '__main__':
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if missing:
        print('not installed, so this is skipped:', *missing)
        sys.exit(SKIPPED)
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)
