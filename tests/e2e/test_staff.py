# SPDX-License-Identifier: GPL-3.0-or-later
"""The staff's side of a locked kiosk: the way out, what it proves, signed packs, packs on a stick."""
import glob
import os
import pty
import re
import shutil
import signal
import subprocess
import tempfile
import time

from harness import BIN, H, KEYS, OUT, W, ScreenTest, main, wait_until
from place import PIN, Place, replace, tool

NUMBER = 'tel:+18886244752'
KEYS.update({'ctrl': 37, 'alt': 64, 's': 39, **{str(digit): 10 + (digit - 1) % 10 for digit in range(10)}})


class StaffTest(ScreenTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = Place()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.place.dir)
        super().tearDownClass()

    def start_locked(self, *options, **kwargs):
        kiosk = self.start('--kiosk', '--settings', self.place.settings, *options, **kwargs)
        wait_until(lambda: self.screen.picture((W // 2, 5, 1, 1)).pixel(0, 0) != (0, 0, 0), 5, 'the first frame')
        time.sleep(0.5)
        return kiosk

    def start_with_stick(self, state=None, **kwargs):
        self.stick = tempfile.mkdtemp(prefix='kyr-stick-')
        self.addCleanup(shutil.rmtree, self.stick, True)
        if state is None:
            state = tempfile.mkdtemp(prefix='kyr-state-')
            self.addCleanup(shutil.rmtree, state, True)
        self.state = state
        return self.start_locked('--state', state, '--updates', self.stick, **kwargs)

    def put(self, pack, name='la.kyrpack'):
        shutil.copy(pack, os.path.join(self.stick, name))

    def installed(self):
        link = os.path.join(self.state, 'current')
        return os.readlink(link) if os.path.islink(link) else None

    def wake(self):
        self.hand.tap(W // 2, H // 2)
        time.sleep(0.4)

    def hide(self):
        for _ in range(3):
            self.hand.key('shift')
        time.sleep(0.3)

    def ask_for_pin(self):
        for name in ('ctrl', 'alt', 's'):
            self.hand.tell(f'key {KEYS[name]} down')
            time.sleep(0.02)
        for name in ('s', 'alt', 'ctrl'):
            self.hand.tell(f'key {KEYS[name]} up')
            time.sleep(0.02)
        time.sleep(0.3)

    def enter(self, pin):
        for digit in pin:
            self.hand.key(digit)
        self.hand.key('enter')
        time.sleep(0.5)

    def leave(self):
        """Five buttons stand above, Home before it."""
        for _ in range(7):
            self.hand.key('tab')
        self.hand.key('enter')
        time.sleep(0.5)

    def home(self, version):
        """The home screen as kyr-pack draws it."""
        out = self.place.path(f'shots{version}')
        if not os.path.exists(out):
            tool('shot', self.place.path(f'source{version}'), '-o', out, '--lang', 'en', '--size', f'{W}x{H}',
                 '--dpi', '102')
        return os.path.join(out, 'en', 'home-1.png')

    def shows_home_of(self, version):
        """All but the corner where a pointer may stand."""
        whole = self.screen.picture()
        name = os.path.join(OUT, self.name() + '-is.png')
        whole.save(name)
        done = subprocess.run(['compare', '-metric', 'AE', name, self.home(version), 'null:'],
                              stderr=subprocess.PIPE, text=True, check=False)
        return int(float(done.stderr.split()[0])) == 0

    def end_traced(self, kiosk):
        """The kiosk itself, not the strace around it."""
        with open(f'/proc/{kiosk.process.pid}/task/{kiosk.process.pid}/children', encoding='ascii') as text:
            os.kill(int(text.read().split()[0]), signal.SIGTERM)

    def lines(self, kiosk):
        return kiosk.stderr().splitlines()


class Door(StaffTest):
    def test_finger_in_the_corner(self):
        kiosk = self.start_locked()
        before = self.screen.picture()
        self.hand.down(20, 20)
        time.sleep(4.6)
        self.assertEqual(self.screen.picture().share_that_differs(before), 0, 'not before five seconds')
        time.sleep(0.8)
        self.assertGreater(self.screen.picture().share_that_differs(before), 0.01, 'the pad')
        self.hand.up(20, 20)
        self.enter(PIN)
        self.leave()
        self.assertEqual(kiosk.process.wait(3), 10)

    def test_wrong_pins(self):
        kiosk = self.start_locked()
        self.ask_for_pin()
        for _ in range(5):
            self.enter('1111')
        locked = self.screen.picture()
        self.enter(PIN)
        self.assertLess(self.screen.picture().share_that_differs(locked), 0.01, 'only the seconds change')
        self.leave()
        self.assertIsNone(kiosk.process.poll(), 'the right PIN does not open a locked pad')
        self.hide()
        self.ask_for_pin()
        self.enter(PIN)
        self.leave()
        self.assertIsNone(kiosk.process.poll(), 'hiding does not unlock it')

    def test_no_pin_no_door(self):
        kiosk = self.start_locked('--settings', '/nonexistent')
        self.wake()
        before = self.screen.picture()
        self.ask_for_pin()
        self.assertGreater(self.screen.picture().share_that_differs(before), 0.1, 'what is missing')
        self.screen.picture().save(os.path.join(OUT, 'no-pin.png'))
        self.enter(PIN)
        self.leave()
        self.assertIsNone(kiosk.process.poll())
        self.assertIn('no PIN is set', kiosk.stderr())
        self.assertEqual(len(self.lines(kiosk)), 1)

    def test_no_pin_from_a_terminal(self):
        """Who starts it by hand would stand before a screen that nobody can leave."""
        for more, code in (([], 2), (['--yes'], None)):
            ours, theirs = pty.openpty()
            with subprocess.Popen([os.path.join(BIN, 'kyr-kiosk'), '--kiosk', '--settings', '/nonexistent', *more],
                                  stdin=theirs, stderr=subprocess.PIPE, text=True,
                                  env={**os.environ, 'DISPLAY': self.server.display}) as process:
                try:
                    self.assertEqual(process.wait(3), code)
                except subprocess.TimeoutExpired:
                    self.assertIsNone(code, 'it waits')
                    process.terminate()
                said = process.communicate(timeout=5)[1]
            os.close(ours)
            os.close(theirs)
            self.assertEqual(len(said.splitlines()), 1, said)
            self.assertIn('--set-pin', said)

    def test_unreadable_settings(self):
        """Somebody else's: one line, before there is a window."""
        if os.getuid() != 0:
            self.skipTest('only root can make what others cannot read')
        hidden = self.place.path('hidden')
        shutil.copytree(self.place.settings, hidden)
        os.chmod(hidden, 0o700)
        self.addCleanup(shutil.rmtree, hidden)
        top = tempfile.mkdtemp(prefix='kyr-staff-')  # where anybody can run it, unlike a folder of root's
        self.addCleanup(shutil.rmtree, top)
        os.chmod(top, 0o755)
        program = shutil.copy(os.path.join(BIN, 'kyr-kiosk'), top)
        done = subprocess.run([program, '--kiosk', '--settings', hidden],
                              env={'DISPLAY': ':9999'}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              check=False, user=65534, timeout=5)
        lines = done.stderr.splitlines()
        self.assertEqual((done.returncode, len(lines)), (3, 2), done.stderr)
        self.assertIn(hidden, lines[0])
        self.assertIn('display', lines[1])

    def test_damaged_settings(self):
        broken = self.place.path('broken')
        shutil.copytree(self.place.settings, broken)
        self.addCleanup(shutil.rmtree, broken)
        with open(os.path.join(broken, 'settings.yaml'), 'w', encoding='utf-8') as file:
            file.write('pin: "$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA"\n')
        with open(os.path.join(broken, 'keys', 'ben.pub'), 'w', encoding='utf-8') as file:
            file.write('not a key\n')
        kiosk = self.start_locked('--settings', broken)
        self.wake()
        self.assertTrue(self.shows_home_of(1), 'the visitor notices nothing')
        errors = [line for line in self.lines(kiosk) if 'error:' in line]
        self.assertEqual(len(errors), 2, errors)

    def test_proof(self):
        """The page tries what it must not be able to do, and the kernel refuses."""
        log = os.path.join(OUT, 'proof.strace')
        kiosk = self.start_locked(prefix=('strace', '-f', '-o', log, '-e', 'trace=socket,openat,connect'))
        time.sleep(1)
        with open(log, encoding='utf-8', errors='replace') as text:
            before = len(text.read())
        self.wake()
        self.ask_for_pin()
        self.enter(PIN)
        time.sleep(1)
        self.screen.picture().save(os.path.join(OUT, 'staff-page.png'))
        with open(log, encoding='utf-8', errors='replace') as text:
            calls = text.read()[before:]
        sockets = re.findall(r'socket\(.*', calls)
        self.assertEqual(len(sockets), 1, sockets)
        self.assertRegex(sockets[0], r'AF_INET.* = -1 EPERM')
        written = re.findall(r'openat\(.*O_(?:WRONLY|RDWR|CREAT).*', calls)
        self.assertEqual(len(written), 1, written)
        self.assertRegex(written[0], r' = -1 EPERM')
        self.end_traced(kiosk)


class SignedPacks(StaffTest):
    def assert_built_in_page(self, kiosk, words):
        self.wake()
        self.assertEqual(self.qr_codes(), [NUMBER])
        self.assertIn(words, kiosk.stderr())

    def test_its_own_pack(self):
        kiosk = self.start_locked()
        self.wake()
        self.assertTrue(self.shows_home_of(1))
        self.assertEqual(self.lines(kiosk), [])

    def test_unsigned(self):
        self.assert_built_in_page(self.start_locked('--pack', self.place.path('source1')), 'not a signed pack')

    def test_signed_by_a_stranger(self):
        pack = self.place.build(1, 'stranger')
        self.assert_built_in_page(self.start_locked('--pack', pack), 'nobody whom this place trusts')

    def test_one_changed_byte(self):
        pack = self.place.build(2, 'ana')
        folder = self.place.path('changed')
        os.makedirs(folder)
        subprocess.run(['tar', '-xf', pack, '-C', folder], check=True)
        replace(os.path.join(folder, 'pages/about.md'), 'Nothing', 'Nothinq')
        self.assert_built_in_page(self.start_locked('--pack', folder), 'is not what was signed')

    def test_signed_file(self):
        kiosk = self.start_locked('--pack', self.place.build(2, 'ana'))
        self.wake()
        self.assertTrue(self.shows_home_of(2))
        self.assertEqual(self.lines(kiosk), [])

    def test_file_in_a_workshop(self):
        top = self.place.path('tmp')
        os.makedirs(top)
        kiosk = self.start('--pack', self.place.build(2, 'stranger'), env={'TMPDIR': top})
        kiosk.wake()
        self.assertTrue(self.shows_home_of(2))
        self.assertEqual(len(os.listdir(top)), 1)
        kiosk.process.send_signal(signal.SIGKILL)
        kiosk.process.wait()
        wait_until(lambda: os.listdir(top) == [], 3, 'nothing is left of it')


class Stick(StaffTest):
    def test_new_words(self):
        kiosk = self.start_with_stick()
        self.put(self.place.build(2, 'ana'))
        wait_until(self.installed, 15, 'the new pack')
        time.sleep(1)
        self.wake()
        self.assertTrue(self.shows_home_of(2))
        kiosk.process.send_signal(signal.SIGTERM)
        self.assertEqual(kiosk.process.wait(5), 0)
        again = self.start_with_stick(self.state)
        self.wake()
        self.assertTrue(self.shows_home_of(2), 'after a new start')
        self.assertEqual([line for line in self.lines(again) if 'error' in line], [])

    def test_not_during_a_visit(self):
        """Neither process writes or makes anything, or asks for a socket, while somebody is there."""
        log = os.path.join(OUT, 'update.strace')
        calls = 'socket,connect,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,symlink,symlinkat,unlink'
        kiosk = self.start_with_stick(prefix=('strace', '-f', '-o', log, '-e', 'trace=' + calls))
        self.wake()
        time.sleep(1)
        with open(log, encoding='utf-8', errors='replace') as text:
            before = len(text.read())
        self.put(self.place.build(2, 'ana'))
        for _ in range(5):
            time.sleep(1)
            self.hand.key('page-down')
            self.assertEqual(os.listdir(self.state), [])
        with open(log, encoding='utf-8', errors='replace') as text:
            during = text.read()[before:]
        reading = [line for line in during.splitlines() if re.search(r'open(at)?\(.*O_RDONLY', line)]
        self.assertEqual([line for line in during.splitlines() if line not in reading], [])
        self.hand.key('home')
        time.sleep(0.3)
        self.assertTrue(self.shows_home_of(1))
        self.hide()
        wait_until(self.installed, 15, 'the new pack')
        time.sleep(1)
        self.wake()
        self.hand.key('home')
        time.sleep(0.3)
        self.assertTrue(self.shows_home_of(2))
        self.end_traced(kiosk)

    def test_wrong_clock(self):
        """The clock of a kiosk without a battery, and of one in 2106: both install and show."""
        library = next(iter(glob.glob('/usr/lib*/**/faketime/libfaketime.so.1', recursive=True)), None)
        if library is None:
            self.skipTest('libfaketime is not installed')
        for year in ('1970-01-02', '2106-02-07'):
            with self.subTest(year):
                kiosk = self.start_with_stick(env={'LD_PRELOAD': library, 'FAKETIME': f'@{year} 00:00:00',
                                                   'FAKETIME_DONT_FAKE_MONOTONIC': '1'})
                self.put(self.place.build(2, 'ana'))
                wait_until(self.installed, 15, 'the new pack')
                time.sleep(1)
                self.wake()
                self.hand.key('page-down')
                time.sleep(0.3)
                self.assertEqual([line for line in self.lines(kiosk) if 'error' in line], [])
                self.assertIsNone(kiosk.process.poll())
                kiosk.process.send_signal(signal.SIGTERM)
                self.assertEqual(kiosk.process.wait(5), 0)

    def test_another_number_needs_two(self):
        kiosk = self.start_with_stick()
        self.put(self.place.build(3, 'ana'))
        wait_until(kiosk.stderr, 15, 'a refusal')
        time.sleep(1)
        self.assertIsNone(self.installed())
        self.assertEqual(len(self.lines(kiosk)), 1, self.lines(kiosk))
        self.assertRegex(kiosk.stderr(), '(?i)number')
        self.put(self.place.build(3, 'ana', 'ben'), 'both.kyrpack')
        wait_until(self.installed, 15, 'the new pack')
        time.sleep(1)
        self.wake()
        self.assertTrue(self.shows_home_of(3))

    def test_under_the_filter_of_the_service(self):
        """The unit must leave the program what it needs to lock itself in and to install."""
        if shutil.which('systemd-analyze') is None:
            self.skipTest('systemd-analyze is not installed')
        here = os.path.dirname(os.path.abspath(__file__))
        unit = os.path.join(os.path.dirname(os.path.abspath(BIN)), 'kyr-kiosk.service')
        kiosk = self.start_with_stick(prefix=(os.path.join(here, 'service_filter.py'), unit))
        self.put(self.place.build(2, 'ana'))
        wait_until(lambda: self.installed() or kiosk.process.poll() is not None, 15, 'the new pack')
        self.assertIsNone(kiosk.process.poll(), kiosk.stderr())
        time.sleep(1)
        self.wake()
        self.assertTrue(self.shows_home_of(2))
        self.ask_for_pin()
        self.enter(PIN)
        self.leave()
        self.assertEqual(kiosk.process.wait(3), 10, kiosk.stderr())

    def test_other_people_sign(self):
        kiosk = self.start_with_stick()

        def refused(version, *people):
            n = len(self.lines(kiosk))
            before = self.installed()
            self.put(self.place.build(version, *people))
            wait_until(lambda: len(self.lines(kiosk)) > n, 15, 'a refusal')
            time.sleep(0.5)
            self.assertEqual(self.installed(), before, self.lines(kiosk))

        def accepted(version, *people):
            before = self.installed()
            self.put(self.place.build(version, *people))
            wait_until(lambda: self.installed() != before, 15, f'version {version}')
            time.sleep(1)

        refused(4, 'ana')
        refused(4, 'stranger')
        accepted(4, 'ana', 'ben')
        refused(5, 'ana')
        accepted(5, 'stranger')
        kiosk.process.send_signal(signal.SIGTERM)
        kiosk.process.wait(5)
        again = self.start_with_stick(self.state)
        self.wake()
        self.assertTrue(self.shows_home_of(5), 'the chain of keys holds after a new start')
        self.assertEqual(self.lines(again), [])

    def test_damaged_slot(self):
        kiosk = self.start_with_stick()
        self.put(self.place.build(2, 'ana'))
        wait_until(self.installed, 15, 'the new pack')
        time.sleep(1)
        kiosk.process.send_signal(signal.SIGKILL)
        kiosk.process.wait()
        replace(os.path.join(self.state, self.installed(), 'pack/pages/about.md'), 'Nothing', 'Nothinq')
        again = self.start_locked('--state', self.state)
        self.wake()
        self.assertTrue(self.shows_home_of(1), 'the pack that came with the program')
        self.assertIn('is not what was signed', again.stderr())

    def test_bad_sticks(self):
        """Whatever it is: one line for staff, and the screen does not stir."""
        good = self.place.build(2, 'ana')
        with open(good, 'rb') as file:
            whole = file.read()
        for name, content in (('half', whole[:len(whole) // 2]), ('film', b'RIFF' + os.urandom(5000)), ('empty', b'')):
            with self.subTest(name):
                kiosk = self.start_with_stick()
                before = self.screen.picture()
                with open(os.path.join(self.stick, 'la.kyrpack'), 'wb') as file:
                    file.write(content)
                wait_until(kiosk.stderr, 15, 'a refusal')
                time.sleep(1)
                self.assertEqual(len(self.lines(kiosk)), 1, self.lines(kiosk))
                self.assertIsNone(self.installed())
                self.assertEqual(self.screen.picture().share_that_differs(before), 0)
                kiosk.close()


if __name__ == '__main__':
    main()
