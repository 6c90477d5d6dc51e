#!/bin/sh
# Coverage: 10,000 pooled needs x 200 products with up to 20 arcs each, capacities a little above what is asked. Ratios of the same run:
# the linear model through the child against CLP alone on it; the whole with rules; by quarters against its own linear model; 1,000 needs.
# Several draws; the median counts. Bounds: 1,3; 10 s at a gap of 1 000 ppm; 5; 2 s.
set -eu
. tests/bench/lib.sh
b=$B/tests/bench/bench_cover
runs=${BENCH_COVER_RUNS:-3}
aim=
all() { # name of the figure file, arguments of the driver
    f=$BENCH_DIR/cover.$1
    shift
    : > "$f"
    i=1
    while [ $i -le "$runs" ]; do
        "$b" "$@" $i $aim >> "$f"
        i=$((i + 1))
    done
}
field() { awk -v f="$2" '{print $f}' "$BENCH_DIR/cover.$1" | median; }
quotient() { awk -v a="$2" -v b="$3" '{print $a / $b}' "$BENCH_DIR/cover.$1" | median | awk '{printf "%.2f", $1}'; }
all linear 10000 200 20 0 0
echo "modèle linéaire, $(field linear 1) colonnes, $(field linear 2) lignes : CLP seul $(field linear 4) ms, par le processus à part $(field linear 5) ms, rapport $(quotient linear 5 4) (borne 1,3)"
all rules 10000 200 20 0 1
echo "couverture entière avec règles : $(field rules 7) ms (borne 10 000), écart $(field rules 10) ppm (borne 1 000), couverture $(field rules 9) ppm"
all small 1000 200 20 0 1
echo "1 000 besoins avec règles : $(field small 7) ms (borne 2 000), écart $(field small 10) ppm"
all quarters "${BENCH_COVER_QUARTERS:-10000}" 200 20 1 1
echo "par trimestre, ${BENCH_COVER_QUARTERS:-10000} besoins, $(field quarters 1) colonnes : CLP seul $(field quarters 4) ms, le tout $(field quarters 7) ms, rapport $(quotient quarters 7 4) (borne 5), écart $(field quarters 10) ppm"
aim=cost
all cost 10000 200 20 0 1
echo "moindre coût, 10 000 besoins avec règles : $(field cost 7) ms (borne 10 000), écart au moindre $(field cost 10) ppm (borne 1 000), au plus $(field cost 12) ms sans pouvoir être arrêté (borne 1 000)"
all cheap 1000 200 20 0 1
echo "moindre coût, 1 000 besoins avec règles : $(field cheap 7) ms (borne 2 000), écart au moindre $(field cheap 10) ppm"
