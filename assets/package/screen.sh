#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Gives the screen of this machine to the kiosk, and takes it back. What is changed is written down in
# /var/lib/kyr-kiosk-service, so that it can be undone to the letter.
# usage: kyr-kiosk-screen take | give-back | status     (and "seen": by the service, after its first frame)
set -eu
state=/var/lib/kyr-kiosk-service
system=/usr/share/kyr-kiosk/system
logind=/etc/systemd/logind.conf.d/kyr-kiosk.conf
units="seatd.service run-kyr-stick.mount kyr-kiosk.service"

is_running() { [ -d /run/systemd/system ]; }

# The login screen that starts with this machine, if any.
login_screen() {
    link=$(readlink /etc/systemd/system/display-manager.service 2>/dev/null) || return 0
    basename "$link"
}

need_root() {
    [ "$(id -u)" = 0 ] || { echo "kyr-kiosk-screen: this needs root" >&2; exit 3; }
}

take() {
    need_root
    mkdir -p "$state"
    screen=$(login_screen)
    if [ -n "$screen" ]; then
        echo "$screen" >"$state/login-screen"
        systemctl --quiet disable "$screen"
        ! is_running || systemctl stop "$screen"
    fi
    touch "$state/taken"
    # shellcheck disable=SC2086 # words
    systemctl --quiet enable $units
    if is_running; then
        systemctl daemon-reload
        systemctl start seatd.service
        systemctl --no-block start kyr-kiosk.service
    fi
    echo "The screen is the kiosk's. Set a PIN if there is none yet (kyr-kiosk --set-pin); kyr-kiosk-screen" \
        "give-back undoes this."
}

# The kiosk has been seen: now, and not before, nobody can log in at its screen any more.
seen() {
    [ -e "$state/taken" ] && [ ! -e "$state/seen" ] || return 0
    mkdir -p /etc/systemd/logind.conf.d
    [ -e "$logind" ] || ln -s "$system/logind.conf" "$logind"
    if [ ! -e /etc/systemd/system/ctrl-alt-del.target ]; then
        systemctl --quiet mask ctrl-alt-del.target
        touch "$state/masked"
    fi
    if systemctl --quiet is-enabled getty@tty1.service 2>/dev/null; then
        systemctl --quiet disable getty@tty1.service
        touch "$state/getty"
    fi
    touch "$state/seen"
}

give_back() {
    need_root
    [ -e "$state/taken" ] || return 0
    # shellcheck disable=SC2086
    systemctl --quiet disable kyr-kiosk.service run-kyr-stick.mount || true
    [ "$(readlink "$logind" 2>/dev/null)" != "$system/logind.conf" ] || rm "$logind"
    rmdir --ignore-fail-on-non-empty /etc/systemd/logind.conf.d 2>/dev/null || true
    [ ! -e "$state/masked" ] || systemctl --quiet unmask ctrl-alt-del.target || true
    [ ! -e "$state/getty" ] || systemctl --quiet enable getty@tty1.service || true
    screen=
    [ ! -e "$state/login-screen" ] || screen=$(cat "$state/login-screen")
    [ -z "$screen" ] || systemctl --quiet enable "$screen" || true
    rm -rf "$state"
    if is_running; then
        systemctl stop kyr-kiosk.service || true
        systemctl daemon-reload || true
        systemctl --no-block start "${screen:-getty@tty1.service}" || true
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
