# SPDX-License-Identifier: GPL-3.0-or-later
# Read by src/run.sh, src/install.sh and tests/run.sh: what has to be installed, and how it is built.
# `top` is set. Whatever goes wrong is one line on standard error and exit code 3; the next run goes
# on from there.

SETUP_BUILD_PACKAGES="cmake ninja-build gcc libc6-dev pkg-config gettext libgettextpo-dev
libsdl2-dev libsdl2-ttf-dev libx11-dev libmd4c-dev libyaml-dev libfribidi-dev libunistring-dev
libqrencode-dev libseccomp-dev libsodium-dev zlib1g-dev fonts-noto-core
fonts-material-design-icons-iconfont
fonts-dejavu-core"
SETUP_BUILD_MB=200 # what build/release may take on the disk, with room to spare

# Chinese, Japanese and Korean need fonts that are too large to be installed for nothing; which
# languages these are says src/platform/font_list.h.
for language in $(sed 's/#.*//' "$top/po/ui/LINGUAS" "$top/po/pack/LINGUAS"); do
    case $language in
    zh_CN) language=zh-Hans ;;
    zh_TW) language=zh-Hant ;;
    esac
    if grep -q "CJK(\"$language\"" "$top/src/platform/font_list.h"; then
        SETUP_BUILD_PACKAGES="$SETUP_BUILD_PACKAGES fonts-noto-cjk"
    fi
done

# --help of each script that reads this file: what its head says, before anything is installed.
if [ "${1:-}" = --help ]; then
    sed -n '/^# usage:/,/^[^#]/s/^# \{0,1\}//p' "$0"
    exit 0
fi

setup_fail() {
    echo "$*" >&2
    exit 3
}

# setup_free_mb FOLDER: what is free on its disk.
setup_free_mb() {
    df -Pk "$1" | awk 'NR == 2 {print int($4 / 1024)}'
}

# setup_folder: build/ can be written to, has room, and belongs to this run until the script ends.
setup_folder() {
    build_top=$top/build
    { mkdir -p "$build_top" && touch "$build_top/.lock" && test -w "$build_top/.lock"; } 2>/dev/null ||
        setup_fail "$build_top cannot be written to. Copy the project to a folder of your own and start it there."
    exec 9>>"$build_top/.lock"
    if ! flock -n 9; then
        echo "Waiting for another run in $build_top ..."
        flock 9
    fi
}

# setup_as_root COMMAND...: with sudo where that is needed.
setup_as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

setup_can_be_root() {
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null || return
    # Where somebody sits, sudo may ask for a password. (-v, as -l asks nothing of a stranger.)
    if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi
}

# setup_missing NAME...: those that are not installed.
setup_missing() {
    {
        dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true
        printf 'wanted %s\n' "$@"
    } | awk '$1 == "installed" {has[$2] = 1} $1 == "wanted" && !has[$2] && !seen[$2]++ {print $2}'
}

# setup_mb AMOUNT UNIT: apt's "709 MB" or "1,205 kB" as megabytes.
setup_mb() {
    echo "$1 $2" | tr -d , | awk '{print int(($2 == "GB" ? $1 * 1024 : $2 == "kB" ? $1 / 1024 : $1) + 0.5)}'
}

# setup_apt ARGUMENT...: apt-get, its words kept in $apt_log. Another apt is waited for. Of a settings file that
# was changed here, and in the package too, dpkg keeps ours: it would ask, and the question stand in the log.
setup_apt() {
    tries=0
    until setup_as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
        apt-get -o DPkg::Lock::Timeout=600 -o "Dpkg::Options::=--force-confdef" \
        -o "Dpkg::Options::=--force-confold" "$@" >"$apt_log" 2>&1 9>&-; do
        grep -q '^E: Could not get lock' "$apt_log" && [ "$tries" -lt 60 ] || return 1
        tries=$((tries + 1))
        sleep 5
    done
}

# setup_cost NAME...: how much it will be, into n_packages, load_mb and disk_mb.
setup_cost() {
    LC_ALL=C apt-get -o Debug::NoLocking=true install --no-install-recommends --assume-no "$@" \
        >"$apt_log" 2>&1 9>&- || true
    n_packages=$(sed -n 's/.* \([0-9]*\) newly installed.*/\1/p' "$apt_log")
    [ -n "$n_packages" ] || return 0
    # shellcheck disable=SC2046 # two words each
    load_mb=$(setup_mb $(sed -n 's/^Need to get \(.*[0-9] [kMG]*B\)[ /].*/\1/p' "$apt_log"))
    # shellcheck disable=SC2046
    disk_mb=$(setup_mb $(sed -n 's/^After this operation, \(.* [kMG]*B\) of add.*/\1/p' "$apt_log"))
}

# The first thing that apt complained of, or what stands behind it.
setup_apt_reason() {
    if grep -q -e 'Temporary failure resolving' -e 'Could not resolve' -e 'Could not connect' "$apt_log"; then
        echo "the package archive cannot be reached; is there a network?"
    else
        sed -n -e 's/^E: //p' -e 's/^dpkg: error[^:]*: //p' -e 's/.*\(No space left on device\).*/\1/p' \
            "$apt_log" | head -n 1
    fi
}

# setup_packages NAME...: installs what is missing.
setup_packages() {
    missing=$(setup_missing "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null ||
        setup_fail "This is not Debian. src/README.md lists what has to be installed elsewhere."
    setup_can_be_root ||
        setup_fail "Please ask an administrator to run: apt-get install --no-install-recommends $missing"
    apt_log=$build_top/packages.log
    echo "Looking for $(echo "$missing" | wc -w) packages ..."
    # An earlier run may have been interrupted in the middle.
    [ -z "$(dpkg --audit 2>/dev/null)" ] ||
        setup_as_root dpkg --force-confdef --force-confold --configure -a >"$apt_log" 2>&1 9>&- || true
    update_reason=
    # Without a network what is known already may do.
    setup_apt update -q && ! grep -q '^W: Failed to fetch' "$apt_log" || update_reason=$(setup_apt_reason)
    # shellcheck disable=SC2086 # words
    setup_cost $missing
    [ -n "$n_packages" ] ||
        setup_fail "Not installed: ${update_reason:-$(setup_apt_reason)} (wanted: $missing)"
    free_mb=$(setup_free_mb /usr)
    [ "$free_mb" -gt $((load_mb + disk_mb)) ] ||
        setup_fail "Not installed: $((load_mb + disk_mb)) MB are needed on the disk of /usr, and $free_mb MB are free."
    echo "Installing $n_packages packages: $load_mb MB to load, $disk_mb MB on the disk ..."
    # shellcheck disable=SC2086
    setup_apt install -y -q --no-install-recommends $missing ||
        setup_fail "Not installed: $(setup_apt_reason) (all of it: $apt_log)"
}

# setup_reason LOG: the first line that tells what is wrong.
setup_reason() {
    grep -m 1 -e 'No space left' "$1" || grep -m 1 -e 'error:' "$1" ||
        grep -m 1 -A 2 -e '^CMake Error' "$1" | tail -n 1 || tail -n 1 "$1"
}

# setup_build PRESET: configures when it has to be, then builds what has changed.
setup_build() {
    build=$build_top/$1
    log=$build/build.log
    { mkdir -p "$build" && touch "$log"; } 2>/dev/null ||
        setup_fail "$build is somebody else's (was it built with sudo?). Remove it, and start again."
    free_mb=$(setup_free_mb "$build")
    [ -f "$build/build.ninja" ] || [ "$free_mb" -gt "$SETUP_BUILD_MB" ] ||
        setup_fail "Not built: $SETUP_BUILD_MB MB are needed in $build, and $free_mb MB are free."
    if [ ! -f "$build/build.ninja" ] || [ "$top/CMakePresets.json" -nt "$build/build.ninja" ]; then
        (cd "$top" && cmake --preset "$1") >"$log" 2>&1 9>&- ||
            setup_fail "Not configured: $(setup_reason "$log") (all of it: $log)"
    fi
    # Debian 12's ninja reads "&" in the path of a header as its end and would build everything each time.
    case $top in
    *[!A-Za-z0-9/._\ -]*)
        changed=$(cd "$top" && find CMakeLists.txt src assets po seeds tests -newer "$build/.built" 2>&1 || true)
        [ -n "$changed" ] || return 0
        ;;
    esac
    if ! ninja -C "$build" --quiet >"$log" 2>&1 9>&-; then
        setup_fail "Not built: $(setup_reason "$log") (all of it: $log)"
    fi
    : >"$build/.built"
    grep -v -e '^ninja: ' -e '^-- \(GLOB\|Configuring\|Generating\|Build files\)' "$log" || true
}
