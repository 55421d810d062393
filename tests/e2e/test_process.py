# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk as a process: how it ends, what it touches, and what it does when something is missing."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

from harness import BIN, H, OUT, W, ScreenTest, main, wait_until

PROGRAM = os.path.join(BIN, 'kyr-kiosk')
HOTLINE = 'tel:+18886244752'
SYSCALLS = ('%network,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,'
            'symlinkat,unlink,unlinkat,truncate,ftruncate,mknod,mknodat,chmod,fchmodat,execve,'
            'execveat,seccomp,ptrace,unshare')


class Ends(ScreenTest):
    def end(self, kiosk, number):
        begin = time.monotonic()
        kiosk.process.send_signal(number)
        code = wait_until(lambda: None if kiosk.process.poll() is None else [kiosk.process.poll()], 1,
                          'the end of the process')[0]
        self.assertEqual(code, 0, kiosk.stderr())
        return time.monotonic() - begin

    def test_sigterm_while_it_sleeps(self):
        kiosk = self.start()
        time.sleep(1.5)  # on the attract screen there is no deadline to wake it
        self.end(kiosk, signal.SIGTERM)

    def test_sigterm_on_a_page(self):
        kiosk = self.start()
        kiosk.wake()
        kiosk.go('at-my-door')
        self.end(kiosk, signal.SIGTERM)

    def test_sigint(self):
        kiosk = self.start()
        kiosk.settle()
        self.end(kiosk, signal.SIGINT)

    def test_sigterm_at_any_moment(self):
        """A signal between looking at the flag and falling asleep must not get lost."""
        for i in range(30):
            kiosk = self.start()
            time.sleep(i * 0.0007)
            self.end(kiosk, signal.SIGTERM)


class Touches(ScreenTest):
    def visit(self, taps):
        """Blind, at the places of a visit that was traced."""
        for x, y in taps:
            self.hand.tap(x, y)
            time.sleep(0.5)
        self.hand.swipe()
        time.sleep(0.5)

    def learn(self):
        kiosk = self.start()
        taps = [(W // 2, H // 2)]
        kiosk.wake()
        for kind, arg in (('language', 'es'), ('page', 'at-my-door'), ('next', ''), ('text-size', ''),
                          ('theme', ''), ('home', ''), ('page', 'i-need-a-number')):
            taps.append(kiosk.target(kind, arg))
            self.hand.tap(*taps[-1])
            kiosk.settle()
        taps.append((W - 5, H // 2))
        kiosk.close()
        return taps

    def test_no_network_and_nothing_written(self):
        if shutil.which('strace') is None:
            self.skipTest('strace is not installed')
        if os.getuid() != 0:
            self.skipTest('only root may look into the memory of a locked kiosk, and strace reads paths there')
        taps = self.learn()
        log = os.path.join(OUT, 'strace.txt')
        home = tempfile.mkdtemp(prefix='kyr-home-')
        self.addCleanup(shutil.rmtree, home)
        kiosk = self.start('--kiosk', prefix=('strace', '-f', '-e', 'trace=' + SYSCALLS, '-o', log),
                           env={'HOME': home, 'XDG_RUNTIME_DIR': home})
        wait_until(lambda: self.screen.picture((W // 2, 5, 1, 1)).pixel(0, 0) != (0, 0, 0), 10,
                   'something on the screen')
        time.sleep(1)
        shown = self.screen.picture()
        self.visit(taps)
        self.assertGreater(self.screen.picture().share_that_differs(shown), 0.02, 'a visit took place')
        with open(f'/proc/{kiosk.process.pid}/task/{kiosk.process.pid}/children', encoding='ascii') as text:
            os.kill(int(text.read()), signal.SIGTERM)
        self.assertEqual(kiosk.process.wait(5), 0)

        with open(log, encoding='utf-8', errors='replace') as text:
            calls = text.read().splitlines()
        self.assertGreater(len(calls), 50, 'strace saw the program')
        sockets = [line for line in calls if re.search(r'\bsocket(pair)?\(', line)]
        self.assertTrue(sockets, 'at least the one to the X server')
        self.assertEqual([line for line in sockets if '(AF_UNIX' not in line], [])
        self.assertEqual([line for line in calls
                          if 'connect(' in line and 'sun_path=' not in line], [])
        self.assertEqual([line for line in calls if re.search(r'\b(bind|listen|accept4?)\(', line)], [])
        written = [line for line in calls
                   if re.search(r'\bopen(at2?)?\(.*(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND)', line) or
                   re.search(r'\b(creat|mkdir(at)?|rename(at2?)?|(sym)?link(at)?|unlink(at)?|truncate|'
                             r'mknod(at)?|f?chmod(at)?)\(', line)]
        self.assertEqual([line for line in written if '"/dev/null"' not in line], [])
        self.assertEqual(len([line for line in calls if 'execve(' in line]), 1, 'no other program')
        self.assertEqual(os.listdir(home), [])
        self.check_cell(calls)

    def check_cell(self, calls):
        """Behind the filter nothing is even tried, and the content is read behind it."""
        begin = next(i for i, line in enumerate(calls)
                     if re.search(r'seccomp\(SECCOMP_SET_MODE_FILTER.*len=.* = 0', line))
        content = [i for i, line in enumerate(calls)
                   if re.search(r'share/kyr-kiosk/.*(yaml|\.md|\.mo|\.ttf)"', line)]
        self.assertGreater(len(content), 20)
        self.assertLess(begin, min(content))
        inside = calls[begin + 1:]
        self.assertEqual([line for line in inside if 'EPERM' in line], [], 'no library misses anything')
        self.assertEqual([line for line in inside
                          if re.search(r'\b(socket(pair)?|connect|bind|execve(at)?|ptrace|unshare|creat)\(|'
                                       r'O_WRONLY|O_RDWR|O_CREAT', line)], [])


class Broken(ScreenTest):
    def copy(self):
        """The program and its data, to be damaged."""
        top = tempfile.mkdtemp(prefix='kyr-tree-')
        self.addCleanup(shutil.rmtree, top)
        os.mkdir(os.path.join(top, 'bin'))
        shutil.copy(PROGRAM, os.path.join(top, 'bin'))
        shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(BIN)), 'share'),
                        os.path.join(top, 'share'))
        return top

    def run_briefly(self, *options, **kwargs):
        return subprocess.run([PROGRAM, *options], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              timeout=5, check=False,
                              env={**os.environ, 'DISPLAY': self.server.display}, **kwargs)

    def test_unknown_option(self):
        for options in (('--nonsense',), ('--window', 'huge'), ('--idle', '5'), ('--lang',), ('page.md',),
                        ('--kiosk', '--trace', 'x'), ('--kiosk', '--idle', 'off')):
            done = self.run_briefly(*options)
            self.assertEqual(done.returncode, 2, options)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
            self.assertTrue(done.stderr.startswith('kyr-kiosk: '), done.stderr)

    def test_help_and_version(self):
        for option in ('--help', '--version'):
            done = self.run_briefly(option)
            self.assertEqual((done.returncode, done.stderr), (0, ''))
            self.assertIn('kyr-kiosk', done.stdout)

    def test_missing_pack(self):
        done = self.run_briefly('--pack', '/nonexistent')
        self.assertEqual(done.returncode, 3)
        self.assertIn('/nonexistent', done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def test_missing_pack_in_a_kiosk(self):
        """Nobody is there to read an error: the built-in page with the hotline is shown."""
        kiosk = self.start('--kiosk', '--pack', '/nonexistent')
        wait_until(lambda: self.screen.picture((W // 2, 5, 1, 1)).pixel(0, 0) != (0, 0, 0), 5,
                   'something on the screen')
        time.sleep(0.3)
        self.hand.tap(W // 2, H // 2)
        wait_until(lambda: self.qr_codes() == [HOTLINE], 5, 'the hotline to scan')
        self.assertGreater(self.screen.picture().n_colors(), 16, 'letters have soft edges')
        self.assertIsNone(kiosk.process.poll())
        self.assertIn('/nonexistent', kiosk.stderr())

    def test_empty_pack(self):
        with tempfile.TemporaryDirectory() as empty:
            done = self.run_briefly('--pack', empty)
            self.assertEqual(done.returncode, 1)
            self.assertIn(os.path.join(empty, 'pack.yaml'), done.stderr)

    def test_unreadable_page(self):
        """One page that cannot be read must not take the others with it."""
        top = self.copy()
        page = os.path.join(top, 'share/kyr-kiosk/pack/pages/at-my-door.md')
        with open(page, 'wb') as out:
            out.write(b'---\ntitle: \xff\xfe\n---\n')
        kiosk = self.start(program=os.path.join(top, 'bin/kyr-kiosk'))
        self.assertIn('at-my-door.md', kiosk.stderr())
        kiosk.wake()
        kiosk.touch('page', 'i-need-a-number')
        kiosk.expect('page', id='i-need-a-number')
        kiosk.touch('home')
        kiosk.expect('page', id='home')
        kiosk.settle()
        kiosk.touch('page', 'at-my-door')
        kiosk.expect('page')
        kiosk.settle()
        self.assertEqual(self.qr_codes(), [HOTLINE], 'a broken page leads to the hotline')

    def test_missing_font(self):
        for missing in (['NotoSans-Bold.ttf'], ['NotoSans-Regular.ttf', 'NotoSans-Italic.ttf'],
                        ['MaterialIcons-Regular.ttf'], ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']):
            top = self.copy()
            for name in missing:
                os.unlink(os.path.join(top, 'share/kyr-kiosk/fonts', name))
            kiosk = self.start(program=os.path.join(top, 'bin/kyr-kiosk'))
            for name in missing:
                self.assertIn(name, kiosk.stderr())
            kiosk.wake()
            self.assertGreater(self.screen.picture().n_colors(), 16)
            kiosk.close()

    def test_broken_font(self):
        top = self.copy()
        with open(os.path.join(top, 'share/kyr-kiosk/fonts/NotoSans-Bold.ttf'), 'wb') as out:
            out.write(b'this is no font' * 100)
        kiosk = self.start(program=os.path.join(top, 'bin/kyr-kiosk'))
        kiosk.wake()
        kiosk.go('at-my-door')

    def test_no_fonts(self):
        top = self.copy()
        shutil.rmtree(os.path.join(top, 'share/kyr-kiosk/fonts'))
        done = subprocess.run([os.path.join(top, 'bin/kyr-kiosk')], stderr=subprocess.PIPE, text=True, timeout=5,
                              check=False, env={**os.environ, 'DISPLAY': self.server.display})
        self.assertEqual(done.returncode, 3)
        self.assertIn('fonts', done.stderr)

    def test_no_display(self):
        for driver in ({}, {'SDL_VIDEODRIVER': 'x11'}):
            env = {**os.environ, **driver, 'DISPLAY': ':987'}
            env.pop('WAYLAND_DISPLAY', None)
            if not driver:
                env['SDL_VIDEODRIVER'] = 'wayland'
                env['XDG_RUNTIME_DIR'] = '/nonexistent'
            done = subprocess.run([PROGRAM], stderr=subprocess.PIPE, text=True, timeout=10, check=False, env=env)
            self.assertEqual(done.returncode, 3)
            self.assertIn('kyr-kiosk: cannot open a display', done.stderr)

    def test_closed_stderr(self):
        """What would be written to standard error must not end up in a file or socket of the program."""
        top = self.copy()
        os.unlink(os.path.join(top, 'share/kyr-kiosk/fonts/NotoSans-Bold.ttf'))
        kiosk = self.start('--idle', '60', program='/bin/sh',
                           prefix=('/bin/sh', '-c', f'exec {top}/bin/kyr-kiosk "$@" <&- >&- 2>&-'))
        kiosk.wake()
        kiosk.go('at-my-door')
        with open(kiosk.trace_path, encoding='utf-8') as text:
            self.assertNotIn('font', text.read())


if __name__ == '__main__':
    main()
