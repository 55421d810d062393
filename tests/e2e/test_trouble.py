# SPDX-License-Identifier: GPL-3.0-or-later
"""A hostile place: no memory, full disk, closed files, damaged catalogs, a display that goes and comes back."""
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time

import harness
from harness import BIN, H, OUT, W, ScreenTest, Server, main, wait_until
from place import ALONE
from xmode import Modes

PROGRAM = os.path.join(BIN, 'kyr-kiosk')
SHARE = os.path.join(os.path.dirname(os.path.abspath(BIN)), 'share')
MIB = 1024 * 1024


class Trouble(ScreenTest):
    def copy(self):
        """The program and its data, to be damaged."""
        top = tempfile.mkdtemp(prefix='kyr-tree-')
        self.addCleanup(shutil.rmtree, top)
        os.mkdir(os.path.join(top, 'bin'))
        shutil.copy(PROGRAM, os.path.join(top, 'bin'))
        shutil.copytree(SHARE, os.path.join(top, 'share'))
        return top

    def is_up(self, server=None):
        """Something is on the screen, and it answers to a finger."""
        server = server or self.server
        wait_until(lambda: server.screen.picture((W // 2, 5, 1, 1)).pixel(0, 0) != (0, 0, 0), 5, 'a screen')
        time.sleep(0.5)
        before = server.screen.picture()
        server.hand.tap(W // 2, H // 2)
        wait_until(lambda: server.screen.picture().share_that_differs(before) > 0.02, 3, 'an answer to a touch')

    def lines(self, kiosk):
        """For staff; that no PIN is set says each locked one here."""
        return [line for line in kiosk.stderr().splitlines() if 'no PIN' not in line]


class Machine(Trouble):
    def test_full_disk(self):
        if os.getuid() != 0:
            self.skipTest('only root can mount a small disk')
        disk = tempfile.mkdtemp(prefix='kyr-disk-')
        self.addCleanup(os.rmdir, disk)
        done = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], check=False)
        if done.returncode != 0:
            self.skipTest('a small disk cannot be mounted here')
        self.addCleanup(subprocess.run, ['umount', '-l', disk], check=True)
        with self.assertRaises(OSError), open(os.path.join(disk, 'full'), 'wb', 0) as out:
            while True:
                out.write(b'x' * 4096)
        top = self.copy()
        os.unlink(os.path.join(top, 'share/kyr-kiosk/fonts/NotoSans-Bold.ttf'))  # something to complain of
        kiosk = self.start('--kiosk', program='/bin/sh',
                           prefix=('/bin/sh', '-c', f'exec {top}/bin/kyr-kiosk "$@" 2>/dev/full'),
                           env={'HOME': disk, 'TMPDIR': disk, 'XDG_RUNTIME_DIR': disk, 'XDG_CACHE_HOME': disk})
        self.is_up()
        self.assertIsNone(kiosk.process.poll())

    def test_closed_files_of_a_locked_kiosk(self):
        """Its window comes first, so the socket to the display would be taken for standard error."""
        if os.getuid() != 0:
            self.skipTest('only root may look at the open files of a locked kiosk')
        top = self.copy()
        os.unlink(os.path.join(top, 'share/kyr-kiosk/fonts/NotoSans-Bold.ttf'))
        kiosk = self.start('--kiosk', program='/bin/sh',
                           prefix=('/bin/sh', '-c', f'exec {top}/bin/kyr-kiosk "$@" <&- >&- 2>&-'))
        self.is_up()
        for fd in range(3):
            self.assertEqual(os.readlink(f'/proc/{kiosk.process.pid}/fd/{fd}'), '/dev/null')

    def test_too_little_memory(self):
        """With any limit it comes up, or ends with one line and the code that says: the machine."""
        codes = set()
        for mib in range(20, 400, 20):
            def limit(most=mib * MIB):
                resource.setrlimit(resource.RLIMIT_AS, (most, most))
            with subprocess.Popen([PROGRAM, '--window', '800x600'], stderr=subprocess.PIPE, text=True, preexec_fn=limit,
                                  env={**os.environ, 'DISPLAY': self.server.display}) as process:
                try:
                    process.wait(1)
                except subprocess.TimeoutExpired:
                    process.terminate()
                said = process.communicate(timeout=5)[1]
            if process.returncode == 127:  # the loader found no room for the libraries
                continue
            codes.add(process.returncode)
            self.assertIn(process.returncode, (0, 3), f'{mib} MiB: {said}')
            self.assertEqual(len(said.splitlines()), 0 if process.returncode == 0 else 1, f'{mib} MiB: {said}')
        self.assertEqual(codes, {0, 3}, 'both were tried')


class Catalogs(Trouble):
    def paths(self, top):
        share = os.path.join(top, 'share/kyr-kiosk')
        found = subprocess.run(['find', share, '-name', '*.mo'], stdout=subprocess.PIPE, text=True, check=True)
        return sorted(found.stdout.splitlines())

    def check(self, top, n_lines):
        kiosk = self.start('--lang', 'es', program=os.path.join(top, 'bin/kyr-kiosk'))
        self.assertEqual(len(self.lines(kiosk)), n_lines, kiosk.stderr())
        kiosk.wake()
        kiosk.go('at-my-door')
        kiosk.close()
        return kiosk.stderr()

    def test_all_missing(self):
        top = self.copy()
        for path in self.paths(top):
            os.unlink(path)
        self.assertIn('English', self.check(top, 1))

    def test_damaged(self):
        for i in range(len(self.paths(SHARE + '/..'))):
            top = self.copy()
            path = self.paths(top)[i]
            with open(path, 'r+b') as catalog:
                catalog.seek(12)
                catalog.write(b'\xff' * 16)
            self.assertIn(path, self.check(top, 2 if '/pack/' in path else 1))


class Display(Trouble):
    """Each test takes the display away, so each has one of its own."""

    def own_server(self):
        server = Server()
        self.addCleanup(self.close, server)
        return server

    def close(self, server):
        server.hand.process.kill()
        server.hand.process.communicate()
        server.process.kill()
        server.process.wait()
        shutil.rmtree(server.dir, ignore_errors=True)

    def test_server_dies(self):
        for options in (('--kiosk',), ()):
            server = self.own_server()
            kiosk = harness.Kiosk(server, *options, name=self.name())
            self.addCleanup(kiosk.close)
            self.is_up(server)
            server.process.kill()
            self.assertEqual(kiosk.process.wait(5), 3, kiosk.stderr())
            self.assertEqual(len(self.lines(kiosk)), 1, kiosk.stderr())
            self.assertTrue(kiosk.stderr().startswith('kyr-kiosk: '), kiosk.stderr())

    def test_another_mode(self):
        """A smaller monitor is plugged in, then the first one again: the window follows."""
        server = self.own_server()
        modes = Modes(server.display)
        self.addCleanup(modes.close)
        kiosk = harness.Kiosk(server, '--dpi', '102', name=self.name())
        self.addCleanup(kiosk.close)
        kiosk.settle()
        self.assertTrue(modes.change((1024, 768)))
        kiosk.expect('frame', cause='window')
        kiosk.settle()
        server.hand.key('enter')
        kiosk.expect('page', id='home')
        kiosk.settle()
        x, y = kiosk.target('hide')
        self.assertTrue(x < 1024 and y < 768, (x, y))
        small = server.screen.picture((0, 0, 1024, 768))
        for corner in ((0, 0), (1023, 0), (0, 767), (1023, 767)):
            self.assertNotEqual(small.pixel(*corner), (0, 0, 0))
        self.assertTrue(modes.change((W, H)))
        kiosk.expect('page', id='home')
        kiosk.settle()
        self.assertGreater(kiosk.target('hide')[0], 1024)

    def test_comes_back(self):
        """A shell loop stands for the service; the display's number stays the same."""
        server = self.own_server()
        loop = 'while :; do "$0" --kiosk "$@"; sleep 0.3; done'
        with open(os.path.join(OUT, 'loop.stderr'), 'w', encoding='utf-8') as stderr, \
                subprocess.Popen(['/bin/sh', '-c', loop, PROGRAM, *ALONE], start_new_session=True, stderr=stderr,
                                 env={**os.environ, 'DISPLAY': server.display}) as service:
            try:
                self.is_up(server)
                self.close(server)
                time.sleep(1.5)  # some starts in vain
                again = Server(display=server.display)
                self.addCleanup(self.close, again)
                self.is_up(again)
                self.assertIsNone(service.poll())
            finally:
                os.killpg(service.pid, signal.SIGKILL)


if __name__ == '__main__':
    main()
