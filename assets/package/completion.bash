# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for kyr-kiosk, kyr-edit and kyr-pack: options come from --help, so none is forgotten here.

_kyr_options()
{
    "$@" --help 2>/dev/null | grep -o -e '--[a-z][a-z-]*' | sort -u
}

_kyr()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=
    local program=${COMP_WORDS[0]##*/}
    COMPREPLY=()
    case $before in
    --theme) words='light dark' ;;
    --lang) words='en es' ;;
    --idle) words='off 60 90 120' ;;
    esac
    if [[ -z $words && $program == kyr-pack && $COMP_CWORD -eq 1 ]]; then
        words=$(kyr-pack --help 2>/dev/null | sed -n 's/.* kyr-pack \([a-z][a-z]*\).*/\1/p')
    elif [[ -z $words && $word == -* && $program == kyr-pack ]]; then
        words=$(_kyr_options kyr-pack "${COMP_WORDS[1]}")
    elif [[ -z $words && $word == -* ]]; then
        words=$(_kyr_options "$program")
    fi
    if [[ -n $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _kyr kyr-kiosk kyr-edit kyr-pack
