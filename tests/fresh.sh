#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The two commands of README.md, as they stand there, on machines that have nothing: roots of Debian made
# new, with a `git archive` of HEAD in a folder with an odd name. Nothing else proves a set-up.
# usage: sh tests/fresh.sh [NAME...]     (as root; without names: all that CI runs)
#   bookworm  Debian 12, a user with sudo, no locale: both commands, so all the tests
#   trixie    Debian 13, root: both commands, the second without what only time finds
#   trouble   Debian 12: what can be in the way of the first command (tests/trouble.sh)
#   deb       the .deb packages: built on 12 and on 13, installed in another new root each
#   cross     arm64 by cross build on 12: unit tests, and pictures compared with this processor's
#   forky     Debian's next, by hand: builds and unit tests; it may break any day
# Roots are made by mmdebstrap from whatever archive this machine's own apt uses; the empty ones are
# kept for a day in $KYR_FRESH_CACHE (/var/cache/kyr-fresh). Logs and the table: build/fresh; with
# KYR_FRESH_KEEP=1 the roots too.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
out=$top/build/fresh
cache=${KYR_FRESH_CACHE:-/var/cache/kyr-fresh}
folder='kyr ñ & co'
table=$out/table.md
failed=0

fail() {
    echo "$*" >&2
    exit 3
}

[ "$(id -u)" = 0 ] || fail "tests/fresh.sh makes whole machines, so it has to run as root."
command -v mmdebstrap >/dev/null || fail "tests/fresh.sh needs the package mmdebstrap."
mkdir -p "$out" "$cache" || exit 3
git -C "$top" archive HEAD >"$out/source.tar" || exit 3

# ---- Roots --------------------------------------------------------------------------------------

# sources SUITE: this machine's own apt sources of its own release, for another one.
sources() {
    . /etc/os-release
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        if [ "$1" = forky ]; then
            sed -e "/^Suites:/s/.*/Suites: forky/; /-security/d" -e "s/\b$VERSION_CODENAME\b/forky/g"
        else
            sed "s/\b$VERSION_CODENAME\b/$1/g"
        fi
}

# base SUITE: an empty root as a tar file, made at most once a day.
base() {
    tar=$cache/$1.tar
    if [ -z "$(find "$tar" -mmin -1440 2>/dev/null)" ]; then
        sources "$1" | mmdebstrap --quiet --variant=minbase --include=sudo,ca-certificates \
            "$1" "$cache/new-$1.tar" - >"$out/base-$1.log" 2>&1 || fail "No root of $1: see $out/base-$1.log"
        mv "$cache/new-$1.tar" "$tar"
    fi
}

# base_mb SUITE: what an empty root of it takes.
base_mb() {
    base "$1"
    echo $(($(stat -c %s "$cache/$1.tar") / 1048576))
}

# root SUITE NAME: a new root in $out/roots/NAME, with the source in /home/ana/$folder.
root() {
    base "$1"
    root=$out/roots/$2
    mountpoint -q "$root" || rm -rf --one-file-system "$root"
    mkdir -p "$root"
    tar -C "$root" -xf "$cache/$1.tar" || exit 3
    cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    chroot "$root" useradd -m -s /bin/sh ana
    echo 'ana ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/ana"
    source_to "$root/home/ana/$folder"
    chroot "$root" chown -R ana: /home/ana
}

source_to() {
    mkdir -p "$1"
    tar -C "$1" -xf "$out/source.tar"
}

# inside USER VARIABLES SCRIPT: runs it in the root and in the source's folder there, with processes,
# devices and mounts of its own. Nothing of this machine's environment comes along.
inside() {
    unshare --mount --pid --ipc --uts --fork --kill-child sh -c '
        root=$1 user=$2 variables=$3 script=$4 folder=$5
        mount --make-rprivate /
        mount -t proc proc "$root/proc"
        mount -t sysfs -o ro sysfs "$root/sys"
        mount -t tmpfs -o mode=755 dev "$root/dev"
        for node in null zero full random urandom tty; do
            case $node in
            null) n=3 ;; zero) n=5 ;; full) n=7 ;; random) n=8 ;; urandom) n=9 ;; tty) n=0 ;;
            esac
            major=1
            [ $node != tty ] || major=5
            mknod -m 666 "$root/dev/$node" c $major $n
        done
        mkdir "$root/dev/pts" "$root/dev/shm"
        mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts "$root/dev/pts"
        ln -s pts/ptmx "$root/dev/ptmx"
        ln -s /proc/self/fd "$root/dev/fd"
        mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
        mount -t tmpfs -o mode=755 run "$root/run"
        hostname fresh
        echo "127.0.0.1 localhost fresh" >"$root/etc/hosts"
        set -- env -i HOME="$(chroot "$root" sh -c "echo ~$user")" USER="$user" TERM=dumb \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        # shellcheck disable=SC2086 # words
        set -- "$@" $variables sh -c "$script" sh "/home/ana/$folder"
        if [ "$user" = root ]; then
            exec chroot "$root" "$@"
        fi
        exec chroot --userspec="$user:$user" "$root" "$@"
    ' inside "$root" "$1" "$2" 'cd "$1" && '"$3" "$folder" </dev/null
}

# ---- Steps --------------------------------------------------------------------------------------

n_packages() {
    chroot "$root" dpkg-query -W -f '${Package}\n' | wc -l
}

mb() {
    du -smx "$root" | cut -f 1
}

# step WHO VARIABLES COMMAND [SHOWN]: one row of the table.
step() {
    before_n=$(n_packages) before_mb=$(mb) start=$(date +%s)
    shown=${4:-$3}
    log=$out/$name.log
    echo "== $name ($suite, $1): $shown"
    if inside "$1" "$2" "$3" >"$out/step.log" 2>&1; then result=passed; else result=failed failed=1; fi
    cat "$out/step.log" >>"$log"
    # CI shows what a failed step said, and of a good one what it ended with.
    if [ $result = failed ]; then tail -n 150 "$out/step.log"; else tail -n 12 "$out/step.log"; fi
    printf '| %s | %s | %s | `%s` | %s | %s -> %s | %s -> %s | %s |\n' "$name" "$suite" "$1" "$shown" \
        $(($(date +%s) - start)) "$before_n" "$(n_packages)" "$before_mb" "$(mb)" $result >>"$table"
    [ $result = passed ]
}

# command N: the Nth command at the top of README.md.
command_of_readme() {
    awk -v n="$1" '/^```/ {inside = !inside; if (inside) block++; next} inside && block == n' "$top/README.md"
}

packages_of() {
    chroot "$root" dpkg-query -W -f '${Package} ${Version}\n' >"$out/$name-packages-$1.txt"
}

# both WHO VARIABLES: the README's two commands.
both() {
    packages_of before
    step "$1" "$2" "$(command_of_readme 1)" &&
        step "$1" "$2" 'ls build/release/shots/en/home-1.png build/release/shots/es/at-my-door-1.png' 'pictures' &&
        step "$1" "$2" "$(command_of_readme 1)" "the same again" &&
        step "$1" "$2" "$(command_of_readme 2)${3:-}"
    packages_of after
    echo "packages before: $(wc -l <"$out/$name-packages-before.txt"), after: $(wc -l <"$out/$name-packages-after.txt")"
}

scenario() {
    name=$1
    : >"$out/$name.log"
    case $name in
    bookworm)
        suite=bookworm
        root $suite $name
        both ana ''
        step ana '' '! sh tests/run.sh -L no-such-label'
        ;;
    trixie)
        suite=trixie
        root $suite $name
        both root 'LANG=C.UTF-8' ' --short'
        ;;
    trouble)
        suite=bookworm
        mkdir -p "$out/roots/$name"
        mount -t tmpfs -o size=$(($(base_mb bookworm) + 100))m small "$out/roots/$name"
        root $suite $name
        step root '' 'sh tests/trouble.sh small'
        umount "$root"
        root $suite $name
        step root '' 'sh tests/trouble.sh whole'
        ;;
    deb)
        for suite in bookworm trixie; do
            root $suite $name-$suite
            step root '' 'sh tests/deb.sh build'
            mkdir -p "$out/deb-$suite"
            mv "$root/home/ana/$folder"/build/deb/*.deb "$out/deb-$suite"
            rm -rf --one-file-system "$root"
            root $suite $name-$suite
            mv "$out/deb-$suite" "$root/home/ana/$folder/deb"
            step root '' 'sh tests/deb.sh install deb'
            rm -rf --one-file-system "$root"
        done
        ;;
    cross)
        suite=bookworm
        root $suite $name
        step root '' 'sh tests/cross.sh'
        ;;
    forky)
        suite=forky
        root $suite $name
        step root '' "$(command_of_readme 1)" && step root '' 'sh tests/run.sh -L unit'
        ;;
    *) fail "tests/fresh.sh: there is no '$name'" ;;
    esac
    [ -n "${KYR_FRESH_KEEP:-}" ] || rm -rf --one-file-system "$root"
}

[ $# -gt 0 ] || set -- bookworm trixie trouble deb cross
{
    echo '| root | Debian | user | command | seconds | packages | MB | result |'
    echo '|---|---|---|---|---|---|---|---|'
} >"$table"
for each in "$@"; do
    scenario "$each"
done
rm -f "$out/source.tar" "$out/step.log"
rmdir "$out/roots" 2>/dev/null
echo
cat "$table"
exit $failed
