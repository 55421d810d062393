#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Gives the screen of this machine to the kiosk, and takes it back. What is changed is written down in
# /var/lib/kyr-kiosk-service before it is changed, so that it can be undone to the letter.
# usage: kyr-kiosk-screen take | give-back | status     (and "seen": by the service, after its first frame)
set -eu
state=/var/lib/kyr-kiosk-service
system=$(dirname "$(dirname "$(readlink -f "$0")")")/share/kyr-kiosk/system
logind=/etc/systemd/logind.conf.d/kyr-kiosk.conf
login_link=/etc/systemd/system/display-manager.service

is_running() { [ -d /run/systemd/system ]; }

# The login screen that starts with this machine, if any. A link to nothing, or to /dev/null, starts none.
login_screen() {
    [ -f "$login_link" ] || return 0
    basename "$(readlink "$login_link")"
}

# Else the power button would go on switching the machine off, until that has been done once.
reload_logind() {
    ! is_running || systemctl kill --signal=HUP systemd-logind.service || true
}

need_root() {
    [ "$(id -u)" = 0 ] || { echo "kyr-kiosk-screen: this needs root" >&2; exit 3; }
}

take() {
    need_root
    getent passwd kyr-kiosk >/dev/null || {
        echo "kyr-kiosk-screen: there is no user kyr-kiosk yet; $system is to be installed first (system.md)" >&2
        exit 3
    }
    # Whoever types this in a window of that login screen loses the window, and not what is left to do.
    trap '' HUP TERM
    mkdir -p "$state"
    touch "$state/taken"
    systemctl --quiet is-enabled seatd.service >/dev/null 2>&1 || touch "$state/seatd"
    # First in, then out: between the two, the unit's Conflicts= decides.
    systemctl --quiet enable seatd.service run-kyr-stick.mount kyr-kiosk.service || {
        (cd "$state" && rm -f taken seatd)
        exit 3
    }
    rm -f "$state/left"
    screen=$(login_screen)
    if [ -n "$screen" ]; then
        # Not by `systemctl disable`: many of them, gdm3 among them, cannot be enabled again by systemctl.
        readlink "$login_link" >"$state/login-screen"
        rm "$login_link"
    fi
    echo "The screen is the kiosk's. Set a PIN if there is none yet (kyr-kiosk --set-pin); kyr-kiosk-screen" \
        "give-back undoes this." || true
    if is_running; then
        [ -z "$screen" ] || systemctl stop "$screen" || true
        systemctl daemon-reload
        systemctl start seatd.service
        systemctl --no-block start kyr-kiosk.service
    fi
}

# The kiosk has been seen: now, and not before, nobody can log in at its screen any more.
seen() {
    [ -e "$state/taken" ] && [ ! -e "$state/seen" ] || return 0
    mkdir -p /etc/systemd/logind.conf.d
    [ -e "$logind" ] || ln -s "$system/logind.conf" "$logind"
    reload_logind
    if [ ! -e /etc/systemd/system/ctrl-alt-del.target ]; then
        touch "$state/masked"
        systemctl --quiet mask ctrl-alt-del.target
    fi
    if systemctl --quiet is-enabled getty@tty1.service 2>/dev/null; then
        touch "$state/getty"
        systemctl --quiet disable getty@tty1.service
    fi
    touch "$state/seen"
}

give_back() {
    need_root
    [ -e "$state/taken" ] || return 0
    systemctl --quiet disable kyr-kiosk.service run-kyr-stick.mount || true
    [ ! -e "$state/seatd" ] || systemctl --quiet disable seatd.service || true
    [ "$(readlink "$logind" 2>/dev/null)" != "$system/logind.conf" ] || rm "$logind"
    rmdir --ignore-fail-on-non-empty /etc/systemd/logind.conf.d 2>/dev/null || true
    reload_logind
    [ ! -e "$state/masked" ] || systemctl --quiet unmask ctrl-alt-del.target || true
    [ ! -e "$state/getty" ] || systemctl --quiet enable getty@tty1.service || true
    # One that came in the meantime stays; one that was uninstalled cannot come back.
    if [ -e "$state/login-screen" ] && [ ! -e "$login_link" ] && [ -e "$(cat "$state/login-screen")" ]; then
        ln -sf "$(cat "$state/login-screen")" "$login_link"
    fi
    touch "$state/left" # so that an upgrade leaves it so
    (cd "$state" && rm -f taken seen masked getty seatd login-screen)
    if is_running; then
        systemctl stop kyr-kiosk.service run-kyr-stick.mount || true
        systemctl daemon-reload || true
        screen=$(login_screen)
        # In this order: gdm3, on the same screen, ends the one that waits there.
        systemctl --no-block start getty@tty1.service || true
        [ -z "$screen" ] || systemctl --no-block start "$screen" || true
    fi
}

status() {
    if [ -e "$state/seen" ]; then
        echo "The screen is the kiosk's, and the kiosk has been seen on it."
    elif [ -e "$state/taken" ]; then
        echo "The screen is the kiosk's, but it has not been seen yet; logins are as they were."
    elif [ -n "$(login_screen)" ]; then
        echo "The screen belongs to $(login_screen). kyr-kiosk-screen take gives it to the kiosk."
    else
        echo "The kiosk does not have the screen. kyr-kiosk-screen take gives it to it."
    fi
    # systemd would start an older program, with older numbers, and not say so.
    for unit in /etc/systemd/system/kyr-kiosk.service /usr/local/lib/systemd/system/kyr-kiosk.service; do
        if [ -f "$unit" ] && [ "${system#/usr/share}" != "$system" ]; then
            echo "$unit, installed by hand, comes before the package's service: remove it, and the kiosk that it" \
                "starts, to have the package's."
        fi
    done
}

case ${1:-} in
take) take ;;
seen) seen ;;
give-back) give_back ;;
status) status ;;
*)
    echo "usage: kyr-kiosk-screen take | give-back | status" >&2
    exit 2
    ;;
esac
