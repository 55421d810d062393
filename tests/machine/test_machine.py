# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk on a machine of its own: Debian, installed by the README of the service, with a screen, sticks and a plug."""
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, 'tests/e2e'))
from machine import SLOWNESS, Machine, wait_until  # noqa: E402
from place import PIN, Place  # noqa: E402
import stick  # noqa: E402

FOLDER = os.path.join(TOP, 'build/machine')
OUT = os.path.join(FOLDER, 'out')
README = os.path.join(TOP, 'assets/system/README.md')
CUTS = int(os.environ.get('KYR_CUTS', '10'))
PCAP_HEADER = 24  # bytes: a file of no packets
INSTALLED = os.path.join(FOLDER, 'installed.qcow2')
PLACE = None


def setUpModule():
    """A machine on which the steps of the README have been gone, as they stand there."""
    global PLACE  # pylint: disable=global-statement
    PLACE = Place()
    with open(README, encoding='utf-8') as text:
        steps = re.search(r'```sh\n(apt-get.*?)```', text.read(), re.S).group(1).splitlines()
    if os.path.exists(INSTALLED):
        os.unlink(INSTALLED)
    Machine.make_overlay(os.path.join(FOLDER, 'disk.img'), INSTALLED, 'raw')
    machine = Machine(FOLDER, os.path.join(OUT, 'install'), overlay=INSTALLED)
    try:
        for step in steps:
            if step.startswith('apt-get'):
                continue  # done by image.sh
            if step.endswith('--set-pin'):
                step = f'echo {PIN} | {step}'
            machine.run('cd /usr/share/kyr-kiosk/system && ' + step)
        for name in ('ana', 'ben'):
            with open(PLACE.path(name + '.pub'), encoding='ascii') as key:
                machine.run(f"cat >/etc/kyr-kiosk/keys/{name}.pub <<'END'\n{key.read()}END")
        machine.run('chgrp kyr-kiosk /etc/kyr-kiosk/keys/*; chmod 640 /etc/kyr-kiosk/keys/*')
        machine.wait_for_kiosk()
        machine.shut_down()
    finally:
        machine.end()


def tearDownModule():
    shutil.rmtree(PLACE.dir)


class MachineTest(unittest.TestCase):
    """Each test switches machines on by itself."""
    options, gpu = (), 'virtio-vga'

    @classmethod
    def on(cls, again=False, shown=True, **kwargs):
        out = os.path.join(OUT, cls.__name__)
        os.makedirs(out, exist_ok=True)
        overlay = os.path.join(out, 'disk.qcow2')
        if not again:
            Machine.make_overlay(INSTALLED, overlay, 'qcow2')
        cls.machine = Machine(FOLDER, out, overlay=overlay, options=cls.options, gpu=cls.gpu, **kwargs)
        if shown:
            cls.machine.wait_for_kiosk()
            time.sleep(1 * SLOWNESS)

    def picture(self, name):
        return self.machine.picture(f'{self._testMethodName}-{name}')

    def assert_same_picture(self, one, other, same=True):
        """Below the time of day, that is."""
        lower = [f'{name}[1280x440+0+360]' for name in (one, other)]
        done = subprocess.run(['compare', '-metric', 'AE', *lower, 'null:'], stderr=subprocess.PIPE, text=True,
                              check=False)
        differ = float(done.stderr.split()[0])
        self.assertEqual(differ < 1000, same, f'{differ} pixels differ: {one} {other}')

    def installed(self):
        return self.machine.run('readlink /var/lib/kyr-kiosk/current', check=False)

    def version(self):
        slot = self.installed()
        return self.machine.run(f"sed -n 's/^version[: ]*//p' /var/lib/kyr-kiosk/{slot}/pack/pack.yaml") if slot else ''

    def open_staff_page(self):
        self.machine.keys('ctrl', 'alt', 's')
        for digit in PIN:
            self.machine.keys(digit)
        self.machine.keys('ret')
        time.sleep(1 * SLOWNESS)

    def hide(self):
        """To the neutral screen, from wherever it was."""
        self.machine.tap(500, 500)
        self.machine.tap(500, 500)
        for _ in range(3):
            self.machine.keys('shift', pause=0.15)
        time.sleep(0.4 * SLOWNESS)

    def go_home(self):
        """One touch shows the welcome, one more begins."""
        self.hide()
        self.machine.tap(500, 500)
        self.machine.tap(500, 500)

    def restarted(self, before, seconds, what):
        wait_until(lambda: self.machine.kiosk() not in (None, before) and
                   self.machine.property('ActiveState') == 'active', seconds, what)


class KeptMachineTest(MachineTest):
    """One machine for all tests of a class; each leaves it as it found it."""

    @classmethod
    def setUpClass(cls):
        cls.on()

    @classmethod
    def tearDownClass(cls):
        cls.machine.end()


class Hallway(KeptMachineTest):
    """Strangers, and things that break."""

    def test_cell(self):
        pid = self.machine.kiosk()
        status = self.machine.run(f'cat /proc/{pid}/status')
        for line in ('Seccomp:\t2', 'NoNewPrivs:\t1', 'CapEff:\t0000000000000000', 'CapBnd:\t0000000000000000'):
            self.assertIn(line, status)
        links = self.machine.run(f'nsenter -t {pid} -n ip -o link')
        self.assertRegex(links, r'^1: lo:[^\n]*$', 'nothing but a loopback')
        self.assertEqual(self.machine.run('systemctl --failed --no-legend --plain'), '')

    def test_touch_and_hide(self):
        """A visit, of which the machine keeps not one line."""
        self.hide()
        time.sleep(5 * SLOWNESS)
        lines = self.machine.run('journalctl -b -o cat | wc -l')
        neutral = self.picture('hidden')
        self.machine.tap(500, 500)
        self.machine.tap(500, 500)
        home = self.picture('home')
        self.assert_same_picture(neutral, home, False)
        self.machine.tap(180, 490)
        self.assert_same_picture(home, self.picture('door'), False)
        self.machine.tap(900, 60)
        self.assert_same_picture(neutral, self.picture('hidden-by-a-finger'))
        self.assertEqual(self.machine.run('journalctl -b -o cat | wc -l'), lines)

    def test_keys_do_not_leave(self):
        self.hide()
        boot, pid, before = self.machine.run('cat /proc/sys/kernel/random/boot_id'), self.machine.kiosk(), \
            self.picture('before')
        for chord in (('ctrl', 'alt', 'f2'), ('ctrl', 'alt', 'f1'), ('alt', 'f4'), ('alt', 'tab'), ('meta_l',),
                      ('ctrl', 'esc'), ('esc',), ('f1',), ('ctrl', 'q'), ('ctrl', 'alt', 'backspace'),
                      ('ctrl', 'alt', 'delete'), ('alt', 'sysrq', 'b'), ('alt', 'sysrq', 'i'), ('ctrl', 'c'),
                      ('alt', 'left'), ('alt', 'right'), ('sleep',), ('power',)):
            self.machine.keys(*chord)
            self.assertEqual(self.machine.run('cat /sys/class/tty/tty0/active'), 'tty1', chord)
        time.sleep(2 * SLOWNESS)
        self.assertEqual(self.machine.kiosk(), pid)
        self.assertEqual(self.machine.run('cat /proc/sys/kernel/random/boot_id'), boot)
        self.hide()
        self.assert_same_picture(before, self.picture('after'))

    def test_power_button(self):
        pid = self.machine.kiosk()
        self.machine.press_power()
        time.sleep(3 * SLOWNESS)
        self.assertEqual(self.machine.kiosk(), pid)
        self.assertEqual(self.machine.run('systemctl is-system-running', check=False), 'running')

    def test_crash(self):
        for name in ('kyr-kiosk', 'cage', 'seatd'):
            with self.subTest(name):
                pid = self.machine.kiosk()
                self.machine.run('pkill -KILL -x ' + name)
                began = time.monotonic()
                self.restarted(pid, 30, f'kiosk after {name}')
                print(f'  a dead {name}: a frame {time.monotonic() - began:.1f} s later', file=sys.stderr)
                self.hide()
                hidden = self.picture(name)
                self.go_home()
                self.assert_same_picture(hidden, self.picture(name + '-home'), False)

    def test_hang(self):
        pid = self.machine.kiosk()
        self.machine.run('kill -STOP ' + pid)
        began = time.monotonic()
        self.restarted(pid, 30, 'kiosk after a hang')
        print(f'  a hang: a frame {time.monotonic() - began:.1f} s later', file=sys.stderr)

    def test_screen_unplugged(self):
        """The connector, as the kernel sees it."""
        self.hide()
        before = self.picture('before')
        connector = self.machine.run('ls -d /sys/class/drm/card0-*-1')
        for seconds in (1, 8):
            self.machine.run(f'echo off >{connector}/status; udevadm trigger -c change /dev/dri/card0')
            time.sleep(seconds * SLOWNESS)
            self.machine.run(f'echo detect >{connector}/status; udevadm trigger -c change /dev/dri/card0')
            wait_until(lambda: self.machine.property('ActiveState') == 'active', 30, 'kiosk after the screen came back')
            time.sleep(3 * SLOWNESS)
            self.hide()
            self.assert_same_picture(before, self.picture(f'after-{seconds}'))

    def test_staff_leave(self):
        """And come back."""
        self.machine.finger('down 0 10 15', f'wait {5500 * max(1, SLOWNESS // 2)}', 'up 0')
        time.sleep(6 * max(1, SLOWNESS // 2))
        self.picture('pad')
        self.hide()
        self.open_staff_page()
        self.picture('page')
        for _ in range(7):
            self.machine.keys('tab')
        self.machine.keys('ret')
        wait_until(lambda: self.machine.property('ActiveState') == 'inactive', 10, 'end of the kiosk')
        wait_until(lambda: self.machine.property('ActiveState', 'getty@tty1') == 'active', 10, 'login')
        time.sleep(2 * SLOWNESS)
        self.picture('login')
        self.assertEqual(self.machine.property('ExecMainStatus'), '10')
        self.machine.run('systemctl start kyr-kiosk')
        self.machine.wait_for_kiosk()

    @classmethod
    def tearDownClass(cls):
        """The network card was there all the time, and its cable plugged in."""
        packets = os.path.getsize(cls.machine.packets) - PCAP_HEADER
        cls.machine.end()
        if packets:
            raise AssertionError(f'{packets} bytes were sent on the network, see {cls.machine.packets}')


class Sticks(KeptMachineTest):
    def setUp(self):
        self.machine.run('systemctl stop kyr-kiosk; rm -rf /var/lib/kyr-kiosk/*; systemctl start kyr-kiosk')
        self.machine.wait_for_kiosk()
        self.image = os.path.join(self.machine.out, self._testMethodName + '.img')

    def tearDown(self):
        self.assertEqual(self.machine.property('ActiveState'), 'active')
        self.assertEqual(self.machine.run('systemctl --failed --no-legend --plain'), '')

    def mounted(self):
        return self.machine.run('findmnt -n -o FSTYPE,OPTIONS /run/kyr/stick', check=False)

    def pull_out(self, name):
        self.machine.pull_out(name)
        wait_until(lambda: not self.mounted(), 15, 'end of the mount')

    def try_stick(self, image, version='2'):
        with open(image, 'rb') as file:
            before = hashlib.sha256(file.read()).digest()
        name = self.machine.push_in(image)
        wait_until(lambda: self.version() == version, 60, 'new pack')
        options = self.mounted()
        self.pull_out(name)
        with open(image, 'rb') as file:
            self.assertEqual(hashlib.sha256(file.read()).digest(), before, 'the stick was written to')
        return options

    def test_as_sold(self):
        options = self.try_stick(stick.make(self.image, {'la.kyrpack': PLACE.build(2, 'ana')}))
        self.assertTrue(options.startswith('vfat'), options)
        self.assertLessEqual({'ro', 'nosuid', 'nodev', 'noexec', 'nosymfollow'},
                             set(options.split()[1].split(',')), options)
        self.go_home()
        self.picture('home')
        self.open_staff_page()
        for number in range(1, 5):
            self.picture(f'staff-{number}')
            self.machine.keys('pgdn')
            time.sleep(0.3 * SLOWNESS)
        self.hide()
        self.try_stick(stick.make(self.image, {'la.kyrpack': PLACE.build(3, 'ana', 'ben')}), '3')

    def test_without_partitions(self):
        self.try_stick(stick.make(self.image, {'la.kyrpack': PLACE.build(2, 'ana')}, partitions=()))

    def test_boot_partition_first(self):
        self.try_stick(stick.make(self.image, {'la.kyrpack': PLACE.build(2, 'ana')},
                                  partitions=(stick.ESP, stick.FAT32)))

    def test_exfat(self):
        """Filled in the machine itself, for no tool on Debian fills it from outside."""
        stick.make(self.image, {}, kind='exfat', partitions=())
        packs = stick.make(self.image + '.packs', {'la.kyrpack': PLACE.build(2, 'ana')}, kind='ext4', partitions=())
        filled, full = self.machine.push_in(self.image), self.machine.push_in(packs)
        wait_until(lambda: self.mounted().startswith('exfat'), 30, 'mount')
        self.machine.run('systemctl stop run-kyr-stick.mount; mkdir -p /mnt/a /mnt/b;'
                         'mount /dev/disk/by-label/packs /mnt/a; mount /dev/kyr/stick /mnt/b;'
                         'cp /mnt/a/la.kyrpack /mnt/b && umount /mnt/a /mnt/b')
        self.assertEqual(self.version(), '')
        for name in (filled, full):
            self.pull_out(name)
        self.assertTrue(self.try_stick(self.image).startswith('exfat'))

    def test_other_file_systems_are_left_alone(self):
        name = self.machine.push_in(stick.make(self.image, {'la.kyrpack': PLACE.build(2, 'ana')}, kind='ext4',
                                               partitions=()))
        wait_until(lambda: 'ext4' in self.machine.run('lsblk -n -o FSTYPE /dev/sd?', check=False), 30, 'stick')
        time.sleep(5 * SLOWNESS)
        self.assertEqual((self.mounted(), self.version()), ('', ''))
        self.pull_out(name)

    def test_what_staff_are_told(self):
        """Whatever is on it: one line, and the screen does not stir."""
        good = PLACE.build(2, 'ana')
        with open(good, 'rb') as file:
            whole = file.read()
        half, film = PLACE.path('half'), PLACE.path('film')
        with open(half, 'wb') as file:
            file.write(whole[:len(whole) // 2])
        with open(film, 'wb') as file:
            file.write(b'RIFF' + os.urandom(5000))
        self.hide()
        before = self.picture('before')
        for what, files in (('half', {'la.kyrpack': half}), ('film', {'la.kyrpack': film}),
                            ('stranger', {'la.kyrpack': PLACE.build(2, 'stranger')}),
                            ('number', {'la.kyrpack': PLACE.build(3, 'ana')})):
            with self.subTest(what):
                said = self.machine.messages()
                name = self.machine.push_in(stick.make(self.image, {**files, 'film.avi': film}))
                wait_until(lambda before=said: self.machine.messages() != before, 40, 'line for staff')
                time.sleep(2 * SLOWNESS)
                lines = self.machine.messages()[len(said):].strip().splitlines()
                print(f'  {what}: {lines}', file=sys.stderr)
                self.assertEqual(len(lines), 1, lines)
                self.assertEqual(self.version(), '')
                self.pull_out(name)
                self.assert_same_picture(before, self.picture(what))

    def test_pulled_out_midway(self):
        """A stick so slow that the hand is faster; nothing half-written stays, and the next stick works."""
        stick.make(self.image, {'la.kyrpack': PLACE.build(2, 'ana')})
        for seconds in (1, 3, 6):
            name = self.machine.push_in(self.image, bytes_per_second=100_000)
            wait_until(self.mounted, 60, 'mount')
            time.sleep(seconds)
            self.pull_out(name)
            time.sleep(2 * SLOWNESS)
            self.assertEqual(self.version(), '', f'after {seconds} s')
            self.assertEqual(self.machine.property('ActiveState'), 'active')
        self.try_stick(self.image)


class Clocks(MachineTest):
    """Each needs a machine that was switched on then."""

    def test_wrong(self):
        for year in ('1970', '2106'):
            with self.subTest(year):
                type(self).options = ('-rtc', f'base={year}-01-02T00:00:00')
                self.on()
                try:
                    print('  the machine says it is ' + self.machine.run('date'), file=sys.stderr)
                    image = stick.make(os.path.join(self.machine.out, year + '.img'),
                                       {'la.kyrpack': PLACE.build(2, 'ana')})
                    self.machine.push_in(image)
                    wait_until(lambda: self.version() == '2', 60, 'new pack')
                    self.go_home()
                    self.picture(year)
                finally:
                    self.machine.end()


class Screens(MachineTest):
    """Graphics cards that can do little, and a screen that is plugged in late."""

    def test_cards(self):
        for gpu in ('virtio-gpu-pci', 'qxl-vga', 'cirrus-vga'):
            with self.subTest(gpu):
                type(self).gpu = gpu
                try:
                    self.on()
                    self.hide()
                    hidden = self.picture(gpu)
                    self.go_home()
                    self.assert_same_picture(hidden, self.picture(gpu + '-home'), False)
                finally:
                    self.machine.end()

    def test_none_that_can_do_windows(self):
        """The plain VGA of the emulator: cage does without it. The number is there all the same."""
        type(self).gpu = 'VGA'
        self.on(shown=False)
        try:
            wait_until(lambda: int(self.machine.property('NRestarts')) > 2, 60, 'a third try')
            self.assertNotEqual(self.machine.property('ActiveState'), 'active')
            self.picture('text')
            words = self.machine.run('cat /dev/vcs1')
            for part in ('You can still call', 'puede llamar', '888-624-4752'):
                self.assertIn(part, words)
        finally:
            self.machine.end()

    def test_plugged_in_late(self):
        type(self).gpu = 'virtio-vga'
        self.on(kernel='video=Virtual-1:d', shown=False)
        try:
            time.sleep(10 * SLOWNESS)
            self.assertNotEqual(self.machine.property('ActiveState'), 'active')
            self.machine.run('echo on >/sys/class/drm/card0-Virtual-1/status')
            self.machine.wait_for_kiosk()
            time.sleep(2 * SLOWNESS)
            self.picture('then')
        finally:
            self.machine.end()


class Plug(KeptMachineTest):
    """Pulled while a pack is taken over: what the machine had not yet written to its disk is lost."""

    def test_pulled(self):
        image = stick.make(os.path.join(OUT, 'plug.img'), {'la.kyrpack': PLACE.build(2, 'ana')})
        began = time.monotonic()
        self.machine.push_in(image)
        wait_until(lambda: self.version() == '2', 60, 'new pack')
        whole = time.monotonic() - began
        seed = random.randrange(1 << 30)
        chance = random.Random(seed)
        found = {'': 0, '2': 0}
        for cut in range(CUTS):
            self.forget()
            self.machine.push_in(image)
            time.sleep(whole * chance.uniform(0.4, 1.05))
            self.machine.pull_plug()
            self.on(again=True)
            self.assertIn(self.version(), found, f'cut {cut}, seed {seed}')
            found[self.version()] += 1
            self.assertNotIn('error', self.machine.messages())
        print(f'  plug=pulled cuts={CUTS} old={found[""]} new={found["2"]} neither=0 seed={seed}', file=sys.stderr)

    def forget(self):
        """Back to the pack that came with the program; no stick is in."""
        self.machine.pull_all_out()
        self.machine.run('systemctl stop kyr-kiosk; rm -rf /var/lib/kyr-kiosk/*; sync; systemctl start kyr-kiosk')
        self.machine.wait_for_kiosk()


if __name__ == '__main__':
    unittest.main(verbosity=2)
