#!/bin/sh
# Confidentiality (the worst bug but one): no part of a workbook wider than a member holds a price, supplier, member, site, article label or
# reference of the samples.
set -u
prog=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-wide.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21
{
    "$prog" init --year 2027
    for k in membres:members etablissements:sites synonymes:synonyms fabricants:makers produits:products certificats:certificates; do
        "$prog" import "${k%:*}" "samples/${k#*:}.csv"
    done
    i=0
    for m in $(tail -n +2 samples/members.csv | cut -d';' -f1); do
        i=$((i + 1))
        for f in samples/besoins-*.csv; do
            case "$i:$f" in 1:*atlas* | 2:*sebou* | 3:*rif*) "$prog" import besoins "$f" --member "$m" ;; esac
        done
    done
    "$prog" import achats samples/achats-atlas.csv --member GAT
    "$prog" import avis samples/opinions.csv
    "$prog" match
} > "$work/log" 2>&1
fail=0
# Everything unzipped of a wide workbook, searched for what may not leave a group.
search() { # folder to be made, export's options
    d=$1
    shift
    "$prog" export "$d.xlsx" "$@" >> "$work/log" 2>&1 || { echo "# export $*"; tail -5 "$work/log" | sed 's/^/# /'; fail=1; return; }
    mkdir "$d"
    (cd "$d" && unzip -qq "$d.xlsx")
    MAHALLI="$prog" python3 - "$d" <<'P' || fail=1
import csv, glob, html, io, os, re, subprocess, sys
text = "\n".join(html.unescape(open(f, encoding="utf-8").read()) for f in glob.glob(sys.argv[1] + "/**/*", recursive=True) if os.path.isfile(f))
# Codes of pooled needs are letters of no meaning, in which a short secret may stand by chance (SERI-TNGRH, RI-TNG).
text = re.sub(r">[A-Z]{1,4}-[BCDFGHJKMNPRSTVWXZ]{5,9}\d*<", "><", text)
def rows(kind):
    out = subprocess.run([os.environ["MAHALLI"], "list", kind, "--format", "csv"], capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(io.StringIO(out), delimiter=";"))
secrets, prices = set(), set()
for r in rows("besoins"):
    secrets |= {r["designation"], r["reference"], r["fournisseur"], r["observations"]}
    prices |= {r["prix_unitaire_ht"], r["prix_unitaire_ttc"]}
bought = rows("achats")
assert len(bought) > 100, len(bought)
for r in bought:
    secrets |= {r["designation"], r["reference"], r["fournisseur"]}
    prices |= {r["prix_unitaire_ht"]}
for r in rows("membres"): secrets |= {r["code"], r["nom"]}
for r in rows("etablissements"): secrets |= {r["code"], r["nom"]}
for r in rows("avis"): secrets |= {r["auteur"], r["motif"], r["reserve"]}
# What the registry and the reference data say by themselves is no member's secret.
public = open("samples/products.csv", encoding="utf-8").read() + open("samples/makers.csv", encoding="utf-8").read()
public += "".join(open(f, encoding="utf-8").read() for f in glob.glob("schema/reference/*/*.csv"))
secrets = {s for s in secrets if len(s) >= 3 and s not in public}
assert len(secrets) > 800, len(secrets)
# The text of cells, without the numbers of the XML around them.
cells = set(re.findall(r">([^<>]+)<", text))
leaks = sorted(s for s in secrets if (len(s) >= 5 and s in text) or s in cells)
# A price is a number with two decimals: none may stand in any cell.
leaks += sorted(p for p in prices if "." in p and p in cells)
leaks += sorted(c for c in cells if re.match(r"(Prix|Montant|Fournisseur)\b(?! et fournisseurs| TTC sans taux de TVA| de la boîte dans un établissement)", c)) # headings; these are kinds of anomalies
for l in leaks[:10]: print("# " + os.path.basename(sys.argv[1]) + " laisse sortir : " + l)
sys.exit(bool(leaks))
P
}
for scope in plan gaps; do search "$work/$scope" --scope $scope; done
# Families and specifications of Concordances and Spécifications follow the order of Plan.
"${B:-build}/tests/xlsx/cells" "$work/plan.xlsx" | awk -F'\t' '
    $2 > 5 && $3 < 2 { cell[$1, $2, $3] = $5; if ($2 > last[$1]) last[$1] = $2 }
    END {
        for (i = 6; i <= last["Plan"]; i++)
            if (!((k = cell["Plan", i, 0] "|" cell["Plan", i, 1]) in at)) at[k] = i
        for (s = 0; s < 2; s++) {
            name = s ? "Spécifications" : "Concordances"
            for (i = 6; i < last[name]; i++) {
                k = cell[name, i, 0] "|" cell[name, i, 1]
                if (!(k in at) || at[k] < before[s]) { print "# " name " : " k; wrong++ }
                before[s] = at[k]; rows++
            }
        }
        exit wrong > 0 || rows < 2000
    }' || { echo "# ordre de Concordances ou de Spécifications"; fail=1; }
# What goes back to one group speaks of no other, and of no price.
for scope in return=GAT bordereau=GAT; do
    d=$work/$(echo $scope | tr = -)
    "$prog" export "$d.xlsx" --scope $scope >> "$work/log" 2>&1 || { echo "# export $scope"; fail=1; continue; }
    mkdir "$d" && (cd "$d" && unzip -qq "$d.xlsx")
    MAHALLI="$prog" python3 - "$d" GAT <<'P' || fail=1
import csv, glob, html, io, os, re, subprocess, sys
text = "\n".join(html.unescape(open(f, encoding="utf-8").read()) for f in glob.glob(sys.argv[1] + "/**/*", recursive=True) if os.path.isfile(f))
def rows(kind):
    out = subprocess.run([os.environ["MAHALLI"], "list", kind, "--format", "csv"], capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(io.StringIO(out), delimiter=";"))
own, other, prices = set(), set(), set()
for r in rows("besoins"):
    (own if r["membre"] == sys.argv[2] else other).update({r["designation"], r["reference"], r["observations"]})
    other |= {r["fournisseur"]}
    prices |= {r["prix_unitaire_ht"], r["prix_unitaire_ttc"]}
for r in rows("membres"): (own if r["code"] == sys.argv[2] else other).update({r["code"], r["nom"]})
for r in rows("etablissements"): (own if r["membre"] == sys.argv[2] else other).update({r["code"], r["nom"]})
public = open("samples/products.csv", encoding="utf-8").read() + open("samples/makers.csv", encoding="utf-8").read()
public += "".join(open(f, encoding="utf-8").read() for f in glob.glob("schema/reference/*/*.csv"))
mine = open("samples/besoins-atlas.csv", encoding="utf-8").read() # refused lines are its own too
other = {s for s in other - own if s not in mine and len(s) >= 3 and s not in public and not any(s in o for o in own)}
assert len(other) > 300 and len(own) > 100, (len(other), len(own))
cells = set(re.findall(r">([^<>]+)<", text))
leaks = sorted(s for s in other if (len(s) >= 5 and s in text) or s in cells) + sorted(p for p in prices if "." in p and p in cells)
assert sum(o in text for o in own) > 100
for l in leaks[:10]: print("# " + os.path.basename(sys.argv[1]) + " laisse sortir : " + l)
sys.exit(bool(leaks))
P
done
# The search itself must find: a member's own workbook holds its labels and references.
"$prog" export "$work/own.xlsx" --scope member="$(sed -n 2p samples/members.csv | cut -d';' -f1)" >> "$work/log" 2>&1
mkdir "$work/own" && (cd "$work/own" && unzip -qq ../own.xlsx)
own=$("$prog" list articles --format csv | cut -d';' -f2 | tail -n +2 | sort -u | grep -cFf - "$work/own/xl/sharedStrings.xml")
[ "$own" -gt 0 ] || { echo "# la recherche ne trouve rien dans le classeur d'un groupe"; fail=1; }
# A frozen plan says no more than the one that it was, in its first version, revised, and when the plan has moved on.
"$prog" check --format csv | awk -F';' '$1 == "erreur" { print $2, $3 "/" $4 }' | while read -r rule subject; do
    "$prog" explain "$rule" "$subject" vu -q
done >> "$work/log" 2>&1
"$prog" freeze >> "$work/log" 2>&1 || { echo "# freeze"; tail -3 "$work/log" | sed 's/^/# /'; fail=1; }
for scope in plan gaps; do search "$work/v1-$scope" --as V1 --scope $scope; done
unzip -p "$work/v1-plan.xlsx" xl/workbook.xml | grep -q 'Besoins consolidés' || { echo "# le plan figé n'a pas toutes ses feuilles"; fail=1; }
need=$("$prog" list besoins --format csv | awk -F';' 'NR == 2 { print $1 "/" $3 "@" $2 }')
{ "$prog" revise --reason "essai" && "$prog" set besoins "$need" quantite=31 && "$prog" freeze; } >> "$work/log" 2>&1 ||
    { echo "# revise"; tail -3 "$work/log" | sed 's/^/# /'; fail=1; }
search "$work/v11-plan" --as V1.1 --scope plan
search "$work/v1-again" --as V1 --scope plan
[ $fail = 0 ] && echo "ok - classeurs de l'association sans nom, libellé, prix ni fournisseur" || { echo "not ok - confidentialité"; exit 1; }
