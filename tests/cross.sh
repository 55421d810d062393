#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program for arm64, built and tried on this processor: the unit tests in an emulator, and pictures that are
# the same to the byte as those of this processor's own program.
# usage, as root on a Debian that may be changed (tests/fresh.sh makes one): sh tests/cross.sh
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/src/setup.sh"

setup_folder
# shellcheck disable=SC2086 # words
setup_packages $SETUP_BUILD_PACKAGES
setup_build release

dpkg --add-architecture arm64
libraries=
for package in $SETUP_BUILD_PACKAGES libcmocka-dev; do
    case $package in
    lib*-dev | zlib1g-dev) libraries="$libraries $package:arm64" ;;
    esac
done
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static \
    python3 $libraries >/dev/null

build=$top/build/arm64
cmake -S "$top" -B "$build" -G Ninja --toolchain "$top/tests/arm64.cmake" -DCMAKE_BUILD_TYPE=Release \
    -DBUILD_TESTING=ON -DKYR_WERROR=ON >"$top/build/arm64.log" 2>&1 || { cat "$top/build/arm64.log"; exit 1; }
ninja -C "$build" --quiet
file=$(head -c 20 "$build/bin/kyr-kiosk" | od -An -tx1 -j18 -N2 | tr -d ' \n')
[ "$file" = b700 ] || { echo "not a program for arm64: machine $file"; exit 1; }

failed=0
# The sandbox and the installer in it ask the kernel for filters, which an emulator does not hand on.
ctest --test-dir "$build" -L unit -LE e2e -E 'sandbox|install.installer|wipe|monkey' -j "$(nproc)" \
    --output-on-failure || failed=1

shoot() {
    "$@" shot "$top/assets/pack" -o "$out" --page home --page at-my-door --page card --page i-need-a-number
}
out=$top/build/shots-here
shoot "$top/build/release/bin/kyr-pack"
out=$top/build/shots-arm64
shoot /usr/bin/qemu-aarch64-static "$build/bin/kyr-pack"
n=0
for picture in "$top"/build/shots-here/*/*.png; do
    other=$top/build/shots-arm64/${picture#"$top/build/shots-here/"}
    cmp "$picture" "$other" || failed=1
    n=$((n + 1))
done
echo "$n pictures compared, arm64 with $(uname -m)"
[ "$n" -gt 10 ] || failed=1
exit $failed
