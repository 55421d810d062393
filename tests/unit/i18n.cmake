# SPDX-License-Identifier: GPL-3.0-or-later
set(i18n_tests ${CMAKE_CURRENT_SOURCE_DIR}/unit/i18n)
kyr_test(lang i18n ${i18n_tests}/test_lang.c)
kyr_test(pseudo i18n ${i18n_tests}/test_pseudo.c)
kyr_test(plural i18n ${i18n_tests}/test_plural.c)
kyr_test(mo_check i18n ${i18n_tests}/test_mo_check.c ${i18n_tests}/fixture.c)
kyr_test(catalog i18n ${i18n_tests}/test_catalog.c ${i18n_tests}/fixture.c)
kyr_test(po i18n ${i18n_tests}/test_po.c ${i18n_tests}/fixture.c)
target_link_libraries(test-i18n-po PRIVATE kyr-po)
