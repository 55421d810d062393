# SPDX-License-Identifier: GPL-3.0-or-later
set(dir ${CMAKE_CURRENT_SOURCE_DIR}/unit/content)
foreach(module bad inline limits markdown messages pack phone pin qr readability settings theme
        translate yaml)
    kyr_test(${module} content ${dir}/test_${module}.c ${dir}/findings.c)
endforeach()

# Signed packs. The fixtures make keys from seeds, which is libsodium's business.
foreach(module check_words manifest minisign packfile trust update)
    kyr_test(${module} content ${dir}/test_${module}.c ${dir}/findings.c ${dir}/signed_pack.c)
    target_link_libraries(test-content-${module} PRIVATE PkgConfig::SODIUM)
endforeach()
