#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints how fast, small and quiet the kiosk is, each figure beside its yardstick. By hand, on a quiet machine.
# usage: sh tests/bench/run.sh [BUILD-FOLDER [start|memory|turns|language|hide|idle]...]
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$top/build/check}
[ $# -eq 0 ] || shift
if ! command -v Xorg >/dev/null; then
    echo "Please install xserver-xorg-core, xserver-xorg-video-dummy and xserver-xorg-dev first." >&2
    exit 3
fi
if [ ! -x "$build/bin/kyr-kiosk" ] || [ ! -x "$build/tests/e2e-touch" ]; then
    echo "There is no complete release build in $build." >&2
    exit 3
fi
out=$build/bench
mkdir -p "$out"
KYR_BIN=$build/bin KYR_TOUCH=$build/tests/e2e-touch KYR_OUT=$out PYTHONPATH=$top/tests/e2e \
    exec python3 -B "$top/tests/bench/bench.py" "$@"
