# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DKYR_PACK= -DSTAGE= -DSHARE= -DWORK= [-DKEY=] -P sign.cmake
# STAGE (a pack with seeds/ and locale/) -> SHARE/pack, signed, and SHARE/keys with the public key.
if(NOT KEY)
    set(KEY ${WORK}/this-program.key)
    file(REMOVE ${WORK}/this-program.key ${WORK}/this-program.pub)
    execute_process(COMMAND ${KYR_PACK} keygen -o ${WORK}/this-program
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endif()
string(REGEX REPLACE "\\.key$" ".pub" public ${KEY})
execute_process(COMMAND ${KYR_PACK} build ${STAGE} -o ${WORK}/pack.kyrpack --key ${KEY}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
file(REMOVE ${WORK}/this-program.key)
file(REMOVE_RECURSE ${SHARE}/pack ${SHARE}/keys)
if(result EQUAL 0)
    file(ARCHIVE_EXTRACT INPUT ${WORK}/pack.kyrpack DESTINATION ${SHARE}/pack TOUCH)
else() # whoever is writing a page wants to see the rest of it
    message("${output}The pack has errors, so it is not signed: a locked kiosk will not show it.")
    file(COPY ${STAGE}/ DESTINATION ${SHARE}/pack)
endif()
file(COPY ${public} DESTINATION ${SHARE}/keys)
