#!/bin/sh
# Coverage-guided fuzzing of one target with clang: make fuzz TARGET=csv SECONDS=60
set -eu
target=${TARGET:?TARGET= : csv, spec...}
out=build/fuzz
mkdir -p "$out/$target"
corpus=tests/hostile/$target
[ -d "$corpus" ] || corpus=tests/fuzz/corpus/$target
make --no-print-directory CC=clang B=build/fuzz/lib OPT='-O1 -g -fno-omit-frame-pointer' CFLAGS='-fsanitize=fuzzer-no-link,address,undefined' \
    LDFLAGS='-fsanitize=address,undefined' build/fuzz/lib/libmahalli.a
clang -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -g -fsanitize=fuzzer,address,undefined -o "$out/fuzz_$target" \
    "tests/fuzz/fuzz_$target.c" build/fuzz/lib/libmahalli.a -lsqlite3 -lutf8proc -lsodium -lxlsxwriter -lzip -lexpat -lcsv -lz -lm -lpthread
"$out/fuzz_$target" -max_total_time="${SECONDS:-60}" -timeout=10 -max_len=20000 "$out/$target" "$corpus"
