# SPDX-License-Identifier: GPL-3.0-or-later
"""The packages on a machine with a login screen. usage: test_package.py FOLDER (made by package.sh)"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from machine import SLOWNESS, Machine, wait_until  # noqa: E402

FOLDER = sys.argv[1]
DISK = os.path.join(FOLDER, 'disk.qcow2')
LINK = '/etc/systemd/system/display-manager.service'
LIGHTDM = '/lib/systemd/system/lightdm.service'


class PackageMachine(Machine):
    def __init__(self, name):
        super().__init__(FOLDER, os.path.join(FOLDER, name), overlay=DISK)
        wait_until(lambda: self.run('systemctl is-system-running', check=False) == 'running', 60, 'system')

    def is_so(self, condition):
        return self.run(condition + ' && echo yes', check=False).endswith('yes')

    def becomes(self, what, condition):
        wait_until(lambda: self.is_so(condition), 30, what)
        print('ok', what, flush=True)

    def has(self, what, winner, loser):
        """Only one of two has the screen, and that stays so."""
        self.becomes(what, f'systemctl -q is-active {winner} && ! systemctl -q is-active {loser}')
        time.sleep(3 * SLOWNESS)
        self.becomes(what + ', still', f'systemctl -q is-active {winner} && ! systemctl -q is-active {loser}')
        self.picture(what.replace(' ', '-'))


def first_day():
    machine = PackageMachine('first-day')
    try:
        machine.run('DEBIAN_FRONTEND=noninteractive dpkg -i /debs/*.deb')
        machine.has('lightdm keeps the screen', 'lightdm', 'kyr-kiosk')
        machine.run('kyr-kiosk-screen take')
        machine.has('the kiosk takes it', 'kyr-kiosk', 'lightdm')
        machine.becomes('it was seen', 'test -e /var/lib/kyr-kiosk-service/seen')
        machine.press_power()
        time.sleep(3 * SLOWNESS)
        machine.becomes('the power button does nothing, from the first frame on', 'systemctl -q is-active kyr-kiosk')
        # What each upgrade of lightdm does.
        machine.run(f'ln -s {LIGHTDM} {LINK}; sync')
    finally:
        machine.pull_plug()


def second_day():
    machine = PackageMachine('second-day')
    try:
        machine.has('a login screen that was upgraded stays out', 'kyr-kiosk', 'lightdm')
        machine.run('kyr-kiosk-screen give-back')
        machine.has('lightdm has the screen back', 'lightdm', 'kyr-kiosk')
        machine.becomes('and the text screen', 'systemctl -q is-active getty@tty1')
        machine.run('kyr-kiosk-screen take')
        machine.has('the kiosk has it again', 'kyr-kiosk', 'lightdm')
        machine.run('dpkg --purge kyr-kiosk-service kyr-kiosk-authoring kyr-kiosk')
        machine.becomes('lightdm has the screen after purge', f'test "$(readlink {LINK})" = {LIGHTDM} && '
                        'systemctl -q is-active lightdm && systemctl -q is-enabled getty@tty1')
        machine.becomes('nothing is left', '! ls -d /etc/kyr* /var/lib/kyr* /run/kyr* '
                        '/etc/systemd/system/ctrl-alt-del.target /etc/systemd/logind.conf.d')
    finally:
        machine.pull_plug()


if os.path.exists(DISK):
    os.unlink(DISK)
Machine.make_overlay(os.path.join(FOLDER, 'disk.img'), DISK, 'raw')
first_day()
second_day()
