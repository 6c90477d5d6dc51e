#!/bin/sh
# 100 opinions by one hand: at most 250 keys from the first screen on, each recorded; undoing all brings the first content back.
set -u
prog=$(realpath "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-pace.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 TERM=dumb USER=testeur MAHALLI_FILE="$work/plan.db"
unset MAHALLI_ROLE MAHALLI_USER
demo=$(sh tests/tui/plan.sh "$prog") || { echo "not ok - plan d'essai"; exit 1; }
cp "$demo" "$MAHALLI_FILE"
m() { "$prog" "$@"; }
before=$(m list avis --format csv | md5sum)
n=$(m list avis --format csv | wc -l)
{
    echo "keys g c"
    i=0
    while [ $i -lt 10 ]; do # ten times: seven suitable, one to be tried, two not suitable with the second reason proposed
        echo "keys o o o o o o o y x Down Down Enter x Down Enter"
        i=$((i + 1))
    done
    echo "screen"
    echo "count"
} > "$work/script"
m tui --script "$work/script" --role pharmacien > "$work/out" || { cat "$work/out"; echo "not ok - script"; exit 1; }
keys=$(sed -n 's/^touches : //p' "$work/out")
now=$(m list avis --format csv | wc -l)
[ $((now - n)) = 100 ] && echo "ok - 100 avis inscrits" || { sed 's/^/# /' "$work/out"; echo "not ok - $((now - n)) avis inscrits au lieu de 100"; }
[ "$keys" -le 250 ] && echo "ok - 100 avis en $keys touches" || echo "not ok - $keys touches"
states=$(m status | sed -n '/État/,/^$/p' | md5sum)
m match > /dev/null
[ "$states" = "$(m status | sed -n '/État/,/^$/p' | md5sum)" ] && echo "ok - les états sont ceux d'un rapprochement" || echo "not ok - les états diffèrent d'un rapprochement"
{ echo "keys g c"; i=0; while [ $i -lt 100 ]; do echo "keys u"; i=$((i + 1)); done; } > "$work/script"
m tui --script "$work/script" --role pharmacien > "$work/out"
[ "$before" = "$(m list avis --format csv | md5sum)" ] && echo "ok - tout annulé" || echo "not ok - tout annulé"
