#!/bin/sh
# All benchmarks: ratios of CPU time in one run. Absolute times say little on another machine.
#   B=build sh tests/bench/run.sh [NAME...]
set -u
B=${B:-build}
export B
work=${BENCH_DIR:-$B/bench}
mkdir -p "$work"
export BENCH_DIR="$work"
if [ $# -eq 0 ]; then set -- import xlsx grid match engine pools export tui merge cover; fi
rc=0
for name in "$@"; do
    echo "== $name"
    sh "tests/bench/$name.sh" || rc=1
done
exit $rc
