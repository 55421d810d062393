#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# After a change of the English: writes the templates (.pot) anew and merges them into every translation.
# usage: sh po/update.sh
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/src/setup.sh"
setup_folder
# shellcheck disable=SC2086 # words
setup_packages $SETUP_BUILD_PACKAGES
setup_build release
ninja -C "$top/build/release" --quiet po-update 9>&-
