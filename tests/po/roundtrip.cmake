# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DPOT=... -DDOMAIN=... -DOUT=... -DTEST=... -DPACK=... -DANCHOR=... -P roundtrip.cmake
# msginit makes the translation file as a translator would; msgen and msgfilter fill it in.
set(folder ${OUT}/es/LC_MESSAGES)
file(MAKE_DIRECTORY ${folder})
file(REMOVE ${OUT}/es.po)
execute_process(
    COMMAND msginit --no-translator --locale=es --input=${POT} --output-file=${OUT}/es.po
    COMMAND_ERROR_IS_FATAL ANY ERROR_QUIET)
execute_process(COMMAND msgen ${OUT}/es.po -o ${OUT}/filled.po COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND msgfilter --keep-header -i ${OUT}/filled.po -o ${OUT}/marked.po sed "$ s/$/~/"
    COMMAND_ERROR_IS_FATAL ANY ERROR_QUIET)
execute_process(
    COMMAND msgfmt -c --endianness=little -o ${folder}/${DOMAIN}.mo ${OUT}/marked.po
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${TEST} ${PACK} ${ANCHOR} ${OUT} COMMAND_ERROR_IS_FATAL ANY)
