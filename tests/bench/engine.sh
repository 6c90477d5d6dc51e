#!/bin/sh
# The matching engine alone: speed, growth, threads; against SQLite FTS5 and Xapian on the same lines.
# Bounds: 50,000 products: 50,000 articles/s on one core, 25 x Xapian, 1,000 x FTS5; growth below linear.
set -eu
. tests/bench/lib.sh
e=$B/tests/bench/engine
"$e" 5000 20000
DUMP=$BENCH_DIR/lines "$e" 50000 20000 2 | tee "$BENCH_DIR/engine"
"$e" 500000 20000
if ! printf '#include <xapian.h>\n' | ${CXX:-c++} -E -x c++ - > /dev/null 2>&1; then
    [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get install -y -qq --no-install-recommends g++ libxapian-dev > /dev/null 2>&1 || true
fi
if ${CXX:-c++} -O2 -o "$BENCH_DIR/xapian" tests/bench/xapian.cc -lxapian 2> /dev/null; then
    set -- $("$BENCH_DIR/xapian" "$BENCH_DIR/lines")
    ours=$(sed -n 's/.*index [0-9.]* s, \([0-9]*\) articles.*/\1/p' "$BENCH_DIR/engine")
    echo "  Xapian : $1 requêtes/s, premier juste $2 ; le moteur va $(ratio "$ours" "$1") fois plus vite (borne 25)"
else
    echo "  Xapian n'est pas là et ne peut pas être installé : pas de rapport"
fi
