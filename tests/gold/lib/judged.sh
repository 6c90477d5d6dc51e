# Sourced: a judged set (makers, products, needs_dev, needs_hold, qrels, specials, notes for
# lib/judge.py or a judge.py of its own) through the whole program, import, match,
# evaluate. Of the half `hold` only figures are ever printed; WORST=N prints the N worst of `dev`, KEEP=FILE keeps the match.
# Needs: prog, set (folder), what (name for people), floors ("figure least|most value" lines).
if ! command -v python3 > /dev/null; then
    echo "ok - $what # SKIP python3 n'est pas installé"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-judged.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21

fail() {
    sed 's/^/# /' "$work/log" | tail -20
    echo "not ok - $what : $1"
    exit 1
}

judge="$set/judge.py"
[ -f "$judge" ] || judge="tests/gold/lib/judge.py $set"
# shellcheck disable=SC2086
if python3 -B $judge --check 2> "$work/log"; then
    echo "ok - $what : les jugements sont ceux des notes"
else
    sed 's/^/# /' "$work/log"
    echo "not ok - $what : les jugements sont ceux des notes"
fi

"$prog" init --year 2027 > "$work/log" 2>&1
for k in "fabricants makers" "produits products" "besoins needs_dev" "besoins needs_hold"; do
    "$prog" import "${k% *}" "$set/${k#* }.csv" >> "$work/log" 2>&1
    [ $? -le 1 ] || fail "import ${k#* }"
done
"$prog" match --top 10 --format csv > "$work/result.csv" 2>> "$work/log" || fail match
[ -z "${KEEP:-}" ] || cp "$work/result.csv" "$KEEP"

# state: of the lines without product, those in the state expected; lost: of those with one, shown as made by nobody
states() {
    [ -f "$set/expected.csv" ] || return 0
    awk -F';' -v half="$1" '
        FILENAME ~ /expected/ { want[$1] = $2; next }
        FILENAME ~ /qrels/ { if ($3 == 2) made[$1]; next }
        FILENAME ~ /needs/ { counts[$1]; next }
        !($1 in counts) || ($1 in seen) || FNR == 1 { next }
        { seen[$1]; state = $5 == "lead" ? "none" : $5
          if ($1 in want) { z++; good += state == want[$1] }
          if ($1 in made) { c++; lost += state == "none" } }
        END { printf "# %s state %d/%d\n# %s lost %d/%d\n", half, good, z, half, lost, c }' \
        "$set/expected.csv" "$set/qrels.csv" "$set/needs_$1.csv" "$work/result.csv"
}

for half in dev hold; do
    more=
    [ "$half" = dev ] && [ -n "${WORST:-}" ] && more="--worst $WORST"
    # shellcheck disable=SC2086
    python3 -B tests/gold/eval.py "$set/needs_$half.csv" "$set/qrels.csv" "$work/result.csv" --specials "$set/specials.csv" \
        --products "$set/products.csv" $more > "$work/$half" 2>> "$work/log" || fail "mesure de $half"
    sed "s/^/# $half /" "$work/$half"
    states "$half"
    printf '%s\n' "$floors" | awk -v half="$half" -v what="$what" '
        NR == FNR { if (!($1 in value)) value[$1] = $2 + 0; next }
        NF == 3 { good = ($1 in value) && ($2 == "most" ? value[$1] <= $3 + 0 : value[$1] >= $3 + 0)
                  printf "%s - %s, %s : %s %s %s\n", good ? "ok" : "not ok", what, half, $1, $2 == "most" ? "<=" : ">=", $3 }' "$work/$half" -
done
