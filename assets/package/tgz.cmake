# SPDX-License-Identifier: GPL-3.0-or-later
# Into the .tar.gz: how to unpack it, for which Debian it is, and which libraries it wants.
set(root "$ENV{DESTDIR}/opt/kyr-kiosk")
execute_process(COMMAND sh -c
    "ldd '${root}/bin/kyr-kiosk' '${root}/bin/kyr-pack' | sed -n 's/^\t\\(.*\\) => .*/\\1/p' | sort -u"
    OUTPUT_VARIABLE libraries)
file(STRINGS /etc/os-release line REGEX "^PRETTY_NAME=")
string(REGEX REPLACE ".*=\"?([^\"]*)\"?.*" "\\1" system "${line}")
file(WRITE "${root}/README.txt" "kyr-kiosk, built on ${system}, for the same release only.

As root: tar -xzf FILE -C /    (everything lies below /opt/kyr-kiosk)
Then:    /opt/kyr-kiosk/bin/kyr-kiosk

The .deb packages bring these libraries by themselves; here they have to be installed:
${libraries}")
