#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What can be in the way of `sh src/run.sh`, on a machine that has nothing yet (tests/fresh.sh makes it,
# with a disk that has 100 MB left): one plain line each, exit code 3, and the next run goes on.
# usage, as root in the project's folder: sh tests/trouble.sh small | whole
set -u
out=$(mktemp)
n_passed=0 n_failed=0

# judge NAME CODE WANTED_CODE PATTERN: what was said last is one line that PATTERN matches.
judge() {
    n_lines=$(grep -c . "$out.err")
    if [ "$2" = "$3" ] && { [ -z "$4" ] || { [ "$n_lines" = 1 ] && grep -q "$4" "$out.err"; }; }; then
        n_passed=$((n_passed + 1))
        echo "ok $1: $(cat "$out.err")"
    else
        n_failed=$((n_failed + 1))
        echo "not ok $1: code $2, not $3; $n_lines lines, wanted one with \"$4\":"
        sed 's/^/    /' "$out" "$out.err"
    fi
}

# refused NAME PATTERN COMMAND...: ends with 3 and one line.
refused() {
    name=$1 pattern=$2
    shift 2
    "$@" >"$out" 2>"$out.err" </dev/null
    judge "$name" $? 3 "$pattern"
}

# refused_usage: the same with 2.
refused_usage() {
    name=$1 pattern=$2
    shift 2
    "$@" >"$out" 2>"$out.err" </dev/null
    judge "$name" $? 2 "$pattern"
}

# works NAME COMMAND...
works() {
    name=$1
    shift
    "$@" >"$out" 2>"$out.err" </dev/null
    judge "$name" $? 0 ''
}

# as_stranger COMMAND...: as a user who may not become root, in the same folder.
as_stranger() {
    chroot --userspec=eve:eve / sh -c 'cd "$1" && shift && HOME=/home/eve exec "$@"' sh "$PWD" "$@"
}

case ${1:-} in
small)
    refused "a disk with 100 MB left" "MB are needed\|No space left" sh src/run.sh
    ;;
whole)
    n_before=$(dpkg-query -W | wc -l)
    for script in src/run.sh src/install.sh tests/run.sh tests/machine/run.sh po/update.sh; do
        works "$script --help" sh $script --help
        grep -q '^usage: sh ' "$out" || echo 'no usage' >"$out.err"
        judge "it says how" "$(grep -c . "$out.err")" 0 ''
    done
    judge "and installs nothing" $(($(dpkg-query -W | wc -l) - n_before)) 0 ''
    refused "no network" "is there a network" unshare --net sh src/run.sh
    printf 'Package: libmd4c-dev\nPin: release *\nPin-Priority: -1\n' >/etc/apt/preferences.d/lacks
    refused "an archive that lacks one package" "libmd4c-dev" sh src/run.sh
    rm /etc/apt/preferences.d/lacks
    useradd -m eve
    chmod o+x /home/ana
    refused "a folder of somebody else's" "cannot be written to" as_stranger sh src/run.sh
    cp -r . /home/eve/kiosk && chown -R eve: /home/eve
    (cd /home/eve/kiosk && refused "a user without sudo" "ask an administrator" as_stranger sh src/run.sh
    echo "$n_passed $n_failed" >"$out.sum")
    read -r n_passed n_failed <"$out.sum"
    refused "a read-only checkout" "cannot be written to" unshare --mount --propagation unchanged sh -c \
        'mount --bind . "$PWD" && mount -o remount,bind,ro "$PWD" && cd "$PWD" && exec sh src/run.sh'

    # Killed in the middle of the packages, and again in the middle of the build.
    for line in Installing Building; do
        setsid sh src/run.sh >"$out" 2>&1 &
        victim=$!
        until grep -q "^$line" "$out" || ! kill -0 $victim 2>/dev/null; do sleep 0.2; done
        sleep 6
        kill -KILL -$victim
        wait $victim
        echo "killed after: $(tail -n 1 "$out")"
    done
    works "after two kills" sh src/run.sh
    (
        cd /home/eve/kiosk && rm -rf build && mkdir -p build/release && chown eve: build
        refused "a build made with sudo" "somebody else's" as_stranger sh src/run.sh
        echo "$n_passed $n_failed" >"$out.sum"
    )
    read -r n_passed n_failed <"$out.sum"
    works "no /dev/shm, no /sys" unshare --mount --propagation unchanged sh -c \
        'umount /dev/shm /sys && rm -rf build && exec sh src/run.sh'
    rm -rf build
    sh src/run.sh >"$out.other" 2>&1 &
    works "two runs at once: one" sh src/run.sh
    wait $!
    judge "two runs at once: the other" $? 0 ''
    refused "an option that needs a display" "needs a display" sh src/run.sh --kiosk
    refused "one that pictures do not have" "needs a display" sh src/run.sh --distance 800
    refused_usage "a slip" "unknown or incomplete option '--langg'" sh src/run.sh --langg es
    refused_usage "a word" "'nonsense' is not an option" sh src/run.sh nonsense
    works "one that pictures have too" sh src/run.sh --lang es --theme dark --today 2026-12-01
    rm -rf build
    (
        mkdir build && mount -t tmpfs -o size=100m small build
        refused "100 MB left for the build" "MB are needed" sh src/run.sh
        umount build
        echo "$n_passed $n_failed" >"$out.sum"
    )
    read -r n_passed n_failed <"$out.sum"
    ;;
*)
    echo "usage: sh tests/trouble.sh small | whole" >&2
    exit 2
    ;;
esac
echo "$n_passed passed, $n_failed failed"
[ "$n_failed" = 0 ]
