#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows one program with cage and ends with that program's exit code. cage does so by itself only
# from 0.1.5 on; Debian 12's 0.1.4 always ends with 0, and the service has to tell a member of
# staff who left (10) from everything after which the kiosk starts again.
# usage: session PROGRAM ARGUMENT...   XDG_RUNTIME_DIR: a folder of its own that can be written to
set -u
code_file=$XDG_RUNTIME_DIR/exit-code
rm -f "$code_file"
# no -s: cage then leaves Ctrl+Alt+Fn without an effect
cage -- /bin/sh -c '"$@"; echo $? > "$0"' "$code_file" "$@"
code=$?
if [ -s "$code_file" ]; then
    read -r code < "$code_file"
elif [ "$code" -eq 10 ]; then
    code=1 # only the program itself may say 10
fi
exit "$code"
