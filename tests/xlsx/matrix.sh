#!/bin/sh
# The same list in every way that hospitals send it gives the same rows, byte for byte: CSV by delimiter, encoding and way of writing
# numbers; workbooks by LibreOffice, openpyxl and SheetJS (MAHALLI_NODE: a folder with node_modules/xlsx). Called with PROG.
set -u
PROG=$1
case $PROG in /*) ;; *) PROG=$PWD/$PROG ;; esac
W=$(mktemp -d "${TMPDIR:-/tmp}/mh_matrix_XXXXXX") || exit 1
trap 'rm -rf "$W"' EXIT
MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7
export MAHALLI_NOW MAHALLI_ORIGIN
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; fi; }
"$PROG" -f "$W/empty.db" --year 2027 init -q || exit 1

# Tab-separated, numbers as 1234.50, then written another way.
cat > "$W/base" <<'F'
Référence	Désignation	Spécifications	Unité	Qté annuelle	PU HT (DH)	TVA	Date du besoin	Priorité	Observations
A-001	SERINGUE 3 PIÈCES 10 mL, LUER; STÉRILE	volume = 10 mL	B/100	1234.50	1234.50	20%	2027-05-07	1	œuvre d’art
00042	GANT "NITRILE" TAILLE 7½ – non poudré	taille = M	B/100	12000	0.35	7%	2027-12-31	2	=1+1
A-003	SONDE FOLEY CH 18 2 VOIES	charrière = 18 CH	pièce	40	18.00		2027-01-02	1	-
A-003	SONDE FOLEY CH 18 2 VOIES	charrière = 18 CH	pièce	7	18.00		2027-01-02	1	ligne doublée
F
# way: fr (1 234,50), point (1234.50), dots (1.234,50), narrow (U+202F)
write() { # way delimiter
    awk -F '\t' -v way="$1" -v d="$2" '
    function num(s,  i, f, g, sep) {
        if (s !~ /^[0-9.]+%?$/ || s == "") return s
        if (way == "point") return s
        i = s; f = ""
        if (index(s, ".")) { i = substr(s, 1, index(s, ".") - 1); f = "," substr(s, index(s, ".") + 1) }
        sep = way == "fr" ? " " : way == "dots" ? "." : "\342\200\257"
        if (i ~ /%$/) return s
        while (length(i) > 3) { g = sep substr(i, length(i) - 2) g; i = substr(i, 1, length(i) - 3) }
        return i g f
    }
    { line = ""
      for (k = 1; k <= NF; k++) {
          v = NR > 1 && (k == 5 || k == 6 || k == 7) ? num($k) : $k
          if (index(v, d) || index(v, "\"")) { gsub(/"/, "\"\"", v); v = "\"" v "\"" }
          line = line (k > 1 ? d : "") v
      }
      printf "%s\r\n", line }' "$W/base"
}
rows() { # file -> rows of a new plan
    cp "$W/empty.db" "$W/plan.db"
    "$PROG" -f "$W/plan.db" import besoins "$1" > "$W/out" 2>&1
    "$PROG" -f "$W/plan.db" list besoins --format csv 2>> "$W/out"
}
write point ';' > "$W/want.csv"
rows "$W/want.csv" > "$W/want"
[ "$(wc -l < "$W/want")" = 5 ] && grep -q 'A-001;1;.*;1234.5;.*;1234.50;' "$W/want"
ok $? "la liste de référence : quatre lignes"
for way in fr point dots narrow; do
    for d in ';' ',' '	'; do
        bad=
        for enc in utf8 bom cp1252 utf16le; do
            f=$W/liste.csv
            write $way "$d" > "$W/utf8"
            case $enc in
            utf8) cp "$W/utf8" "$f" ;;
            bom) { printf '\357\273\277'; cat "$W/utf8"; } > "$f" ;;
            cp1252) sed 's/\xe2\x80\xaf/\xc2\xa0/g' "$W/utf8" | iconv -f UTF-8 -t CP1252 > "$f" ;;
            utf16le) { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$W/utf8"; } > "$f" ;;
            esac
            rows "$f" > "$W/got"
            cmp -s "$W/want" "$W/got" || { bad="$bad $enc"; diff "$W/want" "$W/got" | sed 's/^/# /' | head -5; sed 's/^/# /' "$W/out" | head -3; }
        done
        [ -z "$bad" ]
        ok $? "CSV, séparateur « $d », nombres $way : UTF-8, avec BOM, Windows-1252, UTF-16$bad"
    done
done

same() { # file name
    rows "$1" > "$W/got"
    if cmp -s "$W/want" "$W/got"; then ok 0 "$2"; else diff "$W/want" "$W/got" | sed 's/^/# /' | head; sed 's/^/# /' "$W/out" | head -5; ok 1 "$2"; fi
}
PY=
for p in /usr/bin/python3 python3; do command -v $p > /dev/null && $p -c 'import openpyxl' 2> /dev/null && PY=$p && break; done
if [ -n "$PY" ]; then
    $PY - "$W" <<'F'
import datetime, sys, openpyxl
w = sys.argv[1]
rows = [l.rstrip("\n").split("\t") for l in open(w + "/base", encoding="utf-8")]
def typed(k, v):
    if v == "": return None
    if k in (4, 5): return float(v)
    if k == 6: return float(v[:-1]) / 100
    if k == 7: return datetime.datetime.strptime(v, "%Y-%m-%d")
    return v
for name, write_only in (("openpyxl.xlsx", False), ("flux.xlsx", True)):
    wb = openpyxl.Workbook(write_only=write_only)
    ws = wb.create_sheet("Besoins", 0)
    for i, r in enumerate(rows):
        cells = []
        for k, v in enumerate(r):
            c = openpyxl.cell.WriteOnlyCell(ws) if write_only else ws.cell(i + 1, k + 1)
            x = v if i == 0 else typed(k, v)
            if isinstance(x, str): c.value = x; c.data_type = "s"
            else: c.value = x
            if i and k == 6 and x is not None: c.number_format = "0%"
            cells.append(c)
        if write_only: ws.append(cells)
    wb.save(w + "/" + name)
F
    same "$W/openpyxl.xlsx" "classeur d'openpyxl"
    same "$W/flux.xlsx" "classeur d'openpyxl, en flux"
else
    echo "ok - classeur d'openpyxl # SKIP openpyxl n'est pas installé"
fi
if command -v soffice > /dev/null; then
    # Without the two columns that LibreOffice would read as something else (=1+1, 00042) it types numbers, dates and percentages itself.
    write point ';' | sed 's/\xe2\x80\xaf/ /g' > "$W/libre.csv"
    # 59 = semicolon, 34 = quote, 76 = UTF-8; columns 1 (reference), 2, 3, 4, 10 as texts (2); 8 as a year-month-day date (5).
    HOME=$W/home timeout 120 soffice --headless --infilter='CSV:59,34,76,1,1/2/2/2/3/2/4/2/8/5/10/2,1033,false,true' --convert-to xlsx \
        --outdir "$W" "$W/libre.csv" > /dev/null 2>&1
    same "$W/libre.xlsx" "classeur de LibreOffice"
else
    echo "ok - classeur de LibreOffice # SKIP LibreOffice n'est pas installé"
fi
if command -v node > /dev/null && NODE_PATH=${MAHALLI_NODE:-/nulle/part}/node_modules node -e 'require("xlsx")' 2> /dev/null; then
    NODE_PATH=$MAHALLI_NODE/node_modules node - "$W" <<'F'
const X = require("xlsx"), fs = require("fs"), w = process.argv[2];
const rows = fs.readFileSync(w + "/base", "utf8").trimEnd().split("\n").map(l => l.split("\t"));
const ws = { "!ref": "A1:J" + rows.length };
rows.forEach((r, i) => r.forEach((v, k) => {
    if (v === "") return;
    let c = { t: "s", v };
    if (i && (k == 4 || k == 5)) c = { t: "n", v: Number(v) };
    if (i && k == 6) c = { t: "n", v: parseFloat(v) / 100, z: "0%" };
    if (i && k == 7) c = { t: "n", v: Date.parse(v) / 86400000 + 25569, z: "dd/mm/yyyy" };
    ws[X.utils.encode_cell({ r: i, c: k })] = c;
}));
const wb = X.utils.book_new();
X.utils.book_append_sheet(wb, ws, "Besoins");
X.writeFile(wb, w + "/sheetjs.xlsx", { compression: true });
X.writeFile(wb, w + "/sheetjs-sst.xlsx", { compression: true, bookSST: true });
F
    same "$W/sheetjs.xlsx" "classeur de SheetJS"
    same "$W/sheetjs-sst.xlsx" "classeur de SheetJS, textes partagés"
else
    echo "ok - classeur de SheetJS # SKIP SheetJS n'est pas installé"
fi
