#!/bin/sh
# A block with its titles, or a long one, goes to the screen Import as a file of its own, which is gone afterwards.
#   needs_paste_file.sh PROG
set -u
prog=$(realpath "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/mahalli-paste.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 MAHALLI_NOW=2026-11-21T10:00:00 MAHALLI_ORIGIN=7 TERM=dumb HOME="$work" TMPDIR="$work"
plan=$work/plan.db
"$prog" -q -f "$plan" init --year 2027 > /dev/null || exit 1
{
    printf '%s\n' 'keys g b' 'paste "code article\tlibellé\tunité\tqté\nA1\tSeringue 5 ml\tB/100\t3\nA2\tSeringue 10 ml\tB/100\t4\n"' 'screen' 'keys g b'
    printf 'paste "'
    i=0
    while [ $i -lt 201 ]; do printf 'R%d\\tSeringue 5 ml\\tB/100\\t\\t3\\n' $i; i=$((i + 1)); done
    printf '"\nscreen\n'
} > "$work/script"
"$prog" -f "$plan" -u un tui --script "$work/script" --size 80x20 > "$work/got" 2>&1
rc=$?
fail=0
check() { if "$@"; then :; else echo "# $*"; fail=1; fi; }
check [ $rc = 0 ]
check [ "$(grep -c 'Fichier : .*mahalli-collage' "$work/got")" = 2 ]
check grep -q '^4  *qté  *Volumétrie  *3' "$work/got"
check grep -q '2 lignes' "$work/got"
check grep -q '200 lignes' "$work/got" # no titles: the first line is taken for them, and shown
check [ -z "$(find "$work" -name 'mahalli-collage*')" ]
check [ "$("$prog" -f "$plan" list besoins --format csv | wc -l)" -le 1 ]
if [ $fail = 0 ]; then
    echo 'ok - collage qui devient un fichier'
else
    sed 's/^/# /' "$work/got"
    echo 'not ok - collage qui devient un fichier'
    exit 1
fi
