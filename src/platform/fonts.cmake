# SPDX-License-Identifier: GPL-3.0-or-later
# The fonts stand beside the program, so that versions do not drift and no fontconfig is needed to run. To
# build, fontconfig says where they lie: by their PostScript names, which are exact where a family may
# also be answered with a narrow or a variable font, or with the next best one.
set(KYR_FONTS_ALWAYS NotoSans-Regular.ttf NotoSans-Bold.ttf NotoSans-Italic.ttf MaterialIcons-Regular.ttf
    DejaVuSans.ttf DejaVuSans-Bold.ttf)
set(KYR_CJK_FACES jp kr sc tc) # in the order of their index, as font_list.h counts

set(table ${CMAKE_CURRENT_LIST_DIR}/font_list.h)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
file(READ ${table} text)
string(REGEX MATCHALL "(NOTO|CJK)\\(\"[^)]*\\)" KYR_FONT_LINES "${text}")

# A line a face of every font of this machine: PostScript name|index|file
find_program(FC_LIST fc-list)
if(NOT FC_LIST)
    message(FATAL_ERROR "The program fc-list is missing, which says where the fonts are. Install the "
        "package fontconfig.")
endif()
execute_process(COMMAND ${FC_LIST} :variable=False -f "|%{postscriptname}|%{index}|%{file}\n"
    OUTPUT_VARIABLE KYR_FACES ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)

# The file that has the face `name` at `index`, and ends like `file`; empty if there is none.
function(kyr_face name index file out)
    set(${out} "" PARENT_SCOPE)
    get_filename_component(end ${file} LAST_EXT)
    string(REGEX MATCHALL "\\|${name}\\|${index}\\|[^\n]*\\${end}\n" lines "${KYR_FACES}")
    list(SORT lines)
    foreach(line ${lines})
        string(REGEX REPLACE "^\\|[^|]*\\|[^|]*\\|(.*)\n$" "\\1" path "${line}")
        if(path MATCHES "/${file}$" OR NOT found)
            set(found "${path}")
        endif()
    endforeach()
    set(${out} "${found}" PARENT_SCOPE)
endfunction()

# Where the font that is to be `file` beside the program lies on this machine; empty: nowhere.
function(kyr_font_path file out)
    get_filename_component(stem ${file} NAME_WLE)
    if(NOT file MATCHES "^NotoSansCJK-(.*)\\.ttc$")
        kyr_face(${stem} 0 ${file} path)
    else()
        set(style ${CMAKE_MATCH_1})
        foreach(index RANGE 3)
            list(GET KYR_CJK_FACES ${index} face)
            kyr_face(NotoSansCJK${face}-${style} ${index} ${file} path)
            if(index GREATER 0 AND NOT path STREQUAL first)
                set(path "") # another collection, with its faces in another order
                break()
            endif()
            set(first "${path}")
        endforeach()
    endif()
    set(${out} "${path}" PARENT_SCOPE)
endfunction()

# What a language (catalog name) needs: files, and their Debian package.
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
            set(end ttf)
            set(package fonts-noto-core)
            if(line MATCHES "CJK\\(")
                set(stem NotoSansCJK)
                set(end ttc)
                set(package fonts-noto-cjk)
            endif()
            set(${out_files} ${stem}-Regular.${end} ${stem}-Bold.${end} PARENT_SCOPE)
            set(${out_package} ${package} PARENT_SCOPE)
        endif()
    endforeach()
endfunction()

# Copies into `dir` what every installation needs and what the languages (catalog names) need. A
# script's font that is not there is told here and, as a finding, by the programs.
function(kyr_copy_fonts dir)
    foreach(file ${KYR_FONTS_ALWAYS})
        kyr_font_path(${file} path)
        if(NOT path)
            message(FATAL_ERROR "The font ${file} is missing. Install the packages fonts-noto-core, "
                "fonts-material-design-icons-iconfont and fonts-dejavu-core (other systems: "
                "src/README.md).")
        endif()
        configure_file("${path}" "${dir}/${file}" COPYONLY)
    endforeach()
    foreach(language ${ARGN})
        kyr_fonts_of(${language} files package)
        foreach(file ${files})
            kyr_font_path(${file} path)
            if(path)
                configure_file("${path}" "${dir}/${file}" COPYONLY)
            else()
                message(WARNING "The language ${language} needs the font ${file}. Install the package "
                    "${package}.")
            endif()
        endforeach()
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
