# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole machine: QEMU with a disk, a screen, keys, USB ports and a network card that is listened to.

The host sees what a person would (the screen, by QMP) and what a person could do (keys, the power button, sticks, the
plug). A root shell behind a virtio port, which the service knows nothing of, tells the rest and moves the fingers.
"""
import base64
import json
import os
import socket
import subprocess
import tempfile
import time

# Emulated unless asked for otherwise: /dev/kvm can be there and yet not work.
ACCELERATOR = os.environ.get('KYR_MACHINE_ACCEL', 'tcg')
SLOWNESS = 5 if ACCELERATOR == 'tcg' else 1


def wait_until(condition, seconds, what):
    """The condition's value as soon as it is true."""
    end = time.monotonic() + seconds * SLOWNESS
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f'after {seconds * SLOWNESS} seconds: no {what}')
        time.sleep(0.1)


class Machine:
    """On from the start. folder: vmlinuz and initrd.img; overlay: its disk; out: what is heard and seen of it."""

    def __init__(self, folder, out, overlay, options=(), gpu='virtio-vga', kernel=''):
        os.makedirs(out, exist_ok=True)
        self.out = out
        self.sockets = tempfile.mkdtemp(prefix='kyr-machine-')
        qmp, agent = os.path.join(self.sockets, 'qmp'), os.path.join(self.sockets, 'agent')
        self.packets = os.path.join(out, 'network.pcap')
        self.process = subprocess.Popen(
            ['qemu-system-x86_64', '-machine', f'q35,accel={ACCELERATOR}', '-m', '1024', '-display', 'none',
             '-vga', 'none', '-device', gpu, '-nodefaults', '-no-reboot',
             '-kernel', os.path.join(folder, 'vmlinuz'), '-initrd', os.path.join(folder, 'initrd.img'),
             '-append', f'root=/dev/vda rw console=tty0 console=ttyS0 quiet {kernel}',
             '-drive', f'if=none,id=disk,file={overlay},cache=writeback', '-device', 'virtio-blk-pci,drive=disk',
             '-device', 'qemu-xhci,id=usb', '-device', 'usb-kbd',
             '-netdev', 'user,id=net,restrict=on,ipv6=off', '-device', 'virtio-net-pci,netdev=net',
             '-object', f'filter-dump,id=ears,netdev=net,file={self.packets}',
             '-serial', f'file:{os.path.join(out, "console.log")}',
             '-device', 'virtio-serial', '-chardev', f'socket,id=agent,path={agent},server=on,wait=off',
             '-device', 'virtserialport,chardev=agent,name=agent',
             '-qmp', f'unix:{qmp},server=on,wait=off', *options], stdin=subprocess.DEVNULL)
        self.qmp = self.connect(qmp)
        json.loads(self.qmp.readline())
        self.tell('qmp_capabilities')
        self.agent = self.connect(agent)
        self.sticks, self.pushes = [], 0

    @staticmethod
    def make_overlay(base, name, form):
        subprocess.run(['qemu-img', 'create', '-q', '-f', 'qcow2', '-b', base, '-F', form, name], check=True)

    def connect(self, path):
        wait_until(lambda: os.path.exists(path), 5, path)
        one = socket.socket(socket.AF_UNIX)
        with one:
            one.connect(path)
            return one.makefile('rw', encoding='utf-8')

    # What a person could do.

    def tell(self, command, **arguments):
        self.qmp.write(json.dumps({'execute': command, 'arguments': arguments}) + '\n')
        self.qmp.flush()
        while True:
            answer = json.loads(self.qmp.readline())
            if 'error' in answer:
                raise AssertionError(f'{command}: {answer["error"]["desc"]}')
            if 'return' in answer:
                return answer['return']

    def keys(self, *names, pause=0.2 * SLOWNESS):
        """All of them held down together."""
        self.tell('send-key', keys=[{'type': 'qcode', 'data': name} for name in names])
        time.sleep(pause)

    def press_power(self):
        self.tell('system_powerdown')

    def pull_plug(self):
        self.process.kill()
        self.end()

    def push_in(self, image, bytes_per_second=None):
        """A stick that can be written to, though nobody should; it may be a slow one. Returns its name."""
        self.pushes += 1
        name = f'stick{self.pushes}'
        self.tell('blockdev-add', **{'driver': 'raw', 'node-name': name,
                                     'file': {'driver': 'file', 'filename': image}})
        drive = name
        if bytes_per_second:
            self.tell('object-add', **{'qom-type': 'throttle-group', 'id': name + '-slow',
                                       'limits': {'bps-total': bytes_per_second}})
            drive = name + '-throttled'
            self.tell('blockdev-add', **{'driver': 'throttle', 'node-name': drive, 'throttle-group': name + '-slow',
                                         'file': name})
        self.tell('device_add', driver='usb-storage', id=name, drive=drive, bus='usb.0')
        self.sticks.append(name)
        return name

    def pull_out(self, name):
        self.tell('device_del', id=name)
        self.sticks.remove(name)

    def pull_all_out(self):
        for name in list(self.sticks):
            self.pull_out(name)

    def picture(self, name):
        path = os.path.join(self.out, name + '.png')
        self.tell('screendump', filename=path, format='png')
        return path

    # What only the shell inside can tell.

    def run(self, command, check=True):
        self.agent.write(base64.b64encode(command.encode()).decode() + '\n')
        self.agent.flush()
        answer = self.agent.readline()
        if not answer:
            raise AssertionError('the machine has gone: ' + command)
        code, _, said = answer.strip().partition(' ')
        said = base64.b64decode(said).decode(errors='replace').strip()
        if check and code != '0':
            raise AssertionError(f'{command}: exit code {code}: {said}')
        return said

    def finger(self, *commands):
        self.run("printf '%s\\n' " + ' '.join(f"'{one}'" for one in commands) + ' >/run/finger')

    def tap(self, x, y):
        self.finger(f'down 0 {x} {y}', 'wait 80', 'up 0')
        time.sleep(0.6 * SLOWNESS)

    def property(self, name, unit='kyr-kiosk'):
        return self.run(f'systemctl show -P {name} {unit}')

    def kiosk(self):
        """The program's process, or None."""
        return self.run('pgrep -x kyr-kiosk | head -n 1', check=False) or None

    def messages(self):
        return self.run('journalctl -q -b -u kyr-kiosk -o cat')

    def wait_for_kiosk(self, seconds=60):
        """It says that it is ready when its first frame is on the screen."""
        wait_until(lambda: self.property('ActiveState') == 'active', seconds, 'kiosk')

    def shut_down(self):
        self.run('systemd-run -q --on-active=1 systemctl poweroff')
        self.process.wait(60 * SLOWNESS)
        self.end()

    def end(self):
        self.process.kill()
        self.process.wait()
        for file in (self.qmp, self.agent):
            file.close()
