#!/bin/sh
# Judged lines written blind (tests/gold/fresh, its README): import, match, evaluate, over a registry of their own. Of the half
# `hold` only figures are ever printed; WORST=N prints the N worst of `dev`. The floors lie a little below what was measured.
set -u
prog=$1
fresh=tests/gold/fresh
if ! command -v python3 > /dev/null; then
    echo "ok - lignes jugées à l'aveugle # SKIP python3 n'est pas installé"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-fresh.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21

fail() {
    sed 's/^/# /' "$work/log" | tail -20
    echo "not ok - lignes jugées à l'aveugle : $1"
    exit 1
}

if python3 -B "$fresh/judge.py" --check 2> "$work/log"; then
    echo "ok - lignes jugées à l'aveugle : les jugements sont ceux des notes"
else
    sed 's/^/# /' "$work/log"
    echo "not ok - lignes jugées à l'aveugle : les jugements sont ceux des notes"
fi

"$prog" init --year 2027 > "$work/log" 2>&1
for k in "fabricants makers" "produits products" "besoins needs_dev" "besoins needs_hold"; do
    "$prog" import "${k% *}" "$fresh/${k#* }.csv" >> "$work/log" 2>&1
    [ $? -le 1 ] || fail "import ${k#* }"
done
"$prog" match --top 10 --format csv > "$work/result.csv" 2>> "$work/log" || fail match
[ -z "${KEEP:-}" ] || cp "$work/result.csv" "$KEEP"

for half in dev hold; do
    more=
    [ "$half" = dev ] && [ -n "${WORST:-}" ] && more="--worst $WORST"
    # shellcheck disable=SC2086
    python3 -B tests/gold/eval.py "$fresh/needs_$half.csv" "$fresh/qrels.csv" "$work/result.csv" --specials "$fresh/specials.csv" \
        --products "$fresh/products.csv" $more > "$work/$half" 2>> "$work/log" || fail "mesure de $half"
    sed "s/^/# $half /" "$work/$half"
    # state: of the lines without product, those in the state expected; lost: of those with one, shown as made by nobody
    awk -F';' -v half="$half" '
        FILENAME ~ /expected/ { want[$1] = $2; next }
        FILENAME ~ /qrels/ { if ($3 == 2) made[$1]; next }
        FILENAME ~ /needs/ { counts[$1]; next }
        !($1 in counts) || ($1 in seen) || FNR == 1 { next }
        { seen[$1]; state = $5 == "lead" ? "none" : $5
          if ($1 in want) { z++; good += state == want[$1] }
          if ($1 in made) { c++; lost += state == "none" } }
        END { printf "# %s state %d/%d\n# %s lost %d/%d\n", half, good, z, half, lost, c }' \
        "$fresh/expected.csv" "$fresh/qrels.csv" "$fresh/needs_$half.csv" "$work/result.csv"
    awk -v half="$half" '
        function say(figure, floor, most) {
            good = (figure in value) && (most ? value[figure] <= floor : value[figure] >= floor)
            printf "%s - lignes jugées à l'\''aveugle, %s : %s %s %s\n", good ? "ok" : "not ok", half, figure, most ? "<=" : ">=", floor
        }
        !($1 in value) { value[$1] = $2 + 0 }
        END { say("p_at_1", 0.89, 0); say("r_at_5", 0.92, 0); say("auto_coverage", 0.57, 0); say("abstention", 0.92, 0)
              say("near_recall", 0.91, 0); say("false_auto", 0.025, 1) }' "$work/$half"
done
