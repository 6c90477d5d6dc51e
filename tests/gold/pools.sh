#!/bin/sh
# Judged real lines, consolidated: no pool of unequal attributes; of pairs that are equal by their annotation and say all that is critical,
# how many are pooled. Two groups ask for each line: one as it stands, the other in other letters and with a pack of its own.
set -u
prog=$1
gold=../shared/gold
if [ ! -f "$gold/dev/annotations.jsonl" ] || ! command -v python3 > /dev/null; then
    echo "ok - lignes jugées consolidées # SKIP les lignes jugées ne sont pas ici"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-pools.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21
python3 - "$gold" "$work" <<'P'
import csv, sys
gold, work = sys.argv[1:]
rows = list(csv.DictReader(open(gold + "/dev/needs.csv", encoding="utf-8-sig", newline=""), delimiter=";"))
names = [c for c in rows[0] if c.lower() in ("reference", "designation", "specifications", "famille", "code_emdn")]
with open(work + "/needs.csv", "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f, delimiter=";")
    out.writerow(["membre"] + names + ["quantite", "unite"])
    for r in rows:
        out.writerow(["A"] + [r[c] for c in names] + ["10", "U"])
        other = [r[c].lower() if c.lower() in ("designation", "specifications") else r[c] for c in names]
        out.writerow(["B"] + other + ["2", "B/5"])
P
{
    "$prog" init --year 2027 && "$prog" add groupes code=A nom=A && "$prog" add groupes code=B nom=B &&
        "$prog" add etablissements membre=A code=A1 nom=A && "$prog" add etablissements membre=B code=B1 nom=B
} > "$work/log" 2>&1 || { sed 's/^/# /' "$work/log" | tail; echo "not ok - lignes jugées consolidées : plan"; exit 1; }
"$prog" import besoins "$work/needs.csv" >> "$work/log" 2>&1
[ $? -le 1 ] || { sed 's/^/# /' "$work/log" | tail; echo "not ok - lignes jugées consolidées : import"; exit 1; }
"$prog" consolidate --articles --format csv > "$work/articles.csv" && "$prog" consolidate --format csv > "$work/pools.csv" ||
    { echo "not ok - lignes jugées consolidées : consolidate"; exit 1; }
python3 - "$gold" "$work" <<'P'
import collections, csv, itertools, json, sys
gold, work = sys.argv[1:]
said = {}
for line in open(gold + "/dev/annotations.jsonl", encoding="utf-8"):
    a = json.loads(line)
    if not a["ambiguous"] and a["family"]:
        said[a["reference"]] = (a["family"], a["attrs"])
table = lambda name: list(csv.DictReader(open(f"{work}/{name}", encoding="utf-8", newline=""), delimiter=";"))
asked = {p["code"] for p in table("pools.csv") if p["question"]}
pool, left = {}, collections.Counter()
for r in table("articles.csv"):
    if r["code"]:
        pool[r["membre"], r["reference"]] = r["code"]
    else:
        left[r["cause"]] += 1
known = [k for k in pool if k[1] in said]
def clash(x, y): # same attribute, two values; or two families
    return x[0] != y[0] or any(x[1][k] != y[1][k] for k in x[1].keys() & y[1].keys())
pooled = [(a, b) for c in set(pool.values()) for a, b in itertools.combinations([k for k in known if pool[k] == c], 2)]
wrong = [(a, b) for a, b in pooled if clash(said[a[1]], said[b[1]])]
sided = [(a, b) for a, b in pooled if not clash(said[a[1]], said[b[1]]) and said[a[1]] != said[b[1]]]
equal = [(a, b) for a, b in itertools.combinations(known, 2) if said[a[1]] == said[b[1]]]
whole = [(a, b) for a, b in equal if pool[a] not in asked and pool[b] not in asked]
met = [(a, b) for a, b in whole if pool[a] == pool[b]]
print(f"# articles={len(pool)} annotated={len(known)} left={dict(left)}")
print(f"# pairs pooled={len(pooled)} unequal={len(wrong)} said by one only={len(sided)}")
print(f"# equal pairs={len(equal)} complete={len(whole)} pooled={len(met)} ({len(met) / max(1, len(whole)):.3f})")
for a, b in wrong[:10]:
    print("# unequal", a, b, said[a[1]], said[b[1]])
for a, b in [p for p in whole if p not in set(met)][:10]:
    print("# apart", a, b, said[a[1]])
for a, b in sided[:10]:
    print("# one only", a, b, said[a[1]][1], said[b[1]][1])
print(("ok" if not wrong else "not ok") + " - lignes jugées consolidées : rien d'inégal n'est réuni")
good = len(whole) >= 100 and len(met) >= 0.9 * len(whole)
print(("ok" if good else "not ok") + " - lignes jugées consolidées : 90 % de ce qui est égal et complet est réuni")
P
