# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DKYR_PACK= -DSTAGE= -DSHARE= -DWORK= [-DKEY=] [-DRUN=EMULATOR] -P sign.cmake
# STAGE (words/, seeds/, locale/) -> SHARE/pack, signed, and SHARE/keys with the public key. What was
# signed is unpacked, verified and compared with its sources, file by file, before it counts.
set(pack "${WORK}/pack") # as an author's folder: words, facts and catalogs in one
file(REMOVE_RECURSE "${pack}" "${SHARE}/pack.new")
file(COPY "${STAGE}/words/" DESTINATION "${pack}")
file(COPY "${STAGE}/seeds" "${STAGE}/locale" DESTINATION "${pack}")
if(NOT KEY)
    set(KEY "${WORK}/this-program.key")
    file(REMOVE "${WORK}/this-program.key" "${WORK}/this-program.pub")
    execute_process(COMMAND ${RUN} "${KYR_PACK}" keygen -o "${WORK}/this-program"
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endif()
string(REGEX REPLACE "\\.key$" ".pub" public "${KEY}")
execute_process(COMMAND ${RUN} "${KYR_PACK}" build "${pack}" -o "${WORK}/pack.kyrpack" --key "${KEY}"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
file(REMOVE "${WORK}/this-program.key")

# By tar, since cmake's own archives lose every file whose path the locale has no letters for.
function(unpack)
    file(MAKE_DIRECTORY "${SHARE}/pack.new")
    execute_process(COMMAND tar -xmf "${WORK}/pack.kyrpack" -C "${SHARE}/pack.new"
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${RUN} "${KYR_PACK}" verify "${SHARE}/pack.new" --trust "${public}"
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "The signed pack does not verify:\n${output}")
    endif()
    file(GLOB_RECURSE sources RELATIVE "${pack}" "${pack}/*")
    list(FILTER sources INCLUDE REGEX # what a pack may hold; an editor's backups stay behind
        "^(pack|hotlines|keys)\\.yaml$|^pages/.*\\.md$|^seeds/.*\\.yaml$|^locale/.*\\.mo$")
    file(GLOB_RECURSE signed RELATIVE "${SHARE}/pack.new" "${SHARE}/pack.new/*")
    list(FILTER signed EXCLUDE REGEX "^(MANIFEST|MANIFEST.*\\.minisig|CHECKSUM)$")
    if(NOT "${sources}" STREQUAL "${signed}")
        message(FATAL_ERROR "The signed pack has other files than its sources:\n${sources}\n${signed}")
    endif()
    foreach(name IN LISTS sources)
        execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${pack}/${name}"
            "${SHARE}/pack.new/${name}" COMMAND_ERROR_IS_FATAL ANY)
    endforeach()
endfunction()

if(result EQUAL 0)
    unpack()
else() # whoever is writing a page wants to see the rest of it
    message("${output}The pack has errors, so it is not signed: a locked kiosk will not show it.")
    file(COPY "${pack}/" DESTINATION "${SHARE}/pack.new")
endif()
file(REMOVE_RECURSE "${SHARE}/pack" "${SHARE}/keys")
file(RENAME "${SHARE}/pack.new" "${SHARE}/pack")
file(COPY "${public}" DESTINATION "${SHARE}/keys")
