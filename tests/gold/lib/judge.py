#!/usr/bin/env python3
"""judge.py SET [--check]: writes the judged pairs of the folder SET (tests/gold/fresh, tests/gold/blind) from what was noted by hand.

Sources: annot_needs.csv and annot_products.csv (each line and each product with its kind, `famille`, and what it states,
`attributs`; `attendu` is the state of a line that has no product), annot_makers.csv. From them: makers.csv, products.csv, needs_dev.csv, needs_hold.csv (imported by the program), qrels.csv, specials.csv and
expected.csv (read by the evaluation). A line whose number is odd is in the dev half, an even one in the hold half.
--check writes nothing and fails when a file is not what would be written.

attributs: `key=value` parted by blanks, in a vocabulary of the set's own.
  value   a word or a number in the key's usual unit (mL, cm for cloth, mm for needles, Ch, G), alternatives a|b, a range a..b
  !       after a product's value: particular, to be seen by a pharmacist when nobody asked for it
  ?       on a line: the attribute that must be known to choose, and is not there: at best grade 1
  contradiction=oui   on a line: it says two things that exclude each other: at best grade 1
famille: one kind, several parted by `|` where any would do; `-` out of scope, `?` nobody can tell.

Grade of a line and a product of the same kind: 2 everything stated is met; 1 nothing fails, something is not said; N something
fails; other pairs are not listed. 75x90 is 90x75; a suture needle is met within 1 mm, a spinal needle's length within 1 mm;
silicone, nitrile, vinyl, PVC, polyurethane... are without latex.
"""
import csv
import io
import os
import sys

SUTURES = {"sut_res_t", "soie", "nylon", "catgut", "acier", "pp", "pdo", "pgcl", "polyester", "ptfe_fil", "lin"}
NO_LATEX = {"silicone", "nitrile", "vinyle", "pvc", "pu", "ptfe", "pe", "polyisoprene", "neoprene"}


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def attributes(text, where):
    """key -> (alternatives, particular)"""
    found = {}
    for item in text.split():
        key, sign, value = item.partition("=")
        if not sign or not value or key in found:
            raise SystemExit("%s: unreadable item %r" % (where, item))
        found[key] = (value.rstrip("!").split("|"), value.endswith("!"))
    if "latex" not in found and "mat" in found:
        material = found["mat"][0][0]
        if material in NO_LATEX or material.startswith("latex"):
            found["latex"] = (["non" if material in NO_LATEX else "oui"], False)
    return found


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def span(text):
    low, sign, high = text.partition("..")
    return (number(low), number(high)) if sign else (number(text), number(text))


def same(kind, key, asked, offered):
    if key == "dim":
        return sorted(asked.split("x")) == sorted(offered.split("x"))
    (a, b), (c, d) = span(asked), span(offered)
    if None in (a, b, c, d):
        return asked == offered
    slack = 1.0 if (key == "aig" and kind in SUTURES) or (key == "lg" and kind == "aiguille_pl") else 1e-9
    return a <= d + slack and c <= b + slack


def grade(kind, need, product):
    """2, 1 or N, as a string"""
    unknown = False
    for key, (asked, _) in need.items():
        offered = product.get(key, (["?"], False))[0]
        if asked == ["?"] or offered == ["?"]:
            unknown = True
        elif not any(same(kind, key, a, o) for a in asked for o in offered):
            return "N"
    return "1" if unknown else "2"


def judge(folder):
    needs, products = rows(folder, "annot_needs.csv"), rows(folder, "annot_products.csv")
    for p in products:
        p["kinds"], p["has"] = set(p["famille"].split("|")), attributes(p["attributs"], p["reference"])
    pairs, specials, expected = [], [], []
    for n in needs:
        ref, kinds, asks = n["reference"], set(n["famille"].split("|")), attributes(n["attributs"], n["reference"])
        best = set()
        for p in products:
            common = kinds & p["kinds"]
            mark = grade(sorted(common)[0], {k: v for k, v in asks.items() if not (k == "latex" and "mat" in asks)},
                         p["has"]) if common else None
            if mark is None:
                continue
            best.add(mark)
            pairs.append({"need": ref, "product": p["reference"], "grade": mark})
            odd = [k for k, (_, special) in sorted(p["has"].items()) if special and k not in asks]
            if mark == "2" and odd:
                specials.append({"need": ref, "product": p["reference"], "attributes": "|".join(odd)})
        if not best:
            expected.append({"need": ref, "verdict": n["attendu"] or "none"})
    lines = [{k: n[k] for k in ("reference", "designation", "specifications", "unite", "conditionnement", "quantite")}
             for n in needs]
    return {
        "makers.csv": [dict(m, statut="en production", role="fabricant") for m in rows(folder, "annot_makers.csv")],
        "products.csv": [dict({k: p[k] for k in ("fabricant", "reference", "designation", "specifications", "unite")},
                              statut="produit") for p in products],
        "needs_dev.csv": [n for n in lines if int(n["reference"][2:]) % 2],
        "needs_hold.csv": [n for n in lines if not int(n["reference"][2:]) % 2],
        "qrels.csv": pairs, "specials.csv": specials, "expected.csv": expected,
    }


def text(table):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


def main():
    folders = [a for a in sys.argv[1:] if a != "--check"]
    if len(folders) != 1 or not os.path.isdir(folders[0]):
        raise SystemExit("usage: judge.py SET [--check]")
    bad = 0
    for name, table in judge(folders[0]).items():
        path, want = os.path.join(folders[0], name), text(table)
        if "--check" in sys.argv[1:]:
            if not os.path.exists(path) or open(path, encoding="utf-8", newline="").read() != want:
                print("judge.py: %s is not what the notes say; run judge.py" % name, file=sys.stderr)
                bad = 1
        else:
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(want)
    return bad


if __name__ == "__main__":
    sys.exit(main())
