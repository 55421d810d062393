#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets everything up on a Debian machine, builds, and shows the kiosk. Without a display it draws
# every screen as a picture and says where.
# usage: sh src/run.sh [kyr-kiosk options]     build/release/bin/kyr-kiosk --help lists them
#        sh src/run.sh --install [--service] [--build-only]     Debian packages, for this machine
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
"$bin/kyr-kiosk" "$@" --help >/dev/null 9>&- || exit
case " $* " in
*" --help "* | *" --version "* | *" --set-pin "* | *" --notice "*) exec "$bin/kyr-kiosk" "$@" 9>&- ;;
esac
is_value=no
for word in "$@"; do
    case $is_value$word in
    yes*) is_value=no ;;
    no--lang | no--scale | no--theme | no--dpi | no--today) is_value=yes ;;
    no--lang=* | no--scale=* | no--theme=* | no--dpi=* | no--today=*) ;;
    no--*)
        echo "$word needs a display, and there is none here (DISPLAY and WAYLAND_DISPLAY are empty)." >&2
        exit 3
        ;;
    *)
        echo "'$word' is not an option (see sh src/run.sh --help)" >&2
        exit 2
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
