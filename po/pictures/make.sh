#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The pictures of po/README.md, from the real program: sh po/pictures/make.sh build/release
# Needs xvfb, xdotool, imagemagick and chromium. A copy of es.po gets a slip and a gap to show.
set -eu
for tool in xvfb-run:xvfb xdotool:xdotool convert:imagemagick import:imagemagick chromium:chromium; do
    command -v "${tool%%:*}" >/dev/null || {
        echo "The pictures need ${tool%%:*}, of the package ${tool#*:}." >&2
        exit 3
    }
done
[ -x "${1:-}/bin/kyr-kiosk" ] || {
    echo "usage: sh po/pictures/make.sh BUILD (such as build/release)" >&2
    exit 2
}
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/po"
po=$work/po/es.po
sed 's/^msgstr "Hable \*\*a través de la puerta\*\*\."/msgstr "Hable **a través de la puerta."/
     s/^msgstr "Pregunte quiénes son y por qué vinieron\."/msgstr ""/' po/pack/es.po >"$po"

# Few colours and no comments: what is shown has few, and stays small.
small() {
    convert "$1" -strip -resize "$2" +dither -colors 48 PNG8:"$here/$3"
}

# shoot_edit NAME KEYS...: --edit, the keys one after the other, a picture.
shoot_edit() {
    name=$1
    shift
    cat >"$work/edit.sh" <<END
"$build/bin/kyr-kiosk" --edit "$po" --window 1440x810 --dpi 70 --today 2026-11-28 &
sleep 3
for key in $*; do xdotool key \$key; sleep 0.4; done
xdotool mousemove 1439 809
sleep 0.6
import -window root "$work/$name.png"
kill \$!
END
    xvfb-run -a -s "-screen 0 1440x810x24" sh "$work/edit.sh"
}

shoot_edit edit i
small "$work/edit.png" 960x edit.png
shoot_edit both i b
small "$work/both.png" 960x both.png

"$build/bin/kyr-pack" shot assets/pack -o "$work/shots" --lang en --lang es --po "$po" \
    --page at-my-door --today 2026-11-28
small "$work/shots/es/at-my-door-2.png" 640x say.png
"$build/bin/kyr-pack" shot assets/pack -o "$work/call" --lang es --page clinic-church-court \
    --today 2026-11-28
convert "$work/call/es/clinic-church-court-1.png" -crop 1920x640+0+0 +repage "$work/name.png"
small "$work/name.png" 640x name.png

# The contact sheet with one sentence chosen.
choose='document.querySelector("[aria-label^=Talk]").click()'
sed -i "s|$po|po/pack/es.po|g; s|</body>|<script>$choose</script></body>|" \
    "$work/shots/index.html"
chromium --headless --no-sandbox --disable-gpu --disable-background-networking \
    --disable-component-update --disable-sync --no-first-run --user-data-dir="$work/profile" \
    --hide-scrollbars --window-size=1300,760 --virtual-time-budget=6000 \
    --screenshot="$work/sheet.png" "file://$work/shots/index.html" 2>"$work/browser.log"
small "$work/sheet.png" 960x sheet.png
ls -l "$here"/*.png
