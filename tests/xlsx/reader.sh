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
# The workbooks that come and go: every scope of a group, and opinions to give.
own=$("$PROG" list membres --format csv | sed -n 2p | cut -d';' -f1)
rc=0
for x in return bordereau questions; do "$PROG" export "$W/$x.xlsx" --scope $x="$own" -q > "$W/out" 2>&1 || rc=1; done
"$PROG" export "$W/achat.xlsx" --scope bordereau="$own" --with-prices -q > "$W/out" 2>&1 || rc=1
"$PROG" template avis "$W/avis.xlsx" -q > "$W/out" 2>&1 || rc=1
ok $rc "accusé, bordereau, questions, avis : écrits"
if [ -n "$PY" ]; then
    $PY - "$W" > "$W/py" 2>&1 <<'F'
import sys, warnings, zipfile
from xml.etree import ElementTree
warnings.simplefilter("error")
import openpyxl
from openpyxl.utils import range_boundaries
for name in "return", "bordereau", "achat", "questions", "avis":
    path = "%s/%s.xlsx" % (sys.argv[1], name)
    for part in zipfile.ZipFile(path).namelist():
        if part.endswith(".xml"):
            ElementTree.fromstring(zipfile.ZipFile(path).read(part))
    wb, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    for ws in wb:
        if ws.sheet_state != "visible":
            continue
        assert ws.page_setup.paperSize == 9 and ws.print_area, (name, ws.title)
        assert "&P" in (ws.oddFooter.right.text or ""), (name, ws.title)
        for row in ws.iter_rows():
            for c in row:
                if c.data_type == "f": # its value stands beside it
                    assert stored[ws.title][c.coordinate].value is not None, (name, ws.title, c.coordinate)
        for t in ws.tables.values():
            assert range_boundaries(t.ref)[3] <= ws.max_row and t.autoFilter is not None, (name, ws.title)
        if ws.tables:
            assert ws.freeze_panes and ws.print_title_rows, (name, ws.title)
wb = openpyxl.load_workbook(sys.argv[1] + "/bordereau.xlsx")
ws = wb.worksheets[0]
breaks = [b.id for b in ws.row_breaks.brk] # a page ends with that row
fitted = ws.sheet_properties.pageSetUpPr
assert not (fitted and fitted.fitToPage) and 40 <= ws.page_setup.scale <= 100, ws.page_setup.scale # fitted to pages, Excel leaves breaks out
for b in breaks:
    above, below = str(ws.cell(b, 1).value), str(ws.cell(b + 1, 1).value)
    assert not above.startswith("Lot n") and below not in ("Montant de la TVA", "Total TTC"), (b, above, below)
assert "Lot1_HT" in wb.defined_names and not any("stimation" in str(c.value) for ws in wb for row in ws.iter_rows() for c in row)
F
    rc=$?
    sed 's/^/# /' "$W/py"
    ok $rc "openpyxl : chaque classeur qui part et revient, formules avec leur valeur, pages, tableaux"
fi
if command -v soffice > /dev/null; then
    HOME=$W/home timeout 120 soffice --headless --convert-to pdf --outdir "$W" "$W/plan.xlsx" > /dev/null 2>&1
    [ -s "$W/plan.pdf" ]; ok $? "LibreOffice : PDF"
    HOME=$W/home timeout 120 soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2' \
        --outdir "$W" "$W/plan.xlsx" > /dev/null 2>&1
    grep -q '^00042;.*SONDE VESICALE' "$W"/plan*.csv; ok $? "LibreOffice : la feuille Plan en CSV"
    for x in return achat avis; do
        HOME=$W/home timeout 120 soffice --headless --convert-to pdf --outdir "$W" "$W/$x.xlsx" > /dev/null 2>&1
        [ -s "$W/$x.pdf" ]; ok $? "LibreOffice : $x en PDF"
    done
    ! grep -qE '#(NAME|REF|VALUE|N/A)|Err:' "$W"/plan*.csv; ok $? "LibreOffice : pas de formule en erreur"
else
    echo "ok - LibreOffice # SKIP LibreOffice n'est pas installé"
fi
