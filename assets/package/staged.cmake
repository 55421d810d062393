# SPDX-License-Identifier: GPL-3.0-or-later
# Before cpack packs: everybody may read what is in a package. Folders are made with the umask of whoever
# builds, which no setting of cmake's overrides.
execute_process(COMMAND chmod -R u=rwX,go=rX ${CPACK_TEMPORARY_DIRECTORY} COMMAND_ERROR_IS_FATAL ANY)
