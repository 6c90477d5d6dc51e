#!/bin/sh
# 1,000,000 needs (50,000 articles x 20 sites) against `sqlite3 .import` of the same file into the same columns with the same number of
# indexes, WAL and synchronous=FULL on both sides. Bound: 3 x, peak memory 64 MB.
set -eu
. tests/bench/lib.sh
cd_work=$BENCH_DIR
file=$cd_work/needs.csv
[ -s "$file" ] || awk -v kind=needs -v N="${ARTICLES:-50000}" -v SITES=20 -f tests/bench/rows.awk > "$file"
export MAHALLI_NOW=2026-11-21
ours=; theirs=
for i in 1 2 3; do
    db=$cd_work/plan.db
    rm -f "$db"* "$cd_work"/lite.db*
    "$B/mahalli" -f "$db" init --year 2027 > /dev/null
    printf 'code;nom\nBAN;Banc\n' > "$cd_work/members.csv"
    awk -v kind=sites -v SITES=20 -f tests/bench/rows.awk > "$cd_work/sites.csv"
    "$B/mahalli" -f "$db" import membres "$cd_work/members.csv" > /dev/null
    "$B/mahalli" -f "$db" import etablissements "$cd_work/sites.csv" > /dev/null
    cpu "$B/mahalli" -f "$db" import besoins "$file"
    ours="$ours $CPU"; mem=$MB
    printf '%s\n' 'PRAGMA journal_mode=WAL;' 'PRAGMA synchronous=FULL;' \
        'CREATE TABLE n(reference TEXT, designation TEXT, unite TEXT, quantite TEXT, etablissement TEXT, prix TEXT, fournisseur TEXT, origine TEXT, t1 TEXT, t2 TEXT, t3 TEXT, t4 TEXT);' \
        'CREATE UNIQUE INDEX n1 ON n(etablissement, reference);' 'CREATE INDEX n2 ON n(reference);' 'CREATE INDEX n3 ON n(designation);' \
        '.mode csv' '.separator ;' ".import --skip 1 $file n" > "$cd_work/lite.sql"
    cpu sqlite3 -bail -init "$cd_work/lite.sql" "$cd_work/lite.db" .exit
    theirs="$theirs $CPU"
done
a=$(printf '%s\n' $ours | median); b=$(printf '%s\n' $theirs | median)
echo "import : $a s CPU, sqlite3 .import : $b s, rapport $(ratio "$a" "$b") (borne 3), mémoire $mem Mo (borne 64)"
