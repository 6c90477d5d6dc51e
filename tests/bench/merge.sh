#!/bin/sh
# A group's part of 4,000 lines: written, and merged by the coordinator into a plan that has three other groups' already, as issue 6 asks
# it (bound: 1 s here); then merged again, which changes nothing.
set -eu
. tests/bench/lib.sh
d=$BENCH_DIR
n=${LINES_OF_PART:-4000}
export MAHALLI_NOW=2026-11-21
printf 'code;nom\nG0;Groupe 0\nG1;Groupe 1\nG2;Groupe 2\nG3;Groupe 3\n' > "$d/groups.csv"
awk -v kind=needs -v N="$n" -v SITES=1 -f tests/bench/rows.awk > "$d/lines.csv"
for g in 0 1 2 3; do
    rm -f "$d/g$g.db"*
    "$B/mahalli" -f "$d/g$g.db" init --year 2027 -q
    "$B/mahalli" -f "$d/g$g.db" import groupes "$d/groups.csv" -q
    printf 'membre;code;nom\nG%s;E01;Site\n' "$g" > "$d/site.csv"
    "$B/mahalli" -f "$d/g$g.db" import sites "$d/site.csv" -q
    "$B/mahalli" -f "$d/g$g.db" import besoins "$d/lines.csv" --member "G$g" -q
    cpu "$B/mahalli" -f "$d/g$g.db" share "$d/g$g.part" --member "G$g"
done
shared=$CPU
rm -f "$d/coord.db"*
"$B/mahalli" -f "$d/coord.db" init --year 2027 -q
"$B/mahalli" -f "$d/coord.db" import groupes "$d/groups.csv" -q
"$B/mahalli" -f "$d/coord.db" merge "$d/g0.part" "$d/g1.part" "$d/g2.part" -q
cpu "$B/mahalli" -f "$d/coord.db" merge "$d/g3.part"
merged=$CPU; wall=$WALL; mem=$MB
cpu "$B/mahalli" -f "$d/coord.db" merge "$d/g3.part"
echo "réunion : part de $n lignes ($(wc -c < "$d/g3.part" | tr -d ' ') octets) écrite en $shared s CPU, réunie en $merged s CPU, $wall s (borne 1 s), mémoire $mem Mo ; de nouveau $CPU s"
