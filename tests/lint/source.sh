#!/bin/sh
# House rules that grep and nm can see.
set -u
B=${B:-build}
fail=0
say() { echo "# $1"; fail=1; }
# SQL text only in schema/ and src/store/.
bad=$(grep -nE '"(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE) ' $(find src -name '*.[ch]' | grep -v '^src/store/') /dev/null)
[ -z "$bad" ] || say "SQL hors de src/store : $bad"
# Values are bound, never printed into SQL.
bad=$(grep -nE 'mprintf|addf\([^)]*(SELECT|INSERT|UPDATE|DELETE)[^)]*%l?l?[diu"]' src/store/*.c)
[ -z "$bad" ] || say "valeur imprimée dans du SQL : $bad"
# No exported mutable state: what the objects export as data must be read-only. Sanitized objects carry symbols of the compiler's own.
bad=$(objdump -t "$B"/obj/src/*/*.o "$B"/obj/src/*/*/*.o 2>/dev/null |
    awk '/^[0-9a-f]+ g +O +\.(data|bss|data\.rel|data\.rel\.local)[[:space:]]/{print $NF}' | grep -v '^__')
[ -z "$bad" ] || say "variable modifiable exportée : $bad"
# Size is a habit: over 700 lines a file is two rooms in one.
for f in $(find src -name '*.c'); do
    n=$(wc -l < "$f")
    [ "$n" -le 700 ] || say "$f a $n lignes"
done
bad=$(grep -rnwE 'TODO|FIXME|XXX' src include --include='*.[ch]' | head -5)
[ -z "$bad" ] || say "travail inachevé : $bad"
# People's decimals and quantities are exact. Linear models (mahalli/model.h, src/plan/lp*.c) are not people's.
bad=$(grep -nE '(^|[(, ])(const )?(double|float) [*a-z]' $(find src include -name '*.[ch]' | grep -vE '^src/(export|solve)/|^src/plan/lp|/model\.[ch]$') /dev/null | grep -vE '"[^"]*(double|float)[^"]*"|^[^:]*:[0-9]*: *(/?\*|//)' | head -5)
[ -z "$bad" ] || say "nombre flottant : $bad"
[ $fail = 0 ] && echo "ok - règles de la maison" || { echo "not ok - règles de la maison"; exit 1; }
