# SPDX-License-Identifier: GPL-3.0-or-later
# What belongs to an installation beside the programs, and the packages that cpack makes: three .deb (preset
# "deb") or one .tar.gz for the same release of Debian.
set(here ${CMAKE_CURRENT_LIST_DIR})
set(made ${CMAKE_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${made})

# kyr_gzip(FILE OUT): as Debian wants it, the same bytes each time.
function(kyr_gzip file out)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    execute_process(COMMAND gzip -9nc ${file} OUTPUT_FILE ${out} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(kyr_man component)
    foreach(page ${ARGN})
        kyr_gzip(${here}/${page} ${made}/${page}.gz)
        string(REGEX REPLACE ".*\\." "" section ${page})
        install(FILES ${made}/${page}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section}
            COMPONENT ${component})
    endforeach()
endfunction()
kyr_man(kiosk kyr-kiosk.1)
kyr_man(authoring kyr-pack.1 kyr-edit.1)
kyr_man(service kyr-kiosk-screen.8)

configure_file(${here}/kyr-kiosk.metainfo.xml.in ${made}/internal.kyr_kiosk.kyr_kiosk.metainfo.xml @ONLY)
install(FILES ${made}/internal.kyr_kiosk.kyr_kiosk.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT kiosk)
install(FILES ${here}/kyr-kiosk.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT kiosk)
install(FILES ${here}/kyr-kiosk.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT kiosk)
set(completions ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${here}/completion.bash RENAME kyr-kiosk DESTINATION ${completions} COMPONENT kiosk)
foreach(program kyr-pack kyr-edit)
    install(FILES ${here}/completion.bash RENAME ${program} DESTINATION ${completions} COMPONENT authoring)
endforeach()

# Each package says what it is under; of the fonts that are copied, their own licences come along.
kyr_gzip(${here}/changelog ${made}/changelog.gz)
foreach(component kiosk service authoring)
    set(name kyr-kiosk-${component})
    if(component STREQUAL kiosk)
        set(name kyr-kiosk)
    endif()
    install(FILES ${here}/copyright ${made}/changelog.gz
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
    if(KYR_FONT_LINKS)
        install(FILES ${here}/lintian.overrides RENAME ${name}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides COMPONENT ${component})
    endif()
endforeach()
if(NOT KYR_FONT_LINKS)
    foreach(package fonts-noto-core fonts-material-design-icons-iconfont fonts-dejavu-core)
        install(FILES /usr/share/doc/${package}/copyright RENAME ${package}.copyright
            DESTINATION ${CMAKE_INSTALL_DOCDIR}/fonts COMPONENT kiosk OPTIONAL)
    endforeach()
endif()

install(PROGRAMS ${here}/screen.sh RENAME kyr-kiosk-screen DESTINATION ${CMAKE_INSTALL_SBINDIR}
    COMPONENT service)
if(KYR_FONT_LINKS) # a Debian package; elsewhere these are copied by hand (system/README.md)
    install(FILES ${here}/kyr-kiosk.default RENAME kyr-kiosk DESTINATION /etc/default COMPONENT service)
    install(FILES ${CMAKE_SOURCE_DIR}/assets/system/kyr-kiosk.sysusers RENAME kyr-kiosk.conf
        DESTINATION lib/sysusers.d COMPONENT service)
    install(FILES ${CMAKE_SOURCE_DIR}/assets/system/kyr-kiosk.tmpfiles RENAME kyr-kiosk.conf
        DESTINATION lib/tmpfiles.d COMPONENT service)
    install(FILES ${CMAKE_SOURCE_DIR}/assets/system/kyr-kiosk-stick.rules RENAME 85-kyr-kiosk-stick.rules
        DESTINATION lib/udev/rules.d COMPONENT service)
    install(FILES ${CMAKE_SOURCE_DIR}/assets/system/sysctl.conf RENAME 60-kyr-kiosk.conf
        DESTINATION lib/sysctl.d COMPONENT service)
endif()

# Which Debian this is built on; a .tar.gz is for the same one.
file(STRINGS /etc/os-release os_lines REGEX "^(PRETTY_NAME)=")
string(REGEX REPLACE ".*=\"?([^\"]*)\"?.*" "\\1" KYR_BUILT_ON "${os_lines}")
set(KYR_TGZ_PREFIX /opt/kyr-kiosk)

set(CPACK_GENERATOR TGZ)
set(CPACK_PACKAGE_NAME kyr-kiosk)
set(CPACK_PACKAGE_VENDOR "the kyr-kiosk authors")
set(CPACK_PACKAGE_CONTACT "the kyr-kiosk authors <authors@kyr-kiosk.internal>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "know-your-rights guidance on a touch screen, offline")
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${here}/staged.cmake)
# So that units name the place that they are installed to, and not cpack's own folder.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_PROJECT_CONFIG_FILE ${made}/generator.cmake)
file(CONFIGURE OUTPUT ${made}/generator.cmake CONTENT [[
if(CPACK_GENERATOR STREQUAL "TGZ")
    set(CPACK_INSTALL_PREFIX "@KYR_TGZ_PREFIX@")
    set(CPACK_POST_BUILD_SCRIPTS "@here@/tgz.cmake")
    set(KYR_BUILT_ON "@KYR_BUILT_ON@")
endif()
]] @ONLY)

set(CPACK_COMPONENTS_ALL kiosk service authoring)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_KIOSK_PACKAGE_NAME kyr-kiosk)
set(CPACK_DEBIAN_KIOSK_PACKAGE_DEPENDS
    "fonts-noto-core, fonts-material-design-icons-iconfont, fonts-dejavu-core")
set(CPACK_COMPONENT_KIOSK_DESCRIPTION
"know-your-rights guidance and hotlines on a touch screen
What somebody's rights are if immigration officers come, and whom to call, in
English and Spanish, offline. Nothing that is read is kept.")
set(CPACK_DEBIAN_KIOSK_PACKAGE_CONTROL_EXTRA ${here}/kiosk/postrm)
set(CPACK_DEBIAN_AUTHORING_PACKAGE_NAME kyr-kiosk-authoring)
set(CPACK_DEBIAN_AUTHORING_PACKAGE_DEPENDS "kyr-kiosk (= ${PROJECT_VERSION}), gettext")
set(CPACK_COMPONENT_AUTHORING_DESCRIPTION
"tools of the people who write and translate for kyr-kiosk
kyr-pack checks, draws, builds, signs and verifies content packs; kyr-edit
shows each save of a translation on the real screen.")
set(CPACK_DEBIAN_SERVICE_PACKAGE_NAME kyr-kiosk-service)
set(CPACK_DEBIAN_SERVICE_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_SERVICE_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_SERVICE_PACKAGE_DEPENDS
    "kyr-kiosk (>= ${PROJECT_VERSION}), systemd, udev, cage, seatd, xwayland")
set(CPACK_COMPONENT_SERVICE_DESCRIPTION
"kyr-kiosk as the one program on the screen of a machine
Starts the kiosk with the machine, locked, as a user who owns nothing, and
takes new packs from USB sticks. A login screen that is there keeps the
screen until kyr-kiosk-screen says otherwise; removing this gives it back.")
set(CPACK_DEBIAN_SERVICE_PACKAGE_CONTROL_EXTRA
    ${here}/service/postinst ${here}/service/prerm ${here}/service/postrm ${here}/service/conffiles)
include(CPack)
