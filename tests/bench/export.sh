#!/bin/sh
# 100,000 rows of the Plan sheet against a bare libxlsxwriter loop with the same cells and formats (bound: 1.25 x), and the memory that a
# million rows take (bound: 64 MB).
set -eu
. tests/bench/lib.sh
b=$B/tests/bench/bench_export
f=$BENCH_DIR/plan-million.xlsx
rc=0
"$b" || rc=1
cpu "$b" write "$f" 1000000
echo "un million de lignes : $CPU s CPU, $MB Mo (borne 64), fichier de $(($(wc -c < "$f") / 1000000)) Mo"
rm -f "$f"
awk -v m="$MB" 'BEGIN { exit m > 64 }' || rc=1
exit $rc
