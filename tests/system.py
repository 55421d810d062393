#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the machine makes of the files in assets/system: that they are sound, and how much the service could do.

usage: system.py BUILD_DIR SYSTEM_DIR

systemd-analyze looks at the units; the session script is run with a made-up cage; the rule for sticks is read by the
grammar of udev(7), for Debian 12 has no udevadm verify; sysusers and tmpfiles are carried out in an empty folder.
"""
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

SKIPPED, EXPOSURE_MOST = 77, 1.0
SERVICE, MOUNT = 'kyr-kiosk.service', 'run-kyr-stick.mount'
STICK = '/run/kyr/stick'
PROMISES = {
    SERVICE: ('Type=notify', 'Restart=always', 'RestartSec=1', 'WatchdogSec=6', 'ProtectSystem=strict',
              'PrivateNetwork=yes', 'NoNewPrivileges=yes', 'MemoryMax=512M', 'LimitCORE=0', 'StartLimitIntervalSec=0',
              """ExecStopPost=+/bin/sh -c 'test "$$EXIT_STATUS" != 10 || """
              """systemctl --no-block start getty@tty1.service'""",
              'RestartPreventExitStatus=10', 'SuccessExitStatus=10',
              'SystemCallFilter=seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self mincore',
              'DeviceAllow=/dev/tty1 rw', 'PartOf=seatd.service',
              'Conflicts=getty@tty1.service', 'Conflicts=display-manager.service',
              'Environment=WLR_RENDERER=pixman SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR=0',
              'StateDirectory=kyr-kiosk', 'StateDirectoryMode=0700', 'PrivateMounts=yes',
              f'    --kiosk --updates {STICK} $KYR_OPTIONS'),
    MOUNT: ('What=/dev/kyr/stick', f'Where={STICK}', 'WantedBy=dev-kyr-stick.device', 'LazyUnmount=yes'),
}
MOUNT_OPTIONS = {'ro', 'nosuid', 'nodev', 'noexec'}
# Keys of udev(7) that the rules use, and how each may be used.
RULE_KEYS = {'SUBSYSTEM': ('==', '!='), 'SUBSYSTEMS': ('==',), 'ENV{}': ('==', '!='), 'SYMLINK': ('+=',),
             'TAG': ('+=',), 'GOTO': ('=',), 'LABEL': ('=',)}
FAKE_CAGE = '#!/bin/sh\n[ "$1" = -- ] || exit 99\nshift\n"$@"\nexit "${CAGE_SAYS:-0}"\n'


def run(*command, **kwargs):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **kwargs)


def read(path):
    with open(path, encoding='utf-8') as text:
        return text.read()


def check_promises(name, unit):
    problems = [f'{name}: {line} is missing' for line in PROMISES[name] if line not in unit.splitlines()]
    return problems + [f'{name}: {left} was not filled in' for left in re.findall(r'@[A-Z_a-z]+@', unit)]


def install(build, top):
    return run('cmake', '--install', build, '--prefix', top)


def check_installed(build):
    """The unit names the place that was installed to, not the one that was configured."""
    with tempfile.TemporaryDirectory() as top:
        done = install(build, top)
        unit = os.path.join(top, 'lib/systemd/system', SERVICE)
        if done.returncode != 0 or not os.path.exists(unit):
            return ['cmake --install does not install the unit: ' + done.stdout]
        programs = re.findall(r'^ExecStart=(\S+) (\S+)', read(unit), re.M)
        problems = [f'{SERVICE}: there is no {path} where it was installed to'
                    for path in (programs[0] if programs else ('ExecStart',)) if not os.path.exists(path)]
        return problems + check_installed_again(build, top)


def check_installed_again(build, top):
    """Over an earlier pack, whose files may have the same times: nothing of it stays."""
    pack = os.path.join(top, 'share/kyr-kiosk/pack')
    page = os.path.join(pack, 'pages/about.md')
    times = os.stat(page)
    with open(page, 'a', encoding='utf-8') as file:
        file.write('An earlier pack.\n')
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    shutil.copy2(page, os.path.join(pack, 'pages/earlier.md'))
    install(build, top)
    differ = run('diff', '-r', os.path.join(build, 'share/kyr-kiosk/pack'), pack)
    return ['cmake --install mixes two packs: ' + differ.stdout] if differ.returncode != 0 else []


def check_mount(unit):
    found = re.search(r'^Options=(.*)$', unit, re.M)
    missing = MOUNT_OPTIONS - set(found.group(1).split(',') if found else ())
    return [f'{MOUNT}: a stick would be mounted without {option}' for option in sorted(missing)]


def check_units(build):
    """verify wants the programs to be there; whether they are is the machine's business."""
    problems = []
    with tempfile.TemporaryDirectory() as top:
        for name in PROMISES:
            unit = read(os.path.join(build, name))
            unit = re.sub(r'^ExecStart=(.*\\\n)*.*$', 'ExecStart=/bin/true', unit, flags=re.M)
            with open(os.path.join(top, name), 'w', encoding='utf-8') as out:
                out.write(unit)
            verified = run('systemd-analyze', '--no-pager', 'verify', os.path.join(top, name)).stdout
            problems += [line for line in verified.splitlines() if name in line]
        security = run('systemd-analyze', '--no-pager', 'security', '--offline=true', os.path.join(top, SERVICE)).stdout
    found = re.search(r'Overall exposure level for \S+: ([0-9.]+)', security)
    if found is None:
        return problems + ['systemd-analyze security says nothing: ' + security]
    print(f'exposure {found.group(1)} of 10')
    if float(found.group(1)) > EXPOSURE_MOST:
        problems.append(f'exposure {found.group(1)}, at most {EXPOSURE_MOST}')
    return problems


def check_rules(text):
    problems, labels, jumps = [], set(), set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith('#'):
            continue
        for part in line.split(', '):
            found = re.fullmatch(r'([A-Z]+)(\{[A-Za-z_]+\})?(==|!=|\+=|=)"([^"\\]*)"', part)
            key = found and found.group(1) + ('{}' if found.group(2) else '')
            if not found or found.group(3) not in RULE_KEYS.get(key, ()):
                problems.append(f'kyr-kiosk-stick.rules:{number}: not a rule of udev: {part}')
            elif key in ('GOTO', 'LABEL'):
                (jumps if key == 'GOTO' else labels).add(found.group(4))
    if jumps != labels:
        problems.append('kyr-kiosk-stick.rules: GOTO and LABEL do not meet')
    if not re.search(r'^SUBSYSTEMS=="usb", ENV\{ID_FS_TYPE\}=="vfat\|exfat", SYMLINK\+="kyr/stick"', text, re.M):
        problems.append('kyr-kiosk-stick.rules: another stick than it should be is mounted')
    return problems


def check_session(script):
    """The exit code of the program comes through, whatever cage says; and nobody else can say 10."""
    problems = []
    with tempfile.TemporaryDirectory() as top:
        cage = os.path.join(top, 'cage')
        with open(cage, 'w', encoding='ascii') as out:
            out.write(FAKE_CAGE)
        os.chmod(cage, 0o755)
        for program, says, expected in (('exit 0', 0, 0), ('exit 3', 0, 3), ('exit 10', 0, 10), ('exit 10', 1, 10),
                                        ('kill -9 $$', 0, 137), ('kill -9 $PPID', 10, 1), ('kill -9 $PPID', 7, 7)):
            environment = {'PATH': top + ':/usr/bin:/bin', 'XDG_RUNTIME_DIR': top, 'CAGE_SAYS': str(says)}
            code = run('/bin/sh', script, '/bin/sh', '-c', program, env=environment).returncode
            if code != expected:
                problems.append(f'session: {program}, cage says {says}: ends with {code}, not {expected}')
    return problems


def check_folders(system):
    """As the commands in README.md make them, below an empty folder. Giving files away takes root."""
    if os.getuid() != 0 or shutil.which('systemd-sysusers') is None or shutil.which('systemd-tmpfiles') is None:
        return []
    problems = []
    with tempfile.TemporaryDirectory() as top:
        os.makedirs(os.path.join(top, 'etc/kyr-kiosk'))
        open(os.path.join(top, 'etc/kyr-kiosk/settings.yaml'), 'w', encoding='ascii').close()
        for command in (('systemd-sysusers', os.path.join(system, 'kyr-kiosk.sysusers')),
                        ('systemd-tmpfiles', '--create', os.path.join(system, 'kyr-kiosk.tmpfiles'))):
            done = run(command[0], f'--root={top}', *command[1:])
            if done.returncode != 0:
                problems.append(f'{command[0]}: {done.stdout}')
        group = re.search(r'^kyr-kiosk:[^:]*:(\d+):', read(os.path.join(top, 'etc/group')), re.M)
        for path, mode in (('etc/kyr-kiosk', 0o750), ('etc/kyr-kiosk/keys', 0o750),
                           ('etc/kyr-kiosk/settings.yaml', 0o640), (STICK[1:], 0o755)):
            info = os.stat(os.path.join(top, path)) if os.path.exists(os.path.join(top, path)) else None
            is_ours = path.startswith('etc')
            if info is None or stat.S_IMODE(info.st_mode) != mode or info.st_uid != 0 or \
                    (is_ours and info.st_gid != int(group.group(1))):
                problems.append(f'tmpfiles: /{path} is not as it should be: {info}')
    return problems


def main(build, system):
    service, mount = read(os.path.join(build, SERVICE)), read(os.path.join(build, MOUNT))
    problems = check_promises(SERVICE, service) + check_promises(MOUNT, mount) + check_mount(mount)
    problems += check_rules(read(os.path.join(system, 'kyr-kiosk-stick.rules')))
    problems += check_session(os.path.join(system, 'session.sh'))
    problems += check_folders(system) + check_installed(build)
    if re.search(r'^OnSuccess=', service, re.M):
        problems.append(f'{SERVICE}: OnSuccess= is triggered between two restarts too')
    has_systemd = shutil.which('systemd-analyze') is not None
    if has_systemd:
        problems += check_units(build)
    else:
        print('systemd is not installed: its own checks are skipped')
    print(*problems, sep='\n')
    return 1 if problems else 0 if has_systemd else SKIPPED


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
