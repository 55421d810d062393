#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything that takes long or hammers hard, as one table of figures.
# usage: sh tests/endurance/run.sh [short | long [FUZZ_MINUTES]]
# short (the default): under five minutes; long: full size, and each fuzzer for FUZZ_MINUTES (30).
# Needs build/dev and build/check (sh tests/run.sh makes them). What was printed on the way is kept
# in build/endurance.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
mode=${1:-short}
fuzz_minutes=${2:-30}
dev=$top/build/dev
release=$top/build/check
out=$top/build/endurance
share=share/kyr-kiosk
failed=0
mkdir -p "$out"

case $mode in
short) events=100000 real_events=60000 visits=1000 alloc_every=31 bare_every=1997 n_cuts=150 ;;
long) events=1000000 real_events=1000000 visits=100000 alloc_every=1 bare_every=7 n_cuts=1500 ;;
*)
    echo "usage: sh tests/endurance/run.sh [short | long [FUZZ_MINUTES]]" >&2
    exit 2
    ;;
esac

# row WHAT FIGURES: a line of the table.
row() {
    printf '| %-34s | %s |\n' "$1" "$2"
}

# field NAME FILE: the last NAME=value in a file; "?" if there is none.
field() {
    value=$(sed -n "s/.*[ :]$1=\([^ ]*\).*/\1/p" "$2" 2>/dev/null | tail -n 1)
    echo "${value:-?}"
}

# try NAME COMMAND...: runs it, keeps what it says; a failure is told at once and at the end.
try() {
    name=$1
    shift
    if [ ! -x "$1" ] && ! command -v "$1" >/dev/null; then
        row "$name" "not built: $1"
        failed=1
        return 1
    fi
    if ! "$@" >"$out/$name.log" 2>&1; then
        failed=1
        echo "failed: $name, see $out/$name.log" >&2
    fi
}

monkey() {
    try monkey-small "$dev/tests/test-ui-monkey" --events "$events" --visits 200 &&
        row "random events, sanitizers" "$(field events "$out/monkey-small.log") events,\
 $(field crashes "$out/monkey-small.log") crashes, places $(field places "$out/monkey-small.log"),\
 pages $(field pages "$out/monkey-small.log"), numbers $(field numbers "$out/monkey-small.log")"
    try monkey-real "$dev/tests/test-ui-monkey" --share "$dev/$share" --events "$real_events" || return
    row "the same over the real pack" "$(field events "$out/monkey-real.log") events,\
 $(field crashes "$out/monkey-real.log") crashes, pages $(field pages "$out/monkey-real.log"),\
 numbers $(field numbers "$out/monkey-real.log"), screens $(field screens "$out/monkey-real.log")"
}

soak() {
    limit=1024
    [ "$mode" = long ] || limit=4096 # caches have not seen everything by then
    try soak "$release/tests/soak" --visits "$visits" --limit "$limit" &&
        row "visits in a row, real pack" "$(field visits "$out/soak.log") visits,\
 $(field frames "$out/soak.log") frames painted, memory grew by $(field growth_kib "$out/soak.log") KiB"
}

alloc() {
    for variant in visit visit-all-after bare; do
        program=$release/tests/alloc-${variant%-all-after}
        every=$alloc_every
        [ "$variant" != bare ] || every=$bare_every
        set -- --every "$every"
        [ "$variant" != visit-all-after ] || set -- "$@" --all-after
        log=$out/alloc-$variant.log
        try "alloc-$variant" "$program" "$@" || continue
        case $variant in
        visit) what="allocations that fail" ;;
        visit-all-after) what="all of them from one on" ;;
        *) what="the libraries left to themselves" ;;
        esac
        row "$what" "$(field injected "$log") of $(field allocations "$log"): $(field ended "$log") ended with one\
 line, $(field same "$log") not noticed, $(field other "$log") other frames, $(field signals "$log") crashes,\
 $(field hangs "$log") hangs"
    done
}

bytes() {
    try bytes "$release/tests/test-content-packfile" || return
    if grep -q 'PASSED' "$out/bytes.log" && ! grep -q 'FAILED' "$out/bytes.log"; then
        row "changed bytes of pack files" "all of a small pack, 10,000 of the real pack: all refused"
    fi
}

cuts() {
    try cuts python3 -B "$top/tests/cut/test_cut.py" "$release/tests/cut-driver" \
        "$release/tests/libcut-layer.so" --cuts "$n_cuts" &&
        row "power cuts while installing" "$(field cuts "$out/cuts.log") cuts:\
 $(field old "$out/cuts.log") times the old pack,\
 $(field new "$out/cuts.log") times the new one, $(field neither "$out/cuts.log") times neither"
}

# A whole visit of a locked kiosk under strace, on a real X server.
traces() {
    command -v strace >/dev/null && command -v Xorg >/dev/null || return
    mkdir -p "$out/e2e"
    export KYR_BIN="$release/bin" KYR_TOUCH="$release/tests/e2e-touch" KYR_OUT="$out/e2e"
    try traces python3 -B "$top/tests/e2e/test_process.py" Touches
    if grep -q '^OK$' "$out/traces.log"; then
        row "a visit under strace" "0 sockets but the display's, 0 files written, 0 programs started"
    fi
}

# median FILE: of its ms=N lines.
median() {
    sed -n 's/^ms=//p' "$1" | sort -n | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'
}

# In turn, so that both meet the same machine.
verification() {
    program=$release/tests/start-cost
    [ -x "$program" ] || return
    : >"$out/plain.ms" >"$out/signed.ms"
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do
        "$program" plain >>"$out/plain.ms" 2>>"$out/verification.log" || failed=1
        "$program" signed >>"$out/signed.ms" 2>>"$out/verification.log" || failed=1
    done
    plain=$(median "$out/plain.ms") signed=$(median "$out/signed.ms")
    row "opening the real pack, 21 pairs" "$(echo "$signed $plain" |
        awk '{printf "%.1f ms verified, %.1f ms not: %.1f ms more", $1, $2, $1 - $2}')"
}

fuzz() {
    [ "$mode" = long ] && [ "$fuzz_minutes" -gt 0 ] || return
    try fuzz sh "$top/tests/fuzz/run.sh" "$fuzz_minutes"
    tail -n +2 "$out/fuzz.log" | while read -r target minutes executions coverage corpus crashes; do
        row "fuzzer: $target" "$minutes minutes of processor, $executions runs, $coverage edges, $crashes crashes"
    done
}

echo "| what ($mode, $(date -u +%Y-%m-%d)) | figures |"
echo "|---|---|"
monkey
soak
alloc
bytes
cuts
traces
verification
fuzz
exit $failed
