#!/bin/sh
# Other programs read our workbook: LibreOffice turns it into CSV and PDF, openpyxl finds types, tables, filters, links.
# Called as: sh tests/xlsx/reader.sh PROG
set -u
PROG=$1
case $PROG in /*) ;; *) PROG=$PWD/$PROG ;; esac
W=$(mktemp -d "${TMPDIR:-/tmp}/mh_reader_XXXXXX") || exit 1
trap 'rm -rf "$W"' EXIT
MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 MAHALLI_FILE=$W/plan.db
export MAHALLI_NOW MAHALLI_ORIGIN MAHALLI_FILE
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; fi; }

cat > "$W/besoins.csv" <<'F'
reference;designation;quantite;unite
00042;SONDE VESICALE FOLEY CH18 2 VOIES BALLONNET 10ML LATEX SILICONE STERILE;4321;unité
00043;GANTS D'EXAMEN NITRILE NON POUDRES TAILLE M;120;B/100
F
{ "$PROG" --year 2027 init && "$PROG" import needs "$W/besoins.csv" && "$PROG" match && "$PROG" export "$W/plan.xlsx"; } > "$W/out" 2>&1
ok $? "classeur d'un groupe"

PY=
for p in /usr/bin/python3 python3; do command -v $p > /dev/null && $p -c 'import openpyxl' 2> /dev/null && PY=$p && break; done
if [ -n "$PY" ]; then
    $PY - "$W/plan.xlsx" > "$W/py" 2>&1 <<'F'
import sys, warnings
warnings.simplefilter("error")
import openpyxl
wb = openpyxl.load_workbook(sys.argv[1])
assert wb.sheetnames[0] == "Note de synthèse" and wb.sheetnames[-1] == "Lisez-moi", wb.sheetnames
ws = wb["Plan"]
assert "T_plan" in ws.tables and ws.tables["T_plan"].autoFilter is not None
assert ws.freeze_panes and ws.freeze_panes.endswith("6"), ws.freeze_panes
assert ws.page_setup.orientation == "landscape" and ws.page_setup.paperSize == 9 and ws.sheet_properties.pageSetUpPr.fitToPage
head = [c.value for c in ws[5]]
row = {h: c for h, c in zip(head, ws[6])}
assert row["Référence"].value == "00042" and row["Référence"].data_type == "s" and row["Référence"].number_format == "@"
assert row["Volumétrie"].value == 4321 and row["Volumétrie"].data_type == "n" and row["Volumétrie"].number_format == "#,##0"
assert ws.conditional_formatting
values = openpyxl.load_workbook(sys.argv[1], data_only=True)["Plan"]
total = [c.value for c in values[values.max_row]]
assert 2 in total, total
for sheet in wb:
    assert sheet.print_area, sheet.title
F
    rc=$?
    sed 's/^/# /' "$W/py"
    ok $rc "openpyxl : types, tableau, filtre, volets, total"
else
    echo "ok - openpyxl # SKIP openpyxl n'est pas installé"
fi
if command -v soffice > /dev/null; then
    HOME=$W/home timeout 120 soffice --headless --convert-to pdf --outdir "$W" "$W/plan.xlsx" > /dev/null 2>&1
    [ -s "$W/plan.pdf" ]; ok $? "LibreOffice : PDF"
    HOME=$W/home timeout 120 soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2' \
        --outdir "$W" "$W/plan.xlsx" > /dev/null 2>&1
    grep -q '^00042;.*SONDE VESICALE' "$W"/plan*.csv; ok $? "LibreOffice : la feuille Plan en CSV"
    ! grep -qE '#(NAME|REF|VALUE|N/A)|Err:' "$W"/plan*.csv; ok $? "LibreOffice : pas de formule en erreur"
else
    echo "ok - LibreOffice # SKIP LibreOffice n'est pas installé"
fi
