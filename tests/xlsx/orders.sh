#!/bin/sh
# Beyond one member: plans whose volumes differ within the orders of magnitude told give the same workbooks, cell by cell. Whoever holds one,
# and the registry, cannot tell which of these volumes are behind it. Volumes stand on both sides of capacities, minimum orders and each other.
set -u
prog=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-orders.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MAHALLI_NOW=2026-11-21 MAHALLI_ORIGIN=5
ser() { echo "SERINGUE HYPODERMIQUE $1 ML LUER 3 PIECES SANS AIGUILLE STERILE"; }
plan() { # name, volumes
    d=$work/$1
    mkdir "$d"
    export MAHALLI_FILE="$d/plan.db"
    printf 'code;nom\nG0;Groupe 0\nG1;Groupe 1\nG2;Groupe 2\n' > "$d/groupes.csv"
    printf 'code;raison_sociale;role;statut\nFA;Fictive Aiguilles;fabricant;en production\nFB;Fictive Bandes;fabricant;en production\n' > "$d/fabricants.csv"
    {
        echo "fabricant;reference;designation;unite;capacite_annuelle;quantite_min;prix_unitaire_ht"
        echo "FA;S10;$(ser 10);B/100;60;;40"
        echo "FB;S10B;$(ser 10);B/100;;;50"
        echo "FA;S20;$(ser 20);B/50;1000;20;30"
        echo "FB;S30;$(ser 30);B/50;180;2;"
        echo "FB;S5;$(ser 5);B/100;20;;"
    } > "$d/produits.csv"
    {
        echo "membre;reference;designation;quantite;unite"
        echo "G0;A;$(ser 10);$2;U"
        echo "G1;B;$(ser 20);$3;U"
        echo "G0;C;$(ser 30);$4;U"
        echo "G2;D;$(ser 30);$5;U"
        echo "G0;E;$(ser 5);$6;U"
        echo "G1;F;$(ser 5);$7;U"
        echo "G2;H;$(ser 5);$8;U"
        echo "G1;I;compresse gaze 10x10 cm 8 plis sterile;$9;U"
    } > "$d/besoins.csv"
    "$prog" init --year 2027 > "$d/log" 2>&1
    for k in groupes fabricants produits besoins; do
        "$prog" import $k "$d/$k.csv" >> "$d/log" 2>&1
    done
    "$prog" match >> "$d/log" 2>&1
    "$prog" export "$d/plan.xlsx" --scope plan >> "$d/log" 2>&1
    "$prog" export "$d/gaps.xlsx" --scope gaps >> "$d/log" 2>&1
}
plan a 12345 1500 6000 2000 4000 1000 2000 7000
plan b 7000 999 9000 1 100 100 6800 19999
plan c 19999 1999 5000 4000 5000 1999 1 12000
plan d 12000 700 6999 1 4000 1000 2000 7001
python3 - "$work" <<'P'
import re, sys, zipfile
work = sys.argv[1]
def cells(path):
    z = zipfile.ZipFile(path)
    text = lambda x: "".join(re.findall(r"<t[^>]*>(.*?)</t>", x, re.S))
    shared = [text(x) for x in re.findall(r"<si>(.*?)</si>", z.read("xl/sharedStrings.xml").decode(), re.S)] if "xl/sharedStrings.xml" in z.namelist() else []
    out = {}
    for name, at in re.findall(r'<sheet name="([^"]*)" sheetId="(\d+)"', z.read("xl/workbook.xml").decode()):
        if name == "Journal": # its digests are of the operations themselves
            continue
        sheet = z.read(f"xl/worksheets/sheet{at}.xml").decode()
        for m in re.finditer(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', sheet, re.S):
            v = re.search(r"<v>(.*?)</v>", m.group(3) or "")
            value = v.group(1) if v else re.sub("<[^>]*>", "", m.group(3) or "")
            out[name, m.group(1)] = shared[int(value)] if 't="s"' in m.group(2) and value else value
    return out
bad = 0
for book in "plan.xlsx", "gaps.xlsx":
    first = cells(f"{work}/a/{book}")
    rough = sum(1 for v in first.values() if v.startswith("~ "))
    for other in "b", "c", "d":
        there = cells(f"{work}/{other}/{book}")
        for k in sorted(set(first) | set(there)):
            if first.get(k) != there.get(k):
                bad += 1
                if bad < 20:
                    print("#", book, other, k, repr(first.get(k))[:80], repr(there.get(k))[:80])
    print(f"# {book}: {len(first)} cells, {rough} orders of magnitude")
    bad += rough == 0 or len(first) < 100
print(("not ok" if bad else "ok") + " - un classeur au-delà d'un groupe ne dit d'un volume que son ordre de grandeur")
P
