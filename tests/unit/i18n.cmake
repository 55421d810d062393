# SPDX-License-Identifier: GPL-3.0-or-later
set(dir ${CMAKE_CURRENT_SOURCE_DIR}/unit/i18n)
kyr_test(lang i18n ${dir}/test_lang.c)
kyr_test(plural i18n ${dir}/test_plural.c)
kyr_test(mo_check i18n ${dir}/test_mo_check.c ${dir}/fixture.c)
kyr_test(catalog i18n ${dir}/test_catalog.c ${dir}/fixture.c)
kyr_test(po i18n ${dir}/test_po.c ${dir}/fixture.c)
target_link_libraries(test-i18n-po PRIVATE kyr-po)
