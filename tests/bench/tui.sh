#!/bin/sh
# The interface on 1,000,000 needs (50,000 articles x 20 sites, matched): first screen, any key, memory; on the grid and through a
# pseudo-terminal. NEEDS_PLAN: a plan to take instead.
set -eu
. tests/bench/lib.sh
export MAHALLI_NOW=2026-11-21T10:00:00
plan=${NEEDS_PLAN:-$BENCH_DIR/tui.db}
if [ ! -f "$plan" ]; then
    file=$BENCH_DIR/needs.csv
    [ -s "$file" ] || awk -v kind=needs -v N="${ARTICLES:-50000}" -v SITES=20 -f tests/bench/rows.awk > "$file"
    "$B/mahalli" -q -f "$plan" init --year 2027
    printf 'code;nom\nBAN;Banc\n' > "$BENCH_DIR/members.csv"
    awk -v kind=sites -v SITES=20 -f tests/bench/rows.awk > "$BENCH_DIR/sites.csv"
    "$B/mahalli" -q -f "$plan" import membres "$BENCH_DIR/members.csv"
    "$B/mahalli" -q -f "$plan" import etablissements "$BENCH_DIR/sites.csv"
    "$B/mahalli" -q -f "$plan" import fabricants samples/makers.csv
    "$B/mahalli" -q -f "$plan" import produits samples/products.csv || [ $? = 1 ]
    "$B/mahalli" -q -f "$plan" import besoins "$file"
    "$B/mahalli" -q -f "$plan" match
fi
echo "sur la grille"
"$B/tests/bench/tui" "$plan"
echo "dans un pseudo-terminal"
"$B/tests/bench/tui" "$plan" "$B/mahalli"
