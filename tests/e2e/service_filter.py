#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program under the system call filter of a unit file, as systemd would set it up.

usage: service_filter.py UNIT PROGRAM [ARGUMENT...]

The sets are expanded by systemd-analyze, the filter is built by libseccomp: no systemd has to run. What the manager
calls itself between the filter and the program (execve) is in every allowing set.
"""
import ctypes
import os
import re
import subprocess
import sys

ALLOW = 0x7FFF0000
ERRNO_EPERM = 0x00050000 | 1
NO_NEW_PRIVS = 38  # prctl


def expand(name, seen=None):
    """The system calls of a set and of the sets in it; a plain name is itself."""
    seen = set() if seen is None else seen
    if not name.startswith('@'):
        return {name}
    calls = set()
    if name not in seen:
        seen.add(name)
        # From systemd 257 on its tools tell a manager how they end; it listens for the kiosk here.
        own = {key: value for key, value in os.environ.items() if key != 'NOTIFY_SOCKET'}
        text = subprocess.run(['systemd-analyze', 'syscall-filter', name], stdout=subprocess.PIPE, text=True,
                              check=True, env=own).stdout
        for word in re.findall(r'^    ([@\w-]+)$', text, re.M):
            calls |= expand(word, seen)
    return calls


def allowed(unit):
    """As systemd.exec(5) says: the first line decides that this is a list of what is allowed, "~" takes away."""
    calls = set()
    with open(unit, encoding='utf-8') as lines:
        for line in lines:
            match = re.match(r'SystemCallFilter=(~?)(.+)', line)
            if match:
                named = set().union(*(expand(word) for word in match.group(2).split()))
                calls = calls - named if match.group(1) else calls | named
    return calls | expand('@default')


def enter(calls):
    seccomp = ctypes.CDLL('libseccomp.so.2', use_errno=True)
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(ERRNO_EPERM))
    for name in sorted(calls):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0 and seccomp.seccomp_rule_add(context, ALLOW, number, 0) != 0:
            sys.exit(f'cannot allow {name}')
    ctypes.CDLL(None).prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    if seccomp.seccomp_load(context) != 0:
        sys.exit('cannot load the filter')


if __name__ == '__main__':
    enter(allowed(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
