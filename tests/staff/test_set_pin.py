#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kyr-kiosk --set-pin, from a terminal and from a script, and everything that can be in its way.

usage: test_set_pin.py KYR_KIOSK
"""
import ctypes
import ctypes.util
import os
import pty
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import termios
import time
import unittest

NOBODY = 65534
SODIUM = ctypes.CDLL(ctypes.util.find_library('sodium') or 'libsodium.so.23')


def fits(pin, digest):
    pin = pin.encode()
    return SODIUM.crypto_pwhash_str_verify(digest.encode(), pin, ctypes.c_ulonglong(len(pin))) == 0


def no_more_writing():
    """What a full disk does to a program, without one: each write fails."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class Place(unittest.TestCase):
    def setUp(self):
        self.top = tempfile.mkdtemp(prefix='kyr-pin-')
        self.addCleanup(shutil.rmtree, self.top)
        os.chmod(self.top, 0o755)
        self.program = os.path.join(self.top, 'kyr-kiosk')  # where any user can run it
        shutil.copy(sys.argv[1], self.program)
        self.dir = os.path.join(self.top, 'settings')
        os.mkdir(self.dir)
        self.file = os.path.join(self.dir, 'settings.yaml')

    def command(self, folder=None):
        return [self.program, '--set-pin', '--settings', folder or self.dir]

    def run_with(self, typed, code, folder=None, **kwargs):
        """Standard error, of one line if the PIN was refused."""
        done = subprocess.run(self.command(folder), input=typed.encode(), capture_output=True, check=False, **kwargs)
        error = done.stderr.decode()
        self.assertEqual(done.returncode, code, error)
        self.assertEqual(error.count('\n'), 0 if code == 0 else 1, error)
        self.assertNotIn('4711', error + done.stdout.decode())
        return error

    def write(self, text):
        with open(self.file, 'w', encoding='utf-8') as out:
            out.write(text)

    def text(self):
        with open(self.file, encoding='utf-8') as text:
            return text.read()

    def pin_hash(self):
        line = [line for line in self.text().splitlines() if line.startswith('pin: ')]
        self.assertEqual(len(line), 1, self.text())
        return line[0].split('"')[1]

    def expect_pin(self, pin):
        self.assertTrue(fits(pin, self.pin_hash()))
        self.assertEqual(os.listdir(self.dir), ['settings.yaml'])

    def expect_kept(self, text):
        self.assertEqual(self.text(), text)
        self.assertEqual(os.listdir(self.dir), ['settings.yaml'])


class Script(Place):
    def test_script(self):
        self.run_with('4711\n', 0)
        self.expect_pin('4711')
        self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o640)
        self.assertTrue(self.pin_hash().startswith('$argon2id$v=19$m=19456,t=2,p=1$'))
        self.run_with('135790246813', 0)
        self.expect_pin('135790246813')

    def test_the_rest_of_the_file_stays(self):
        self.write('# this place\npin: "forgotten"  # 2024\n# end')
        self.run_with('4711\n', 0)
        self.expect_pin('4711')
        lines = self.text().split('\n')
        self.assertEqual([lines[0], lines[2:]], ['# this place', ['# end']])

    def test_bad_pins(self):
        self.write('# kept\n')
        for typed, why in (('', 'no PIN'), ('\n', 'digits'), ('123\n', 'digits'), ('1234567890123\n', 'digits'),
                           ('4711x\n', 'digits'), ('4711 \n', 'digits'), ('0000\n', 'same digit'), ('1234\n', 'row'),
                           ('8765\n', 'row'), ('9' * 100000 + '\n', 'digits'), ('4711\0\n', 'digits')):
            self.assertIn(why, self.run_with(typed, 1), typed)
            self.expect_kept('# kept\n')

    def test_damaged_settings(self):
        for text in ('pin: "\n', 'unknown: 1\n', '- a\n', 'pin: |\n  x\n', '#' * 20000):
            self.write(text)
            self.assertIn('settings.yaml', self.run_with('4711\n', 3))
            self.expect_kept(text)

    def test_no_folder(self):
        self.assertIn('No such file', self.run_with('4711\n', 3, os.path.join(self.top, 'nowhere/deeper')))
        self.assertIn('not a folder', self.run_with('4711\n', 3, self.program))

    def test_makes_its_folder(self):
        """On a machine where the kiosk was never set up; but not for a PIN that is refused."""
        new = os.path.join(self.top, 'new')
        self.run_with('12\n', 1, new)
        self.assertFalse(os.path.exists(new))
        self.run_with('4711\n', 0, new)
        self.assertEqual(os.listdir(new), ['settings.yaml'])
        self.assertEqual(stat.S_IMODE(os.stat(new).st_mode), 0o750)

    def test_full_disk(self):
        self.write('# kept\n')
        self.assertIn('too large', self.run_with('4711\n', 3, preexec_fn=no_more_writing))
        self.expect_kept('# kept\n')

    def test_a_folder_in_its_way(self):
        os.mkdir(self.file)
        self.assertIn('is not a file', self.run_with('4711\n', 3))
        os.rmdir(self.file)
        os.mkdir(self.file + '.new')
        self.run_with('4711\n', 3)
        self.assertEqual(os.listdir(self.dir), ['settings.yaml.new'])

    def test_a_link_in_its_way(self):
        other = os.path.join(self.top, 'other')
        with open(other, 'w', encoding='ascii') as out:
            out.write('untouched')
        os.symlink(other, self.file + '.new')
        self.run_with('4711\n', 0)
        self.expect_pin('4711')
        with open(other, encoding='ascii') as text:
            self.assertEqual(text.read(), 'untouched')

    @unittest.skipIf(os.getuid() != 0, 'only root can become somebody else')
    def test_rights(self):
        self.write('# kept\n')
        self.assertIn('Permission denied', self.run_with('4711\n', 3, user=NOBODY, group=NOBODY, extra_groups=[]))
        self.expect_kept('# kept\n')

    @unittest.skipIf(os.getuid() != 0, 'only root can give a file away')
    def test_group(self):
        os.chown(self.dir, 0, 1234)
        self.run_with('4711\n', 0)
        self.assertEqual(os.stat(self.file).st_gid, 1234)
        os.chown(self.file, 0, 4321)
        self.run_with('1357\n', 0)
        self.assertEqual(os.stat(self.file).st_gid, 4321)

    def test_cut_off_at_any_moment(self):
        self.run_with('4711\n', 0)
        for _ in range(25):
            with subprocess.Popen(self.command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                process.stdin.write(b'1357\n')
                process.stdin.flush()
                time.sleep(random.uniform(0, 0.15))
                process.kill()
            self.assertTrue(fits('4711', self.pin_hash()) or fits('1357', self.pin_hash()))
        self.run_with('2468\n', 0)
        self.expect_pin('2468')


class Terminal(Place):
    def type(self, *lines):
        """Types each line after its prompt; the exit code and what the terminal showed."""
        master, slave = pty.openpty()
        with subprocess.Popen(self.command(), stdin=slave, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              start_new_session=True) as process:
            told = b''
            for number, line in enumerate(lines, 1):
                while told.count(b': ') < number:
                    piece = os.read(process.stderr.fileno(), 1024)
                    self.assertTrue(piece, told)
                    told += piece
                while termios.tcgetattr(slave)[3] & termios.ECHO:
                    time.sleep(0.005)
                os.write(master, line)
            told += process.stderr.read()
            code = process.wait()
        self.assertTrue(termios.tcgetattr(slave)[3] & termios.ECHO, 'the terminal stays mute')
        os.set_blocking(master, False)
        os.close(slave)
        try:
            echoed = os.read(master, 4096)
        except OSError:
            echoed = b''
        os.close(master)
        self.assertNotIn(b'1', echoed + told.replace(b'4 to 12', b''))
        return code, told.decode()

    def test_typed(self):
        self.assertEqual(self.type(b'4711\n', b'4711\n')[0], 0)
        self.expect_pin('4711')

    def test_typed_differently(self):
        self.write('# kept\n')
        for again in (b'4712\n', b'471\n', b'47110\n', b'\n', b'47\x03', b'\x04'):
            code, told = self.type(b'4711\n', again)
            self.assertEqual(code, 1)
            self.assertIn('not the same' if again.endswith(b'\n') else 'no PIN', told)
            self.expect_kept('# kept\n')

    def test_stopped(self):
        self.write('# kept\n')
        for typed in (b'\x03', b'471\x03', b'\x04', b'111\n'):
            self.assertEqual(self.type(typed)[0], 1)
            self.expect_kept('# kept\n')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
