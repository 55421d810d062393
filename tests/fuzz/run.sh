#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers and runs each for some minutes of processor time, as many at once as there are
# processors; prints what came of it, the first to end first.
# usage: sh tests/fuzz/run.sh [MINUTES [TARGET...]]     (30 minutes, all targets)
# What is found lands in build/fuzz/found/TARGET; new inputs grow in build/fuzz/grown/TARGET.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$top/build/fuzz
targets="page front yaml hotlines pack mo manifest signature packfile settings keys inline"

# seconds FILE: of the processor, from what `times` printed of a shell's children.
seconds() {
    awk 'NR == 2 {split($1 "m" $2, t, /[ms]+/); printf "%d", t[1] * 60 + t[2] + t[3] * 60 + t[4]}' "$1"
}

# one TARGET SECONDS: until it has had them. A busy machine gives less than the clock says, so what is
# missing is run again, on the inputs grown so far.
one() {
    target=$1 wanted=$2 used=0 executions=0 failed=0
    found=$build/found/$target
    mkdir -p "$build/grown/$target" "$found"
    : >"$found.log"
    while [ "$failed" = 0 ] && [ "$((wanted - used))" -gt 0 ]; do
        "$build/tests/fuzz-$target" -max_total_time=$((wanted - used)) -max_len=16384 -timeout=20 -rss_limit_mb=1024 \
            -print_final_stats=1 -artifact_prefix="$found/" \
            "$build/grown/$target" "$top/tests/fuzz/corpus/$target" >"$found.run" 2>&1 || failed=1
        times >"$found.times"
        used=$(seconds "$found.times")
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found.run")
        executions=$((executions + ${runs:-0}))
        cat "$found.run" >>"$found.log"
        rm -f "$found.run" "$found.times"
    done
    coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$found.log" | tail -n 1)
    corpus=$(find "$build/grown/$target" -type f | wc -l)
    crashes=$(find "$found" -type f | wc -l)
    printf '%-10s %8s %12s %9s %7s %8s\n' "$target" $((used / 60)) $executions "${coverage:-?}" "$corpus" "$crashes"
    [ $failed = 0 ] && [ "$crashes" -eq 0 ]
}

if [ "${1:-}" = --one ]; then
    one "$2" "$3"
    exit
fi

minutes=${1:-30}
case $minutes in
*[!0-9]*)
    echo "usage: sh tests/fuzz/run.sh [MINUTES [TARGET...]]" >&2
    exit 2
    ;;
esac
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- $targets

cd "$top"
mkdir -p "$build"
log=$build/build.log
if ! cmake --preset fuzz >"$log" 2>&1 || ! cmake --build --preset fuzz --target $(printf 'fuzz-%s ' "$@") >>"$log" 2>&1
then
    cat "$log" >&2
    exit 3
fi

printf '%-10s %8s %12s %9s %7s %8s\n' target minutes executions coverage corpus crashes
printf '%s\n' "$@" | xargs -P "$(nproc)" -I TARGET sh "$top/tests/fuzz/run.sh" --one TARGET $((minutes * 60))
