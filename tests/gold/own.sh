#!/bin/sh
# Our own judged lines (tests/gold/own), through the whole program: import, match, evaluate. Two halves: `dev`, whose errors
# may be looked at (WORST=N prints them), and `hold`, of which only figures are ever printed. The floors are today's.
set -u
prog=$1
own=tests/gold/own
if ! command -v python3 > /dev/null; then
    echo "ok - lignes jugées maison # SKIP python3 n'est pas installé"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-own.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21

fail() {
    sed 's/^/# /' "$work/log" | tail -20
    echo "not ok - lignes jugées maison : $1"
    exit 1
}

if python3 -B "$own/judge.py" --check 2> "$work/log"; then
    echo "ok - lignes jugées maison : les jugements sont ceux des annotations"
else
    sed 's/^/# /' "$work/log"
    echo "not ok - lignes jugées maison : les jugements sont ceux des annotations"
fi

"$prog" init --year 2027 > "$work/log" 2>&1
for k in "fabricants makers" "produits products" "besoins needs_dev" "besoins needs_hold"; do
    "$prog" import "${k% *}" "$own/${k#* }.csv" >> "$work/log" 2>&1
    [ $? -le 1 ] || fail "import ${k#* }"
done
"$prog" match --top 10 --format csv > "$work/result.csv" 2>> "$work/log" || fail match

for half in dev hold; do
    more=
    [ "$half" = dev ] && [ -n "${WORST:-}" ] && more="--worst $WORST"
    # shellcheck disable=SC2086
    python3 -B tests/gold/eval.py "$own/needs_$half.csv" "$own/qrels.csv" "$work/result.csv" --specials "$own/specials.csv" \
        --products "$own/products.csv" $more > "$work/$half" 2>> "$work/log" || fail "mesure de $half"
    sed "s/^/# $half /" "$work/$half"
    awk -v half="$half" '
        function say(good, name) { printf "%s - lignes jugées maison, %s : %s\n", good ? "ok" : "not ok", half, name }
        $1 == "p_at_1" { say($2 >= 0.75, "p_at_1 >= 0.75") }
        $1 == "false_auto" { say($2 <= 0.03, "false_auto <= 0.03") }' "$work/$half"
done
