#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets everything up on a Debian 12 machine, builds, and shows the kiosk.
# usage: sh src/run.sh [kyr-kiosk options]
# Without a display it renders every screen to PNG files and says where they are.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/src/setup.sh"

setup_packages $SETUP_BUILD_PACKAGES
setup_build release

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$top/build/release/bin/kyr-kiosk" "$@"
fi
shots=$top/build/release/shots
rm -rf "$shots"
"$top/build/release/bin/kyr-pack" shot "$top/assets/pack" -o "$shots"
echo "There is no display here, so every screen was drawn as a picture instead."
echo "Open $shots/index.html in a browser, or look into $shots/en and $shots/es."
