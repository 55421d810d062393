#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the tests need, builds, and runs all of them.
# usage: sh tests/run.sh [--short] [ctest options, such as -L unit or -R layout]
# --short: without what only time finds (tests/endurance).
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/src/setup.sh"
endurance=yes
if [ "${1:-}" = --short ]; then
    endurance=no
    shift
fi
[ $# = 0 ] || endurance=no

setup_folder
# shellcheck disable=SC2086 # words
setup_packages $SETUP_BUILD_PACKAGES libcmocka-dev python3 strace imagemagick zbar-tools \
    xserver-xorg-core xserver-xorg-video-dummy xserver-xorg-dev libxfixes3 cage grim xwayland \
    chromium fonts-noto-cjk i18nspector minisign libfaketime
for preset in release dev check; do
    echo "Building $preset ..."
    setup_build $preset
done

# A slip in a name or label is not "all tests passed".
if [ $# -gt 0 ]; then
    n_tests=$(cd "$top" && for preset in dev check; do ctest --test-dir build/$preset -N "$@" 9>&-; done |
        awk '/^Total Tests:/ {n += $3} END {print n + 0}')
    if [ "$n_tests" = 0 ]; then
        echo "There is no such test: $*" >&2
        exit 2
    fi
fi

# What failed is told at the end, but the rest runs all the same.
failed=0
run() {
    (cd "$top" && "$@") 9>&- || failed=1
}
# The sanitizers watch everything but the screens; those run as they will on a kiosk.
run ctest --test-dir build/dev --output-on-failure -j "$(nproc)" -LE e2e --no-tests=ignore "$@"
run ctest --test-dir build/check --output-on-failure -L e2e --no-tests=ignore "$@"
# Last, what only time finds, in its short form: with everything, or asked for by itself.
[ $endurance = no ] || run sh tests/endurance/run.sh short
exit $failed
