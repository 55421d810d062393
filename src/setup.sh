# SPDX-License-Identifier: GPL-3.0-or-later
# Read by src/run.sh and tests/run.sh: what has to be installed, and how it is built. `top` is set.

SETUP_BUILD_PACKAGES="cmake ninja-build gcc libc6-dev pkg-config gettext libgettextpo-dev
libsdl2-dev libsdl2-ttf-dev libx11-dev libmd4c-dev libyaml-dev libfribidi-dev libunistring-dev
libqrencode-dev libseccomp-dev libsodium-dev zlib1g-dev fonts-noto-core
fonts-material-design-icons-iconfont
fonts-dejavu-core"

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

# setup_packages NAME...: installs what is missing; one plain line when it cannot.
setup_packages() {
    missing=
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        if ! command -v sudo >/dev/null; then
            echo "Please ask an administrator to run: apt-get install$missing" >&2
            exit 3
        fi
    fi
    echo "Installing:$missing"
    if ! { $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
        echo "These packages could not be installed:$missing" >&2
        exit 3
    fi
}

# setup_build PRESET: configures once, then builds what has changed.
setup_build() {
    build=$top/build/$1
    if [ ! -f "$build/build.ninja" ]; then
        mkdir -p "$build"
        if ! (cd "$top" && cmake --preset "$1" >"$build/configure.log" 2>&1); then
            cat "$build/configure.log" >&2
            exit 3
        fi
    fi
    ninja -C "$build" --quiet || exit 3
}
