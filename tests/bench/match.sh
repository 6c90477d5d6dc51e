#!/bin/sh
# Whole command `match` over articles x products; growth. Bound: 10,000 x 50,000 under 5 s here.
set -eu
. tests/bench/lib.sh
export MAHALLI_NOW=2026-11-21
w=$BENCH_DIR
printf 'code;nom\nBAN;Banc\n' > "$w/members.csv"
awk -v kind=makers -f tests/bench/rows.awk > "$w/makers.csv"
for p in 5000 50000; do
    awk -v kind=products -v N=$p -f tests/bench/rows.awk > "$w/products-$p.csv"
    for a in 1000 10000 100000; do
        awk -v kind=needs -v N=$a -v SITES=1 -f tests/bench/rows.awk | sed 's/;E01;/;;/' > "$w/m-$a.csv"
        rm -f "$w"/m.db*
        "$B/mahalli" -f "$w/m.db" init --year 2027 > /dev/null
        for k in "membres members" "fabricants makers" "produits products-$p" "besoins m-$a"; do
            "$B/mahalli" -f "$w/m.db" import ${k% *} "$w/${k#* }.csv" > /dev/null || [ $? = 1 ]
        done
        cpu "$B/mahalli" -f "$w/m.db" match
        awk -v a=$a -v p=$p -v c="$CPU" -v w="$WALL" -v m="$MB" 'BEGIN{printf "match : %6d articles x %5d produits : %.2f s CPU, %.2f s, %.0f articles/s, %.0f Mo\n", a, p, c, w, a / c, m}'
    done
done
