#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The .deb packages, on a machine that has nothing: tests/fresh.sh makes two new roots and calls this in them.
# usage, as root in the project's folder:
#   sh tests/deb.sh build        makes build/deb/*.deb; lintian; the .tar.gz; a --prefix that cannot be
#   sh tests/deb.sh install DIR  installs those of DIR, draws, shows, upgrades, removes, purges
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
n_passed=0 n_failed=0

# ok NAME COMMAND...: its words are shown only if it fails.
ok() {
    name=$1
    shift
    if said=$("$@" 2>&1); then
        n_passed=$((n_passed + 1))
        echo "ok $name"
    else
        n_failed=$((n_failed + 1))
        echo "not ok $name:"
        echo "$said" | tail -n 30 | sed 's/^/    /'
    fi
}

not() {
    ! "$@"
}

apt() {
    apt-get -y -q --no-install-recommends -o Dpkg::Options::=--force-confold "$@"
}

build() {
    # By somebody whose files are nobody else's business; the packages are for everybody.
    # No locale either, as on a machine that is new: the folder's name is no ASCII.
    ok "packages are built" env -u LC_ALL sh -c 'umask 077; sh src/install.sh --build-only'
    ok "everybody may read what is in them" sh -c 'for deb in build/deb/*.deb; do dpkg-deb -c "$deb"; done >/tmp/list &&
        ! grep -v -e "^drwxr-xr-x root/root" -e "^-rw-r--r-- root/root" -e "^-rwxr-xr-x root/root" -e "^l" /tmp/list'
    ok "lintian" apt install lintian desktop-file-utils appstream
    # As a user: lintian wants no root. What a newer Debian newly minds is told, not failed.
    ok "lintian: no error" sh -c 'cp build/deb/*.deb /tmp && chmod a+r /tmp/*.deb &&
        su ana -s /bin/sh -c "lintian --fail-on error /tmp/*.deb"'
    ok "desktop entry" desktop-file-validate "$top/assets/package/kyr-kiosk.desktop"
    ok "metainfo" valid_metainfo
    for page in "$top"/assets/package/*.[18]; do
        ok "man page ${page##*/}" sh -c 'test -z "$(man -l --warnings "$1" 2>&1 >/dev/null)"' sh "$page"
    done
    ok "the release build" sh -c '. src/setup.sh; setup_folder; setup_build release'
    chmod 755 build && chown -R ana build/release
    ok "the .tar.gz is made" su ana -s /bin/sh -c 'umask 077; cd build/release && cpack -G TGZ'
    rm -rf /tmp/tgz && mkdir -p /tmp/tgz
    ok "it is unpacked" sh -c 'tar -xzf build/release/*.tar.gz -C /tmp/tgz'
    ok "what root unpacks is root's, and for everybody to read" not sh -c \
        'find /tmp/tgz/opt ! -type l \( ! -user root -o ! -perm -444 -o -perm /22 \) | grep .'
    ok "it names no folder of the build" sh -c '! grep -rIF -e "$PWD" -e _CPack /tmp/tgz'
    ok "its unit names its place" grep -rq "^ExecStart=/opt/kyr-kiosk/" /tmp/tgz/opt/kyr-kiosk/lib/systemd
    ok "it starts where it is unpacked" /tmp/tgz/opt/kyr-kiosk/bin/kyr-pack shot -o /tmp/tgz-shots --page home
    ok "it lists its libraries" grep -q "^libSDL2-2" /tmp/tgz/opt/kyr-kiosk/README.txt
    ok "it says for which Debian" grep -q "Debian GNU/Linux [1-9]" /tmp/tgz/opt/kyr-kiosk/README.txt
    ok "fonts come with their licences" \
        test -s /tmp/tgz/opt/kyr-kiosk/share/doc/kyr-kiosk/fonts/fonts-noto-core.copyright
    ok "a relative prefix is refused" refused_prefix relative/place
    ok "a prefix with a blank is refused" refused_prefix "/tmp/with blank"
    by_run_sh
}

# run.sh --install asks nothing, not even when the options of the service are new and have been edited here.
by_run_sh() {
    default=assets/package/kyr-kiosk.default
    cp -p $default /tmp/default && mkdir -p /tmp/keep && cp build/deb/*.deb /tmp/keep
    ok "run.sh --install --service" sh -c 'sh src/run.sh --install --service >/tmp/said 2>&1 </dev/null'
    ok "it says whose the screen is" grep -q "^The screen is the kiosk" /tmp/said
    echo 'KYR_OPTIONS=--lang es' >/etc/default/kyr-kiosk
    echo '# A new line.' >>$default
    ok "and again, with new options" sh -c 'sh src/run.sh --install --service </dev/null'
    ok "all is configured" sh -c 'test -z "$(dpkg --audit)" && grep -q "lang es" /etc/default/kyr-kiosk'
    cp -p /tmp/default $default && cp /tmp/keep/*.deb build/deb
    apt purge 'kyr-kiosk*' >/dev/null 2>&1
}

# There is no home page yet, and that is the only thing that may be missing.
valid_metainfo() {
    said=$(appstreamcli validate --no-net --explain "$top/assets/package/kyr-kiosk.metainfo.xml.in") || true
    echo "$said"
    ! echo "$said" | grep -e '^[EW]:' | grep -v -e url-homepage-missing
}

refused_prefix() {
    said=$(cmake --install build/release --prefix "$1" 2>&1) && return 1
    echo "$said" | grep -q "needs a --prefix"
}

# The first frame under a compositor, as the ordinary user that somebody would be.
first_frame() {
    rm -rf /tmp/run && mkdir -m 700 /tmp/run && chown ana /tmp/run
    su ana -s /bin/sh -c 'XDG_RUNTIME_DIR=/tmp/run WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 \
        WLR_RENDERER=pixman timeout 20 cage -- timeout 4 kyr-kiosk --trace /tmp/run/trace' >/tmp/run/said 2>&1
    grep -q first-frame /tmp/run/trace || { cat /tmp/run/said; return 1; }
}

# The line of the unit, as its user: it says READY=1 when the first frame has been presented.
locked_frame() {
    rm -rf /tmp/run /tmp/.X11-unix && mkdir -m 700 /tmp/run && chown kyr-kiosk /tmp/run # PrivateTmp=
    line=$(sed -n '/^ExecStart=/,/[^\\]$/p' /usr/lib/systemd/system/kyr-kiosk.service | sed -e 's/^ExecStart=//' \
        -e 's/\\$//' -e 's/\$KYR_OPTIONS//' | tr '\n' ' ')
    # perl is on every Debian; the socket is there before the kiosk is.
    perl -MSocket -e '$SIG{ALRM} = sub { exit 1 }; alarm 30; socket(S, PF_UNIX, SOCK_DGRAM, 0);
        bind(S, sockaddr_un("/tmp/run/notify")) && chmod 0777, "/tmp/run/notify" or die;
        do { recv(S, $_, 4096, 0) } until /READY=1/' &
    ear=$!
    # shellcheck disable=SC2086 # words
    timeout 30 setpriv --reuid kyr-kiosk --regid kyr-kiosk --clear-groups env -i PATH=/usr/bin:/bin \
        XDG_RUNTIME_DIR=/tmp/run NOTIFY_SOCKET=/tmp/run/notify WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 \
        WLR_RENDERER=pixman SDL_VIDEODRIVER=wayland SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR=0 $line &
    kiosk=$!
    wait $ear
    seen=$?
    kill $kiosk
    wait $kiosk
    return $seen
}

# What there is of the kiosk on this machine.
left() {
    find /etc /usr/lib /usr/share /var/lib -xdev -name '*kyr*' | sort
    ls /etc/systemd/system/ctrl-alt-del.target 2>/dev/null
}

is_enabled() {
    test -e "/etc/systemd/system/multi-user.target.wants/$1"
}

install() {
    dir=$1
    program=$(ls "$dir"/kyr-kiosk_*.deb) authoring=$(ls "$dir"/kyr-kiosk-authoring_*.deb)
    service=$(ls "$dir"/kyr-kiosk-service_*.deb)
    ok "lists" apt-get update -q
    before=$(left)

    ok "the program alone" apt install "$program"
    ok "it tells its version" kyr-kiosk --version
    ok "the authoring tools" apt install "$authoring"
    ok "it draws a screen" sh -c 'kyr-pack shot -o /tmp/shots --page home && test -s /tmp/shots/es/home-1.png'
    ok "a translator's file from elsewhere" sh -c 'cp po/pack/es.po /tmp/es.po &&
        kyr-pack check --po /tmp/es.po --lang es --today 2026-11-28'
    ok "its fonts are there" sh -c '! find /usr/share/kyr-kiosk/fonts -xtype l | grep .'
    ok "completion" bash -c '. /usr/share/bash-completion/completions/kyr-pack
        COMP_WORDS=(kyr-pack shot --pa) COMP_CWORD=2; _kyr; test "${COMPREPLY[*]}" = --page'

    beside_a_login_screen
    back_again "$service"
    ok "a first frame" first_frame
    ok "a first frame, locked, as the service has it" locked_frame
    ok "it starts with the machine" is_enabled kyr-kiosk.service
    ok "no login is gone before it was seen" sh -c '! test -e /etc/systemd/system/ctrl-alt-del.target &&
        ! test -e /etc/systemd/logind.conf.d/kyr-kiosk.conf'
    ok "it was seen" kyr-kiosk-screen seen
    ok "now they are" sh -c 'test -e /etc/systemd/system/ctrl-alt-del.target &&
        test -e /etc/systemd/logind.conf.d/kyr-kiosk.conf'
    ok "the folder of settings" test "$(stat -c '%a %U %G' /etc/kyr-kiosk)" = "750 root kyr-kiosk"
    ok "a PIN" sh -c 'echo 271828 | kyr-kiosk --set-pin'
    ok "the service may read it" test "$(stat -c '%a %G' /etc/kyr-kiosk/settings.yaml)" = "640 kyr-kiosk"

    # What staff have written stays, whatever comes.
    echo 'KYR_OPTIONS=--lang es' >/etc/default/kyr-kiosk
    chmod 600 /etc/default/kyr-kiosk
    newer "$dir" && ok "upgrade" apt install /tmp/newer/*.deb
    ok "upgraded" sh -c "dpkg-query -W -f '\${Version}' kyr-kiosk | grep -q 99"
    ok "the settings are as they were" sh -c 'grep -q "lang es" /etc/default/kyr-kiosk &&
        test "$(stat -c %a /etc/default/kyr-kiosk)" = 600 && grep -q ^pin /etc/kyr-kiosk/settings.yaml'
    ok "the screen is still the kiosk's" is_enabled kyr-kiosk.service
    ok "downgrade" apt install --allow-downgrades "$program" "$authoring" "$service"
    ok "it still draws" kyr-pack shot -o /tmp/shots2 --page home

    ok "remove" apt remove 'kyr-kiosk*'
    ok "the screen is given back" sh -c '! test -e /etc/systemd/system/ctrl-alt-del.target &&
        ! test -e /etc/systemd/logind.conf.d/kyr-kiosk.conf'
    ok "nothing starts it" not is_enabled kyr-kiosk.service
    ok "the PIN is kept" grep -q ^pin /etc/kyr-kiosk/settings.yaml
    ok "purge" purge_as_readme
    nothing_left
    # A machine that has never had the service.
    ok "the program alone, again" apt install "$program"
    ok "a PIN, again" sh -c 'echo 271828 | kyr-kiosk --set-pin'
    ok "purge, without the service" purge_as_readme
    nothing_left
}

purge_as_readme() {
    line=$(sed -n "s/^| remove all of it | .sudo apt-get \\(purge [^\`]*\\)\`.*/\\1/p" "$top/README.md")
    test -n "$line" && eval "apt $line"
}

nothing_left() {
    after=$(left)
    ok "nothing is left" test "$before" = "$after"
    [ "$before" = "$after" ] || printf '%s\n' "$after"
}

# A machine with a login screen of its own keeps it; one without gives its screen to the kiosk. Debian's gdm3 has
# no [Install] in its unit, as this one: what systemctl disables it cannot enable again.
beside_a_login_screen() {
    link=/etc/systemd/system/display-manager.service
    unit=/usr/lib/systemd/system/gdm3.service
    ok "what the service needs" apt install systemd cage seatd
    mkdir -p /etc/systemd/system
    printf '[Unit]\nDescription=A login screen\n[Service]\nExecStart=/bin/true\n' >$unit
    ln -s $unit $link
    ok "the service, beside gdm3" apt install "$service"
    ok "gdm3 keeps the screen" not is_enabled kyr-kiosk.service
    ok "status says so" sh -c 'kyr-kiosk-screen status | grep -q gdm3'
    newer "$dir" && ok "upgrade beside gdm3" apt install /tmp/newer/kyr-kiosk*.deb
    ok "gdm3 keeps the screen then too" not is_enabled kyr-kiosk.service
    ok "and back" apt install --allow-downgrades "$program" "$authoring" "$service"
    ok "gdm3 gives it to the kiosk" sh -c "kyr-kiosk-screen take && ! test -e $link"
    ok "and has it back" sh -c "kyr-kiosk-screen give-back && test x\$(readlink $link) = x$unit"
    # The power goes, or the window in which it was typed, when gdm3 is out.
    mkdir -p /tmp/cut
    printf '#!/bin/sh\n/usr/bin/rm "$@"\ncase "$*" in *display-manager*) kill -9 $PPID ;; esac\n' >/tmp/cut/rm
    chmod 755 /tmp/cut/rm
    ok "interrupted" sh -c "PATH=/tmp/cut:\$PATH kyr-kiosk-screen take; test \$? = 137 && ! test -e $link"
    ok "gdm3 has it back then too" sh -c "kyr-kiosk-screen give-back && test x\$(readlink $link) = x$unit"
    mv /usr/lib/systemd/system/kyr-kiosk.service /tmp
    ok "no kiosk that could take it" not kyr-kiosk-screen take
    ok "gdm3 keeps it then" sh -c "kyr-kiosk-screen status | grep -q 'belongs to gdm3' && test -e $link"
    mv /tmp/kyr-kiosk.service /usr/lib/systemd/system
    # An upgrade of gdm3 links itself again: systemd must leave it out then.
    ok "gdm3 comes back by itself" sh -c "kyr-kiosk-screen take && ln -s $unit $link"
    ok "the kiosk stands in its way" grep -q '^Conflicts=.*display-manager.service' \
        /usr/lib/systemd/system/kyr-kiosk.service
    ok "give back" sh -c "kyr-kiosk-screen give-back && test -e $link"
    rm $unit
    ok "a link to nothing is no login screen" not sh -c 'kyr-kiosk-screen status | grep gdm3'
    ok "take and give back, with it" sh -c 'said=$(kyr-kiosk-screen take 2>&1 && kyr-kiosk-screen give-back 2>&1)
        echo "$said"; ! echo "$said" | grep -i fail'
    ln -sf /dev/null $link
    ok "nor is /dev/null" not sh -c 'kyr-kiosk-screen status | grep null'
    rm $link
}

# Removed and installed again, it is new: the screen is the kiosk's as on the first day.
back_again() {
    ok "the service is removed" apt remove kyr-kiosk-service
    ok "and comes again" apt install "$1"
    ok "it takes the screen" is_enabled kyr-kiosk.service
    ok "given back by hand" kyr-kiosk-screen give-back
    newer "$dir" && ok "upgrade" apt install /tmp/newer/*.deb
    ok "an upgrade leaves it so" not is_enabled kyr-kiosk.service
    ok "downgrade" apt install --allow-downgrades "$program" "$authoring" "$service"
    ok "a copy by hand that comes first" sh -c 'mkdir -p /usr/local/lib/systemd/system
        : >/usr/local/lib/systemd/system/kyr-kiosk.service
        kyr-kiosk-screen status | grep -q "/usr/local/.* by hand"'
    rm -r /usr/local/lib/systemd
    ok "the kiosk takes the screen" kyr-kiosk-screen take
}

# The same packages with a higher version.
newer() {
    rm -rf /tmp/newer /tmp/unpacked && mkdir -p /tmp/newer
    for deb in "$1"/*.deb; do
        dpkg-deb -R "$deb" /tmp/unpacked &&
            sed -i -e 's/^Version: .*/Version: 99.0/' -e 's/kyr-kiosk (= [^)]*)/kyr-kiosk (= 99.0)/' \
                /tmp/unpacked/DEBIAN/control &&
            dpkg-deb -b /tmp/unpacked "/tmp/newer/$(basename "$deb")" >/dev/null && rm -rf /tmp/unpacked || return 1
    done
}

cd "$top" || exit 3

export top
case ${1:-} in
build) build ;;
install) install "$PWD/$2" ;;
*)
    echo "usage: sh tests/deb.sh build | install DIR" >&2
    exit 2
    ;;
esac
echo "$n_passed passed, $n_failed failed"
[ "$n_failed" = 0 ]
