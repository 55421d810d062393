#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes build/machine/{disk.img,vmlinuz,initrd.img}: Debian as this machine's own package sources give it, with the
# kiosk installed by build/release, and a root shell for the test. As root; about 3 minutes, then from what is kept.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
here=$top/tests/machine
out=$top/build/machine
root=$out/root

if [ ! -e "$out/root.done" ]; then
    rm -rf "$root"
    mkdir -p "$out"
    set --
    for sources in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
        [ ! -s "$sources" ] || set -- "$@" "$sources"
    done
    # The kernel and what every installed Debian has; what the README of the service asks for; what the kiosk links.
    mmdebstrap --quiet --variant=minbase --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --include=systemd-sysv,udev,dbus,kmod,procps,iproute2,linux-image-amd64 \
        --include=cage,seatd,xwayland \
        --include=libsdl2-2.0-0,libsdl2-ttf-2.0-0,libmd4c0,libyaml-0-2,libfribidi0,libunistring2 \
        --include=libqrencode4,libseccomp2,libsodium23 \
        bookworm "$root" "$@"
    touch "$out/root.done"
fi

DESTDIR=$root cmake --install "$top/build/release" --prefix /usr >/dev/null
cc -O1 -Wall -Wextra -o "$root/usr/local/bin/finger" "$here/finger.c"
install -m 755 "$here/agent" "$root/usr/local/bin/agent"
for unit in "agent:DefaultDependencies=no:ExecStart=/usr/local/bin/agent" \
    "finger:After=systemd-modules-load.service:ExecStart=/usr/local/bin/finger /run/finger"; do
    name=${unit%%:*} rest=${unit#*:}
    printf '[Unit]\n%s\n[Service]\n%s\nStandardError=journal+console\n' "${rest%%:*}" "${rest#*:}" \
        >"$root/etc/systemd/system/$name.service"
    mkdir -p "$root/etc/systemd/system/sysinit.target.wants"
    ln -sf "../$name.service" "$root/etc/systemd/system/sysinit.target.wants/$name.service"
done
echo uinput >"$root/etc/modules-load.d/uinput.conf"
echo /dev/vda / ext4 defaults 0 1 >"$root/etc/fstab"
echo kiosk >"$root/etc/hostname"

cp "$root"/boot/vmlinuz-* "$out/vmlinuz"
cp "$root"/boot/initrd.img-* "$out/initrd.img"
rm -f "$out/disk.img"
mke2fs -q -t ext4 -d "$root" "$out/disk.img" 3G
