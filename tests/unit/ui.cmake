# SPDX-License-Identifier: GPL-3.0-or-later
set(dir ${CMAKE_CURRENT_SOURCE_DIR}/unit/ui)
foreach(module gesture idle nav staff_gesture staff_lock)
    kyr_test(${module} ui ${dir}/test_${module}.c)
endforeach()
set(driver ${dir}/driver.c ${CMAKE_CURRENT_SOURCE_DIR}/unit/i18n/fixture.c)
kyr_test(app ui ${dir}/test_app.c ${dir}/script.c ${driver})
kyr_test(monkey ui ${dir}/test_monkey.c ${dir}/monkey.c ${driver})
foreach(module words screens staff wipe)
    kyr_test(${module} ui ${dir}/test_${module}.c ${driver})
endforeach()
target_compile_definitions(test-ui-monkey PRIVATE _DEFAULT_SOURCE) # mallinfo2
set_tests_properties(unit.ui.monkey PROPERTIES TIMEOUT 300)
# It reads all memory, of which a sanitizer has too much: run with the tests of the release build.
set_tests_properties(unit.ui.wipe PROPERTIES LABELS e2e)
