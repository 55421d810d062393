#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole kiosk on a machine of its own, in QEMU: installed by its README, touched, unplugged, updated by sticks.
# By hand, as root, and not in a hurry: about 40 minutes, most of them in an emulated processor. KYR_MACHINE_ACCEL=kvm
# is ten times as fast where /dev/kvm works; KYR_CUTS says how often the plug is pulled (10).
# usage: sh tests/machine/run.sh [CLASS | CLASS.TEST]...     Pictures: build/machine/out
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/src/setup.sh"

setup_folder
setup_packages $SETUP_BUILD_PACKAGES libcmocka-dev python3 imagemagick qemu-system-x86 qemu-utils mmdebstrap \
    e2fsprogs fdisk dosfstools exfatprogs mtools
setup_build release
sh "$top/tests/machine/image.sh"
KYR_BIN=$top/build/release/bin exec python3 -B "$top/tests/machine/test_machine.py" "$@" 9>&-
