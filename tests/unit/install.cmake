# SPDX-License-Identifier: GPL-3.0-or-later
# The place: a state folder and a stick below /tmp, with keys and packs that are made from seeds.
set(dir ${CMAKE_CURRENT_SOURCE_DIR}/unit/install)
set(content ${CMAKE_CURRENT_SOURCE_DIR}/unit/content)
foreach(module chain installer slots stick)
    kyr_test(${module} install ${dir}/test_${module}.c ${dir}/place.c ${content}/findings.c
        ${content}/signed_pack.c)
    target_include_directories(test-install-${module} PRIVATE ${content})
    target_link_libraries(test-install-${module} PRIVATE PkgConfig::SODIUM)
endforeach()
# The installer runs in the cell that the kiosk gives it.
target_link_libraries(test-install-installer PRIVATE kyr-platform)
