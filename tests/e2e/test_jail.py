# SPDX-License-Identifier: GPL-3.0-or-later
"""--kiosk left alone with strangers: keys, signals, what the kernel lets it do, what is left of a visit in memory."""
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from harness import BIN, H, KEYS, W, WINDOW_TITLE, ScreenTest, main, wait_until
from place import ALONE

PACK = os.path.join(os.path.dirname(os.path.abspath(BIN)), 'share/kyr-kiosk/pack')
KEYS.update({'f1': 67, 'f4': 70, 'q': 24, 'c': 54, 'ctrl': 37, 'alt': 64, 'super': 133, 'delete': 119,
             'backspace': 22, 'f11': 95, 'print': 107, 'menu': 135})
WAYS_OUT = (('alt', 'f4'), ('alt', 'tab'), ('super',), ('super', 'l'), ('ctrl', 'escape'), ('ctrl', 'q'), ('ctrl', 'c'),
            ('ctrl', 'alt', 'delete'), ('ctrl', 'alt', 'backspace'), ('ctrl', 'alt', 'f1'), ('f1',), ('f11',),
            ('escape',), ('alt', 'escape'), ('print',), ('menu',))


class Jail(ScreenTest):
    def start_locked(self, **kwargs):
        kiosk = self.start('--kiosk', '--idle', '60', **kwargs)
        wait_until(lambda: self.screen.picture((W // 2, 5, 1, 1)).pixel(0, 0) != (0, 0, 0), 5,
                   'something on the screen')
        time.sleep(0.5)
        return kiosk

    def is_answering(self):
        before = self.screen.picture()
        self.hand.tap(W // 2, H // 2)
        wait_until(lambda: self.screen.picture().share_that_differs(before) > 0.02, 2, 'an answer to a touch')

    def hide(self):
        for _ in range(3):
            self.hand.key('shift')
        time.sleep(0.5)

    def chord(self, names):
        for name in names:
            self.hand.tell(f'key {KEYS[name]} down')
            time.sleep(0.02)
        for name in reversed(names):
            self.hand.tell(f'key {KEYS[name]} up')
            time.sleep(0.02)


class Lock(Jail):
    def test_keys(self):
        kiosk = self.start_locked()
        self.hand.tap(W // 2, H // 2)
        time.sleep(0.3)
        for names in WAYS_OUT:
            self.chord(names)
            time.sleep(0.1)
            self.assertIsNone(kiosk.process.poll(), names)
            for x, y in ((0, 0), (W - 1, H - 1)):
                self.assertNotEqual(self.screen.picture((x, y, 1, 1)).pixel(0, 0), (0, 0, 0), names)
        self.hide()
        self.hand.tap(W // 2, H // 2)
        time.sleep(0.3)
        self.is_answering()

    def test_closed_window_and_terminal(self):
        kiosk = self.start_locked()
        for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP, signal.SIGPIPE):
            kiosk.process.send_signal(number)
        self.screen.ask_to_close(self.screen.window(WINDOW_TITLE))
        time.sleep(0.5)
        self.assertIsNone(kiosk.process.poll())
        with open(f'/proc/{kiosk.process.pid}/status', encoding='ascii') as text:
            self.assertNotIn('stopped', text.read())
        self.is_answering()
        kiosk.process.send_signal(signal.SIGTERM)
        self.assertEqual(kiosk.process.wait(3), 0, 'the service can end it')

    def test_window_closes_elsewhere(self):
        """Or the test above would prove nothing."""
        kiosk = self.start()
        kiosk.settle()
        self.screen.ask_to_close(self.screen.window(WINDOW_TITLE))
        self.assertEqual(kiosk.process.wait(3), 0)


class Cell(Jail):
    def test_filter_is_on(self):
        kiosk = self.start_locked()
        folder = f'/proc/{kiosk.process.pid}/task'
        for task in os.listdir(folder):
            with open(f'{folder}/{task}/status', encoding='ascii') as text:
                status = text.read()
            self.assertRegex(status, r'\nSeccomp:\t2\n')
            self.assertRegex(status, r'\nNoNewPrivs:\t1\n')
        with open(f'/proc/{kiosk.process.pid}/limits', encoding='ascii') as text:
            self.assertRegex(text.read(), r'Max core file size +0 +0 ')

    def test_no_filter_no_kiosk(self):
        if shutil.which('strace') is None:
            self.skipTest('strace is not installed')
        done = subprocess.run(['strace', '-f', '-o', '/dev/null', '-e', 'inject=seccomp:error=EINVAL',
                               os.path.join(BIN, 'kyr-kiosk'), '--kiosk', *ALONE],
                              env={**os.environ, 'DISPLAY': self.server.display}, stderr=subprocess.PIPE, text=True,
                              timeout=10, check=False)
        self.assertEqual(done.returncode, 3, done.stderr)
        lines = [line for line in done.stderr.splitlines() if 'no PIN' not in line]
        self.assertEqual(len(lines), 1, done.stderr)
        self.assertIn('seccomp', lines[0])

    def test_no_core(self):
        with tempfile.TemporaryDirectory() as top:
            kiosk = self.start_locked(prefix=('/bin/sh', '-c', f'cd {top}; ulimit -c unlimited; exec "$@"', 'sh'))
            kiosk.process.send_signal(signal.SIGSEGV)
            self.assertEqual(kiosk.process.wait(3), -signal.SIGSEGV)
            self.assertEqual(os.listdir(top), [])


class Memory(Jail):
    def texts(self, what):
        """list: the lines of a page as they are drawn; doc: its sentences. From another program."""
        done = subprocess.run([os.path.join(BIN, 'kyr-pack'), 'dump', what, PACK, '--page', 'at-my-door',
                               '--size', f'{W}x{H}'], stdout=subprocess.PIPE, text=True, check=True)
        texts = {text.encode() for text in re.findall(r'"([^"]+)"', done.stdout)}
        return sorted(text for text in texts if len(text) >= 12)

    def count(self, pid, texts):
        counts = dict.fromkeys(texts, 0)
        with open(f'/proc/{pid}/maps', encoding='utf-8') as maps, open(f'/proc/{pid}/mem', 'rb', 0) as memory:
            for line in maps:
                begin, end, rights = re.match(r'(\w+)-(\w+) (\S+)', line).groups()
                if not rights.startswith('rw'):
                    continue
                try:
                    memory.seek(int(begin, 16))
                    data = memory.read(int(end, 16) - int(begin, 16))
                except OSError:
                    continue
                for text in texts:
                    counts[text] += data.count(text)
        return counts

    def test_nothing_is_left(self):
        if os.getuid() != 0:
            self.skipTest('only root may look into a locked kiosk')
        texts = self.texts('list')
        self.assertGreater(len(texts), 5)
        kiosk = self.start_locked()
        before = self.count(kiosk.process.pid, texts)
        for key in ('enter', 'tab', 'enter'):
            self.hand.key(key)
            time.sleep(0.4)
        during = self.count(kiosk.process.pid, texts)
        read = [text for text in texts if during[text] > before[text]]
        self.assertGreater(len(read), 2, 'the page is shown')
        for _ in range(3):
            self.hand.key('page-down')
            time.sleep(0.3)
        self.hide()
        after = self.count(kiosk.process.pid, texts)
        self.assertEqual({text: (before[text], after[text]) for text in texts if after[text] > before[text]}, {})

    def test_nothing_is_left_of_a_translation(self):
        """libintl keeps what it is asked for, but that must not tell what was read."""
        if os.getuid() != 0:
            self.skipTest('only root may look into a locked kiosk')
        texts = self.texts('doc')
        kiosk = self.start_locked()
        before = self.count(kiosk.process.pid, texts)
        for key in ('enter', 'l', 'tab', 'enter', 'page-down', 'page-down'):
            self.hand.key(key)
            time.sleep(0.4)
        self.hide()
        after = self.count(kiosk.process.pid, texts)
        self.assertEqual({text: (before[text], after[text]) for text in texts if after[text] > before[text]}, {})


class Service(Jail):
    def test_ready_and_watchdog(self):
        with tempfile.TemporaryDirectory() as top, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(os.path.join(top, 'notify'))
            manager.settimeout(5)
            kiosk = self.start('--kiosk', env={'NOTIFY_SOCKET': manager.getsockname(), 'WATCHDOG_USEC': '1000000'})
            self.assertEqual(manager.recv(64), b'READY=1')
            self.assertNotEqual(self.screen.picture((W // 2, 5, 1, 1)).pixel(0, 0), (0, 0, 0), 'after the first frame')
            times = []
            for _ in range(5):
                self.assertEqual(manager.recv(64), b'WATCHDOG=1')
                times.append(time.monotonic())
            for earlier, later in zip(times, times[1:]):
                self.assertAlmostEqual(later - earlier, 0.5, delta=0.2)
            kiosk.process.send_signal(signal.SIGSTOP)  # it hangs
            manager.settimeout(1.2)
            with self.assertRaises(TimeoutError):
                while True:
                    manager.recv(64)
            kiosk.process.send_signal(signal.SIGCONT)
            self.assertEqual(manager.recv(64), b'WATCHDOG=1')

    def test_sleeps_without_watchdog(self):
        kiosk = self.start_locked()

        def wakes():
            with open(f'/proc/{kiosk.process.pid}/status', encoding='ascii') as text:
                return int(re.search(r'\nvoluntary_ctxt_switches:\t(\d+)', text.read()).group(1))

        before = wakes()
        time.sleep(3)
        self.assertLessEqual(wakes() - before, 3, 'nothing wakes it on the attract screen')


if __name__ == '__main__':
    main()
