#!/bin/sh
# 100,000 rows of the Plan sheet against a bare libxlsxwriter loop with the same cells and formats (bound: 1.25 x), and the memory that a
# million rows take: the writer's, fed by a generator, and that of the whole command on a plan of 100,000 articles (bounds: 64 MB).
set -eu
. tests/bench/lib.sh
. tests/bench/large.sh
export MAHALLI_NOW=2026-11-21T10:00:00
b=$B/tests/bench/bench_export
f=$BENCH_DIR/plan-million.xlsx
rc=0
"$b" || rc=1
cpu "$b" write "$f" 1000000
echo "un million de lignes : $CPU s CPU, $MB Mo (borne 64), fichier de $(($(wc -c < "$f") / 1000000)) Mo"
rm -f "$f"
awk -v m="$MB" 'BEGIN { exit m > 64 }' || rc=1
large_plan "$BENCH_DIR" 100000
cpu "$B/mahalli" -f "$BENCH_DIR/large.db" export "$BENCH_DIR/large.xlsx" --scope member=GAT
lines=$(grep -o '[0-9][^·]* lignes' "$BENCH_DIR/out" | tr -cd '0-9')
echo "commande entière : 100000 articles, $lines lignes : $CPU s CPU, $MB Mo (borne 64), fichier de $(($(wc -c < "$BENCH_DIR/large.xlsx") / 1000000)) Mo"
awk -v m="$MB" -v n="$lines" 'BEGIN { exit m > 64 || n < 1000000 }' || rc=1
rm -f "$BENCH_DIR"/large.*
exit $rc
