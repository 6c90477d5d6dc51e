#!/bin/sh
# The plan of the transcripts: the samples imported and matched, built once by each program; prints its path.
#   plan.sh PROG
set -eu
prog=$1
dir=${B:-build}/tests/tui
mkdir -p "$dir"
demo=$dir/demo.db
exec 9> "$dir/lock"
flock 9
if [ ! -f "$demo" ] || [ "$prog" -nt "$demo" ]; then
    rm -f "$dir"/new.db*
    m() { rc=0; "$prog" -q -f "$dir/new.db" "$@" > /dev/null 2>> "$dir/plan.log" || rc=$?; [ $rc -le 1 ] || { cat "$dir/plan.log" >&2; exit $rc; }; }
    : > "$dir/plan.log"
    m init --year 2027
    for p in groupes:members établissements:sites synonymes:synonyms fabricants:makers produits:products certificats:certificates; do
        m import "${p%%:*}" "samples/${p#*:}.csv"
    done
    m import besoins samples/besoins-atlas.csv --member GAT
    m import besoins samples/besoins-sebou.csv --member GSE
    m import besoins samples/besoins-rif.csv --member GRI
    m import avis samples/opinions.csv
    m match
    rm -f "$dir/new.db-wal" "$dir/new.db-shm"
    mv "$dir/new.db" "$demo"
fi
echo "$demo"
