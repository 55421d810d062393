# SPDX-License-Identifier: GPL-3.0-or-later
foreach(module hit list para scale words)
    kyr_test(${module} layout ${CMAKE_CURRENT_SOURCE_DIR}/unit/layout/test_${module}.c)
endforeach()
foreach(module paginate screens)
    kyr_test(${module} layout ${CMAKE_CURRENT_SOURCE_DIR}/unit/layout/test_${module}.c
        ${CMAKE_CURRENT_SOURCE_DIR}/unit/layout/fixture.c)
endforeach()
