#!/bin/sh
# Whole command `match` over articles x products; growth; one thread and two. Bound: 10,000 x 50,000 under 5 s here.
set -eu
. tests/bench/lib.sh
export MAHALLI_NOW=2026-11-21
w=$BENCH_DIR
printf 'code;nom\nBAN;Banc\n' > "$w/members.csv"
awk -v kind=makers -f tests/bench/rows.awk > "$w/makers.csv"
for p in ${MATCH_PRODUCTS:-5000 50000}; do
    awk -v kind=products -v N=$p -f tests/bench/rows.awk > "$w/products-$p.csv"
    for a in ${MATCH_ARTICLES:-1000 10000 100000}; do
        awk -v kind=needs -v N=$a -v SITES=1 -f tests/bench/rows.awk | sed 's/;E01;/;;/' > "$w/m-$a.csv"
        rm -f "$w"/m.db*
        "$B/mahalli" -f "$w/m.db" init --year 2027 > /dev/null
        for k in "membres members" "fabricants makers" "produits products-$p" "besoins m-$a"; do
            "$B/mahalli" -f "$w/m.db" import ${k% *} "$w/${k#* }.csv" > /dev/null || [ $? = 1 ]
        done
        cp "$w/m.db" "$w/new.db"
        cpu "$B/mahalli" -f "$w/m.db" match
        awk -v a=$a -v p=$p -v c="$CPU" -v w="$WALL" -v m="$MB" 'BEGIN{printf "match : %6d articles x %5d produits : %.2f s CPU, %.2f s, %.0f articles/s, %.0f Mo\n", a, p, c, w, a / c, m}'
    done
done
# The last plan, never matched, by one thread and by two: the best of three, turn by turn. Reading the plan and storing stay with one.
best1=999 best2=999
for turn in 1 2 3; do
    for t in 1 2; do
        cp "$w/new.db" "$w/t.db"
        cpu env MAHALLI_THREADS=$t "$B/mahalli" -f "$w/t.db" match
        eval "best$t=\$(awk -v a=\$best$t -v b=$WALL 'BEGIN{print a < b ? a : b}')"
    done
done
echo "match : un fil $best1 s, deux fils $best2 s, $(ratio "$best1" "$best2") fois plus vite ($(nproc) processeurs, charge $(cut -d' ' -f1 /proc/loadavg))"
