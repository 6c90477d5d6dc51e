#!/usr/bin/env python3
"""eval.py NEEDS.csv QRELS.csv RESULT.csv [--specials S.csv] [--products P.csv] [--worst N] [--json]

How well a matching run agrees with judged pairs. NEEDS.csv says which lines count (column reference); QRELS.csv holds
need, product (or offer) and grade 2, 1 or N; RESULT.csv is what `match --top 10 --format csv` prints (need;rank;maker;
product;verdict;score;...). All are parted by `;`. A row of the result is a candidate when its rank is 1 or more, it names
a product and its verdict is match, review or near; others say that there is none.

Grades: 2 same kind of product and everything stated is met; 1 nothing fails, something is not said; N something fails;
not listed: another product. Lines, by the best grade they have: C at least one 2; R at best a 1; M at best an N; Z none.

  p_at_1         C: the first candidate has grade 2
  r_at_5         C: one of the first five has grade 2
  mrr            C: mean of 1/rank of the first candidate with grade 2 (0 without)
  auto_coverage  C: the first candidate has grade 2 and is called match
  false_auto     all: the first candidate is called match and its grade is not 2 (the worst error)
  special_auto   all: called match and of grade 2, but with a particular value that nobody asked for (S.csv)
  abstention     R, M, Z: no candidate at any rank is called match
  near_recall    M: one of the first five has grade N and is called near
  none_accuracy  Z: no candidate is called match or review

Each figure is k/n with a Wilson interval at 95 % (mrr: the mean and n). --worst N adds the N worst lines, false automatic
matches first: for the half one tunes on, never for the half held back. --json prints one object instead of a table.
"""
import argparse
import csv
import json
import math
import sys

FIGURES = ("p_at_1", "r_at_5", "mrr", "auto_coverage", "false_auto", "special_auto", "abstention", "near_recall",
           "none_accuracy")


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def wilson(k, n, z=1.959964):
    """The 95 % interval of k successes in n."""
    if n == 0:
        return (0.0, 1.0)
    p, zz = k / n, z * z
    middle = (p + zz / (2 * n)) / (1 + zz / n)
    half = z / (1 + zz / n) * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return (max(0.0, middle - half), min(1.0, middle + half))


def read_grades(path):
    grades = {}
    for r in table(path):
        grades.setdefault(r["need"], {})[r.get("product") or r["offer"]] = r["grade"]
    return grades


def read_candidates(path):
    """need -> [(product, verdict)] in order of rank"""
    found = {}
    for r in table(path):
        if r["rank"].isdigit() and int(r["rank"]) > 0 and r["product"] and r["verdict"] in ("match", "review", "near"):
            found.setdefault(r["need"], []).append((int(r["rank"]), r["product"], r["verdict"]))
    return {need: [c[1:] for c in sorted(rows)] for need, rows in found.items()}


def best(grades):
    return next((g for g in "21N" if g in grades.values()), "Z")


def measure(needs, grades, candidates, specials):
    """figure -> [k, n]"""
    count = {f: [0, 0] for f in FIGURES}

    def add(figure, value):
        count[figure][0] += value
        count[figure][1] += 1

    for need in needs:
        judged, rows = grades.get(need, {}), candidates.get(need, [])
        level = best(judged)
        marks = [judged.get(product) for product, _ in rows]
        first = rows[0] if rows else (None, None)
        right = bool(rows) and marks[0] == "2"
        add("false_auto", first[1] == "match" and not right)
        add("special_auto", first[1] == "match" and right and (need, first[0]) in specials)
        if level == "2":
            add("p_at_1", right)
            add("r_at_5", "2" in marks[:5])
            add("mrr", 1 / (marks.index("2") + 1) if "2" in marks else 0)
            add("auto_coverage", right and first[1] == "match")
            continue
        add("abstention", all(verdict != "match" for _, verdict in rows))
        if level == "N":
            add("near_recall", any(m == "N" and v == "near" for m, (_, v) in list(zip(marks, rows))[:5]))
        if level == "Z":
            add("none_accuracy", all(verdict == "near" for _, verdict in rows))
    return count


def figures(count):
    out = {}
    for f, (k, n) in count.items():
        out[f] = {"value": k / n if n else None, "k": round(k, 3), "n": n}
        if f != "mrr":
            out[f]["low"], out[f]["high"] = wilson(k, n)
    return out


def badness(judged, rows):
    """How bad a line's answer is; 0 when there is nothing to say."""
    mark = judged.get(rows[0][0]) if rows else None
    bad = 0.0
    if rows and rows[0][1] == "match" and mark != "2":
        bad += 10 + (mark is None) + (mark == "N")
    if best(judged) == "2":
        place = next((i for i, (p, _) in enumerate(rows) if judged.get(p) == "2"), 20)
        bad += min(place, 20) / 4
        bad += 0.1 if place == 0 and rows[0][1] != "match" else 0
    elif best(judged) == "Z":
        bad += 2 * any(v == "review" for _, v in rows)
    elif not rows:
        bad += 1
    return bad


def worst(needs, grades, candidates, labels, number):
    order = sorted(needs, key=lambda n: (-badness(grades.get(n, {}), candidates.get(n, [])), n))
    for need in order[:number]:
        judged, rows = grades.get(need, {}), candidates.get(need, [])
        bad = badness(judged, rows)
        if bad <= 0:
            break
        line = needs[need]
        print("%s [%.2f] %s | %s" % (need, bad, line["designation"], line.get("specifications") or ""))
        for product, verdict in rows[:2]:
            print("    got  %-6s %s  %s  %s" % (verdict, judged.get(product, "-"), product, labels.get(product, "")))
        for product in [p for p, g in judged.items() if g == best(judged)][:2]:
            print("    best        %s  %s  %s" % (judged[product], product, labels.get(product, "")))


def main():
    a = argparse.ArgumentParser(description="see the docstring")
    a.add_argument("needs")
    a.add_argument("qrels")
    a.add_argument("result")
    a.add_argument("--specials")
    a.add_argument("--products")
    a.add_argument("--worst", type=int, default=0)
    a.add_argument("--json", action="store_true")
    o = a.parse_args()
    needs = {r["reference"]: r for r in table(o.needs)}
    grades, candidates = read_grades(o.qrels), read_candidates(o.result)
    specials = {(r["need"], r.get("product") or r["offer"]) for r in table(o.specials)} if o.specials else set()
    if not set(needs) & {r["need"] for r in table(o.result)}:
        print("eval.py: no line of %s occurs in %s" % (o.needs, o.result), file=sys.stderr)
        return 2
    result = figures(measure(needs, grades, candidates, specials))
    if o.json:
        print(json.dumps(result))
    else:
        for f in FIGURES:
            m = result[f]
            text = "%-13s " % f + ("-" if m["value"] is None else "%.3f" % m["value"])
            if f == "mrr":
                print("%s  n %d" % (text, m["n"]))
            else:
                print("%s  %d/%d  [%.3f %.3f]" % (text, m["k"], m["n"], m["low"], m["high"]))
    if o.worst:
        labels = {p["reference"]: p["designation"] + " | " + (p.get("specifications") or "")
                  for p in (table(o.products) if o.products else [])}
        worst(needs, grades, candidates, labels, o.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
