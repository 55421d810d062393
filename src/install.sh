#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the .deb packages and installs them on this machine.
# usage: sh src/install.sh [--service] [--build-only]   (or: sh src/run.sh --install ...)
# Without --service: the program and the authoring tools. --service: also the kiosk that starts with the
# machine. --build-only: the packages lie in build/deb, and nothing is installed.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/src/setup.sh"
service=no only=no
for word in "$@"; do
    case $word in
    --service) service=yes ;;
    --build-only) only=yes ;;
    *)
        echo "usage: sh src/install.sh [--service] [--build-only]" >&2
        exit 2
        ;;
    esac
done

setup_folder
# shellcheck disable=SC2086 # words
setup_packages $SETUP_BUILD_PACKAGES dpkg-dev file
echo "Building: about a minute ..."
setup_build deb
rm -f "$top"/build/deb/*.deb
log=$top/build/deb/cpack.log
# Without a locale cpack cannot read a folder like "ñ".
(cd "$top/build/deb" && LC_ALL=C.UTF-8 cpack -G DEB) >"$log" 2>&1 9>&- ||
    setup_fail "No packages were made: $(grep -m 1 -i error "$log") (all of it: $log)"
ls "$top"/build/deb/*.deb
[ $only = no ] || exit 0

# apt reads packages as a user of its own, who may not look into somebody's folder.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"
cp "$top"/build/deb/*.deb "$place"
[ $service = yes ] || rm "$place"/kyr-kiosk-service_*.deb
apt_log=$top/build/packages.log
setup_can_be_root || setup_fail "Please ask an administrator to run: apt-get install $top/build/deb/*.deb"
echo "Installing $(cd "$place" && ls | sed 's/_.*//' | tr '\n' ' ')..."
setup_apt install -y -q --no-install-recommends --reinstall --allow-downgrades "$place"/*.deb ||
    setup_fail "Not installed: $(setup_apt_reason) (all of it: $apt_log)"
echo "Installed. Start it with: kyr-kiosk"
# apt's words are in the log: whose screen it is, and what may be in the way, is said here.
[ $service = no ] || /usr/sbin/kyr-kiosk-screen status
