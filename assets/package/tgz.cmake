# SPDX-License-Identifier: GPL-3.0-or-later
# After cpack: into the .tar.gz goes how to unpack it, for which Debian it is, and which libraries it wants.
# It is packed anew, as root's and readable for everybody whoever built it: unpacked by root, a service runs it.
if(NOT CPACK_GENERATOR STREQUAL "TGZ")
    return()
endif()
set(root "${CPACK_TEMPORARY_DIRECTORY}/opt/kyr-kiosk")
execute_process(COMMAND ldd "${root}/bin/kyr-kiosk" "${root}/bin/kyr-pack" OUTPUT_VARIABLE said
    COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "lib[^ \n]* =>" libraries "${said}")
list(TRANSFORM libraries REPLACE " =>" "")
list(SORT libraries)
list(REMOVE_DUPLICATES libraries)
list(JOIN libraries "\n" libraries)
file(WRITE "${root}/README.txt" "kyr-kiosk, built on ${KYR_BUILT_ON}, for the same release only.

As root: tar -xzf FILE -C /    (everything lies below /opt/kyr-kiosk)
Then:    /opt/kyr-kiosk/bin/kyr-kiosk
As a service: /opt/kyr-kiosk/share/doc/kyr-kiosk-service/system.md

The .deb packages bring these libraries by themselves; here they have to be installed:
${libraries}")
execute_process(COMMAND tar --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --sort=name
    -czf ${CPACK_PACKAGE_FILES} -C ${CPACK_TEMPORARY_DIRECTORY} opt/kyr-kiosk COMMAND_ERROR_IS_FATAL ANY)
