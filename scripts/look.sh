#!/bin/sh
# Pictures of the workbooks that the sample plan gives, page by page, to look at. BIN: the program, OUT: where they go.
set -eu
for x in soffice pdftoppm; do
    command -v $x > /dev/null || { echo "make look : $x n'est pas installé (LibreOffice, poppler-utils) ; rien à montrer"; exit 0; }
done
bin=$(cd "$(dirname "$BIN")" && pwd)/$(basename "$BIN")
mkdir -p "$OUT"
out=$(cd "$OUT" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-look.XXXXXX")
trap 'rm -rf "$work"' EXIT
rm -f "$out"/*.png
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7
{
    "$bin" init --year 2027
    for k in members sites synonyms makers products certificates; do "$bin" import $k samples/$k.csv || [ $? = 1 ]; done
    for k in atlas:GAT sebou:GSE rif:GRI; do "$bin" import needs samples/besoins-${k%:*}.csv --member ${k#*:} || [ $? = 1 ]; done
    "$bin" import fiches samples/fiches.csv || [ $? = 1 ]
    "$bin" import opinions samples/opinions.csv || [ $? = 1 ]
    "$bin" match
} > "$work/log" 2>&1 || { tail -5 "$work/log"; exit 1; }
# name, scope, pages looked at (the first ones), language
while read -r name scope pages lang; do
    "$bin" --lang "$lang" export "$work/$name.xlsx" --scope "$scope" --quiet
    HOME=$work/home timeout 200 soffice --headless --convert-to pdf --outdir "$work" "$work/$name.xlsx" > /dev/null 2>&1
    pdftoppm -r 80 -png -f 1 -l "$pages" "$work/$name.pdf" "$out/$name"
done <<F
groupe member=GAT 14 fr
plan plan 10 fr
industrie gaps 4 fr
accuse return=GAT 6 fr
bordereau bordereau=GSE 4 fr
fabricant maker=D-MDM 3 fr
plan-en plan 2 en
plan-ar plan 2 ar
fabricant-ar maker=D-MDM 2 ar
F
"$bin" template avis "$work/avis.xlsx" --member GAT --quiet
HOME=$work/home timeout 200 soffice --headless --convert-to pdf --outdir "$work" "$work/avis.xlsx" > /dev/null 2>&1
pdftoppm -r 80 -png -f 1 -l 1 "$work/avis.pdf" "$out/avis"
echo "$(ls "$out" | wc -l) pages : $OUT"
