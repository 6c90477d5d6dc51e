#!/bin/sh
# The demande d'information: no part of it tells who asks, a price or another maker; and it comes back as openpyxl and LibreOffice save it.
set -u
prog=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-demand.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_FILE="$work/plan.db" MAHALLI_NOW=2026-11-21 MAHALLI="$prog"
ok() { if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; sed 's/^/# /' "$work/log" | tail -12; fi; }
{
    "$prog" init --year 2027
    for k in membres:members etablissements:sites synonymes:synonyms fabricants:makers produits:products certificats:certificates; do
        "$prog" import "${k%:*}" "samples/${k#*:}.csv"
    done
    "$prog" import fabricants samples/leads.csv
    for m in GAT:atlas GSE:sebou GRI:rif; do "$prog" import besoins "samples/besoins-${m#*:}.csv" --member "${m%:*}"; done
    "$prog" import achats samples/achats-atlas.csv --member GAT
    "$prog" import avis samples/opinions.csv
    "$prog" match
} > "$work/setup" 2>&1
: > "$work/log"

# --- nothing of anybody else ---
"$prog" requests --to-ask --format csv | tail -n +2 | cut -d';' -f1 > "$work/makers"
[ "$(wc -l < "$work/makers")" -gt 30 ]
ok $? "des fabricants sont à interroger"
while read -r k; do
    "$prog" export "$work/d.xlsx" --scope "maker=$k" >> "$work/log" 2>&1 || { echo "# $k"; echo "$k" >> "$work/bad"; continue; }
    mkdir -p "$work/all/$k" && (cd "$work/all/$k" && unzip -qq "$work/d.xlsx")
    rm -f "$work/d.xlsx"
done < "$work/makers"
# every sheet to fill in says of which plan it is, and its page
missing=$(for x in "$work"/all/*/xl/worksheets/*.xml; do grep -q '<sheetProtection\|<dataValidations' "$x" || continue; grep -q 'oddFooter>[^<]*2027 · en préparation · 21/11/2026[^<]*&amp;P / &amp;N' "$x" || echo "$x"; done)
[ -z "$missing" ] && grep -lq 'oddFooter>[^<]*2027' "$work"/all/*/xl/worksheets/*.xml
ok $? "pied de page : quel plan, quelle version, quelle page"
python3 - "$work/all" > "$work/log" 2>&1 <<'P'
import csv, glob, html, io, os, re, subprocess, sys
def rows(kind):
    out = subprocess.run([os.environ["MAHALLI"], "list", kind, "--format", "csv"], capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(io.StringIO(out), delimiter=";"))
secrets, prices = set(), set()
for r in rows("besoins"):
    secrets |= {r["designation"], r["reference"], r["fournisseur"], r["observations"]}
    prices |= {r["prix_unitaire_ht"], r["prix_unitaire_ttc"]}
for r in rows("achats"):
    secrets |= {r["designation"], r["reference"], r["fournisseur"]}
    prices |= {r["prix_unitaire_ht"]}
for kind in ("membres", "etablissements"):
    for r in rows(kind): secrets |= {r["code"], r["nom"]}
for r in rows("avis"): secrets |= {r["auteur"], r["motif"], r["reserve"]}
makers, products = rows("fabricants"), rows("produits")
public = "".join(open(f, encoding="utf-8").read() for f in glob.glob("schema/reference/*/*.csv"))
def hidden(words): return {s for s in words if len(s) >= 3 and s not in public}
secrets = hidden(secrets)
of_makers = {r["code"]: hidden({r["code"], r["raison_sociale"]}) for r in makers}
for r in products: of_makers[r["fabricant"]] |= hidden({r["reference"], r["designation"]})
leaks, seen = [], 0
for d in sorted(glob.glob(sys.argv[1] + "/*")):
    k = os.path.basename(d)
    text = "\n".join(html.unescape(open(f, encoding="utf-8").read()) for f in glob.glob(d + "/**/*", recursive=True) if os.path.isfile(f))
    cells = set(re.findall(r">([^<>]+)<", text))
    text = "\n".join(cells | set(re.findall(r'="([^"]+)"', text))) # what the parts say, without their XML
    own = " ".join(v for r in products if r["fabricant"] == k for v in r.values()) + " ".join(v for r in makers if r["code"] == k for v in r.values())
    wrong = {s for s in secrets.union(*(w for m, w in of_makers.items() if m != k)) if s not in own}
    assert len(wrong) > 1500 and k in cells, len(wrong)
    leaks += [(k, s) for s in wrong if (len(s) >= 6 and s in text) or s in cells]
    # An attribute may be any number: a price is one of the maker's own, in a line of its product.
    mine = {r["prix_unitaire_ht"] for r in products if r["fabricant"] == k} | prices
    figures = {c for c in cells if re.fullmatch(r"\d+\.\d\d", c)}
    attributes = " ".join(re.findall(r"(?:=|\d)\s*(\d+\.\d\d)", " ".join(c for c in cells if "=" in c)))
    leaks += [(k, p) for p in figures & mine if p not in attributes and p not in own.replace(",", ".")]
    leaks += [(k, c) for c in cells if re.search(r"\b(Prix|Montant|Fournisseur|Groupe)\b", c)]
    # Volumes of fewer than three groups are orders of magnitude.
    seen += sum(c.startswith("~ ") for c in cells)
for l in leaks[:10]: print(*l)
assert seen > 60, seen
sys.exit(bool(leaks))
P
rc=$?
[ ! -f "$work/bad" ] && [ $rc = 0 ]
ok $? "aucune demande ne dit qui achète, un prix, ou un autre fabricant"

# --- and back ---
"$prog" export "$work/mdm.xlsx" --scope maker=D-MDM --send > "$work/log" 2>&1
"$prog" export "$work/inj.xlsx" --scope maker=D-INJ >> "$work/log" 2>&1
PY=
for p in /usr/bin/python3 python3; do command -v $p > /dev/null && $p -c 'import openpyxl' 2> /dev/null && PY=$p && break; done
if [ -z "$PY" ]; then
    echo "ok - une demande remplie revient # SKIP openpyxl n'est pas installé"
    exit 0
fi
$PY - "$work" > "$work/log" 2>&1 <<'P'
import copy, openpyxl, sys
w = sys.argv[1]
def book(name): return openpyxl.load_workbook(w + "/" + name)
def put(ws, row, **cells):
    head = {str(c.value): c.column for c in ws[3]}
    for k, v in cells.items():
        col = [head[h] for h in head if h.lower().replace("é", "e").startswith(k.lower())]
        assert col, (k, list(head))
        ws.cell(row, col[0]).value = v
b = book("mdm.xlsx")
sheets = [ws for ws in b if ws.title not in ("Lisez-moi", "Listes")]
assert len(sheets) >= 3 and sheets[0].data_validations.dataValidation and b["Listes"].sheet_state == "hidden"
gloves = [ws for ws in sheets if ws.title.startswith("Gant chirurgical")][0]
put(gloves, 4, Fabriquez="non")
put(gloves, 5, Fabriquez="capable sous 9 mois", Taille=7, Contient="non", **{"Votre ref": None, "Votre des": "Gant chirurgical sans latex"})
put(gloves, 6, Fabriquez="oui", **{"Capacite annuelle": 50000, "Certificat": "ENR-1", "Enregistrement": "30/06/2030", "Taux": 45})
b.save(w + "/rendu.xlsx")
# A line copied with its signs, one of another maker, a grey cell changed.
h = copy.copy(gloves.max_column)
for c in range(1, h + 1): gloves.cell(7, c).value = gloves.cell(6, c).value
other = [ws for ws in book("inj.xlsx") if ws.title not in ("Lisez-moi", "Listes")][0]
put(other, 4, Fabriquez="oui")
head = {str(c.value): c.column for c in other[3]}
mine = {str(c.value): c.column for c in gloves[3]}
for name in ("Ligne du plan", "Version du plan"): gloves.cell(4, mine[name]).value = other.cell(4, head[name]).value
gloves.cell(5, mine["Spécifications demandées"]).value = "taille = 8"
b.save(w + "/fausse.xlsx")
P
ok $? "openpyxl ouvre la demande, ses listes et ses contrôles"
cp "$work/plan.db" "$work/libre.db"
cp "$work/plan.db" "$work/faux.db"
"$prog" import réponses "$work/rendu.xlsx" > "$work/log" 2>&1
grep -q '3 créées' "$work/log"
ok $? "une demande remplie par openpyxl revient"
"$prog" list produits --where fabricant=D-MDM --format csv > "$work/log"
grep -q '^D-MDM;;;gant_chirurgical;Gant chirurgical sans latex;.*;capable;2027-08-21;;déclaré;2026-11-21;réponse du 21/11/2026;2026-11-21;$' "$work/log" &&
    grep -q '^D-MDM;MDM 023;.*;50000;.*;produit;;45;déclaré;2026-11-21;réponse du 21/11/2026;' "$work/log"
ok $? "les produits disent ce que le fabricant a répondu, et quand"
"$prog" list certificats --where numero=ENR-1 --format csv > "$work/log"
grep -q '^D-MDM;MDM 023;enregistrement;ENR-1;;;;2030-06-30;;$' "$work/log"
ok $? "un enregistrement déclaré est noté sans document"
"$prog" import réponses "$work/rendu.xlsx" > "$work/log" 2>&1
grep -q ' 0 créée · 9 inchangées' "$work/log" && ! grep -q 'opération' "$work/log"
ok $? "deux fois ne change rien"
"$prog" requests --format csv > "$work/log"
grep -q '^D-MDM;Démo Medical Devices;2026-11-21;2026-12-21;;2026-11-21;;3;' "$work/log"
ok $? "la demande est notée répondue"
# In any language the same answers give the same rows.
for lang in fr en ar; do
    cp "$work/libre.db" "$work/$lang.db"
    MAHALLI_FILE="$work/$lang.db" "$prog" --lang $lang export "$work/$lang.xlsx" --scope maker=D-MDM > "$work/log" 2>&1
    $PY - "$work/$lang.xlsx" $lang > "$work/log" 2>&1 <<'P'
import openpyxl, sys
path, lang = sys.argv[1:]
b = openpyxl.load_workbook(path)
sheets = [ws for ws in b if ws.sheet_state == "visible"][1:]
able, yes, no = {"fr": ("capable sous 9 mois", "oui", "non"), "en": ("able within 9 months", "yes", "no"), "ar": ("قادر خلال 9 شهر", "نعم", "لا")}[lang]
assert len(sheets) >= 3
for ws in [b.worksheets[0]] + sheets:
    assert bool(ws.sheet_view.rightToLeft) == (lang == "ar"), ws.title
    assert ws not in sheets or ("Fabriquez" in ws["C3"].value) == (lang == "fr"), ws["C3"].value
ws = sheets[0]
ws["C4"] = no
ws["C5"], ws["D5"], ws["E5"], ws["F5"], ws["H5"] = able, None, "Gant chirurgical sans latex", 7, "no" if lang == "en" else "non"
ws["C6"] = yes
capacity = {"fr": "Capacité annuelle", "en": "Yearly capacity", "ar": "الطاقة السنوية"}[lang]
[c for c in ws[3] if c.value and c.value.split(" *")[0] == capacity][0].offset(row=3).value = 50000
b.save(path)
P
    rc=$?
    MAHALLI_FILE="$work/$lang.db" "$prog" import réponses "$work/$lang.xlsx" >> "$work/log" 2>&1
    for k in produits réponses; do MAHALLI_FILE="$work/$lang.db" "$prog" list $k --format csv; done > "$work/$lang.csv"
    diff "$work/fr.csv" "$work/$lang.csv" >> "$work/log" || rc=1
    [ $rc = 0 ] && grep -q '^D-MDM;;.*Gant chirurgical sans latex;.*;capable;2027-08-21;' "$work/$lang.csv" &&
        grep -q '3 créées' "$work/log" && ! grep -q 'rejetée\|inconnue' "$work/log"
    ok $? "une demande en $lang revient comme les autres"
done
MAHALLI_FILE="$work/faux.db" "$prog" import réponses "$work/fausse.xlsx" --reject "$work/rejets.csv" > "$work/log" 2>&1
n=$(grep -c 'envoyée à un autre fabricant\|cases grises\|déjà cet identifiant' "$work/log")
[ "$n" = 3 ] && [ "$(wc -l < "$work/rejets.csv")" -ge 4 ]
ok $? "une ligne copiée, étirée ou d'un autre fabricant est refusée ($n)"
if command -v soffice > /dev/null; then
    mkdir "$work/out"
    HOME=$work/home timeout 120 soffice --headless --convert-to xlsx --outdir "$work/out" "$work/rendu.xlsx" > /dev/null 2>&1
    MAHALLI_FILE="$work/libre.db" "$prog" import réponses "$work/out/rendu.xlsx" > "$work/log" 2>&1
    grep -q '3 créées' "$work/log" && ! grep -q 'rejetée' "$work/log"
    ok $? "la même enregistrée par LibreOffice aussi"
    for k in produits certificats réponses; do
        "$prog" list $k --format csv > "$work/a"
        MAHALLI_FILE="$work/libre.db" "$prog" list $k --format csv > "$work/b"
        diff "$work/a" "$work/b" > "$work/log"
        ok $? "et donne les mêmes $k"
    done
else
    echo "ok - la même enregistrée par LibreOffice # SKIP LibreOffice n'est pas installé"
fi
