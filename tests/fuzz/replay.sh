#!/bin/sh
# Replays the corpus of a fuzz target (tests/hostile/<target>/ or tests/fuzz/corpus/<target>/) in the normal tests.
set -u
prog=$1
name=$(basename "$prog" | sed 's/^fuzz_//')
dir=tests/hostile/$name
[ -d "$dir" ] || dir=tests/fuzz/corpus/$name
[ -d "$dir" ] || { echo "not ok - $name : pas de corpus $dir"; exit 1; }
if "$prog" "$dir" > /dev/null; then
    echo "ok - corpus $name ($(ls "$dir" | wc -l) fichiers)"
else
    echo "not ok - corpus $name"
    exit 1
fi
