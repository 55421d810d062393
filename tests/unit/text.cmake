# SPDX-License-Identifier: GPL-3.0-or-later
foreach(module bidi breaks metrics runs)
    kyr_test(${module} text ${CMAKE_CURRENT_SOURCE_DIR}/unit/text/test_${module}.c)
endforeach()
