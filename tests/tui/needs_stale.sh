#!/bin/sh
# Another process changes the cell that is being typed: both values are shown, nothing is lost.
#   needs_stale.sh PROG
set -u
prog=$(realpath "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-stale.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 TERM=dumb HOME="$work"
plan=$work/plan.db
m() { "$prog" -q -f "$plan" -u "$@" > /dev/null 2>> "$work/err" || { cat "$work/err" >&2; exit 1; }; }
"$prog" -q -f "$plan" init --year 2027 > /dev/null
m un add besoins reference=R1 designation="Seringue 5 ml" quantite=10 unite=pièce
mkfifo "$work/keys"
"$prog" -f "$plan" -u un tui --script "$work/keys" --size 80x18 > "$work/got" 2>&1 &
pid=$!
exec 3> "$work/keys"
# The volume is changed and the pack opened by one key: once the operation is in the plan, the cell stands open.
printf '%s\n' 'keys g b' 'keys Right Right Right' 'type 11' 'keys BackTab' >&3
n=0
until [ "$("$prog" -f "$plan" show besoin R1@MOI --format csv 2> /dev/null | grep -c 11)" -gt 0 ] || [ $n -gt 200 ]; do
    n=$((n + 1))
    sleep 0.05
done
m deux set articles R1 conditionnement=B/50
printf '%s\n' 'type B/100' 'keys Enter' 'screen' 'keys Esc' 'screen' 'keys Enter g' 'keys Enter' >&3
exec 3>&-
wait $pid
rc=$?
fail=0
check() { if "$@"; then :; else echo "# $*"; fail=1; fi; }
check [ $rc = 0 ]
check grep -q 'Conditionnement : changée entre-temps' "$work/got"
check grep -q 'g Garder le mien  *B/100' "$work/got"
check grep -q "p Prendre l'autre  *B/50" "$work/got"
# Esc closes the choice, the cell still holds what was typed.
check [ "$(grep -c 'B/100' "$work/got")" -ge 3 ]
check [ "$("$prog" -f "$plan" list besoins --format csv | grep -c ';B/100;')" = 1 ]
check [ "$("$prog" -f "$plan" history --format csv | grep -c 'Conditionnement')" -ge 1 ]
if [ $fail = 0 ]; then
    echo 'ok - cellule changée entre-temps'
else
    sed 's/^/# /' "$work/got"
    echo 'not ok - cellule changée entre-temps'
    exit 1
fi
