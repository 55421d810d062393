#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The packages on a machine of their own, in QEMU, beside a login screen (lightdm): who has the screen when, what the
# power button does, and what is left after purge. By hand, as root, on Debian 12; about 6 minutes, 3 of them the
# first time only. Pictures: build/machine/package
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/src/setup.sh"
setup_folder
# shellcheck disable=SC2086 # words
setup_packages $SETUP_BUILD_PACKAGES python3 qemu-system-x86 qemu-utils mmdebstrap e2fsprogs
exec 9>&- # install.sh waits for whoever has the folder
sh "$top/src/install.sh" --build-only
out=$top/build/machine/package
root=$out/root

if [ ! -e "$out/root.done" ]; then
    rm -rf "$root"
    mkdir -p "$out"
    set --
    for sources in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
        [ ! -s "$sources" ] || set -- "$@" "$sources"
    done
    mmdebstrap --quiet --variant=minbase --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --include=systemd-sysv,udev,dbus,kmod,procps,libpam-systemd,linux-image-amd64 \
        --include=lightdm,lightdm-gtk-greeter,xserver-xorg-core,xserver-xorg-input-libinput \
        --include=cage,seatd,xwayland,libsdl2-2.0-0,libsdl2-ttf-2.0-0,libmd4c0,libyaml-0-2,libfribidi0 \
        --include=libunistring2,libqrencode4,libseccomp2,libsodium23,libgettextpo0,gettext \
        --include=fonts-noto-core,fonts-material-design-icons-iconfont,fonts-dejavu-core \
        bookworm "$root" "$@"
    touch "$out/root.done"
fi

# The packages are installed by the test, in the machine.
rm -rf "$root/debs" && mkdir -p "$root/debs"
cp "$top"/build/deb/*.deb "$root/debs"
install -m 755 "$top/tests/machine/agent" "$root/usr/local/bin/agent"
printf '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/usr/local/bin/agent\n' \
    >"$root/etc/systemd/system/agent.service"
mkdir -p "$root/etc/systemd/system/sysinit.target.wants"
ln -sf ../agent.service "$root/etc/systemd/system/sysinit.target.wants/agent.service"
echo /dev/vda / ext4 defaults 0 1 >"$root/etc/fstab"
echo kiosk >"$root/etc/hostname"
cp "$root"/boot/vmlinuz-* "$out/vmlinuz"
cp "$root"/boot/initrd.img-* "$out/initrd.img"
rm -f "$out/disk.img"
mke2fs -q -t ext4 -d "$root" "$out/disk.img" 4G
exec python3 -B "$top/tests/machine/test_package.py" "$out"
