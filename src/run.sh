#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets everything up on a Debian machine, builds, and shows the kiosk. Without a display it draws
# every screen as a picture and says where.
# usage: sh src/run.sh [--install | kyr-kiosk options]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/src/setup.sh"

if [ "${1:-}" = --install ]; then
    shift
    exec sh "$top/src/install.sh" "$@"
fi
setup_folder
# shellcheck disable=SC2086 # words
setup_packages $SETUP_BUILD_PACKAGES
[ -x "$top/build/release/bin/kyr-kiosk" ] || echo "Building: about a minute ..."
setup_build release

bin=$top/build/release/bin
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "Starting the kiosk ..."
    exec "$bin/kyr-kiosk" "$@" 9>&-
fi

# Without a display, options that pictures have too are good; of the others say so.
index=0
for word in "$@"; do
    index=$((index + 1))
    case $word in
    --help | --version | --set-pin | --notice) exec "$bin/kyr-kiosk" "$@" 9>&- ;;
    --lang | --scale | --theme | --dpi | --distance | --lang=* | --scale=* | --theme=* | --dpi=* | --distance=*) ;;
    --*)
        echo "$word needs a display, and there is none here (DISPLAY and WAYLAND_DISPLAY are empty)." >&2
        exit 3
        ;;
    esac
done
shots=$top/build/release/shots
rm -rf "$shots"
echo "There is no display here, so the screens are drawn as pictures ..."
"$bin/kyr-pack" shot "$top/assets/pack" -o "$shots" --page home --page at-my-door "$@"
printf '%s\n' "$shots"/*/home-1.png "$shots"/*/at-my-door-1.png
echo "The rest ..."
"$bin/kyr-pack" shot "$top/assets/pack" -o "$shots" "$@"
echo "All screens, side by side: $shots/index.html"
