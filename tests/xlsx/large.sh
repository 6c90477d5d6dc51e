#!/bin/sh
# A plan above 20,000 lines of candidates, at the real limits: the same look without Excel's tables, said in Lisez-moi; little memory; a disk
# that fills up while it is written, and what is left behind when it is stopped: nothing. Called as: sh tests/xlsx/large.sh PROG
set -u
PROG=$1
case $PROG in /*) ;; *) PROG=$PWD/$PROG ;; esac
CELLS=${B:-build}/tests/xlsx/cells
W=$(mktemp -d "${TMPDIR:-/tmp}/mh_large_XXXXXX") || exit 1
trap 'rm -rf "$W"' EXIT
MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 MAHALLI_FILE=$W/plan.db
export MAHALLI_NOW MAHALLI_ORIGIN MAHALLI_FILE
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; [ -s "$W/log" ] && tail -5 "$W/log" | sed 's/^/# /'; fi; }

awk -v kind=needs -v N=6500 -v SITES=1 -f tests/bench/rows.awk | cut -d';' -f1-4 > "$W/needs.csv"
{
    "$PROG" init --year 2027
    for k in makers products; do "$PROG" import $k samples/$k.csv; done
    "$PROG" import needs "$W/needs.csv" && "$PROG" match && "$PROG" export "$W/plan.xlsx" --scope member=MOI
} > "$W/log" 2>&1
ok $? "un plan de 6 500 articles"
# Its 67,000 lines held in memory took twice as much (tests/long/export.sh has a million).
case ${B:-build} in
*san*) echo "ok - mémoire de l'export # SKIP la mémoire d'un programme instrumenté ne dit rien" ;;
*)
    "${B:-build}/tests/bench/cpu" "$PROG" export "$W/again.xlsx" --scope member=MOI > "$W/log" 2>&1
    mb=$(tail -1 "$W/log" | cut -d' ' -f3)
    awk -v m="$mb" 'BEGIN { exit !(m > 5 && m < 64) }'
    ok $? "mémoire de la commande entière : $mb Mo (borne 64)"
    cmp -s "$W/plan.xlsx" "$W/again.xlsx"
    ok $? "deux fois, mêmes octets"
    ;;
esac
mkdir "$W/x" && (cd "$W/x" && unzip -qq ../plan.xlsx)
[ ! -d "$W/x/xl/tables" ] && ! grep -q '<tablePart' "$W"/x/xl/worksheets/*.xml
ok $? "grand classeur : pas de tableau d'Excel"
"$CELLS" "$W/plan.xlsx" > "$W/cells"
grep -q "^Lisez-moi.*pas les tableaux nommés d’Excel ; les plages T_plan" "$W/cells"
ok $? "grand classeur : Lisez-moi le dit"
rows=$(awk -F '\t' '$1 == "Concordances" && $2 > 5 && $3 == 0' "$W/cells" | wc -l) # references
total=$(awk -F '\t' '$1 == "Concordances" && $3 == 1 { last = $5 } END { print last }' "$W/cells")
[ "$rows" -gt 20000 ] && [ "$rows" = "$total" ]
ok $? "grand classeur : $rows lignes de Concordances, total enregistré $total"
n=0
for title in Plan Concordances; do
    id=$(grep -o "<sheet name=\"$title\" sheetId=\"[0-9]*\"" "$W/x/xl/workbook.xml" | grep -o '[0-9]*"$' | tr -d '"')
    f=$W/x/xl/worksheets/sheet$id.xml
    for look in '<pane xSplit="2" ySplit="5"' '<cols><col min="1" max="1" width=' '<autoFilter ref="A5:' '<conditionalFormatting ' 'orientation="landscape"' \
        'fitToHeight="0"' 'Page &amp;P / &amp;N' 'en préparation' '<hyperlink ref=' '<f>SUBTOTAL(103,B6:B'; do
        grep -qF -- "$look" "$f" || { echo "# $title : $look"; n=$((n + 1)); }
    done
    grep -q "name=\"_xlnm.Print_Titles\" localSheetId=\"$((id - 1))\">$title!\\\$5:\\\$5<" "$W/x/xl/workbook.xml" || { echo "# $title : en-tête répété"; n=$((n + 1)); }
done
ok $n "grand classeur : volets, largeurs, filtres, couleurs, pages, liens, totaux comme en petit"
for name in T_plan T_concordances T_specifications; do
    grep -Eq "<definedName name=\"$name\">'?[A-Z][^!]*!\\\$A\\\$6:\\\$[A-Z]+\\\$[0-9]+<" "$W/x/xl/workbook.xml" || n=$((n + 1))
done
ok $n "grand classeur : plages nommées à la place des tableaux"

# A disk with room for less than the workbook, at several sizes (blocks of ulimit; the plan itself is only read).
echo avant > "$W/ancien.xlsx"
n=0
for blocks in 100 900 2000 6000; do
    (trap '' XFSZ; ulimit -f $blocks; "$PROG" export "$W/ancien.xlsx" --scope member=MOI -q > "$W/log" 2>&1)
    rc=$?
    [ $rc = 6 ] && grep -q "$W/ancien.xlsx" "$W/log" && [ "$(cat "$W/ancien.xlsx")" = avant ] || { echo "# $blocks blocs : statut $rc"; n=$((n + 1)); }
done
ok $n "disque plein : statut 6 avec le chemin, l'ancien fichier reste"
[ -z "$(find "$W" -maxdepth 1 -name 'ancien.xlsx?*')" ]
ok $? "disque plein : rien ne reste à côté"

# Stopped while the lines wait in temporary files.
mkdir "$W/tmp"
n=0
for signal in INT TERM KILL; do
    TMPDIR=$W/tmp "$PROG" export "$W/ancien.xlsx" --scope member=MOI > "$W/log" 2>&1 &
    pid=$!
    i=0
    while [ $i -lt 200 ] && kill -0 $pid 2> /dev/null && ! ls -l /proc/$pid/fd 2> /dev/null | grep -q mahalli-lignes; do
        sleep 0.02
        i=$((i + 1))
    done
    kill -$signal $pid 2> /dev/null || { echo "# $signal : déjà fini"; n=$((n + 1)); }
    wait $pid
    rc=$?
    [ $rc -ge 128 ] && [ -z "$(find "$W/tmp" -type f)" ] && [ "$(cat "$W/ancien.xlsx")" = avant ] || { echo "# $signal : statut $rc"; n=$((n + 1)); }
done
[ -z "$(find "$W" -maxdepth 1 -name 'ancien.xlsx?*')" ]
ok $((n + $?)) "arrêté en route : rien ne reste, ni à côté ni dans le dossier temporaire"
