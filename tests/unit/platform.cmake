# SPDX-License-Identifier: GPL-3.0-or-later
foreach(module notify sandbox)
    kyr_test(${module} platform ${CMAKE_CURRENT_SOURCE_DIR}/unit/platform/test_${module}.c)
endforeach()
