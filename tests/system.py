#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What systemd itself says about the service: that it is sound, and how much it could do.

usage: system.py FILE.service
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED, EXPOSURE_MOST = 77, 1.0
PROMISES = ('Type=notify', 'Restart=always', 'RestartSec=1', 'WatchdogSec=6', 'ProtectSystem=strict',
            'PrivateNetwork=yes', 'NoNewPrivileges=yes', 'MemoryMax=256M', 'LimitCORE=0', 'StartLimitIntervalSec=0')


def analyze(*arguments):
    return subprocess.run(['systemd-analyze', '--no-pager', *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


def main(path):
    with open(path, encoding='utf-8') as text:
        unit = text.read()
    problems = [f'{line} is missing' for line in PROMISES if line not in unit.splitlines()]
    problems += [f'{left} was not filled in' for left in re.findall(r'@[A-Z_a-z]+@', unit)]
    if shutil.which('systemd-analyze') is None:
        print(*problems or ['systemd is not installed: skipped'], sep='\n')
        return 1 if problems else SKIPPED
    with tempfile.TemporaryDirectory() as top:
        # verify wants the programs to be there; whether they are is the machine's business
        checked = os.path.join(top, 'kyr-kiosk.service')
        with open(checked, 'w', encoding='utf-8') as out:
            out.write(re.sub(r'^ExecStart=.*$', 'ExecStart=/bin/true', unit, flags=re.M))
        verified = analyze('verify', checked)
        complaints = [line for line in verified.stdout.splitlines() if 'kyr-kiosk.service' in line]
        problems += complaints
        security = analyze('security', '--offline=true', checked).stdout
    found = re.search(r'Overall exposure level for \S+: ([0-9.]+)', security)
    if found is None:
        problems.append('systemd-analyze security says nothing: ' + security)
    elif float(found.group(1)) > EXPOSURE_MOST:
        problems.append(f'exposure {found.group(1)}, at most {EXPOSURE_MOST}')
    else:
        print(f'exposure {found.group(1)} of 10')
    print(*problems, sep='\n')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
