# SPDX-License-Identifier: GPL-3.0-or-later
# The fonts stand beside the program, so that versions do not drift and no fontconfig is needed.
set(KYR_SYSTEM_FONTS /usr/share/fonts)
set(KYR_FONTS_ALWAYS
    truetype/noto/NotoSans-Regular.ttf
    truetype/noto/NotoSans-Bold.ttf
    truetype/noto/NotoSans-Italic.ttf
    truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf
    truetype/dejavu/DejaVuSans.ttf
    truetype/dejavu/DejaVuSans-Bold.ttf)

set(table ${CMAKE_CURRENT_LIST_DIR}/font_list.h)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
file(READ ${table} text)
string(REGEX MATCHALL "(NOTO|CJK)\\(\"[^)]*\\)" KYR_FONT_LINES "${text}")

# What a language (catalog name) needs: files below /usr/share/fonts, and their Debian package.
function(kyr_fonts_of catalog out_files out_package)
    string(REPLACE "_" "-" tag ${catalog})
    string(REPLACE "zh-CN" "zh-Hans" tag ${tag})
    string(REPLACE "zh-TW" "zh-Hant" tag ${tag})
    set(${out_files} PARENT_SCOPE)
    foreach(line ${KYR_FONT_LINES})
        string(REGEX MATCHALL "\"[^\"]*\"" words "${line}")
        string(REPLACE "\"" "" words "${words}")
        list(GET words 0 languages)
        list(GET words -1 stem)
        separate_arguments(languages UNIX_COMMAND "${languages}")
        if(tag IN_LIST languages)
            set(path truetype/noto/${stem})
            set(end ttf)
            set(package fonts-noto-core)
            if(line MATCHES "CJK\\(")
                set(path opentype/noto/NotoSansCJK)
                set(end ttc)
                set(package fonts-noto-cjk)
            endif()
            set(${out_files} ${path}-Regular.${end} ${path}-Bold.${end} PARENT_SCOPE)
            set(${out_package} ${package} PARENT_SCOPE)
        endif()
    endforeach()
endfunction()

# Copies into `dir` what every installation needs and what the languages (catalog names) need. A
# script's font that is not there is told here and, as a finding, by the programs.
function(kyr_copy_fonts dir)
    set(fonts ${KYR_FONTS_ALWAYS})
    foreach(font ${fonts})
        if(NOT EXISTS ${KYR_SYSTEM_FONTS}/${font})
            message(FATAL_ERROR "The font ${KYR_SYSTEM_FONTS}/${font} is missing. Install the "
                "packages fonts-noto-core, fonts-material-design-icons-iconfont and "
                "fonts-dejavu-core.")
        endif()
    endforeach()
    foreach(language ${ARGN})
        kyr_fonts_of(${language} files package)
        foreach(file ${files})
            if(EXISTS ${KYR_SYSTEM_FONTS}/${file})
                list(APPEND fonts ${file})
            else()
                message(WARNING "The language ${language} needs ${KYR_SYSTEM_FONTS}/${file}. "
                    "Install the package ${package}.")
            endif()
        endforeach()
    endforeach()
    list(REMOVE_DUPLICATES fonts)
    foreach(font ${fonts})
        if(KYR_FONT_LINKS)
            get_filename_component(name ${font} NAME)
            file(MAKE_DIRECTORY ${dir})
            file(REMOVE ${dir}/${name})
            file(CREATE_LINK ../../fonts/${font} ${dir}/${name} SYMBOLIC) # from /usr/share/kyr-kiosk/fonts
        else()
            file(COPY ${KYR_SYSTEM_FONTS}/${font} DESTINATION ${dir})
        endif()
    endforeach()
endfunction()

# The languages of the LINGUAS files.
function(kyr_languages out)
    set(names)
    foreach(part ui pack)
        set(linguas ${PROJECT_SOURCE_DIR}/po/${part}/LINGUAS)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${linguas})
        file(STRINGS ${linguas} lines REGEX "^[^#]")
        foreach(line ${lines})
            separate_arguments(more UNIX_COMMAND "${line}")
            list(APPEND names ${more})
        endforeach()
    endforeach()
    list(REMOVE_DUPLICATES names)
    set(${out} ${names} PARENT_SCOPE)
endfunction()
