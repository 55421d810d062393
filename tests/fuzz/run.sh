#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers and runs each for some minutes; prints what came of it.
# usage: sh tests/fuzz/run.sh [MINUTES [TARGET...]]     (30 minutes, all targets)
# What is found lands in build/fuzz/found/TARGET; new inputs grow in build/fuzz/grown/TARGET.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$top/build/fuzz
minutes=${1:-30}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- page front yaml hotlines pack mo manifest signature packfile inline

cd "$top"
mkdir -p "$build"
log=$build/build.log
if ! cmake --preset fuzz >"$log" 2>&1 || ! cmake --build --preset fuzz --target $(printf 'fuzz-%s ' "$@") >>"$log" 2>&1
then
    cat "$log" >&2
    exit 3
fi

failed=0
printf '%-10s %8s %12s %9s %7s %8s\n' target minutes executions coverage corpus crashes
for target; do
    mkdir -p "$build/grown/$target" "$build/found/$target"
    log=$build/found/$target.log
    set +e
    "$build/tests/fuzz-$target" -max_total_time=$((minutes * 60)) -max_len=16384 -timeout=20 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$build/found/$target/" \
        "$build/grown/$target" "$top/tests/fuzz/corpus/$target" >"$log" 2>&1
    code=$?
    set -e
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    corpus=$(find "$build/grown/$target" -type f | wc -l)
    crashes=$(find "$build/found/$target" -type f | wc -l)
    [ "$code" -eq 0 ] && [ "$crashes" -eq 0 ] || failed=1
    printf '%-10s %8s %12s %9s %7s %8s\n' "$target" "$minutes" "${executions:-?}" "${coverage:-?}" "$corpus" "$crashes"
done
exit $failed
