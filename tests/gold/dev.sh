#!/bin/sh
# Judged real lines, through the whole program: import, match, evaluate. The floors are the goals; the figures are printed. KEEP=FILE keeps the match.
set -u
prog=$1
gold=../shared/gold
if [ ! -f "$gold/dev/needs.csv" ] || ! command -v python3 > /dev/null; then
    echo "ok - lignes jugées # SKIP les lignes jugées ne sont pas ici"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-gold.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21
"$prog" init --year 2027 > "$work/log" 2>&1
for k in "fabricants manufacturers" "produits offers" "besoins needs"; do
    kind=${k% *} file=${k#* }
    "$prog" import "$kind" "$gold/dev/$file.csv" >> "$work/log" 2>&1
    [ $? -le 1 ] || { sed 's/^/# /' "$work/log" | tail -20; echo "not ok - lignes jugées : import $kind"; exit 1; }
done
"$prog" match --top 10 --format csv > "$work/result.csv" 2>> "$work/log" || { sed 's/^/# /' "$work/log" | tail; echo "not ok - lignes jugées : match"; exit 1; }
[ -z "${KEEP:-}" ] || cp "$work/result.csv" "$KEEP"
python3 "$gold/gold_eval.py" "$gold/dev" "$work/result.csv" > "$work/eval"
python3 - "$work/eval" <<'P'
import json, sys
m = json.loads(open(sys.argv[1]).read().strip().splitlines()[-1])["overall"]
print("# " + " ".join(f"{k}={m[k]}" for k in ("p_at_1", "r_at_5", "false_auto", "special_auto", "auto_coverage", "abstention", "near_recall")))
goals = (("p_at_1", ">=", 0.95), ("r_at_5", ">=", 0.99), ("false_auto", "<=", 0.005), ("special_auto", "<=", 0.02), ("auto_coverage", ">=", 0.75),
         ("abstention", ">=", 0.97), ("near_recall", ">=", 0.90))
for key, way, bound in goals:
    ok, name = (m[key] >= bound) if way == ">=" else (m[key] <= bound), f"{key} {way} {bound}"
    print(("ok - " if ok else "not ok - ") + "lignes jugées : " + name)
P
