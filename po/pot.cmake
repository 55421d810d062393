# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DMODE=write|check -DKIND=ui|pack -DPOT=... -DFRESH=... -P po/pot.cmake, in the top folder.
# Makes the template anew as FRESH; then replaces POT by it unless they differ in the date alone
# (write), or fails if they differ in more than date and references (check): a line that moved in a
# source file is no reason for a red test.

# --check: ’ for ' and … for ... in what people read.
function(make_ui)
    execute_process(
        COMMAND ${XGETTEXT} --from-code=UTF-8 --language=C --add-comments=TRANSLATORS
            --keyword --keyword=UI --keyword=UI_C:1c,2 --keyword=UI_N:1,2
            --check=ellipsis-unicode --check=quote-unicode
            --package-name=kyr-kiosk --package-version=${VERSION}
            "--copyright-holder=the kyr-kiosk authors" --msgid-bugs-address=${BUGS_TO}
            --files-from=po/ui/POTFILES.in --force-po --output=${FRESH}
        RESULT_VARIABLE status)
    if(status)
        message(FATAL_ERROR "xgettext failed")
    endif()
    # With ASCII words only, xgettext leaves the charset open, and msginit then writes ASCII into
    # the translation.
    file(READ ${FRESH} text)
    string(REPLACE "charset=CHARSET" "charset=UTF-8" text "${text}")
    file(WRITE ${FRESH} "${text}")
endfunction()

function(make_pack)
    file(REMOVE ${FRESH})
    execute_process(COMMAND ${KYR_PACK} pot ${PACK} -o ${FRESH} RESULT_VARIABLE status)
    if(status OR NOT EXISTS ${FRESH})
        message(FATAL_ERROR "kyr-pack pot failed")
    endif()
endfunction()

function(read_to_compare file out)
    set(text)
    if(EXISTS ${file})
        file(READ ${file} text)
        string(REGEX REPLACE "\"POT-Creation-Date:[^\n]*\n" "" text "${text}")
        if(MODE STREQUAL "check")
            string(REGEX REPLACE "\n#:[^\n]*" "" text "${text}")
        endif()
    endif()
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

if(KIND STREQUAL "ui")
    make_ui()
else()
    make_pack()
endif()
read_to_compare(${FRESH} fresh)
read_to_compare(${POT} current)
if(fresh STREQUAL current)
    message(STATUS "${POT} is current")
elseif(MODE STREQUAL "write")
    file(COPY_FILE ${FRESH} ${POT})
    message(STATUS "${POT} is written anew")
else()
    execute_process(COMMAND diff -u ${POT} ${FRESH})
    message(FATAL_ERROR "${POT} is not current. Run: sh po/update.sh")
endif()
