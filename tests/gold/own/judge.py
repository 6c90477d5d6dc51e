#!/usr/bin/env python3
"""judge.py [--check]: derives the judged pairs of this folder from what was annotated by hand.

annot_needs.csv and annot_products.csv are the source: every line and every product was read by a person, who wrote down
its kind (famille) and what it states (attributs). From them come needs_dev.csv, needs_hold.csv, makers.csv, products.csv
(what the program imports), qrels.csv and specials.csv (what the evaluator reads). --check writes nothing and fails when a
file is not what would be written.

attributs: items "key=value" parted by blanks, after the file's own vocabulary, which owes nothing to the program's.
  value     a word, a number with or without a unit (cc L kg mm dec), a range 12..24, a list a|b|c
  !         after a value of a product: a particular value that a pharmacist wants to see when nobody asked for it
famille     one kind, several parted by | where either would do; "-" out of scope, "?" cannot be told from the line

Grade of a need and a product of the same kind: 2 every stated item is met; 1 none fails, at least one is not said of the
product; N at least one fails. Pairs of another kind are not listed. Equal: mL and cc; Ch and three times mm; needle gauge
and its outer diameter; a thread's USP and decimal size; a suture needle within 1 mm; 10x15 and 15x10; a value within the
other side's range or list. A thread without needle fails a need that describes one, and the other way round; what is of
silicone, PVC, nitrile... is latex-free.
"""
import csv
import hashlib
import io
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = 20270
GAUGE_OF_MM = {"2.1": 14, "1.8": 15, "1.6": 16, "1.5": 17, "1.2": 18, "1.1": 19, "0.9": 20, "0.8": 21, "0.7": 22, "0.6": 23,
               "0.55": 24, "0.5": 25, "0.45": 26, "0.4": 27, "0.33": 29, "0.3": 30, "0.25": 31}
USP_OF_DECIMAL = {"0.2": "10/0", "0.3": "9/0", "0.4": "8/0", "0.5": "7/0", "0.7": "6/0", "1": "5/0", "1.5": "4/0",
                  "2": "3/0", "3": "2/0", "3.5": "0", "4": "1", "5": "2"}
LATEX_FREE = {"silicone", "pvc", "pur", "pu", "nitrile", "vinyle", "polyisoprene", "pe"}
FACTOR = {"cc": 1, "mL": 1, "L": 1000, "kg": 1000, "g": 1}
MAKERS = [
    ("OA", "Démo Atlas Dispositifs", "Casablanca"), ("OB", "Démo Bouregreg Santé", "Rabat"),
    ("OC", "Démo Chaouia Plast", "Berrechid"), ("OD", "Démo Doukkala Textile Médical", "El Jadida"),
    ("OE", "Démo Export Medical", "Tanger"), ("OF", "Démo Fès Instruments", "Fès"),
    ("OG", "Démo Gharb Pansements", "Kénitra"), ("OH", "Démo Haouz Mobilier", "Marrakech"),
    ("OI", "Démo Imagerie du Nord", "Tétouan"), ("OJ", "Démo Jbel Implants", "Nouaceur"),
    ("OK", "Démo Kasbah Laboratoire", "Meknès"), ("OL", "Démo Loukkos Sutures", "Larache"),
]


def one(key, text):
    """One value as (low, high) of floats, or as a word."""
    if key == "usp":
        return USP_OF_DECIMAL[text[:-3]] if text.endswith("dec") else text
    if "x" in text and all(p.replace(".", "", 1).isdigit() for p in text.split("x")):
        return "x".join(sorted(text.split("x"), key=float))
    if ".." in text:
        low, high = text.split("..")
        return (float(low), float(high))
    if key == "g" and text.endswith("mm"):
        return (float(GAUGE_OF_MM[text[:-2]]),) * 2
    if key == "ch" and text.endswith("mm"):
        return (3 * float(text[:-2]),) * 2
    for unit in FACTOR:
        if text.endswith(unit) and text[:-len(unit)].replace(".", "", 1).isdigit():
            return (FACTOR[unit] * float(text[:-len(unit)]),) * 2
    return (float(text),) * 2 if text.replace(".", "", 1).isdigit() else text


def read(text):
    """attributs -> {key: values}, {keys whose value is particular}"""
    values, special = {}, set()
    for item in text.split():
        key, value = item.split("=", 1)
        if value.endswith("!"):
            value = value[:-1]
            special.add(key)
        values[key] = [one(key, v) for v in value.split("|")]
    return values, special


def same(key, a, b):
    if isinstance(a, tuple) and isinstance(b, tuple):
        slack = 1 if key == "aig" else 0
        return a[0] <= b[1] + slack and b[0] <= a[1] + slack
    return a == b


def state(key, wanted, has):
    """One stated item against a product: met, failed or unknown."""
    thread_only = has.get("n") == [(0.0, 0.0)]
    if key in ("aig", "pointe", "courb") and thread_only:
        return "failed"
    if key == "n" and wanted == [(0.0, 0.0)] and ("aig" in has or "pointe" in has):
        return "failed"
    if key == "latex" and key not in has and "mat" in has:
        free = has["mat"][0] in LATEX_FREE
        if free or "latex" in str(has["mat"][0]):
            return "met" if wanted == ["non" if free else "oui"] else "failed"
    if key not in has:
        return "failed" if key == "mat" and wanted == ["latex"] and has.get("latex") == ["non"] else "unknown"
    return "met" if any(same(key, w, h) for w in wanted for h in has[key]) else "failed"


def grade(wanted, has):
    states = {state(key, values, has) for key, values in wanted.items()}
    return "N" if "failed" in states else "1" if "unknown" in states else "2"


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def text(header, lines):
    out = io.StringIO()
    w = csv.writer(out, delimiter=";", lineterminator="\n")
    w.writerow(header)
    w.writerows(lines)
    return out.getvalue()


def build():
    needs, products = rows("annot_needs.csv"), rows("annot_products.csv")
    order = [n["reference"] for n in needs]
    random.Random(SEED).shuffle(order)
    dev = set(order[:(len(order) + 1) // 2])
    qrels, specials = [], []
    offered = [(p["reference"], p["famille"], *read(p["attributs"])) for p in products]
    for n in needs:
        kinds, (wanted, _) = n["famille"].split("|"), read(n["attributs"])
        for reference, kind, has, special in offered:
            if kind not in kinds:
                continue
            g = grade(wanted, has)
            qrels.append((n["reference"], reference, g))
            extra = sorted(special - set(wanted))
            if g == "2" and extra:
                specials.append((n["reference"], reference, "|".join(extra)))
    columns = ["reference", "designation", "specifications", "unite", "conditionnement", "quantite"]
    offer = ["fabricant", "reference", "designation", "specifications", "unite"]
    return {
        "needs_dev.csv": text(columns, [[n[c] for c in columns] for n in needs if n["reference"] in dev]),
        "needs_hold.csv": text(columns, [[n[c] for c in columns] for n in needs if n["reference"] not in dev]),
        "makers.csv": text(["code", "raison_sociale", "ville", "statut", "role"],
                           [(*m, "en production", "fabricant") for m in MAKERS]),
        "products.csv": text(offer + ["statut"], [[p[c] for c in offer] + ["produit"] for p in products]),
        "qrels.csv": text(["need", "product", "grade"], qrels),
        "specials.csv": text(["need", "product", "attributes"], specials),
    }


def main():
    made, bad = build(), []
    for name, content in made.items():
        path = os.path.join(HERE, name)
        if "--check" in sys.argv[1:]:
            try:
                with open(path, encoding="utf-8", newline="") as f:
                    if f.read() != content:
                        bad.append(name)
            except OSError:
                bad.append(name)
        else:
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(content)
    for name in bad:
        print("%s: not what judge.py derives from the annotations" % name, file=sys.stderr)
    if "--check" not in sys.argv[1:]:
        print("digest", hashlib.sha256("".join(made.values()).encode()).hexdigest()[:12])
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
