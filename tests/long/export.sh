#!/bin/sh
# A plan with more rows than one sheet of Excel holds: two sheets, no memory that grows with the rows, read again by our reader. And the whole
# command on a plan that makes a million of them.
# Called as: sh tests/long/export.sh PROG (B: the build, with its benchmarks)
set -u
B=${B:-build}
. tests/bench/lib.sh
. tests/bench/large.sh
export MAHALLI_NOW=2026-11-21T10:00:00
BENCH_DIR=$(mktemp -d "${TMPDIR:-/tmp}/mh_long_XXXXXX") || exit 1
trap 'rm -rf "$BENCH_DIR"' EXIT
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; fi; }
f=$BENCH_DIR/plan.xlsx
rows=1048800
one=1048560 # of the first sheet: Excel's 1 048 576 without the lines above and below the rows

cpu "$B/tests/bench/bench_export" write "$f" $rows
awk -v m="$MB" 'BEGIN { exit !(m > 1 && m < 64) }'
ok $? "$rows lignes : $MB Mo de mémoire (borne 64), $CPU s"
unzip -p "$f" xl/workbook.xml | grep -q '<sheet name="Plan".*<sheet name="Plan (2)"'
ok $? "deux feuilles, Plan et Plan (2)"
for part in 1 2; do
    name=Plan
    want=$((one + 1)) # the total row is read too
    if [ $part = 2 ]; then name="Plan (2)"; want=$((rows - one + 1)); fi
    cpu "$B/tests/bench/bench_xlsx" read "$f" "$name"
    n=$(cut -d' ' -f1 "$BENCH_DIR/out")
    [ "$n" = $want ]
    ok $? "« $name » relue : $n lignes, $MB Mo"
    awk -v m="$MB" 'BEGIN { exit !(m > 1 && m < 64) }'
    ok $? "« $name » : mémoire du lecteur sous 64 Mo"
done

case $B in
*san*) echo "ok - mémoire de l'export # SKIP la mémoire d'un programme instrumenté ne dit rien"; exit ;;
esac
rm -f "$f"
large_plan "$BENCH_DIR" 100000
cpu "$B/mahalli" -f "$BENCH_DIR/large.db" export "$f" --scope member=GAT
lines=$(grep -o '[0-9][^·]* lignes' "$BENCH_DIR/out" | tr -cd '0-9')
[ "$lines" -gt 1000000 ]
ok $? "100 000 articles : $lines lignes, $CPU s"
awk -v m="$MB" 'BEGIN { exit !(m > 1 && m < 64) }'
ok $? "la commande entière : $MB Mo de mémoire (borne 64)"
