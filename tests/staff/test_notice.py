#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kyr-kiosk --notice: what is on a screen that can show no window.

usage: test_notice.py KYR_KIOSK
"""
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import unittest

ENGLISH, SPANISH, NUMBER = 'You can still call', 'De todos modos puede llamar', '888-624-4752'


def notice(program, **kwargs):
    return subprocess.run([program, '--notice'], stderr=subprocess.PIPE, text=True, check=False, timeout=20, **kwargs)


class Notice(unittest.TestCase):
    def test_both_languages_and_the_number(self):
        done = notice(KIOSK, stdout=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        for words in (ENGLISH, SPANISH, NUMBER):
            self.assertEqual(done.stdout.count(words), 1, done.stdout)
        self.assertNotIn('\033', done.stdout)
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)

    def test_a_terminal_is_cleared(self):
        controller, terminal = pty.openpty()
        self.assertEqual(notice(KIOSK, stdout=terminal).returncode, 0)
        os.close(terminal)
        said = os.read(controller, 4096).decode()
        os.close(controller)
        self.assertTrue(said.startswith('\033[H\033[2J'), said)
        self.assertIn(NUMBER, said)

    def test_without_translations(self):
        with tempfile.TemporaryDirectory() as top:
            os.mkdir(os.path.join(top, 'bin'))
            program = shutil.copy(KIOSK, os.path.join(top, 'bin'))
            done = notice(program, stdout=subprocess.PIPE)
        self.assertEqual(done.returncode, 0)
        self.assertIn(ENGLISH, done.stdout)
        self.assertIn(NUMBER, done.stdout)

    def test_full_disk(self):
        with open('/dev/full', 'w', encoding='ascii') as full:
            done = notice(KIOSK, stdout=full)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


if __name__ == '__main__':
    KIOSK = os.path.abspath(sys.argv.pop(1))
    unittest.main()
