#!/bin/sh
# A frozen plan says what the plan said when it was frozen: cell by cell in every sheet of every scope, and byte by byte ever after, whatever
# becomes of registry, opinions, groups and years.
# Called as: sh tests/xlsx/frozen.sh PROG
set -u
prog=$1
case $prog in /*) ;; *) prog=$PWD/$prog ;; esac
cells=${B:-build}/tests/xlsx/cells
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-frozen.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7
run() { "$prog" -u essai "$@" >> "$work/log" 2>&1; }
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; tail -5 "$work/log" | sed 's/^/# /'; fi; }
[ -x "$cells" ] || { echo "not ok - $cells n'est pas construit (make tests)"; exit 1; }

: > "$work/log"
run init --year 2027
for k in membres:members etablissements:sites synonymes:synonyms fabricants:makers produits:products certificats:certificates; do
    run import "${k%:*}" "samples/${k#*:}.csv"
done
for k in atlas:GAT sebou:GSE rif:GRI; do run import besoins "samples/besoins-${k%:*}.csv" --member "${k#*:}"; done
run import achats samples/achats-atlas.csv --member GAT
run import fiches samples/fiches.csv
run import avis samples/opinions.csv
run match
"$prog" check --format csv | awk -F';' '$1 == "erreur" { print $2, $3 "/" $4 }' | sort -u | while read -r rule subject; do
    run explain "$rule" "$subject" vu
done
run freeze; ok $? "plan figé"

# What both workbooks have in all their sheets, Lisez-moi and the note too.
for scope in plan gaps member=GAT member=GSE; do
    f=$(echo $scope | tr = -)
    run export "$work/v1-$f.xlsx" --as V1 --scope $scope
    run export "$work/now-$f.xlsx" --as actuel --scope $scope
    "$cells" "$work/v1-$f.xlsx" > "$work/v1" 2>> "$work/log"
    "$cells" "$work/now-$f.xlsx" > "$work/now" 2>> "$work/log"
    diff "$work/now" "$work/v1" | head -5 >> "$work/log"
    [ "$(wc -l < "$work/v1")" -gt 900 ] && cmp -s "$work/now" "$work/v1"; ok $? "$scope : le plan figé a les cellules du plan d'alors"
done
unzip -p "$work/v1-plan.xlsx" xl/workbook.xml > "$work/sheets"
for sheet in Concordances Spécifications 'Besoins consolidés' 'Couverture simulée' 'Part locale' Anomalies Journal; do
    grep -q "name=\"$sheet\"" "$work/sheets"; ok $? "feuille $sheet"
done
[ "$("$cells" "$work/v1-member-GAT.xlsx" | awk -F'\t' '$1 == "Concordances" && $3 == 0' | wc -l)" -gt 300 ]; ok $? "plusieurs candidats par article"

same() { # what happened
    bad=0
    for scope in plan gaps member=GAT member=GSE; do
        f=$(echo $scope | tr = -)
        run export "$work/again.xlsx" --as 2027-V1 --scope $scope
        cmp -s "$work/again.xlsx" "$work/v1-$f.xlsx" || { bad=1; echo "# $scope"; }
    done
    ok $bad "mêmes octets après : $1"
}
product=$("$prog" list produits --format csv | awk -F';' '$1 == "D-INJ" { print $1 "/" $2; exit }')
"$cells" "$work/now-plan.xlsx" > "$work/now" 2>> "$work/log"
before=$(cksum < "$work/now")
run set fabricants D-INJ raison_sociale="Autre nom" statut=arrêté; ok $? "registre changé"
same "registre changé"
run set produits "$product" designation="Seringue d'un autre nom" capacite_annuelle=1; ok $? "produit renommé"
same "produit renommé"
ref=$("$prog" list articles --format csv | awk -F';' '$1 == "GAT" { print $1 "/" $2; exit }')
run judge "$ref" "$product" "non conforme" --reason "essai"; ok $? "avis donné"
same "avis donné"
# A maker with all that it has.
gone=D-PVE
"$prog" list certificats --format csv | awk -F';' -v m=$gone 'NR > 1 && $1 == m { print $1 "/" ($2 == "" ? "" : $2 "/") $3 "/" $4 }' > "$work/certs"
while read -r c; do run remove certificats "$c"; done < "$work/certs"
"$prog" list produits --format csv | awk -F';' -v m=$gone 'NR > 1 && $1 == m { print $1 "/" $2 }' | while read -r p; do run remove produits "$p"; done
run remove fabricants $gone; ok $? "fabricant supprimé"
same "fabricant supprimé"
run import membres "$(printf 'code;nom\nNEW;Nouveau groupe\n' > "$work/m.csv"; echo "$work/m.csv")"
export MAHALLI_NOW=2027-03-01T08:00:00
run campaign open 2028 --from 2027; ok $? "année suivante ouverte"
same "groupe nouveau, autre jour, année suivante"
run export "$work/now.xlsx" --as 2027-actuel --scope plan
"$cells" "$work/now.xlsx" > "$work/now" 2>> "$work/log"
[ "$(cksum < "$work/now")" != "$before" ]; ok $? "le plan d'aujourd'hui, lui, a changé"

# A revision is told by what it changes.
need=$("$prog" --year 2027 list besoins --format csv | awk -F';' '$1 == "GAT" && $3 != "" && $10 == "B/100" { print $1 "/" $3 "@" $2; exit }')
run --year 2027 revise --reason "service rouvert"; ok $? "révision ouverte"
same "révision ouverte"
run --year 2027 set besoins "$need" quantite=4321; ok $? "besoin changé ($need)"
run --year 2027 freeze; ok $? "V1.1 figée"
same "V1.1 figée"
run --year 2027 export "$work/v11.xlsx" --as V1.1 --scope member=GAT
"$cells" "$work/v11.xlsx" > "$work/v11" 2>> "$work/log"
reference=${need#*/} reference=${reference%@*}
narrow=$(printf '\342\200\257') # of thousands
# Base units that the sheet Plan of these cells says of the article.
volume() { awk -F'\t' -v r="$reference" '$1 == "Plan" { if ($5 == "Volumétrie") at = $3; cell[$2, $3] = $5; if ($5 == r) row = $2 } END { print cell[row, at] }' "$1"; }
"$cells" "$work/v1-member-GAT.xlsx" > "$work/v1"
was=$(volume "$work/v1") is=$(volume "$work/v11")
"$prog" --year 2027 diff V1 V1.1 --scope member=GAT --format csv 2>> "$work/log" | sed "s/$narrow//g" > "$work/diff"
[ "$was" != "$is" ] && grep -q "^volume;GAT;$reference;.*;$was;$is;" "$work/diff"; ok $? "diff dit le volume d'avant et d'après ($was, $is)"
tail -n +2 "$work/diff" | wc -l > "$work/want"
sed "s/$narrow//g" "$work/v11" | awk -F'\t' -v r="$reference" -v a="$was" -v b="$is" '
    $1 == "Ce qui change" { cell[$2, $3] = $5; n += $3 == 0 && $5 ~ /^(volume|état|produit|ligne)/; last = $2 }
    END { for (i = 1; i <= last; i++) told += cell[i, 0] == "volume" && cell[i, 2] == r && cell[i, 6] == a && cell[i, 7] == b; print n; exit told != 1 }' > "$work/rows"
ok $? "Ce qui change aussi"
[ "$(cat "$work/rows")" -eq "$(cat "$work/want")" ]; ok $? "et rien d'autre que diff ($(cat "$work/rows") lignes)"
run --year 2027 export "$work/v11b.xlsx" --as V1.1 --scope member=GAT
cmp -s "$work/v11.xlsx" "$work/v11b.xlsx"; ok $? "V1.1 deux fois, mêmes octets"
