#!/bin/sh
# The workbooks of the sample plan, every scope: LibreOffice, openpyxl and our reader open them and find the same cells, formulas computed
# again give the values that we stored, and each thing that Excel users expect is there (features.py). Called as: sh tests/xlsx/samples.sh PROG
set -u
PROG=$1
case $PROG in /*) ;; *) PROG=$PWD/$PROG ;; esac
CELLS=${B:-build}/tests/xlsx/cells
W=$(mktemp -d "${TMPDIR:-/tmp}/mh_samples_XXXXXX") || exit 1
trap 'rm -rf "$W"' EXIT
MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 MAHALLI_FILE=$W/plan.db
export MAHALLI_NOW MAHALLI_ORIGIN MAHALLI_FILE
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; [ -s "$W/log" ] && tail -12 "$W/log" | sed 's/^/# /'; fi; }
run() { "$PROG" -u essai "$@" >> "$W/log" 2>&1; rc=$?; [ $rc -le 1 ] || { echo "# $*"; return $rc; }; }
: > "$W/log"
{
    run init --year 2027
    for k in members sites synonyms makers products certificates; do run import $k samples/$k.csv; done
    for k in atlas:GAT sebou:GSE rif:GRI; do run import needs "samples/besoins-${k%:*}.csv" --member "${k#*:}"; done
    run import fiches samples/fiches.csv
    run import opinions samples/opinions.csv
    run import achats samples/achats-atlas.csv --member GAT
    run match
}
rc=0
while read -r name what; do
    case $what in
    --scope*) run export "$W/$name.xlsx" $what -q || rc=1 ;;
    --lang*) run ${what%%--scope*} export "$W/$name.xlsx" --scope ${what#*--scope} -q || rc=1 ;;
    *) run template $what "$W/$name.xlsx" --member GAT -q || rc=1 ;;
    esac
done <<L
groupe --scope member=GAT --with-prices
plan --scope plan
industrie --scope gaps
bordereau --scope bordereau=GAT
achat --scope bordereau=GAT --with-prices
questions --scope questions=GAT
accuse --scope return=GAT
fabricant --scope maker=D-MDM
groupe-ar --lang ar --scope member=GAT
plan-ar --lang ar --scope plan
plan-en --lang en --scope plan
besoins besoins
avis avis
L
ok $rc "tous les classeurs sont écrits"

# Files to fill in, as they are in another language, are read again as what they were.
rc=0
for lang in en ar; do
    for kind in besoins avis; do
        "$PROG" --lang $lang template $kind "$W/retour.xlsx" --member GAT -q > "$W/log" 2>&1 || rc=1
        "$PROG" import $kind "$W/retour.xlsx" --member GAT --dry-run > "$W/log" 2>&1
        grep -Eq ': ([1-9][0-9]*) lignes lues · 0 à créer · \1 inchangées$' "$W/log" || { echo "# $lang $kind"; rc=1; }
        rm -f "$W/retour.xlsx"
    done
done
ok $rc "fichiers à compléter en anglais et en arabe : repris tels quels"

PY=
for p in /usr/bin/python3 python3; do command -v $p > /dev/null && $p -c 'import openpyxl' 2> /dev/null && PY=$p && break; done
if [ -z "$PY" ]; then
    echo "ok - classeurs des exemples # SKIP openpyxl n'est pas installé"
    exit 0
fi
$PY tests/xlsx/features.py "$W"

# LibreOffice with a profile of its own that computes every formula again, on copies whose stored values were put wrong: what it computes
# must be what we stored.
LO=
if command -v soffice > /dev/null; then
    LO=$W/lo
    mkdir -p "$W/home/.config/libreoffice/4/user" "$LO" "$W/wrong"
    cat > "$W/home/.config/libreoffice/4/user/registrymodifications.xcu" <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
X
    $PY tests/xlsx/spoil.py "$W/wrong" "$W"/*.xlsx > "$W/log" 2>&1
    ok $? "copies aux valeurs faussées ($(tail -n 1 "$W/log"))"
    rm -f "$W"/wrong/*-??.xlsx # other languages are other words in the same cells
    HOME=$W/home timeout 200 soffice --headless --convert-to xlsx --outdir "$LO" "$W"/wrong/*.xlsx > "$W/log" 2>&1
    ok $? "LibreOffice ouvre tous les classeurs"
else
    echo "ok - LibreOffice # SKIP LibreOffice n'est pas installé"
fi
for f in "$W"/*.xlsx; do
    name=$(basename "$f" .xlsx)
    case $name in *-??) continue ;; esac
    $PY tests/xlsx/same_cells.py "$CELLS" "$f" ${LO:+"$LO/$name.xlsx"} > "$W/log" 2>&1
    ok $? "$name : mêmes cellules pour openpyxl, notre lecteur${LO:+ et LibreOffice, formules recalculées} ($(tail -n 1 "$W/log"))"
done
if [ -n "$LO" ] && command -v pdftotext > /dev/null; then
    HOME=$W/home timeout 200 soffice --headless --convert-to pdf --outdir "$W" "$W/industrie.xlsx" > /dev/null 2>&1
    pdftotext -f 1 -l 1 "$W/industrie.pdf" - > "$W/log"
    grep -q 'Ce que ces chiffres ne sont pas' "$W/log" && pdftotext -f 2 -l 2 "$W/industrie.pdf" - | grep -q '^Faisable et sans fabricant'
    ok $? "la note de synthèse tient sur une page A4"
fi
