# SPDX-License-Identifier: GPL-3.0-or-later
foreach(module arena date diag fs str utf8)
    kyr_test(${module} base ${CMAKE_CURRENT_SOURCE_DIR}/unit/base/test_${module}.c)
endforeach()
