#!/bin/sh
# Reading a workbook as an import does (headers, survey of all rows, then the rows): cells per second, against openpyxl's read-only mode in
# the same run; memory at 100,000 and 1,000,000 rows. Bounds: 1.2 million cells/s, 4 x openpyxl, 64 MB and flat.
set -eu
. tests/bench/lib.sh
b=$B/tests/bench/bench_xlsx
for kind in rows shared; do
    f=$BENCH_DIR/$kind.xlsx
    [ -s "$f" ] || "$b" write "$f" 100000 $([ $kind = shared ] && echo shared)
    ours=
    for i in 1 2 3; do cpu "$b" read "$f"; ours="$ours $CPU"; done
    a=$(printf '%s\n' $ours | median)
    cells=$(cut -d' ' -f2 "$BENCH_DIR/out")
    echo "lecture, textes $([ $kind = rows ] && echo 'dans les lignes' || echo partagés) : $(awk -v c="$cells" -v s="$a" 'BEGIN{printf "%.2f", c / s / 1e6}') millions de cellules/s CPU (borne 1,2), $MB Mo"
    [ $kind = rows ] && small=$MB
    PY=
    for p in /usr/bin/python3 python3; do command -v $p > /dev/null && $p -c 'import openpyxl' 2> /dev/null && PY=$p && break; done
    if [ -n "$PY" ]; then
        cpu "$PY" -c 'import sys, openpyxl
n = 0
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True): n += len(row)
print(n)' "$f"
        echo "  openpyxl : $CPU s, les nôtres $a s : $(ratio "$CPU" "$a") fois plus vite (borne 4)"
    else
        echo "  openpyxl n'est pas là : pas de rapport"
    fi
done
f=$BENCH_DIR/million.xlsx
[ -s "$f" ] || "$b" write "$f" 1000000
cpu "$b" read "$f"
echo "un million de lignes : $CPU s CPU, $MB Mo (cent mille : $small Mo ; borne 64, plate)"
