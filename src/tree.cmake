# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DLIST= -DFROM= -DTO= -P tree.cmake: TO becomes the files of FROM that LIST names, a line each, and
# nothing else. Made beside it and renamed, so that an interrupted build leaves no half folder.
file(STRINGS "${LIST}" names ENCODING UTF-8)
file(REMOVE_RECURSE "${TO}.new")
file(MAKE_DIRECTORY "${TO}.new")
foreach(name IN LISTS names)
    get_filename_component(folder "${TO}.new/${name}" DIRECTORY)
    file(COPY "${FROM}/${name}" DESTINATION "${folder}")
endforeach()
file(REMOVE_RECURSE "${TO}")
get_filename_component(parent "${TO}" DIRECTORY)
file(MAKE_DIRECTORY "${parent}")
file(RENAME "${TO}.new" "${TO}")
