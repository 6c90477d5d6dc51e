#!/bin/sh
# Line coverage of src/ outside tui/, by folder, from the .gcda files of a COV=1 run.
set -eu
b=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
root=$(pwd)
find "$b/obj/src" -name '*.gcda' | while read -r f; do
    (cd "$tmp" && gcov -r -s "$root" -o "$root/$(dirname "$f")" "$root/$f" 2>/dev/null)
done | awk '
/^File /{ f=$2; gsub(/\047/, "", f); sub(/.*src\//, "src/", f) }
/^Lines executed/{ split($0, p, /[:% ]+/); pct=p[3]; n=p[5]; if (f ~ /^src\/.*\.c$/ && f !~ /^src\/tui/ && !(f in seen)) { seen[f]=1; d=f; sub(/\/[^\/]*$/, "", d); hit[d]+=pct*n/100; tot[d]+=n; H+=pct*n/100; T+=n; printf "%6.1f %% %5d %s\n", pct, n, f > "/dev/stderr" } }
END { for (d in tot) printf "%-12s %6.1f %% de %d lignes\n", d, 100*hit[d]/tot[d], tot[d]; printf "couverture   %6.1f %% de %d lignes\n", 100*H/T, T }' 2> "$b/cover-files.txt"
sort -n "$b/cover-files.txt" | head -15
